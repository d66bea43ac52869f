from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain.adherence import adherence_of_days
from bot.domain.amounts import Standard
from bot.domain.days import Span
from bot.domain.days import week_of as iso_week
from bot.domain.month_plan_reports import PlanReport, conditions_within, figures_of
from bot.domain.month_plan_weeks import (
    Evidence,
    Mean,
    PlanStep,
    StepKind,
    WeekState,
    mean_of,
    plan_week,
    plan_weeks,
)
from bot.domain.month_plans import PlanShown, Stage, course_of
from bot.domain.practices import ScheduleFrom, StandardFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.verdicts import DayLog, History, Verdict, judge
from tests.domain.drawing import START, day, practice
from tests.domain.planning import a_plan, draw, step_of, week_of
from tests.domain.strategies import histories

A_WEEK = "####### "


@pytest.mark.parametrize(
    ("drawn", "logged", "state"),
    [
        (".", 0, WeekState.OPEN),
        ("#.o", 2, WeekState.OPEN),
        ("#.ob", 3, WeekState.TICKED),
        ("#.o....", 2, WeekState.OPEN),
        ("#.o.... .", 2, WeekState.MOVED_ON),
        # A pause holds the days, and the week goes on after it.
        ("#.rrrrr rr..b..", 2, WeekState.OPEN),
        ("#.rrrrr rr..b.. .", 2, WeekState.MOVED_ON),
        ("#.rrrrr sr..b.. .", 3, WeekState.TICKED),
    ],
)
def test_week_one_ticks_with_three_logged_days(drawn: str, logged: int, state: WeekState) -> None:
    week = week_of(1, drawn)
    assert week.steps == (PlanStep(StepKind.LOGGED, logged, 3),)
    assert week.state is state


@pytest.mark.parametrize(
    ("drawn", "mean"),
    [
        (".......", None),
        ("o.o....", Mean(1000, "min", 2, of_done=False)),
        ("o.o.#..", Mean(2000, "min", 1, of_done=True)),
        ("##BoT..", Mean(2000, "min", 4, of_done=True)),
    ],
)
def test_the_baseline(drawn: str, mean: Mean | None) -> None:
    _, course, evidence = draw(drawn)
    assert mean_of(evidence.record, course.days.week(1)) == mean


def test_a_baseline_is_in_the_latest_unit() -> None:
    pages = StandardFrom(day(2), Standard(300, "pages"))
    scales = practice(standards=(*practice().standards, pages))
    logs = {day(number): DayLog(400, same_day=True, backfilled=False) for number in range(4)}
    record = judge(History(scales, logs, (), frozenset(), day(5)))
    assert mean_of(record, Span(day(0), day(6))) == Mean(400, "pages", 2, of_done=True)


@pytest.mark.parametrize(
    ("schedule", "second", "kept", "need", "state"),
    [
        ("every day", ".", 0, 4, WeekState.OPEN),
        ("every day", "###", 3, 4, WeekState.OPEN),
        ("every day", "####", 4, 4, WeekState.TICKED),
        ("every day", "#o#o#..", 3, 4, WeekState.OPEN),
        ("every day", "#o#o#.. .", 3, 4, WeekState.MOVED_ON),
        # Fewer planned: all of them, and the ones to come count as planned.
        ("mon wed fri", "#", 1, 3, WeekState.OPEN),
        ("mon wed fri", "#.#.#", 3, 3, WeekState.TICKED),
        ("mon wed fri", "#.#..#. .", 3, 3, WeekState.TICKED),  # Saturday makes up for Friday
        ("mon wed fri", "#.#..", 2, 3, WeekState.OPEN),  # Friday is still open
        ("mon wed fri", "#..#... ", 2, 3, WeekState.OPEN),
        ("mon", "#", 1, 1, WeekState.TICKED),
        ("3x a week", "##", 2, 3, WeekState.OPEN),
        ("3x a week", "###", 3, 3, WeekState.TICKED),
        ("3x a week", "#####", 3, 3, WeekState.TICKED),
        ("6x a week", "####", 4, 4, WeekState.TICKED),
        # A journey takes planned days away, and a week without any asks for one.
        ("mon wed fri", "#.t.t.. .", 1, 1, WeekState.TICKED),
        ("every day", "ttttttt .", 0, 1, WeekState.MOVED_ON),
    ],
)
def test_week_two_ticks_with_four_kept_blocks(
    schedule: str, second: str, kept: int, need: int, state: WeekState
) -> None:
    week = plan_week(2, *draw(A_WEEK + second, practice(schedule)))
    assert step_of(week, StepKind.BLOCKS) == PlanStep(StepKind.BLOCKS, kept, need)
    assert week.state is state


def test_a_rest_that_is_planned_takes_its_blocks_along() -> None:
    scales = practice("mon wed fri", rests=(Span(day(9), day(11)),))
    week = plan_week(2, *draw(A_WEEK + "#", scales))
    assert week.days.last == day(16)
    assert step_of(week, StepKind.BLOCKS) == PlanStep(StepKind.BLOCKS, 1, 3)


@pytest.mark.parametrize(("changed", "have"), [(6, 0), (7, 1), (13, 1), (14, 0)])
def test_week_two_keeps_the_minimum(changed: int, have: int) -> None:
    harder = StandardFrom(day(changed), Standard(1000, "min"))
    scales = practice(standards=(*practice().standards, harder))
    week = plan_week(2, *draw(A_WEEK * 3, scales))
    assert step_of(week, StepKind.MINIMUM) == PlanStep(StepKind.MINIMUM, have, 0)
    assert (week.state is WeekState.TICKED) == (have == 0)


@pytest.mark.parametrize(
    ("answers", "adopted", "state"),
    [
        ((), (), WeekState.OPEN),
        ((13,), (13,), WeekState.OPEN),  # the day before
        ((14,), (), WeekState.OPEN),
        ((14,), (16,), WeekState.TICKED),
        ((14, 15), (16,), WeekState.TICKED),
        ((14,), (14, 16), WeekState.OPEN),  # one only
    ],
)
def test_week_three_takes_one_look_and_one_change(
    answers: tuple[int, ...], adopted: tuple[int, ...], state: WeekState
) -> None:
    week = week_of(
        3,
        A_WEEK * 2 + "###",
        answered_on=tuple(map(day, answers)),
        adopted_on=tuple(map(day, adopted)),
    )
    assert week.state is state


def test_week_four_takes_a_new_place_and_an_outcome() -> None:
    drawn = A_WEEK * 3 + "##"
    known = {"home": day(2), "park": day(22)}
    fourth = week_of(4, drawn, first_used=known)
    assert step_of(fourth, StepKind.CONTEXT).is_done
    assert fourth.open_steps == (PlanStep(StepKind.OUTCOME, 0, 1),)
    told = a_plan(outcome="It went well", outcome_on=day(22))
    assert week_of(4, drawn, first_used=known, plan=told).state is WeekState.TICKED
    at_home = week_of(4, drawn, first_used={"home": day(2)}, plan=told)
    assert at_home.state is WeekState.OPEN


@pytest.mark.parametrize(
    ("drawn", "state"),
    [
        (A_WEEK * 3, WeekState.AHEAD),
        (A_WEEK * 4, WeekState.OPEN),
        (A_WEEK * 4 + "##", WeekState.OPEN),  # days 29 and 30 are for the outcome
        (A_WEEK * 4 + "###", WeekState.MOVED_ON),
    ],
)
def test_week_four_waits_for_its_outcome(drawn: str, state: WeekState) -> None:
    assert week_of(4, drawn.strip()).state is state


def test_a_stopped_plan_failed_nothing() -> None:
    states = [
        week.state for week in plan_weeks(*draw(A_WEEK + "#", plan=a_plan(stopped_on=day(7))))
    ]
    assert states == [
        WeekState.TICKED,
        WeekState.MOVED_ON,
        WeekState.AHEAD,
        WeekState.AHEAD,
    ]


def test_of_a_schedule_that_changes_in_the_week_all_blocks_count() -> None:
    # The plan begins on a Thursday, so that a Monday is in the middle of its second week.
    changed = (*practice("every day").schedules, ScheduleFrom(day(14), TimesAWeek(3)))
    scales = practice(schedules=changed)
    plan = a_plan(started_on=day(3))
    week = plan_week(2, *draw(A_WEEK + "...#... #", scales, plan))
    # Four of the seven days were planned, and two of the three free ones are needed.
    assert step_of(week, StepKind.BLOCKS) == PlanStep(StepKind.BLOCKS, 1 + 1, 4)
    days = Weekdays(frozenset({0}))
    monday = practice(schedules=(ScheduleFrom(START, TimesAWeek(3)), ScheduleFrom(day(14), days)))
    week = plan_week(2, *draw(A_WEEK + "...####", monday, plan))
    assert step_of(week, StepKind.BLOCKS) == PlanStep(StepKind.BLOCKS, 2, 3)


@given(histories())
def test_once_all_is_judged_blocks_are_those_of_the_days(told: History) -> None:
    scales = replace(told.practice, rests=told.rests, archives=())
    told = replace(told, practice=scales, rests=scales.rests)
    record = judge(told)
    plan = a_plan(started_on=scales.started_on)
    course = course_of(plan, scales, told.today)
    for week in plan_weeks(plan, course, Evidence(scales, record)):
        rows = [row for row in record.days if row.day in week.days]
        if len(rows) < week.days.length or any(
            row.verdict in {Verdict.OPEN, Verdict.OWED} for row in rows
        ):
            continue
        judged = adherence_of_days(record, scales, week.days.first, week.days.last)
        if week.number == 2:
            kept, need = step_of(week, StepKind.BLOCKS)[1:]
            assert kept == judged.kept
            assert need == max(1, min(4, judged.planned))


def a_report(drawn: str, **changes: object) -> PlanReport:
    plan, course, evidence = draw(drawn)
    shown = PlanShown(
        plan=plan,
        practice=evidence.practice,
        today=course.until,
        course=course,
        weeks=plan_weeks(plan, course, evidence),
        baseline=mean_of(evidence.record, course.days.week(1)),
        skill=None,
        noted=0,
    )
    report = PlanReport(shown, figures_of(course, evidence), (), (), ())
    return replace(report, **changes)


def test_figures_of_the_weeks_that_have_begun() -> None:
    report = a_report("###.... o.o.")
    first, second = report.weeks
    assert (first.kept.kept, first.kept.planned, first.logged) == (3, 7, 3)
    assert (second.mean, second.logged) == (Mean(1000, "min", 2, of_done=False), 2)
    assert report.now == second
    assert report.change_percent == -50


def test_nothing_to_compare() -> None:
    nothing = a_report("....... #")
    assert nothing.shown.baseline is None
    assert nothing.change_percent is None
    assert a_report("###....").change_percent is None
    changed = a_report("###.... ###....")
    pages = changed.weeks[1]._replace(mean=Mean(300, "pages", 3, of_done=True))
    assert replace(changed, weeks=(changed.weeks[0], pages)).change_percent is None


def test_what_may_be_said_when() -> None:
    start = a_report("#").shown
    assert (start.day, start.asks_before, start.takes_after, start.takes_outcome) == (
        1,
        True,
        False,
        False,
    )
    late = a_report(A_WEEK * 3 + "#").shown
    assert (late.day, late.asks_before, late.takes_after, late.takes_outcome) == (
        22,
        False,
        False,
        True,
    )
    over = a_report(A_WEEK * 5).shown
    assert over.course.stage is Stage.OVER
    assert (over.day, over.takes_after, over.takes_outcome) == (30, True, True)
    away = replace(over, plan=replace(over.plan, closed_on=day(40)))
    assert (away.takes_after, away.takes_outcome) == (False, False)


def test_conditions_of_the_weeks_it_touches() -> None:
    named = {
        iso_week(day(-1)): "long ago",
        iso_week(day(0)): "early",
        iso_week(day(7)): "phone away",
        iso_week(day(14)): "early",
        iso_week(day(35)): "later",
    }
    assert conditions_within(named, Span(day(3), day(32))) == ("early", "phone away")
