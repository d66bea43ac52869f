from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ChannelUse, CommunityWords, ModeratorsOnly, UnclearZone
from bot.domain.setting_changes import MOST_SHOWN, PAGE_SIZE, Setting
from bot.domain.settings import Visibility
from bot.domain.weekly_times import UnknownWeeklyTime
from storage import setting_changes
from tests.support.callers import BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


def moderator(community: CommunityId = HERE) -> Caller:
    return act(BEN, community, manages_server=True)


async def settings(services: Services, community: CommunityId = HERE) -> list[Setting]:
    found = await services.setting_changes.page(moderator(community), 0)
    return [each.setting for each in found.changes]


async def test_a_change_says_who_when_and_from_what_to_what(
    services: Services, clock: FakeClock
) -> None:
    assert await settings(services) == []
    caller = moderator()
    shown = await services.communities.choose_zone(caller, "berlin")
    (change,) = shown.changes
    assert (change.setting, change.before, change.after) == (Setting.ZONE, "UTC", "Europe/Berlin")
    assert (change.changed_by, change.changed_at) == (BEN, clock.now())
    assert (change.id, change.community_id) == (caller.interaction_id, HERE)
    # Delivered again, and chosen again: neither is a change.
    await services.communities.choose_zone(caller, "tokyo")
    await services.communities.choose_zone(moderator(), "Europe/Berlin")
    assert await settings(services) == [Setting.ZONE]
    assert await settings(services, ELSEWHERE) == []


async def test_what_one_form_changes_is_told_apart(services: Services) -> None:
    words = CommunityWords("UTC", "fri 20:00", "3", "")
    await services.communities.describe(moderator(), words)
    assert await settings(services) == [Setting.BACKFILL_DAYS, Setting.WEEKLY_TIME]


async def test_a_refusal_leaves_no_trace(services: Services) -> None:
    with pytest.raises(UnclearZone) as unclear:
        await services.communities.choose_zone(moderator(), "Berlln")
    assert "Europe/Berlin" in unclear.value.nearest
    with pytest.raises(UnknownWeeklyTime):
        await services.communities.describe(moderator(), CommunityWords("Berlin", "?", "3", ""))
    assert await settings(services) == []


async def test_several_channels_are_named_at_once(services: Services) -> None:
    channels = {ChannelUse.WEEKLY: 5, ChannelUse.CHALLENGES: 6}
    shown = await services.communities.choose_channels(moderator(), channels)
    assert (shown.community.weekly_channel_id, shown.community.challenge_place) == (5, 6)
    assert await settings(services) == [Setting.CHALLENGE_CHANNEL, Setting.WEEKLY_CHANNEL]
    await services.communities.choose_channels(moderator(), {})
    assert len(await settings(services)) == 2


async def test_the_newest_stand_first_in_pages(services: Services, clock: FakeClock) -> None:
    for number in range(PAGE_SIZE + 3):
        clock.advance(timedelta(minutes=1))
        level = (Visibility.OPEN, Visibility.PRIVATE)[number % 2]
        await services.communities.choose_offered(moderator(), level)
    shown = await services.communities.overview(moderator())
    assert len(shown.changes) == MOST_SHOWN
    first = await services.setting_changes.page(moderator(), 0)
    second = await services.setting_changes.page(moderator(), 99)
    assert shown.changes == first.changes[:MOST_SHOWN]
    assert [len(each.changes) for each in (first, second)] == [PAGE_SIZE, 3]
    assert [(each.page, each.last) for each in (first, second)] == [(0, 1), (1, 1)]
    moments = [each.changed_at for each in (*first.changes, *second.changes)]
    assert moments == sorted(moments, reverse=True)


async def test_the_history_is_for_moderators(services: Services) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.setting_changes.page(act(), 0)


async def test_the_same_interaction_is_written_down_once(services: Services, db: Database) -> None:
    shown = await services.communities.choose_zone(moderator(), "berlin")
    async with db.transaction() as tx:
        await setting_changes.add(tx, shown.changes)
        assert await setting_changes.count(tx, HERE) == 1
