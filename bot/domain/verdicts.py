"""Verdicts: what every day and week of a practice comes to, from its logs alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, WEEK, Span, block_of, block_start, monday_of
from bot.domain.schedules import Schedule, TimesAWeek, Weekdays
from bot.domain.week_rules import (
    OFTEN,
    DayLog,
    Facts,
    JudgedWeek,
    Mercy,
    Verdict,
    judge_days_of_times,
    judge_times,
    judge_weekdays,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.amounts import Standard
    from bot.domain.practices import Practice

__all__ = [
    "DayLog",
    "History",
    "JudgedDay",
    "JudgedWeek",
    "Record",
    "Span",
    "Verdict",
    "judge",
]

WEEK_STEPS = tuple(DAY * step for step in range(7))


@dataclass(frozen=True, slots=True)
class History:
    """All that the rules ask for about one practice; `today` is the member's local day."""

    practice: Practice
    logs: Mapping[date, DayLog]
    rests: tuple[Span, ...]
    travel: frozenset[date]
    today: date


class JudgedDay(NamedTuple):
    """One day with its verdict (none where the practice was archived) and the facts behind it."""

    day: date
    verdict: Verdict | None
    planned: bool
    amount: int
    standard: Standard
    counted: bool
    """The minimum was reached: adds one to the streak."""
    backfilled: bool
    made_up_by: date | None
    """For `moved`: the unplanned day that makes up for it."""
    exempt: bool
    """Resting, travelling or archived, minimum not reached: leaves the strength as it is."""
    blocks_per_week: int
    """Planned by the schedule of that week."""


@dataclass(frozen=True, slots=True)
class Record:
    """Judged days in order, and judged weeks where the schedule was n times a week."""

    days: tuple[JudgedDay, ...]
    weeks: tuple[JudgedWeek, ...]


def judge(history: History, first: date | None = None) -> Record:
    """Judge every day from the start to today, or from the four-week block of `first` on.

    No verdict depends on anything before its four-week block, so logs before it are not needed.
    """
    start = history.practice.started_on
    if first is not None:
        start = max(start, block_start(block_of(first)))
    record, _ = judge_weeks(history, monday_of(start), history.today, Mercy())
    return record


def judge_weeks(history: History, monday: date, last: date, mercy: Mercy) -> tuple[Record, Mercy]:
    """Judge from a Monday to the end of the week of `last`, and give what mercy is left.

    `mercy` is what the block of that Monday may still forgive from then on. Days after today, or
    before the practice started, are not judged.
    """
    days: list[JudgedDay] = []
    weeks: list[JudgedWeek] = []
    while monday <= last:
        if monday == block_start(block_of(monday)):
            mercy = Mercy()
        judged, week, mercy = _judge_week(history, monday, mercy)
        days.extend(judged)
        weeks.extend(week)
        monday += WEEK
    return Record(tuple(days), tuple(weeks)), mercy


def _judge_week(
    history: History, monday: date, mercy: Mercy
) -> tuple[list[JudgedDay], list[JudgedWeek], Mercy]:
    schedule = history.practice.schedule_on(monday)
    facts = _look(history, monday, schedule)
    weeks: list[JudgedWeek] = []
    made_up_by: dict[date, date] = {}
    if isinstance(schedule, TimesAWeek):
        weeks, mercy = judge_times(facts, schedule, history.today, mercy)
        verdicts = judge_days_of_times(facts, weeks, history.today)
    else:
        often = schedule.blocks_per_week >= OFTEN
        verdicts, made_up_by, mercy = judge_weekdays(facts, history.today, mercy, often=often)
    days = [
        _row(each, schedule.blocks_per_week, verdicts.get(each.day), made_up_by.get(each.day))
        for each in facts
        if history.practice.started_on <= each.day <= history.today
    ]
    return days, weeks, mercy


def _look(history: History, monday: date, schedule: Schedule) -> list[Facts]:
    practice, logs, travel = history.practice, history.logs, history.travel
    plan: frozenset[int] = schedule.days if isinstance(schedule, Weekdays) else frozenset()
    sunday = monday + WEEK_STEPS[-1]
    rests = [span for span in history.rests if span.first <= sunday and span.last >= monday]
    week: list[Facts] = []
    for weekday, step in enumerate(WEEK_STEPS):
        day = monday + step
        log = logs.get(day)
        standard = practice.standard_on(day)
        covered = practice.covers(day)
        planned = covered and weekday in plan
        reached = covered and log is not None and log.amount >= standard.minimum
        resting = bool(rests) and any(day in span for span in rests)
        week.append(Facts(day, log, standard, covered, planned, reached, resting, day in travel))
    return week


def _row(
    facts: Facts, blocks_per_week: int, verdict: Verdict | None, made_up_by: date | None
) -> JudgedDay:
    day, log, standard, covered, planned, reached, resting, travelling = facts
    return JudgedDay(
        day=day,
        verdict=verdict,
        planned=planned,
        amount=log.amount if log else 0,
        standard=standard,
        counted=reached,
        backfilled=log is not None and log.backfilled,
        made_up_by=made_up_by,
        exempt=not reached and (resting or travelling or not covered),
        blocks_per_week=blocks_per_week,
    )
