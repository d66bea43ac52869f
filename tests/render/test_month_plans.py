from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.ids import PracticeId
from bot.domain.month_plan_reports import PlanReport, figures_of
from bot.domain.month_plan_weeks import (
    Mean,
    PlanStep,
    PlanWeek,
    StepKind,
    WeekState,
    mean_of,
    plan_weeks,
)
from bot.domain.month_plans import (
    LONGEST_LEARNT,
    LONGEST_NOTE,
    LONGEST_OUTCOME,
    PlanNote,
    PlanNotes,
    PlanOffer,
    PlanShown,
    PlanToday,
    Stage,
)
from bot.domain.names import LONGEST_NAME
from bot.domain.pictures import Panel
from bot.domain.practices import Archive, StandardFrom
from bot.domain.reflections import LONGEST_CONDITIONS
from bot.render import month_plan_forms, month_plan_reports, month_plans
from bot.render.card import text
from bot.render.month_plan_presses import NotePlan, SayOutcome, StopPlan
from bot.render.month_plan_words import say_mean, say_open, say_step, say_week
from tests.domain.drawing import START, day, practice
from tests.domain.planning import a_plan, draw
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.render.card import Card
    from bot.render.forms import Form

A_WEEK = "####### "
NOW = datetime(2026, 2, 20, 12, tzinfo=UTC)


def worst(length: int) -> str:
    """Return what grows most when it is made inert."""
    return ("*_~`|>" * length)[:length]


def lines(length: int) -> str:
    """Return as many lines as fit, each of which is quoted."""
    return ("*\n" * length)[: length - 1] + "*"


def a_report(drawn: str, of: Practice | None = None, **changes: Any) -> PlanReport:
    plan, course, evidence = draw(drawn, of, a_plan(**changes))
    shown = PlanShown(
        plan=plan,
        practice=evidence.practice,
        today=course.until + DAY,
        course=course,
        weeks=plan_weeks(plan, course, evidence),
        baseline=mean_of(evidence.record, course.days.week(1)),
        skill=None,
        noted=0,
    )
    return PlanReport(shown, figures_of(course, evidence), (), (), ())


def words(card: Card) -> str:
    return readable(list(walk(card.to_components())))


def said(report: PlanReport) -> str:
    return words(month_plan_reports.report_card(report, text("-# the picture")))


def charts(report: PlanReport) -> tuple[Panel, ...]:
    found = month_plan_reports.report_picture(report).panels
    return tuple(each for each in found if isinstance(each, Panel))


def problems(card: Card) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))


def form_problems(form: Form) -> list[str]:
    body = {"type": limits.MODAL, "data": form.to_dict()}
    return list(limits.problems(RestCall("POST", "/interactions/1/token/callback", body)))


@pytest.mark.parametrize("fill", [worst, lines])
def test_the_longest_cards_fit(fill: Any) -> None:
    """Names and units stay on a line."""
    name = worst(LONGEST_NAME)
    unit = StandardFrom(START, Standard(2000, worst(20)))
    long = practice(name=name, standards=(unit,))
    others = tuple(replace(long, id=PracticeId(number)) for number in range(3))
    report = a_report(
        A_WEEK * 4 + "###",
        long,
        outcome=fill(LONGEST_OUTCOME),
        outcome_on=day(24),
        learnt=fill(LONGEST_LEARNT),
        confidence_before=1,
    )
    note = PlanNote(day(3), fill(LONGEST_NOTE), NOW)
    full = replace(
        report,
        conditions=tuple(fill(LONGEST_CONDITIONS) + str(number) for number in range(9)),
        notes=(note,) * 40,
        practices=others,
    )
    resources = fill(1000)
    running = replace(
        a_report(A_WEEK * 4 + "#", long, outcome="").shown, skill=name, noted=9, resources=resources
    )
    first_day = replace(a_report("#", long).shown, skill=name, noted=9, resources=resources)
    assert not problems(month_plan_reports.report_card(full, text("-# the picture")))
    for shown in (running, first_day):
        assert not problems(month_plans.plan_card(shown))
    notes = PlanNotes(full.shown.plan, long, day(30), full.notes)
    assert not problems(month_plans.notes(notes, 1))
    assert not problems(month_plans.noted(notes))
    assert not problems(month_plans.offer(PlanOffer(others, full.shown.plan.id, resources)))
    assert not problems(month_plans.offer(PlanOffer(others[:1], None, resources)))


def test_every_form_fits() -> None:
    told = a_plan(outcome=worst(LONGEST_OUTCOME), learnt=worst(LONGEST_LEARNT))
    for form in (
        month_plan_forms.note_form(NotePlan(plan_id=1), {}),
        month_plan_forms.stop_form(StopPlan(plan_id=1), {}),
        month_plan_forms.outcome_form(SayOutcome(plan_id=1), told, {}),
    ):
        assert not form_problems(form)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (PlanStep(StepKind.LOGGED, 1, 3), "1 of 3 days logged."),
        (PlanStep(StepKind.LOGGED, 4, 3), "4 days logged: that is a baseline."),
        (PlanStep(StepKind.MINIMUM, 0, 0), "The minimum stayed as it was."),
        (PlanStep(StepKind.MINIMUM, 1, 0), "The minimum was changed"),
        (PlanStep(StepKind.BLOCKS, 0, 1), "0 of 1 block kept."),
        (PlanStep(StepKind.BLOCKS, 5, 4), "5 blocks kept."),
        (PlanStep(StepKind.ANSWER, 0, 1), "/feedback ask"),
        (PlanStep(StepKind.ANSWER, 2, 1), "A look from outside is there."),
        (PlanStep(StepKind.ADJUSTMENT, 0, 1), "/reflect"),
        (PlanStep(StepKind.ADJUSTMENT, 1, 1), "One change adopted."),
        (PlanStep(StepKind.ADJUSTMENT, 2, 1), "2 changes adopted"),
        (PlanStep(StepKind.CONTEXT, 0, 1), "the option `where` of `/log`"),
        (PlanStep(StepKind.CONTEXT, 3, 1), "Tried somewhere new."),
        (PlanStep(StepKind.OUTCOME, 0, 1), "what came of it"),
        (PlanStep(StepKind.OUTCOME, 1, 1), "Its outcome is noted."),
    ],
)
def test_every_step_has_words(step: PlanStep, told: str) -> None:
    assert told in say_step(step)


def test_a_week_to_come_says_what_it_will_ask() -> None:
    weeks = a_report("#").shown.weeks
    assert [week.state for week in weeks][1:] == [WeekState.AHEAD] * 3
    assert "Four kept blocks" in say_week(weeks[1])
    assert "0 of" not in say_week(weeks[1])


def test_today_names_what_is_open_alone() -> None:
    steps = (PlanStep(StepKind.MINIMUM, 0, 0), PlanStep(StepKind.BLOCKS, 2, 4))
    week = PlanWeek(2, a_report("#").shown.weeks[1].days, steps, WeekState.OPEN)
    assert say_open(week) == "week 2. 2 of 4 blocks kept."
    assert say_open(replace(week, state=WeekState.TICKED)) == "week 2 is ticked."
    steps = (PlanStep(StepKind.CONTEXT, 0, 1), PlanStep(StepKind.OUTCOME, 0, 1))
    assert say_open(replace(week, number=4, steps=steps)) == (
        "week 4. Open: a log in a new place, with the option `where` of `/log`. "
        "A note of what came of it."
    )
    (shown,) = month_plans.today(PlanToday("Scales", Stage.RUNNING, 9, week))
    assert "30 days with Scales, day 9, week 2. 2 of 4 blocks kept." in readable(
        list(walk([shown.to_component_dict()]))
    )


def test_a_plan_that_rests_or_names_no_skill_says_so() -> None:
    shown = a_report("##r").shown
    told = words(month_plans.plan_card(shown))
    assert "It names no skill yet" in told
    named = words(month_plans.plan_card(replace(shown, skill="Music")))
    assert "20 min · every day · Music" in named
    assert "no skill" not in named
    resting = replace(shown, today=day(2))
    assert "the plan waits" in words(month_plans.plan_card(resting))


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("ooo.... ###....", ", 100 % more than at the start"),
        ("###.... ooo....", ", 50 % less than at the start"),
        ("###.... ###....", ", the same as at the start"),
    ],
)
def test_then_and_now(drawn: str, told: str) -> None:
    assert told in said(a_report(drawn))


@pytest.mark.parametrize(
    ("mean", "told"), [(2857, "28.6 min"), (52233, "8 h 42 min"), (250, "2.5")]
)
def test_a_mean_has_as_many_decimals_as_tell_something(mean: int, told: str) -> None:
    assert say_mean(Mean(mean, "min", 7, of_done=True)).startswith(told)


def test_a_report_without_much_to_tell() -> None:
    told = said(a_report("....... ......."))
    assert "Week 1: nothing logged, so no baseline" in told
    assert "How sure" not in told
    assert "0 % (0 of 7); 0 days logged" in told
    empty = a_report(".......")
    assert "Week 1: nothing logged" in month_plan_reports.report_picture(empty).alt
    assert not charts(empty)[0].numbers


def test_a_yes_or_no_is_counted_in_days() -> None:
    done = practice(standards=(StandardFrom(START, Standard(100, "done")),))
    report = a_report("###.... #####.. ..", done)
    told = said(report)
    assert "Week 1: done on 3 days" in told
    assert "Week 2: done on 5 days" in told
    assert "than at the start" not in told
    amounts, kept = charts(report)
    assert amounts.title == "Days done"
    assert amounts.series[0].values == (3, 5, 0, None)
    assert kept.series[0].values == (43, 71, 0, None)


def test_the_picture_compares_like_with_like() -> None:
    pages = StandardFrom(day(14), Standard(300, "pages"))
    changed = practice(standards=(*practice().standards, pages))
    amounts = charts(a_report(A_WEEK * 3, changed))[0]
    assert amounts.title == "A day's mean, min"
    assert amounts.series[0].values == (20, 20, None, None)
    assert amounts.baseline is not None
    assert set(amounts.baseline.values) == {20}


def test_how_it_ended() -> None:
    assert "stopped yesterday, on day 3" in said(a_report("###", stopped_on=day(2)))
    aside = practice(archives=(Archive(day(2), None),))
    assert "the plan ended with it" in said(a_report("####", aside))


def test_notes_and_none() -> None:
    report = a_report("###")
    nothing = PlanNotes(report.shown.plan, report.shown.practice, day(3), ())
    assert "None yet" in words(month_plans.notes(nothing, 0))
    assert "My last plan" not in words(month_plans.offer(PlanOffer((practice(),), None)))
    assert "`/practice add`" in words(month_plans.offer(PlanOffer((), None)))
    assert "Start 30 days" not in words(month_plans.put_away(PlanOffer((), report.shown.plan.id)))
