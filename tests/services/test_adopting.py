"""Changes from anywhere become one's adjustment: one at a time, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import NothingToAdopt, Origin, Outcome, Source
from bot.domain.days import Week
from bot.domain.entries import Entry
from bot.domain.feedback import Applied
from bot.domain.ids import UserId
from bot.domain.log_cards import Logged
from bot.domain.names import NameTooLong
from bot.domain.pieces import PieceKind
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import LookBackWords, ReflectionWords
from storage import adjustments
from tests.support.answering import Exchange
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.ideas import Ideas

if TYPE_CHECKING:
    from bot.domain.adjustments import Adjustment
    from bot.domain.feedback import Feedback
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
CARO = UserId(13)


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Exchange:
    return Exchange.of(db, clock)


def of(answer: Feedback) -> Origin:
    return Origin(Source.FEEDBACK, answer.id)


async def running(desk: Exchange) -> Adjustment:
    found = await desk.services.adjustments.running(act())
    assert found
    return found


async def end(desk: Exchange, outcome: Outcome) -> None:
    async with desk.db.transaction() as tx:
        found = await adjustments.running(tx, HERE, ANNA)
        assert found
        await adjustments.end(tx, found, outcome, desk.clock.now())


async def test_the_change_of_an_answer_is_tried_from_now_on(desk: Exchange) -> None:
    answer = await desk.helped()
    proposal = await desk.services.adjustments.propose(act(), of(answer))
    assert (proposal.change, proposal.running) == (answer.change, None)
    adopted = await desk.services.adjustments.adopt(act(), of(answer))
    assert adopted.is_running
    tried = await running(desk)
    assert (tried.change, tried.week, tried.origin) == (answer.change, WEEK, of(answer))
    assert tried.adopted_at == desk.clock.now()


async def test_the_same_twice_is_once(desk: Exchange) -> None:
    answer, caller = await desk.helped(), act()
    first = await desk.services.adjustments.adopt(caller, of(answer))
    assert await desk.services.adjustments.adopt(caller, of(answer)) == first
    assert await desk.services.adjustments.adopt(act(), of(answer)) == first
    await end(desk, Outcome.DROPPED)
    late = await desk.services.adjustments.adopt(caller, of(answer))
    assert late.running is None


async def test_only_what_the_member_agreed_to_is_dropped(desk: Exchange) -> None:
    first, never = await desk.helped(), await desk.helped()
    other = await desk.answer(await desk.ask(), change="Read it aloud.")
    await desk.services.adjustments.adopt(act(), of(first))
    tried = await running(desk)
    for drops in (0, 5):
        refused = await desk.services.adjustments.adopt(act(), of(other), drops=drops)
        assert refused.rival == tried
    switched = await desk.services.adjustments.adopt(act(), of(other), drops=tried.id)
    assert switched.is_running
    assert (await running(desk)).change == "Read it aloud."
    async with desk.db.reading() as conn:
        assert await adjustments.outcome_of(conn, first) is Outcome.DROPPED
        assert await adjustments.outcome_of(conn, other) is Outcome.RUNNING
        assert await adjustments.outcome_of(conn, never) is None


async def test_a_long_change_is_adopted_in_ones_own_line(desk: Exchange) -> None:
    answer = await desk.answer(await desk.ask(), change="long " * 50)
    service = desk.services.adjustments
    assert not (await service.propose(act(), of(answer))).is_short
    with pytest.raises(NameTooLong):
        await service.adopt(act(), of(answer))
    adopted = await service.adopt(act(), of(answer), line="cut it")
    assert adopted.is_running
    assert (await running(desk)).change == "cut it"


async def test_the_title_of_an_idea(desk: Exchange) -> None:
    ideas = Ideas.of(desk.db, desk.clock)
    idea = await ideas.share(user=BEN)
    origin = Origin(Source.IDEA, idea.id)
    await desk.services.adjustments.adopt(act(CARO), origin)
    adopted = await desk.services.adjustments.adopt(act(), origin)
    assert adopted.is_running
    assert (await running(desk)).change == idea.title
    await desk.hide(PieceKind.IDEA, idea.id)
    with pytest.raises(NothingToAdopt):
        await desk.services.adjustments.propose(act(), origin)


async def test_the_lesson_of_a_setback(desk: Exchange) -> None:
    await desk.services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    logged = await desk.services.logs.add(act(), Entry("5"))
    assert isinstance(logged, Logged)
    log_id = logged.card.log.id
    origin = Origin(Source.SETBACK, log_id)
    with pytest.raises(NothingToAdopt):
        await desk.services.adjustments.propose(act(), origin)
    await desk.services.logs.learn(act(), log_id, "sleep first")
    with pytest.raises(NothingToAdopt):
        await desk.services.adjustments.propose(act(BEN), origin)
    await desk.services.adjustments.adopt(act(), origin)
    assert (await running(desk)).change == "sleep first"


async def test_what_is_nobody_elses_to_adopt(desk: Exchange) -> None:
    answer = await desk.helped()
    gone = await desk.helped()
    await desk.hide(PieceKind.FEEDBACK, gone.id)
    wordless = await desk.answer(await desk.ask(), change="")
    for caller, origin in (
        (act(BEN), of(answer)),
        (act(CARO), of(answer)),
        (act(community=ELSEWHERE), of(answer)),
        (act(), of(gone)),
        (act(), of(wordless)),
        (act(), Origin(Source.FEEDBACK, 5)),
        (act(), Origin(Source.IDEA, answer.id)),
        (act(), Origin(Source.REFLECTION, answer.id)),
    ):
        with pytest.raises(NothingToAdopt):
            await desk.services.adjustments.adopt(caller, origin)


async def test_a_reflection_does_not_reword_what_came_from_elsewhere(desk: Exchange) -> None:
    answer = await desk.helped()
    await desk.services.adjustments.adopt(act(), of(answer))
    tried = await running(desk)
    reflections = desk.services.reflections
    both = await reflections.write(act(), WEEK, ReflectionWords("x", adjustment="phone away"))
    assert both.rival == both.running == tried
    silent = await reflections.write(act(), WEEK, ReflectionWords("x"))
    assert silent.running == tried
    await reflections.write(act(), WEEK, ReflectionWords("x", adjustment="phone away"))
    switched = await reflections.switch_adjustment(act(), WEEK)
    assert switched.running
    assert (switched.running.change, switched.running.origin) == ("phone away", None)


async def test_a_late_reflection_does_not_end_what_was_adopted_since(desk: Exchange) -> None:
    await desk.services.reflections.write(
        act(), WEEK.previous(), ReflectionWords("x", adjustment="phone away")
    )
    await desk.services.look_backs.keep(act(), WEEK, LookBackWords(Outcome.KEPT))
    answer = await desk.helped()
    first = await running(desk)
    await desk.services.adjustments.adopt(act(), of(answer), drops=first.id)
    written = await desk.services.reflections.write(act(), WEEK, ReflectionWords("x"))
    assert written.running
    assert written.running.origin == of(answer)


async def test_what_was_said_of_last_week_does_not_end_what_was_adopted_in_this(
    desk: Exchange,
) -> None:
    first = await desk.helped()
    second = await desk.answer(await desk.ask(), change="Read it aloud.")
    await desk.services.adjustments.adopt(act(), of(first))
    desk.clock.advance(timedelta(days=14))
    last_week = WEEK.next()
    await desk.services.look_backs.keep(act(), last_week, LookBackWords(Outcome.KEPT))
    tried = await running(desk)
    await desk.services.adjustments.adopt(act(), of(second), drops=tried.id)
    await desk.services.reflections.write(act(), last_week, ReflectionWords("x"))
    assert (await running(desk)).origin == of(second)


@pytest.mark.parametrize(
    ("outcome", "applied"),
    [(Outcome.KEPT, Applied.YES), (Outcome.DROPPED, Applied.NO), (Outcome.RUNNING, None)],
)
async def test_its_outcome_suggests_whether_the_answer_was_applied(
    desk: Exchange, outcome: Outcome, applied: Applied | None
) -> None:
    answer = await desk.helped()
    await desk.services.adjustments.adopt(act(), of(answer))
    desk.clock.advance(timedelta(days=7))
    if outcome is not Outcome.RUNNING:
        await desk.services.look_backs.keep(act(), WEEK.next(), LookBackWords(outcome))
        await desk.services.reflections.write(act(), WEEK.next(), ReflectionWords("x"))
    told = await desk.services.ratings.to_apply(act(), answer.id)
    assert told.applied is applied
    # A suggestion is not an answer.
    assert (await desk.get(answer)).applied is None
