"""What may be done with a 30-day plan: starting, noting, stopping, and putting it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import PlanId
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.month_plan_rules import (
    NoPlan,
    NotTheMoment,
    OutcomeTooEarly,
    PlanIsOver,
    PlanOnArchived,
    PlanRunning,
)
from bot.domain.month_plan_weeks import StepKind
from bot.domain.month_plans import Moment, PlanOffer, PlanShown, Stage
from bot.domain.names import EmptyName, NameTooLong
from bot.domain.practice_details import PracticeWords
from tests.support.callers import BEN, ELSEWHERE, act
from tests.support.month_plans import DAY, Month

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
async def month(db: Database, clock: FakeClock) -> Month:
    return await Month.begin(db, clock)


async def test_one_at_a_time(month: Month) -> None:
    plans = month.services.month_plans
    caller = act()
    first = await plans.start(caller)
    assert isinstance(first, PlanShown)
    again = await plans.start(caller)
    assert isinstance(again, PlanShown)
    assert again.plan == first.plan
    with pytest.raises(PlanRunning) as refused:
        await plans.start(act())
    assert refused.value.name == "Guitar"
    with pytest.raises(PlanRunning):
        await plans.put_away(act(), first.plan.id)


async def test_which_practice(month: Month) -> None:
    plans, practices = month.services.month_plans, month.services.practices
    await practices.add(act(), PracticeWords(name="Essays", minimum="1 page"))
    offer = await plans.start(act())
    assert isinstance(offer, PlanOffer)
    assert [each.name for each in offer.practices] == ["Guitar", "Essays"]
    await practices.archive(act(), "Essays")
    with pytest.raises(PlanOnArchived):
        await plans.start(act(), "Essays")
    await practices.archive(act(), "Guitar")
    with pytest.raises(NoPractice):
        await plans.start(act())
    for stranger in (act(BEN), act(community=ELSEWHERE)):
        with pytest.raises(NotStarted):
            await plans.start(stranger)


async def test_notes_are_kept_with_their_days(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    assert await plans.running(act()) == plan.id
    caller = act()
    await plans.note(caller, plan.id, "Slow first")
    assert len((await plans.note(caller, plan.id, "Slow first")).notes) == 1
    await month.live("#")
    notes = (await plans.note(act(), plan.id, "Both hands")).notes
    assert [(each.day, each.text) for each in notes] == [
        (month.today, "Both hands"),
        (month.today - DAY, "Slow first"),
    ]
    assert (await month.shown()).noted == 2
    with pytest.raises(EmptyName):
        await plans.note(act(), plan.id, " ")
    with pytest.raises(NameTooLong):
        await plans.note(act(), plan.id, "x" * 501)


async def test_stopping(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    await month.live("###")
    caller = act()
    for _ in range(2):
        report = await plans.stop(caller, plan.id, "Ten minutes are enough")
        assert not isinstance(report, PlanShown)
        assert report.shown.course.stage is Stage.STOPPED
        assert report.shown.plan.learnt == "Ten minutes are enough"
        assert report.shown.day == 4
    with pytest.raises(NoPlan):
        await plans.stop(act(), plan.id, "")
    with pytest.raises(NoPlan):
        await plans.running(act())
    with pytest.raises(NoPlan):
        await plans.note(act(), plan.id, "Slow first")
    offer = await plans.show(act())
    assert isinstance(offer, PlanOffer)
    assert offer.last == plan.id
    assert await month.said() is None
    await month.live("#")
    again = await month.start()
    assert again.plan.started_on == month.today


async def test_a_practice_put_aside_takes_its_plan_along(month: Month) -> None:
    plans, practices = month.services.month_plans, month.services.practices
    plan = (await month.start()).plan
    await month.live("###")
    await practices.archive(act(), "Guitar")
    said = await month.said()
    assert said is not None
    assert (said.stage, said.week) == (Stage.ARCHIVED, None)
    for refused in (plans.stop(act(), plan.id, ""), plans.note(act(), plan.id, "Slow first")):
        with pytest.raises(PlanIsOver):
            await refused
    with pytest.raises(PlanIsOver):
        await plans.say_outcome(act(), plan.id, "None", "")
    assert (await month.report()).shown.course.stage is Stage.ARCHIVED
    await month.live("...")
    # Restored after days without it, the plan stays where it ended; another one makes room.
    await practices.restore(act(), "Guitar")
    assert (await month.report()).shown.day == 4
    again = await month.start()
    assert again.plan.id != plan.id
    found = await plans.seen(act(), plan.id)
    assert not isinstance(found, PlanShown)
    away = found.shown.plan
    assert away.stopped_on == again.plan.started_on - 3 * DAY
    assert away.closed_on == again.plan.started_on


async def test_the_report_waits_for_two_weeks(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    await month.live("#" * 30)
    said = await month.said()
    assert said is not None
    assert said.stage is Stage.OVER
    await month.live("#" * 11)
    await month.rest(1, is_pause=True)
    assert await month.said() is None
    await month.live("##")
    assert await month.said() is not None
    await month.live("#")
    assert await month.said() is None
    # It can still be completed, and is put away when somebody wants to.
    caller = act()
    for outcome in ("It held", "of a repeated delivery"):
        await plans.say_outcome(caller, plan.id, outcome, "Slow first")
    await plans.say_confidence(act(), plan.id, Moment.AFTER, 5)
    report = await month.report()
    assert (report.shown.plan.outcome, report.shown.plan.learnt) == ("It held", "Slow first")
    assert report.shown.weeks[3].open_steps[0].kind is StepKind.CONTEXT
    offer = await plans.put_away(act(), plan.id)
    assert offer.last == plan.id
    assert isinstance(await plans.show(act()), PlanOffer)
    assert await plans.put_away(act(), plan.id) == offer
    with pytest.raises(NoPlan):
        await plans.say_confidence(act(), plan.id, Moment.AFTER, 1)


async def test_the_next_plan_puts_the_report_away(month: Month) -> None:
    first = (await month.start()).plan
    await month.live("#" * 33)
    second = (await month.start()).plan
    assert second.id != first.id
    found = await month.services.month_plans.seen(act(), first.id)
    assert not isinstance(found, PlanShown)
    assert found.shown.plan.closed_on == month.today


async def test_the_moments_of_questions(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    caller = act()
    for level in (2, 5):  # the same delivery twice: the first one counts
        await plans.say_confidence(caller, plan.id, Moment.BEFORE, level)
    assert (await month.shown()).plan.confidence_before == 2
    with pytest.raises(OutcomeTooEarly):
        await plans.say_outcome(act(), plan.id, "Early", "")
    await month.live("#" * 7)
    with pytest.raises(NotTheMoment):
        await plans.say_confidence(act(), plan.id, Moment.BEFORE, 3)


async def test_plans_are_their_members_alone(month: Month) -> None:
    plans = month.services.month_plans
    plan = (await month.start()).plan
    await month.services.practices.add(act(BEN), PracticeWords(name="Guitar", minimum="20 min"))
    for act_on in (
        plans.seen(act(BEN), plan.id),
        plans.notes(act(BEN), plan.id),
        plans.note(act(BEN), plan.id, "Mine"),
        plans.stop(act(BEN), plan.id, ""),
        plans.put_away(act(BEN), plan.id),
        plans.say_outcome(act(BEN), plan.id, "Mine", ""),
        plans.say_confidence(act(BEN), plan.id, Moment.BEFORE, 1),
    ):
        with pytest.raises(NoPlan):
            await act_on
    with pytest.raises(NoPlan):
        await plans.seen(act(), PlanId(1))
