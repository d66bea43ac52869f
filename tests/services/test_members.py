from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ChannelUse, CommunityWords
from bot.domain.ids import RequestId, UserId
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import Hold, Request, RequestKind
from bot.domain.settings import BadDayStart, Nudges, OwnBlock, Visibility
from bot.domain.zones import UnknownZone
from storage import blocks, requests
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.services.members import Members
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
def members(services: Services) -> Members:
    return services.members


async def test_a_strangers_choices_are_shown_but_not_kept(members: Members) -> None:
    choices = await members.choices(act())
    assert choices.member.visibility is Visibility.PRIVATE
    assert (choices.member.zone, choices.member.day_start) == ("UTC", 0)
    with pytest.raises(NotStarted):
        await members.get(act())


async def test_members_begin_in_the_communitys_zone(services: Services) -> None:
    moderator = act(BEN, manages_server=True)
    await services.communities.choose_channel(moderator, ChannelUse.WEEKLY, 5)
    words = CommunityWords("Tokyo", "sun 18:00", "7", "")
    await services.communities.describe(act(BEN, manages_server=True), words)
    assert (await services.members.choices(act())).member.zone == "Asia/Tokyo"
    await services.members.choose_boards(act(), on=True)
    member = await services.members.get(act())
    assert (member.zone, member.clock[-1].zone_chosen) == ("Asia/Tokyo", False)


async def test_the_first_choice_of_a_zone_makes_a_member_and_is_no_journey(
    members: Members,
) -> None:
    change = await members.choose_zone(act(), "asia/tokyo")
    assert change.changed
    assert change.grace == ()
    assert not change.grace_used_up
    member = await members.get(act())
    assert len(member.clock) == 1
    assert (member.zone, member.clock[0].zone_chosen) == ("Asia/Tokyo", True)


async def test_a_change_adds_to_the_history_and_spares_its_days(
    members: Members, clock: FakeClock
) -> None:
    await members.choose_zone(act(), "Europe/Berlin")
    clock.advance(timedelta(days=1))
    change = await members.choose_zone(act(), "America/New_York")
    assert change.grace == (date(2026, 11, 19), date(2026, 11, 20))
    assert not change.grace_used_up
    assert [setting.zone for setting in (await members.get(act())).clock] == [
        "Europe/Berlin",
        "America/New_York",
    ]
    clock.advance(timedelta(days=1))
    back = await members.choose_zone(act(), "Europe/Berlin")
    assert back.grace == ()
    assert back.grace_used_up


async def test_the_same_clock_again_is_no_change(members: Members, clock: FakeClock) -> None:
    await members.choose_zone(act(), "Europe/Berlin")
    await members.choose_day_start(act(), "4")
    clock.advance(timedelta(days=1))
    change = await members.choose_zone(act(), "berlin")
    assert not change.changed
    assert len((await members.get(act())).clock) == 2
    assert not (await members.choose_day_start(act(), "4")).changed


async def test_another_day_start_in_the_same_zone_is_no_journey(
    members: Members, clock: FakeClock
) -> None:
    await members.choose_zone(act(), "Europe/Berlin")
    clock.advance(timedelta(days=1))
    change = await members.choose_day_start(act(), "6")
    assert change.changed
    assert change.grace == ()
    assert not change.grace_used_up
    assert change.after.local_time.hour == 13


async def test_the_same_interaction_twice_changes_nothing_twice(
    members: Members, clock: FakeClock
) -> None:
    first = act()
    await members.choose_zone(first, "Europe/Berlin")
    await members.choose_zone(act(), "Asia/Tokyo")
    clock.advance(timedelta(seconds=5))
    assert (await members.choose_zone(first, "Europe/Berlin")).after.member.zone == "Asia/Tokyo"
    opened = act()
    await members.choose_visibility(opened, Visibility.OPEN)
    await members.choose_visibility(act(), Visibility.PRIVATE)
    again = await members.choose_visibility(opened, Visibility.OPEN)
    assert again.member.visibility is Visibility.PRIVATE


async def test_an_unknown_zone_changes_nothing(members: Members) -> None:
    with pytest.raises(UnknownZone):
        await members.choose_zone(act(), "Atlantis")
    with pytest.raises(NotStarted):
        await members.get(act())


@pytest.mark.parametrize("text", ["7", "-1", "", "noon", "4.5", "٤"])
async def test_a_day_begins_at_an_hour_of_the_night(members: Members, text: str) -> None:
    with pytest.raises(BadDayStart):
        await members.choose_day_start(act(), text)
    with pytest.raises(NotStarted):
        await members.get(act())


async def test_choices_stay_within_one_community(members: Members) -> None:
    await members.choose_visibility(act(), Visibility.OPEN)
    await members.choose_boards(act(), on=True)
    here, away = await members.choices(act()), await members.choices(act(community=ELSEWHERE))
    assert (here.member.visibility, here.member.on_boards) == (Visibility.OPEN, True)
    assert (away.member.visibility, away.member.on_boards) == (Visibility.PRIVATE, False)
    assert here.today == date(2026, 11, 18)


async def test_bearings(services: Services) -> None:
    bearings = await services.members.bearings(act(manages_server=True))
    assert bearings.profile is None
    assert bearings.is_moderator
    assert not bearings.is_practising
    await services.practices.add(act(), PracticeWords(name="Run", minimum="done"))
    bearings = await services.members.bearings(act())
    assert bearings.is_practising
    assert not bearings.is_moderator


async def test_nudges_are_off_until_chosen(members: Members) -> None:
    assert (await members.choices(act())).member.nudges is Nudges.OFF
    assert (await members.choose_nudges(act(), on=True)).member.nudges is Nudges.ON
    assert (await members.choices(act())).member.nudges is Nudges.ON
    assert (await members.choose_nudges(act(), on=False)).member.nudges is Nudges.OFF


async def test_keeping_apart_by_one_command_and_back(members: Members, db: Database) -> None:
    with pytest.raises(OwnBlock):
        await members.toggle_block(act(), ANNA)
    command = act()
    assert (await members.toggle_block(command, BEN)).blocked == (BEN,)
    assert (await members.toggle_block(command, BEN)).blocked == (BEN,)
    assert (await members.choices(act())).blocked == (BEN,)
    assert (await members.choices(act(BEN))).blocked == ()
    async with db.reading() as conn:
        assert await blocks.apart(conn, HERE, BEN) == {ANNA}
    assert (await members.choose_boards(act(), on=True)).blocked == (BEN,)
    assert (await members.choose_day_start(act(), "4")).after.blocked == (BEN,)
    assert (await members.toggle_block(act(), BEN)).blocked == ()


async def test_keeping_apart_frees_what_either_holds(
    members: Members, db: Database, clock: FakeClock
) -> None:
    until = clock.now() + timedelta(minutes=45)
    for number, author, holder in ((1, ANNA, BEN), (2, BEN, ANNA), (3, ANNA, UserId(13))):
        await members.choose_boards(act(author), on=True)
        request = Request(RequestId(number), HERE, author, RequestKind.WORK, "x", clock.now())
        async with db.transaction() as tx:
            await requests.add(tx, replace(request, hold=Hold(holder, until)))
    await members.choose_block(act(), BEN, on=True)
    async with db.reading() as conn:
        kept = [await requests.get(conn, HERE, RequestId(number)) for number in (1, 2, 3)]
    assert [request is not None and request.hold is not None for request in kept] == [
        False,
        False,
        True,
    ]
