from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import (
    ChannelUse,
    CommunityWords,
    EverybodyModerates,
    ManageServerOnly,
    ModeratorsOnly,
    NoWeeklyChannel,
)
from bot.domain.days import Week
from bot.domain.ids import CommunityId
from bot.domain.places import Place
from bot.domain.posts import Kind, Post, Reason, State
from bot.domain.practice_details import PracticeWords
from bot.domain.settings import Visibility
from bot.domain.weekly_times import UnknownWeeklyTime, WeeklyTime
from storage import posts
from tests.support.callers import BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.callers import Caller
    from bot.services.communities import Communities
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

WORDS = CommunityWords("Berlin", "fri 20:00", "3", "Ask Mona")
UNREADABLE = CommunityWords("?", "?", "?", "a\u202eb")


@pytest.fixture
def communities(services: Services) -> Communities:
    return services.communities


def moderator(community: CommunityId = HERE) -> Caller:
    return act(BEN, community, manages_server=True)


async def set_up(communities: Communities, community: CommunityId = HERE) -> None:
    await communities.choose_channel(moderator(community), ChannelUse.WEEKLY, 5)
    await communities.finish_set_up(moderator(community))


CHANGES: tuple[Callable[[Communities, Caller], Awaitable[object]], ...] = (
    lambda communities, caller: communities.overview(caller),
    lambda communities, caller: communities.require_moderator(caller),
    lambda communities, caller: communities.choose_channel(caller, ChannelUse.LOGS, 5),
    lambda communities, caller: communities.choose_channels(caller, {ChannelUse.LOGS: 5}),
    lambda communities, caller: communities.choose_moderator_role(caller, 5),
    lambda communities, caller: communities.choose_zone(caller, "Berlin"),
    lambda communities, caller: communities.choose_zone(caller, "?"),
    lambda communities, caller: communities.choose_offered(caller, Visibility.OPEN),
    lambda communities, caller: communities.choose_parts(caller, frozenset()),
    lambda communities, caller: communities.describe(caller, WORDS),
    lambda communities, caller: communities.describe(caller, UNREADABLE),
    lambda communities, caller: communities.finish_set_up(caller),
)


@pytest.mark.parametrize("change", CHANGES)
async def test_everything_is_for_moderators(
    communities: Communities,
    db: Database,
    change: Callable[[Communities, Caller], Awaitable[object]],
) -> None:
    with pytest.raises(ModeratorsOnly):
        await change(communities, act())
    async with db.reading() as conn:
        assert not await conn.fetch_all("SELECT 1 FROM communities"), "a refusal keeps nothing"


async def test_settings_are_kept_and_stay_within_the_community(communities: Communities) -> None:
    await set_up(communities)
    await communities.choose_moderator_role(moderator(), 77)
    shown = await communities.describe(moderator(), WORDS)
    assert shown.community == await communities.get(act())
    assert shown.community.zone == "Europe/Berlin"
    assert shown.community.weekly_time == WeeklyTime(4, 1200)
    assert (shown.community.backfill_days, shown.community.resources) == (3, "Ask Mona")
    assert (await communities.get(act(community=ELSEWHERE))).zone == "UTC"


async def test_the_moderators_role_does_not_name_another(communities: Communities) -> None:
    await communities.choose_moderator_role(moderator(), 77)
    by_role = replace(act(), role_ids=frozenset({77}))
    for role_id in (78, None, HERE):
        with pytest.raises(ManageServerOnly):
            await communities.choose_moderator_role(by_role, role_id)
    assert (await communities.get(act())).moderator_role_id == 77


async def test_the_same_change_twice_changes_nothing_twice(communities: Communities) -> None:
    first = moderator()
    await communities.choose_channel(first, ChannelUse.LOGS, 5)
    await communities.choose_channel(moderator(), ChannelUse.LOGS, 6)
    again = await communities.choose_channel(first, ChannelUse.LOGS, 5)
    assert again.community.log_channel_id == 6


async def test_what_cannot_be_changed_stays(communities: Communities) -> None:
    with pytest.raises(NoWeeklyChannel):
        await communities.finish_set_up(moderator())
    with pytest.raises(EverybodyModerates):
        await communities.choose_moderator_role(moderator(), HERE)
    await communities.choose_channel(moderator(), ChannelUse.LOGS, 5)
    with pytest.raises(UnknownWeeklyTime):
        await communities.describe(moderator(), CommunityWords("Berlin", "?", "3", ""))
    kept = await communities.get(act())
    assert (kept.zone, kept.backfill_days, kept.moderator_role_id) == ("UTC", 7, None)


async def test_posts_that_failed_lately_are_shown(
    communities: Communities, db: Database, clock: FakeClock
) -> None:
    await set_up(communities)
    for days, week in ((5, 46), (30, 42)):
        due_at = clock.now() - timedelta(days=days)
        post = Post(
            community_id=HERE,
            kind=Kind.STREAKS,
            period=str(Week(2026, week)),
            due_at=due_at,
            claimed_at=due_at,
            retry_at=due_at,
            state=State.FAILED,
            reason=Reason.GONE,
        )
        async with db.transaction() as tx:
            await posts.add(tx, post)
    shown = await communities.overview(moderator())
    assert [post.week.number for post in shown.failures] == [46]


async def test_one_panel_stands_in_each_channel(communities: Communities) -> None:
    assert await communities.panel_stands(moderator(), Place(1, 10)) == ()
    assert await communities.panel_stands(moderator(), Place(2, 11)) == ()
    assert await communities.panel_stands(moderator(), Place(1, 10)) == ()
    assert await communities.panel_stands(moderator(), Place(1, 12)) == (Place(1, 10),)
    assert await communities.panel_stands(moderator(), Place(1, 13)) == (Place(1, 12),)


async def test_within_thirty_days_nothing_is_lost(services: Services, clock: FakeClock) -> None:
    communities = services.communities
    await set_up(communities)
    await services.practices.add(act(), PracticeWords(name="Run", minimum="done"))
    before = await communities.get(act())
    await communities.removed(HERE)
    assert (await communities.get(act())).removed_at == clock.now()
    clock.advance(timedelta(days=30))
    await communities.removed(HERE)  # told again, it still counts from the first time
    await communities.delete_removed()
    await communities.came_back(HERE)
    assert await communities.get(act()) == before
    assert (await services.privacy.show(act())).here.counts["practices"] == 1


async def test_after_thirty_days_everything_is_deleted(
    services: Services, clock: FakeClock
) -> None:
    communities = services.communities
    for community in (HERE, ELSEWHERE):
        await set_up(communities, community)
        await services.practices.add(
            act(community=community), PracticeWords(name="Run", minimum="done")
        )
    await communities.removed(HERE)
    clock.advance(timedelta(days=30, seconds=1))
    await communities.delete_removed()
    assert not (await services.privacy.show(act())).here.counts
    assert (await services.privacy.show(act(community=ELSEWHERE))).here.counts
    assert (await communities.get(act())).set_up_at is None


async def test_each_community_is_deleted_by_itself(
    services: Services, db: Database, clock: FakeClock
) -> None:
    communities = services.communities
    for community in (HERE, ELSEWHERE):
        await set_up(communities, community)
        await communities.removed(community)
    async with db.transaction() as tx:
        await tx.execute(f"""
            CREATE TRIGGER stubborn BEFORE DELETE ON communities
            WHEN old.community_id = {ELSEWHERE} BEGIN SELECT RAISE(ABORT, 'no'); END
        """)
    clock.advance(timedelta(days=31))
    with pytest.raises(sqlite3.IntegrityError):
        await communities.delete_removed()
    assert (await communities.get(act())).set_up_at is None
    assert (await communities.get(act(community=ELSEWHERE))).set_up_at


async def test_removals_and_returns_while_away_are_caught_up_with(
    communities: Communities,
) -> None:
    ids = [CommunityId(number) for number in (10, 11, 12, 13)]
    for community in ids:
        await set_up(communities, community)
    await communities.removed(ids[1])
    await communities.reconcile({ids[0], ids[1]}, lambda community: community != ids[3])
    removed = [(await communities.get(act(community=each))).removed_at for each in ids]
    # Of the last one another process would hear.
    assert [at is None for at in removed] == [True, True, False, True]


async def test_a_server_that_nobody_used_is_not_kept(
    communities: Communities, db: Database
) -> None:
    await communities.removed(HERE)
    await communities.came_back(HERE)
    async with db.reading() as conn:
        assert not await conn.fetch_all("SELECT 1 FROM communities")
