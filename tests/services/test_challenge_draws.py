"""Who is told which target, grouped with whom, and drawn into which team."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_boards import Band
from bot.domain.challenges import Draw, DueChallenge, Mode, Terms
from bot.domain.ids import UserId
from bot.domain.start import ConditionsWords
from bot.services.challenge_boards import ChallengeBoards
from bot.services.challenge_ends import ChallengeEnds
from storage import challenges, participants
from tests.support.boards import Play
from tests.support.callers import ANNA, BEN, HERE, act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.domain.challenges import Challenge
    from storage.database import Database
    from tests.support.clock import FakeClock

CYD = UserId(13)
DAY = timedelta(days=1)


async def test_a_new_target_holds_for_those_who_agreed(db: Database, clock: FakeClock) -> None:
    today = clock.now().date()
    terms = (Terms(1, 4, 0, today), Terms(2, 6, 0, today), Terms(3, 5, 0, today + DAY))
    play = await Play.open(db, clock, terms=terms)
    await play.practise(BEN)
    await play.join(BEN, terms=2)
    lines = {each.user_id: each.target for each in (await play.board()).lines()}
    assert lines == {ANNA: 5, BEN: 6}
    clock.advance(DAY)
    lines = {each.user_id: each.target for each in (await play.board()).lines()}
    assert lines == {ANNA: 5, BEN: 5}
    assert (await play.board()).terms == terms[-1]


@pytest.mark.parametrize(("agreed", "target"), [(1, 10), (2, 20)])
async def test_one_goal_gets_harder_when_everybody_agreed(
    db: Database, clock: FakeClock, agreed: int, target: int
) -> None:
    today = clock.now().date()
    terms = (Terms(1, 10, 0, today), Terms(2, 20, 0, today))
    play = await Play.open(db, clock, mode=Mode.TOGETHER, terms=terms)
    await play.practise(BEN)
    await play.join(BEN, terms=agreed)
    await play.log()
    found = await play.board()
    assert found.together
    assert (found.together.done, found.together.target) == (1, target)
    assert found.terms.target == target


async def test_a_goal_with_nobody_in_it_has_the_newest_target(
    db: Database, clock: FakeClock
) -> None:
    today = clock.now().date()
    terms = (Terms(1, 10, 0, today), Terms(2, 20, 0, today))
    play = await Play.open(db, clock, mode=Mode.TOGETHER, terms=terms)
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM participants")
    found = await play.board()
    assert found.together
    assert (found.size, found.together.target) == (0, 20)


async def test_who_asked_for_it_is_grouped_by_start(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    for user in (BEN, CYD):
        await play.practise(user)
        await play.join(user, grouped=True)
        (practice,) = await play.services.practices.of(act(user))
        words = ConditionsWords(since="2 years")
        await play.services.start.record_conditions(act(user), practice.id, words)
        await play.log(user)
    await play.log(ANNA)
    found = await play.board()
    assert [group.band for group in found.groups] == [Band.ONE_TO_THREE_YEARS, None]
    assert {each.weeks for each in found.lines()} == {1}


async def test_the_draw_is_kept_and_shown(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock, mode=Mode.TEAMS, draw=Draw.DRAWN, teams=2)
    for user in (BEN, CYD, UserId(14)):
        await play.practise(user)
        clock.advance(timedelta(seconds=1))
        await play.join(user)
    await play.practise(UserId(15))
    gone = await play.join(UserId(15), left_at=clock.now())
    assert not (await play.board()).teams
    await play.services.challenge_ends.look(_due(play))
    async with db.reading() as conn:
        everybody = await participants.of_challenge(conn, HERE, play.challenge.id)
    assert {each.user_id: each.team for each in everybody} == {
        ANNA: 1,
        BEN: 2,
        CYD: 2,
        14: 1,
        gone.user_id: None,
    }
    await play.log(CYD)
    found = await play.board()
    assert [(team.number, team.place, team.percent, team.size) for team in found.teams] == [
        (2, 1, 10, 2),
        (1, 2, 0, 2),
    ]


async def test_whoever_joins_or_leaves_while_teams_are_drawn_is_not_lost(
    db: Database, clock: FakeClock
) -> None:
    play = await Play.open(db, clock, mode=Mode.TEAMS, draw=Draw.DRAWN, teams=2)
    for user in (BEN, CYD, UserId(15)):
        await play.practise(user)
        clock.advance(timedelta(seconds=1))
        await play.join(user)

    async def anna_goes_and_somebody_comes() -> None:
        await play.practise(UserId(14))
        await play.join(UserId(14))
        async with db.transaction() as tx:
            own = await participants.get(tx, HERE, play.challenge.id, ANNA)
            assert own
            await participants.save(tx, replace(own, left_at=clock.now()))

    ends = ChallengeEnds(db, clock, _SlowBoards(db, clock, anna_goes_and_somebody_comes))
    assert await ends.look(_due(play)) is None
    async with db.reading() as conn:
        everybody = await participants.of_challenge(conn, HERE, play.challenge.id)
    assert {each.user_id: (each.team, each.takes_part) for each in everybody} == {
        ANNA: (1, False),
        BEN: (2, True),
        CYD: (2, True),
        14: (1, True),
        15: (1, True),
    }


async def test_teams_are_drawn_once(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock, mode=Mode.TEAMS, draw=Draw.DRAWN, teams=2)
    began = clock.now()

    async def they_are_drawn() -> None:
        clock.advance(DAY)
        await play.services.challenge_ends.look(_due(play))

    await ChallengeEnds(db, clock, _SlowBoards(db, clock, they_are_drawn)).look(_due(play))
    async with db.reading() as conn:
        drawn = await challenges.get(conn, HERE, play.challenge.id)
    assert drawn
    assert drawn.drawn_at == began + DAY


async def test_the_draw_looks_at_the_four_weeks_before(db: Database, clock: FakeClock) -> None:
    play = await Play.open(
        db,
        clock,
        mode=Mode.TEAMS,
        draw=Draw.DRAWN,
        teams=2,
        first_day=clock.now().date() + 28 * DAY,
        last_day=clock.now().date() + 34 * DAY,
    )
    for user in (BEN, CYD, UserId(14)):
        await play.practise(user)
        await play.join(user)
    for number in range(28):
        for user in (UserId(14), CYD) if number < 3 else (UserId(14),) if number < 5 else ():
            await play.log(user)
        clock.advance(DAY)
    await play.services.challenge_ends.look(_due(play))
    teams = {each.user_id: each.team for each in (await play.board()).lines()}
    assert teams == {14: 1, CYD: 2, ANNA: 2, BEN: 1}


class _SlowBoards(ChallengeBoards):
    """Draws teams so slowly that something happens meanwhile."""

    def __init__(
        self, db: Database, clock: FakeClock, meanwhile: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(db, clock)
        self._meanwhile = meanwhile

    async def draw(self, challenge: Challenge, now: datetime) -> Mapping[UserId, int]:
        drawn = await super().draw(challenge, now)
        await self._meanwhile()
        return drawn


def _due(play: Play) -> DueChallenge:
    return DueChallenge(play.clock.now(), HERE, play.challenge.id)
