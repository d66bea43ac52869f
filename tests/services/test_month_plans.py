"""Thirty days with one practice: what ticks, what is open, and what it comes to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Origin, Source
from bot.domain.days import week_of
from bot.domain.entries import Entry
from bot.domain.ids import LogId
from bot.domain.month_plan_rules import (
    NotTheMoment,
)
from bot.domain.month_plan_weeks import StepKind
from bot.domain.month_plans import Moment, PlanShown, Stage
from bot.domain.reflections import ReflectionWords
from tests.support.answering import Exchange
from tests.support.callers import act
from tests.support.month_plans import DAY, Month

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
async def month(db: Database, clock: FakeClock) -> Month:
    return await Month.begin(db, clock)


def states(shown: PlanShown) -> list[str]:
    return [week.state.value for week in shown.weeks]


async def adopt(month: Month, lesson: str) -> None:
    """Log a block that went badly, and make its lesson the change to try."""
    caller = act()
    await month.services.logs.add(caller, Entry("20 min", practice=str(month.guitar)))
    await month.services.logs.learn(act(), LogId(caller.interaction_id), lesson)
    origin = Origin(Source.SETBACK, caller.interaction_id)
    running = await month.services.adjustments.running(act())
    await month.services.adjustments.adopt(act(), origin, drops=running.id if running else 0)


async def test_a_whole_plan_ticks_itself(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    await plans.say_confidence(act(), plan.id, Moment.BEFORE, 2)
    await month.live("#.o#...")
    shown = await month.shown()
    assert states(shown) == ["ticked", "open", "ahead", "ahead"]
    assert shown.baseline is not None
    assert (shown.baseline.amount, shown.baseline.days) == (2000, 2)
    await month.live("####...")
    assert states(await month.shown())[1] == "ticked"
    exchange = Exchange(month.db, month.clock, month.services)
    await exchange.helped(practice_id=month.guitar)
    await adopt(month, "phone away")
    assert states(await month.shown())[2] == "ticked"
    await month.live("#......")
    with pytest.raises(NotTheMoment):
        await plans.say_confidence(act(), plan.id, Moment.AFTER, 4)
    await month.live("#", where="the park")
    await plans.say_outcome(act(), plan.id, "Slower, and it held", "")
    assert states(await month.shown()) == ["ticked"] * 4
    await month.live("#......")
    assert (await month.shown()).day == 30
    await plans.say_confidence(act(), plan.id, Moment.AFTER, 4)
    await month.live("#")
    report = await month.report()
    assert report.shown.course.stage is Stage.OVER
    assert states(report.shown) == ["ticked"] * 4
    told = report.shown.plan
    assert (told.confidence_before, told.confidence_after) == (2, 4)
    assert told.outcome == "Slower, and it held"


async def test_rests_and_a_pause_hold_it(month: Month) -> None:
    await month.start()
    await month.live("##")
    await month.rest(3)
    assert (await month.shown()).day == 2
    assert await month.said() is None
    await month.live("...")
    await month.rest(3, is_pause=True)
    assert await month.said() is None
    await month.live("...")
    shown = await month.shown()
    assert (shown.day, states(shown)[0]) == (3, "open")
    assert shown.course.days.last == shown.plan.started_on + DAY * 35
    await month.live("#.....")
    said = await month.said()
    assert said is not None
    assert said.week is not None
    assert (said.day, said.week.number) == (9, 2)
    assert states(await month.shown())[0] == "ticked"


async def test_a_bad_week_moves_on(month: Month) -> None:
    await month.start()
    await month.live("." * 14)
    shown = await month.shown()
    assert states(shown) == ["moved_on", "moved_on", "open", "ahead"]
    assert shown.baseline is None
    await month.live("." * 17)
    report = await month.report()
    assert report.now is None
    assert [week.kept.kept for week in report.weeks] == [0, 0, 0, 0]


async def test_logging_for_an_earlier_day_ticks_its_week(month: Month) -> None:
    await month.start()
    await month.live("##.....")
    assert states(await month.shown())[0] == "moved_on"
    entry = Entry("20 min", day="yesterday")
    await month.services.logs.add(act(), entry)
    assert states(await month.shown())[0] == "ticked"


async def test_two_adjustments_are_one_too_many(month: Month) -> None:
    await month.start()
    await month.live("#" * 14)
    await adopt(month, "phone away")
    await adopt(month, "timer first")
    week = (await month.shown()).weeks[2]
    step = next(each for each in week.steps if each.kind is StepKind.ADJUSTMENT)
    assert (step.have, step.is_done) == (2, False)


async def test_what_helped_stands_in_the_report(month: Month) -> None:
    await month.start()
    await month.live("#")
    words = ReflectionWords("slow scales", conditions="before breakfast")
    now = month.clock.now()
    await month.services.reflections.write(act(), week_of(now.date()), words)
    await month.live("#" * 30)
    report = await month.report()
    assert report.conditions == ("before breakfast",)
    assert [each.name for each in report.practices] == ["Guitar"]


async def test_it_names_the_skill(db: Database, clock: FakeClock) -> None:
    month = await Month.begin(db, clock, skill="Music")
    assert (await month.start()).skill == "Music"


async def test_today_asks_for_what_the_week_asks(month: Month) -> None:
    assert await month.said() is None
    await month.start()
    said = await month.said()
    assert said is not None
    assert said.week is not None
    assert [step.kind for step in said.week.open_steps] == [StepKind.LOGGED]
    await month.live("#" * 28)
    said = await month.said()
    assert said is not None
    assert said.week is not None
    assert (said.day, said.week.number, said.asks_after) == (29, 4, True)
    assert [step.kind for step in said.week.open_steps] == [StepKind.CONTEXT, StepKind.OUTCOME]


async def test_a_week_cut_by_very_long_rests_is_read_as_a_whole(month: Month) -> None:
    await month.start()
    await month.live("##")
    for _ in range(3):
        await month.rest(30)
        await month.live("." * 30)
    said = await month.said()
    assert said is not None
    assert said.week is not None
    assert said.week.steps[0].have == 2
    assert said.week == (await month.shown()).weeks[0]


async def test_days_follow_the_clock_that_held_then(month: Month, clock: FakeClock) -> None:
    """An answer of an evening in London stays on its day, whichever zone is chosen later."""
    await month.start()
    await month.live("#" * 13)
    clock.advance(timedelta(hours=9))
    await Exchange(month.db, clock, month.services).helped(practice_id=month.guitar)
    clock.advance(timedelta(hours=1))
    await month.services.members.choose_zone(act(), "Pacific/Auckland")
    shown = await month.shown()
    assert shown.day == 15
    assert shown.weeks[2].steps[0] == (StepKind.ANSWER, 0, 1)
    await Exchange(month.db, clock, month.services).helped(practice_id=month.guitar)
    assert (await month.shown()).weeks[2].steps[0] == (StepKind.ANSWER, 1, 1)
