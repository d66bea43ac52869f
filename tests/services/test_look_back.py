from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Outcome
from bot.domain.days import Week
from bot.domain.ids import PracticeId
from bot.domain.names import HiddenCharacters
from bot.domain.question_bank import SHIPPED
from bot.domain.reflections import GoalOutcome, LookBackWords, ReflectionWords
from tests.support.callers import BEN, ELSEWHERE, act
from tests.support.reflecting import Desk

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
WORDS = ReflectionWords("slow scales", adjustment="phone away", goal="both hands")


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Desk:
    return Desk.of(db, clock)


async def test_a_stranger_may_look(desk: Desk) -> None:
    look = await desk.look_backs.open(act())
    assert (look.week, look.adjustment, look.goals, look.written) == (WEEK, None, (), None)
    assert look.question in SHIPPED


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (WEEK, WEEK),
        (WEEK.previous(), WEEK.previous()),
        (WEEK.previous().previous(), WEEK),
        (WEEK.next(), WEEK),
        (Week(9999, 99), WEEK),
    ],
)
async def test_a_form_of_the_week_just_over_is_still_good(
    desk: Desk, asked: Week, given: Week
) -> None:
    assert (await desk.look_backs.open(act(), asked)).week == given


async def test_last_weeks_goals_and_adjustment_are_asked_about(desk: Desk) -> None:
    practice = await desk.practice()
    await desk.practice("Piano")
    await desk.goal(practice, "finish one page")
    await desk.reflections.write(act(), WEEK, ReflectionWords("x", adjustment="phone away"))
    now = await desk.look_backs.open(act())
    assert not now.asks_outcome
    desk.clock.advance(timedelta(days=7))
    look = await desk.look_backs.open(act())
    assert look.asks_outcome
    assert look.adjustment is not None
    assert look.adjustment.change == "phone away"
    assert [goal.better for _, goal in look.goals] == ["finish one page"]


async def test_archived_practices_are_not_asked_about(desk: Desk) -> None:
    practice = await desk.practice()
    await desk.goal(practice, "finish one page")
    await desk.practices.archive(act(), str(practice))
    assert (await desk.look_backs.open(act())).goals == ()


async def test_a_goal_is_not_asked_about_by_the_reflection_that_set_it(desk: Desk) -> None:
    await desk.practice()
    await desk.reflections.write(act(), WEEK, WORDS)
    assert (await desk.look_backs.open(act())).goals == ()
    desk.clock.advance(timedelta(days=7))
    assert len((await desk.look_backs.open(act())).goals) == 1


async def test_what_was_said_is_kept_for_a_day(desk: Desk) -> None:
    said = LookBackWords(Outcome.KEPT, {PracticeId(7): GoalOutcome.PARTLY}, "Ben did")
    assert (await desk.look_backs.keep(act(), WEEK, said)).said == said
    assert (await desk.look_backs.open(act())).said == said
    assert (await desk.look_backs.open(act(BEN))).said == LookBackWords()
    assert (await desk.look_backs.open(act(community=ELSEWHERE))).said == LookBackWords()
    desk.clock.advance(timedelta(hours=24))
    assert (await desk.look_backs.open(act())).said == LookBackWords()


async def test_what_was_said_last_counts(desk: Desk) -> None:
    await desk.look_backs.keep(act(), WEEK, LookBackWords(answer="one"))
    await desk.look_backs.keep(act(), WEEK, LookBackWords(answer="two"))
    assert (await desk.look_backs.open(act())).said.answer == "two"


async def test_an_answer_that_cannot_be_kept(desk: Desk) -> None:
    with pytest.raises(HiddenCharacters):
        await desk.look_backs.keep(act(), WEEK, LookBackWords(answer="a\u202eb"))


async def test_a_written_reflection_opens_as_it_was_left(desk: Desk) -> None:
    said = LookBackWords(goals={PracticeId(7): GoalOutcome.REACHED}, answer="Ben did")
    question = (await desk.look_backs.keep(act(), WEEK, said)).question
    await desk.reflections.write(act(), WEEK, WORDS)
    desk.clock.advance(timedelta(hours=25))
    look = await desk.look_backs.open(act())
    assert look.written is not None
    assert (look.written.behaviour, look.said, look.question) == ("slow scales", said, question)


async def test_the_third_reflection_is_about_three_weeks(desk: Desk) -> None:
    asked: list[bool] = []
    for _ in range(6):
        look = await desk.look_backs.open(act())
        asked.append(look.three_weeks)
        what = await desk.reflections.write(act(), look.week, ReflectionWords("x"))
        assert what.reflection.three_weeks is look.three_weeks
        assert (await desk.look_backs.open(act())).three_weeks is look.three_weeks
        desk.clock.advance(timedelta(days=7))
    assert asked == [False, False, True] * 2
