"""Boards as they come out of logs, clocks and journeys."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_boards import Phase, Standing
from bot.domain.challenges import Measure, Ranking, State
from bot.domain.ids import ChallengeId, UserId
from storage import challenges, participants
from tests.support.boards import Play
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from storage.database import Database

CYD = UserId(13)
DAY = timedelta(days=1)


async def test_a_board_follows_the_logs(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    assert (await play.board()).phase is Phase.RUNNING
    assert await play.done() == 0
    await play.log()
    assert await play.done() == 1
    clock.advance(2 * DAY)
    await play.log(day="yesterday")
    assert await play.done() == 2
    await play.services.logs.undo(act())
    assert await play.done() == 1


async def test_there_is_no_board_of_an_unknown_challenge(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    assert await play.services.challenge_boards.board(HERE, ChallengeId(2)) is None
    assert await play.services.challenge_boards.board(ELSEWHERE, play.challenge.id) is None


async def test_a_board_as_of_another_time(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    later = clock.now() + 30 * DAY
    boards = play.services.challenge_boards
    found = await boards.board(HERE, play.challenge.id, later)
    assert found
    assert (found.phase, found.is_over) == (Phase.OVER, True)
    async with db.reading() as conn:
        assert await boards.of(conn, play.challenge, later) == found


async def test_rank_and_places(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    for user in (BEN, CYD):
        await play.practise(user)
        clock.advance(timedelta(seconds=1))
        await play.join(user)
    await play.log(CYD)
    await play.log(ANNA)
    found = await play.board()
    assert [(each.user_id, each.place) for each in found.groups[0].lines] == [(ANNA, 1), (CYD, 1)]
    assert [each.user_id for each in found.on_the_way] == [BEN]


async def test_days_are_each_members_own(db: Database, clock: FakeClock) -> None:
    # Wednesday noon in UTC; a challenge of Thursday alone.
    thursday = date(2026, 11, 19)
    play = await Play.open(db, clock, target=1, first_day=thursday, last_day=thursday)
    for user, zone in ((ANNA, "Pacific/Kiritimati"), (BEN, "Pacific/Pago_Pago")):
        await play.services.members.choose_zone(act(user), zone)
    await play.practise(BEN)
    await play.join(BEN)
    await play.log(ANNA)  # two o'clock on Thursday
    await play.log(BEN)  # one o'clock on Wednesday
    found = await play.board()
    assert found.phase is Phase.RUNNING
    assert [(each.user_id, each.done) for each in found.lines()] == [(ANNA, 1), (BEN, 0)]
    assert [each.standing for each in found.lines()] == [Standing.RANKED, Standing.NOTHING_YET]
    clock.advance(DAY)  # Friday for Anna, one o'clock on Thursday for Ben
    await play.log(ANNA)
    await play.log(BEN)
    assert [each.done for each in (await play.board()).lines()] == [1, 1]
    assert not (await play.board()).is_over
    clock.advance(DAY)
    assert (await play.board()).is_over


async def test_a_day_goes_on_until_the_members_own_day_begins(
    db: Database, clock: FakeClock
) -> None:
    play = await Play.open(db, clock)
    await play.services.members.choose_day_start(act(), "4")
    clock.advance(timedelta(hours=15))  # three o'clock in the night
    await play.log()
    assert await play.counted() == (date(2026, 11, 18),)


@pytest.mark.parametrize(
    "start",
    [datetime(2026, 3, 25, 12, tzinfo=UTC), datetime(2026, 10, 21, 12, tzinfo=UTC)],
    ids=["forward", "back"],
)
async def test_clocks_that_change_inside_a_challenge(db: Database, start: datetime) -> None:
    clock = FakeClock(start)
    play = await Play.open(db, clock)
    await play.services.members.choose_zone(act(), "Europe/Berlin")
    for hours in (0, 12, 12, 24, 24, 24, 24):
        clock.advance(timedelta(hours=hours))
        await play.log()
    counted = await play.counted()
    assert counted == tuple(start.date() + number * DAY for number in (0, 1, 2, 3, 4, 5))


async def test_journeys_hold_days(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.services.members.choose_zone(act(), "Europe/Berlin")
    clock.advance(DAY)
    await play.services.members.choose_zone(act(), "America/New_York")
    own = (await play.board()).own(ANNA)
    assert own
    assert own.standing is Standing.RESTING
    assert own.progress.held == (date(2026, 11, 19), date(2026, 11, 20))
    assert own.needed == 4  # 5 * 5 / 7, rounded up


async def test_improvement_on_the_weeks_before(db: Database, clock: FakeClock) -> None:
    first = date(2026, 12, 21)  # a Monday
    play = await Play.open(
        db,
        clock,
        ranking=Ranking.IMPROVEMENT,
        measure=Measure.AMOUNT,
        unit="min",
        target=10_000,
        first_day=first,
        last_day=first + 6 * DAY,
    )
    await play.practise(BEN)
    await play.join(BEN)
    while clock.now().date() < first - DAY:
        clock.advance(DAY)
        if clock.now().weekday() in {0, 2}:
            await play.log()
    clock.advance(DAY)
    await play.log(ANNA, "20 min")
    own = (await play.board()).own(ANNA)
    assert own
    assert own.progress.compared
    assert [week.value for week in own.progress.compared.before] == [4_000] * 4
    assert (own.done, own.improvement, own.place) == (2_000, 250, 1)
    ben = (await play.board()).own(BEN)
    assert ben
    assert (ben.standing, ben.improvement) == (Standing.NEW, None)


async def test_who_left_is_on_no_board_and_comes_back_as_before(
    db: Database, clock: FakeClock
) -> None:
    play = await Play.open(db, clock)
    await play.practise(BEN)
    joined = await play.join(BEN)
    await play.log(BEN)
    async with db.transaction() as tx:
        await participants.save(tx, replace(joined, left_at=clock.now()))
    found = await play.board()
    assert (found.size, found.total, found.own(BEN)) == (1, 0, None)
    clock.advance(DAY)
    async with db.transaction() as tx:
        await participants.save(tx, joined)
    assert await play.done(BEN) == 1


async def test_late_joiners_count_from_joining(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.practise(BEN)
    await play.log(BEN)
    clock.advance(3 * DAY)
    await play.join(BEN)
    own = (await play.board()).own(BEN)
    assert own
    assert (own.done, own.needed) == (0, 3)


async def test_a_challenge_with_nobody_ends_by_the_communitys_day(
    db: Database, clock: FakeClock
) -> None:
    play = await Play.open(db, clock)
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM participants")
        await tx.execute("UPDATE communities SET zone = 'Pacific/Kiritimati'")
    clock.advance(6 * DAY - timedelta(hours=3))  # Tuesday 23 o'clock there, the last day
    assert (await play.board()).phase is Phase.RUNNING
    clock.advance(timedelta(hours=1))
    assert (await play.board()).is_over


async def test_an_ended_challenge_is_counted_anew_when_it_is_shown(
    db: Database, clock: FakeClock
) -> None:
    play = await Play.open(db, clock)
    async with db.transaction() as tx:
        await challenges.save(tx, replace(play.challenge, state=State.ENDED))
    await play.log()
    found = await play.board()
    assert (found.phase, found.is_over, found.total) == (Phase.OVER, False, 1)


async def test_others_have_their_turn_while_many_are_judged(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    for number in range(20, 24):
        await play.practise(UserId(number))
        await play.join(UserId(number))
    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    async with db.reading() as conn:
        meanwhile = asyncio.create_task(somebody_else())
        await play.services.challenge_boards.of(conn, play.challenge, clock.now())
        meanwhile.cancel()
    assert turns > 4
