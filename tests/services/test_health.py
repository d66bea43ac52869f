"""The health report from a real file: members who agreed, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import adherence_over
from bot.domain.communities import ModeratorsOnly
from bot.domain.days import DAY, week_of
from bot.domain.entries import Entry
from bot.domain.health import BadWeeks, Measure, Tally, Trend
from bot.domain.ids import UserId
from bot.domain.kudos import Thanks
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import ReflectionWords
from bot.domain.settings import Visibility
from bot.services.histories import Histories
from tests.support.callers import ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.health import HealthReport
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

# Wednesday 18 November is when they begin; the report is asked for on Monday 21 December.
DAYS = 33
OPEN, PRIVATE, UNCOUNTED = range(11, 17), range(21, 23), 31
LAST = date(2026, 12, 20)
# On which of the days somebody logs: every day, all but some, the first weeks only, and so on.
LOGS = {
    11: range(DAYS),
    12: [day for day in range(DAYS) if day % 3],
    13: range(15),
    14: [*range(10), *range(20, DAYS)],
    15: [0, 7, 14, 21, 28],
    16: [],
    21: range(DAYS),
    22: [*range(8), *range(18, DAYS)],
    31: range(DAYS),
}


@pytest.fixture
async def lived(services: Services, clock: FakeClock) -> Services:
    """Nine members, eight of whom agreed to be counted, and what they logged in 33 days."""
    for number in LOGS:
        await _begin(services, number)
    for day in range(DAYS):
        for number, days in LOGS.items():
            if day in days:
                amount = "20 min" if number != 12 else "10 min"
                await services.logs.add(act(UserId(number)), Entry(amount))
                if number == 12 and day % 2:
                    await services.logs.add(act(UserId(number)), Entry(amount))
        clock.advance(DAY)
    return services


async def _begin(services: Services, number: int) -> None:
    who = UserId(number)
    days = "3x a week" if number == 15 else "every day"
    words = PracticeWords(name="Guitar", minimum="20 min", days=days)
    await services.practices.add(act(who), words)
    if number in OPEN:
        await services.members.choose_visibility(act(who), Visibility.OPEN)
    if number != UNCOUNTED:
        await services.members.choose_counted(act(who), on=True)


async def ask(services: Services, weeks: int = 4) -> HealthReport:
    return await services.health.report(act(manages_server=True), weeks)


def named(members: Tally) -> list[int]:
    return [int(each) for each in members.named]


async def test_who_agreed_and_who_was_active(lived: Services) -> None:
    made = await ask(lived)
    assert [week.monday for week in made.weeks] == [LAST - DAY * back for back in (27, 20, 13, 6)]
    assert made.agreed == Tally(tuple(map(UserId, OPEN)), 0)
    assert named(made.practised) == [11, 12, 13, 14, 15]
    assert made.active == made.practised
    assert [week.practised for week in made.weeks] == [5, 4, 4, 4]
    assert named((await ask(lived, 1)).practised) == [11, 12, 14, 15]


async def test_the_plan_kept_is_what_every_other_surface_says(
    lived: Services, db: Database, clock: FakeClock
) -> None:
    said = dict[int, int]()
    for number in OPEN:
        member, practice = await _found(lived, number)
        async with db.reading() as conn:
            first = LAST - DAY * 27
            record = await Histories().record(conn, member, practice, clock.now(), first)
        said[number] = adherence_over(record, first, LAST).percent or 0
    bands = [named(band) for band in (await ask(lived)).adherence.bands]
    assert bands == [
        [who for who, percent in said.items() if min(percent // 20, 4) == band] for band in range(5)
    ]
    assert bands == [[16], [12, 13, 15], [], [14], [11]]


async def test_who_came_back_is_what_every_other_surface_says(
    lived: Services, db: Database, clock: FakeClock
) -> None:
    days = dict[int, list[date]]()
    for number in OPEN:
        member, practice = await _found(lived, number)
        async with db.reading() as conn:
            summary = await Histories().summary(conn, member, practice, clock.now())
        days[number] = [comeback.day for comeback in summary.comebacks]
    for weeks in (1, 2, 4, 26):
        begins = LAST + DAY - 7 * DAY * weeks
        expected = [who for who, back in days.items() if any(begins <= day <= LAST for day in back)]
        assert named((await ask(lived, weeks)).comebacks) == expected
        assert expected


async def _found(services: Services, number: int) -> tuple[Member, Practice]:
    profile = (await services.members.bearings(act(UserId(number)))).profile
    assert profile
    return profile.member, profile.practices[0]


async def test_whose_rhythm_broke(lived: Services, clock: FakeClock) -> None:
    # 13 logged in three weeks only, which is no rhythm yet.
    assert named((await ask(lived)).hand) == []
    clock.advance(timedelta(days=8))
    assert named((await ask(lived)).hand) == [11, 12, 14]
    await lived.logs.add(act(UserId(14)), Entry("20 min", day="7 days ago"))
    assert named((await ask(lived)).hand) == [11, 12]
    await lived.pauses.take(act(UserId(12)), 1)
    assert named((await ask(lived)).hand) == [11], "nobody asks for whoever rests"
    # 15 logged once a week: three times as long is still to come. Later, all of it is long ago.
    clock.advance(timedelta(days=10))
    assert 15 in named((await ask(lived)).hand)
    clock.advance(timedelta(days=60))
    assert named((await ask(lived)).hand) == []


async def test_who_is_alone(lived: Services, clock: FakeClock) -> None:
    # They have been here for four whole weeks, and nobody said a word.
    assert named((await ask(lived)).alone) == [11, 12, 13, 14, 15]
    thanks = await lived.kudos.give(act(UserId(11)), UserId(12), "patience")
    assert isinstance(thanks, Thanks)
    made = await ask(lived)
    assert named(made.alone) == [11, 13, 14, 15]
    assert made.trends[Measure.ALONE] is Trend.UP
    # Thanks are a week's giving once it is over.
    clock.advance(timedelta(days=7))
    assert named((await ask(lived, 1)).gave) == [11]


async def test_who_looked_back_on_a_week(lived: Services, clock: FakeClock) -> None:
    for number in (11, 21, UNCOUNTED):
        words = ReflectionWords("slower")
        await lived.reflections.write(act(UserId(number)), week_of(LAST), words)
    made = await ask(lived, 1)
    assert made.reflected == Tally((UserId(11),))
    assert named(made.active) == [11, 12, 14, 15]
    clock.advance(timedelta(days=14))
    made = await ask(lived, 1)
    assert made.reflected == Tally()
    assert made.trends[Measure.REFLECTED] is Trend.SAME


async def test_thanks_of_somebody_who_did_not_agree_count_for_nobody(
    lived: Services, clock: FakeClock
) -> None:
    await lived.kudos.give(act(UserId(UNCOUNTED)), UserId(11), "patience")
    clock.advance(timedelta(days=7))
    assert (await ask(lived, 1)).gave == Tally()


async def test_a_journey_is_no_miss(services: Services, clock: FakeClock) -> None:
    await _begin(services, 11)
    for zone in ("Berlin", "Auckland"):
        clock.advance(timedelta(days=5))
        await services.members.choose_zone(act(UserId(11)), zone)
    clock.advance(timedelta(days=12))
    member, _ = await _found(services, 11)
    assert len(member.clock) == 3
    made = await ask(services, 1)
    assert named(made.agreed) == [11]
    assert named(made.adherence.bands[0]) == [11]


async def test_an_absence_from_long_before_is_looked_up(
    services: Services, clock: FakeClock
) -> None:
    """Archived after a miss, and taken up again months later: the first log is a comeback."""
    await _begin(services, 11)
    clock.advance(timedelta(days=9))
    await services.practices.archive(act(UserId(11)), "Guitar")
    clock.advance(timedelta(days=98))
    await services.practices.restore(act(UserId(11)), "Guitar")
    await services.logs.add(act(UserId(11)), Entry("20 min"))
    clock.advance(timedelta(days=7))
    assert named((await ask(services, 1)).comebacks) == [11]


async def test_nobody_else_may_ask(services: Services) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.health.report(act())
    for weeks in (0, 27):
        with pytest.raises(BadWeeks):
            await ask(services, weeks)


async def test_an_empty_community(lived: Services) -> None:
    made = await lived.health.report(act(community=ELSEWHERE, manages_server=True))
    assert made.agreed == made.active == Tally()
    assert made.cohorts == ()
    assert made.trends == {}
    assert made.weeks[0].active == 0
    assert made.weeks[0].median_percent is None


async def test_whoever_withdraws_or_deletes_is_gone_at_once(lived: Services) -> None:
    await lived.kudos.give(act(UserId(11)), UserId(12), "patience")
    await lived.members.choose_counted(act(UserId(11)), on=False)
    made = await ask(lived)
    assert named(made.agreed) == [12, 13, 14, 15, 16]
    assert named(made.practised) == [12, 13, 14, 15]
    # What somebody who is counted no more gave is still what Ben was given.
    assert named(made.alone) == [13, 14, 15]
    await lived.privacy.erase(act(UserId(12)), everywhere=False)
    made = await ask(lived)
    assert named(made.agreed) == [13, 14, 15, 16]
    for measure in (made.practised, made.alone, made.comebacks, *made.adherence.bands):
        assert not {11, 12} & set(named(measure))


async def test_whoever_becomes_private_is_named_no_more(lived: Services) -> None:
    await lived.members.choose_visibility(act(UserId(11)), Visibility.PRIVATE)
    made = await ask(lived)
    # Three private ones are too few for any number.
    assert made.agreed == Tally(tuple(map(UserId, range(12, 17))))
    assert named(made.practised) == [12, 13, 14, 15]
