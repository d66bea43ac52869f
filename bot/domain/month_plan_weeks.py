"""The weeks of a 30-day plan: what each asks for, and how far it is (design §3, "Plan")."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import blocks_of, count
from bot.domain.days import DAY, Span
from bot.domain.month_plans import WEEKS, Stage
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.units import same_unit
from bot.domain.verdicts import Record, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.month_plans import Course, MonthPlan
    from bot.domain.practices import Practice
    from bot.domain.schedules import Schedule
    from bot.domain.verdicts import JudgedDay

LOGGED_DAYS = 3
KEPT_BLOCKS = 4


class StepKind(StrEnum):
    """What a week asks for."""

    LOGGED = "logged"
    MINIMUM = "minimum"
    """How often the minimum was changed: never is done."""
    BLOCKS = "blocks"
    ANSWER = "answer"
    ADJUSTMENT = "adjustment"
    CONTEXT = "context"
    OUTCOME = "outcome"


# Here more is not better: one adjustment only, and no change at all.
_EXACT = frozenset({StepKind.MINIMUM, StepKind.ADJUSTMENT})


class PlanStep(NamedTuple):
    """One thing that a week asks for: how much there is of how much is needed."""

    kind: StepKind
    have: int
    need: int

    @property
    def is_done(self) -> bool:
        """Whether it is there."""
        return self.have == self.need if self.kind in _EXACT else self.have >= self.need


class WeekState(StrEnum):
    """How far a week is; one that was not ticked has moved on, and failed nothing."""

    AHEAD = "ahead"
    OPEN = "open"
    TICKED = "ticked"
    MOVED_ON = "moved_on"


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """Week 1 to 4 of a plan."""

    number: int
    days: Span
    steps: tuple[PlanStep, ...]
    state: WeekState

    @property
    def open_steps(self) -> tuple[PlanStep, ...]:
        """What it still asks for."""
        return tuple(step for step in self.steps if not step.is_done)


class Mean(NamedTuple):
    """A mean amount a day in hundredths: of the done days, or else of the logged ones."""

    amount: int
    unit: str
    days: int
    of_done: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a practice's days; ``record`` reaches back to the weeks that are asked for.

    ``answered_on`` are the days of answers and self-scores for the practice, ``adopted_on`` those
    of adjustments; ``first_used`` is the first day of every place, by its folded name.
    """

    practice: Practice
    record: Record
    answered_on: tuple[date, ...] = ()
    adopted_on: tuple[date, ...] = ()
    first_used: Mapping[str, date] = field(default_factory=dict[str, date])


def plan_weeks(plan: MonthPlan, course: Course, evidence: Evidence) -> tuple[PlanWeek, ...]:
    """Tell of all four weeks what is ticked and what is open."""
    return tuple(plan_week(number, plan, course, evidence) for number in range(1, WEEKS + 1))


def plan_week(number: int, plan: MonthPlan, course: Course, evidence: Evidence) -> PlanWeek:
    """Tell of one week what is ticked and what is open."""
    days = course.days.week(number)
    reached = Span(days.first, min(days.last, course.until))
    steps = tuple(_STEPS[number](plan, days, reached, evidence))
    return PlanWeek(number, days, steps, _state(number, days, course, steps))


def mean_of(record: Record, days: Span) -> Mean | None:
    """Give the mean of the done days of a span, else of its logged days; None without any.

    Where the unit changed on the way, the days in the latest one count.
    """
    logged = [day for day in record.days if day.day in days and day.amount]
    if not logged:
        return None
    unit = logged[-1].standard.unit
    logged = [day for day in logged if same_unit(day.standard.unit, unit)]
    done = [day for day in logged if day.counted]
    of = done or logged
    return Mean(round(fmean(day.amount for day in of)), unit, len(of), of_done=bool(done))


def _state(number: int, days: Span, course: Course, steps: tuple[PlanStep, ...]) -> WeekState:
    if course.until < days.first:
        return WeekState.AHEAD
    if all(step.is_done for step in steps):
        return WeekState.TICKED
    if course.stage is not Stage.RUNNING:
        return WeekState.MOVED_ON
    # The outcome may be noted on the two days after the fourth week.
    is_over = course.until > (days.last if number < WEEKS else course.days.last)
    return WeekState.MOVED_ON if is_over else WeekState.OPEN


def _measure(_: MonthPlan, __: Span, reached: Span, evidence: Evidence) -> list[PlanStep]:
    logged = sum(day.day in reached and day.amount > 0 for day in evidence.record.days)
    return [PlanStep(StepKind.LOGGED, logged, LOGGED_DAYS)]


def _keep(_: MonthPlan, days: Span, reached: Span, evidence: Evidence) -> list[PlanStep]:
    changes = sum(version.valid_from in reached for version in evidence.practice.standards)
    kept, planned = _blocks(days, reached, evidence)
    return [
        PlanStep(StepKind.MINIMUM, changes, 0),
        PlanStep(StepKind.BLOCKS, kept, max(1, min(KEPT_BLOCKS, planned))),
    ]


def _correct(_: MonthPlan, __: Span, reached: Span, evidence: Evidence) -> list[PlanStep]:
    return [
        PlanStep(StepKind.ANSWER, sum(day in reached for day in evidence.answered_on), 1),
        PlanStep(StepKind.ADJUSTMENT, sum(day in reached for day in evidence.adopted_on), 1),
    ]


def _transfer(plan: MonthPlan, _: Span, reached: Span, evidence: Evidence) -> list[PlanStep]:
    fresh = sum(day in reached for day in evidence.first_used.values())
    return [
        PlanStep(StepKind.CONTEXT, fresh, 1),
        PlanStep(StepKind.OUTCOME, int(bool(plan.outcome)), 1),
    ]


_STEPS = {1: _measure, 2: _keep, 3: _correct, 4: _transfer}


def _blocks(days: Span, reached: Span, evidence: Evidence) -> tuple[int, int]:
    """Count blocks kept, and blocks planned in all the week: those that wait or come as well.

    Of n times a week the days themselves count, as in `adherence.adherence_of_days`.
    """
    practice = evidence.practice
    rows = [day for day in evidence.record.days if day.day in reached]
    judged = count(blocks_of(Record(tuple(rows), ())), reached.first, reached.last)
    waiting = sum(row.planned and row.verdict in {Verdict.OPEN, Verdict.OWED} for row in rows)
    ahead = [
        (day, practice.schedule_on(day))
        for day in _each(Span(max(days.first, reached.last + DAY), days.last))
        if not practice.rests_on(day)
    ]
    planned_ahead = sum(
        isinstance(schedule, Weekdays) and day.weekday() in schedule.days for day, schedule in ahead
    )
    done, needed = _times(rows, [schedule for _, schedule in ahead], practice)
    return judged.kept + min(done, needed), judged.planned + waiting + planned_ahead + needed


def _times(rows: list[JudgedDay], ahead: list[Schedule], practice: Practice) -> tuple[int, int]:
    """Count the done days of n times a week, and how many the whole week needs."""
    free = [row for row in rows if isinstance(practice.schedule_on(row.day), TimesAWeek)]
    eligible = [row for row in free if row.verdict is not None and not row.exempt]
    coming = [schedule for schedule in ahead if isinstance(schedule, TimesAWeek)]
    times = coming[-1].times if coming else eligible[-1].blocks_per_week if eligible else 0
    needed = -(-times * (len(eligible) + len(coming)) // 7)
    return sum(row.counted for row in eligible), needed


def _each(days: Span) -> list[date]:
    return [days.first + DAY * step for step in range(max(0, days.length))]
