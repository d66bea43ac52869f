"""Many members' weeks, judged fast: a week is judged once for each way in which it can go.

What a week comes to follows from its schedule, from which of its days were covered, logged and
reached, and from the mercy that its block has left. So the rules of `week_rules` are asked once for
each such pattern, and what they say is remembered. That the numbers are those of
`bot.domain.verdicts` and `bot.domain.streaks` is what `tests/domain/test_week_patterns.py` proves.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from bot.domain.adherence import JUDGED, KEPT
from bot.domain.amounts import Standard
from bot.domain.days import DAY, FIRST_BLOCK, WEEK, block_of, block_start, monday_of
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.week_rules import (
    OFTEN,
    DayLog,
    Facts,
    Mercy,
    Verdict,
    judge_days_of_times,
    judge_times,
    judge_weekdays,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from bot.domain.schedules import Schedule
    from bot.domain.verdicts import History

LoggedDay: TypeAlias = "tuple[PracticeId, str, int, int]"
"""A log as it is stored, since there are so many: practice, day, amount, 1 where backfilled."""

WHOLE = 0b111_1111
MOST_PATTERNS = 10_000
# A week's marks are one number: for each kind seven bits, Monday's the lowest.
_LOGGED, _SMALL, _AMOUNT, _REACHED, _RESTING, _TRAVELLING = (1 << 7 * kind for kind in range(6))
_NO_STANDARD = Standard(0, "")


class Outcome(NamedTuple):
    """What a week comes to: its blocks, and the mercy that is left.

    `comeback` and `absent` are each of two: for somebody who was not absent when the week began,
    and for somebody who was. They tell whether somebody came back in it, and is absent after it.
    """

    kept: int
    planned: int
    mercy: Mercy
    comeback: tuple[bool, bool]
    absent: tuple[bool, bool]


class KeptWeek(NamedTuple):
    """Blocks kept of blocks planned in one week; `comeback` is None where it cannot be told."""

    monday: date
    kept: int
    planned: int
    comeback: bool | None
    has_logs: bool


class _DayMarks(dict[tuple[str, int, int], tuple[date, int]]):
    """The week and the marks of a day, its amount so far, and 1 where a log was backfilled."""

    def __init__(self, standard: Standard) -> None:
        super().__init__()
        self._minimum = standard.minimum

    def __missing__(self, key: tuple[str, int, int]) -> tuple[date, int]:
        if len(self) >= MOST_PATTERNS:
            self.clear()
        text, amount, backfilled = key
        monday, weekday = _place(date.fromisoformat(text))
        marks = _LOGGED + _SMALL * (not backfilled) + _AMOUNT * (amount > 0)
        found = self[key] = monday, marks + _REACHED * (amount >= self._minimum) << weekday
        return found


class _Outcomes(dict[tuple[int, int, Mercy, int], Outcome]):
    """What weeks of one schedule come to, each found out when it is first asked for."""

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule

    def __missing__(self, key: tuple[int, int, Mercy, int]) -> Outcome:
        if len(self) >= MOST_PATTERNS:
            self.clear()
        outcome = self[key] = outcome_of(self._schedule, *key)
        return outcome


def kept_weeks(
    history: History, logs: Iterable[LoggedDay], first: date, last: date
) -> list[KeptWeek]:
    """Judge whole ISO weeks, from the four-week block of `first` to the week of `last`.

    `logs` stand for the history's own, day by day; those from that block on are enough for the
    blocks. Whether a log is a comeback may hang on what was before: where it does, `comeback` is
    None, and can be told from the start on.
    """
    practice, whole_until = history.practice, history.today - WEEK
    started = monday_of(practice.started_on)
    start = max(block_start(block_of(first)), started)
    present, away = False, start > started
    only = _outcomes(practice.schedules[0].schedule) if len(practice.schedules) == 1 else None
    marked, mercy = _marks(history, logs), Mercy()
    weeks: list[KeptWeek] = []
    for monday, begins_block in _mondays(start, last):
        mercy = Mercy() if begins_block else mercy
        marks = marked.get(monday, 0)
        over = 7 if monday <= whole_until else max((history.today - monday).days, 0)
        outcomes = _outcomes(practice.schedule_on(monday)) if only is None else only
        outcome = outcomes[_covered(practice, monday), marks, mercy, over]
        kept, planned, mercy, comeback, absent = outcome
        sure = comeback[present] if comeback[present] is comeback[away] else None
        weeks.append(KeptWeek(monday, kept, planned, sure, bool(marks & WHOLE)))
        present, away = absent[present], absent[away]
    return weeks


def outcome_of(schedule: Schedule, covered: int, marks: int, mercy: Mercy, over: int) -> Outcome:
    """Judge a week by the rules of every other surface.

    `covered` are the days that are judged, as bits, and `marks` as said above; `over` counts the
    days before today.
    """
    facts, today = _facts(schedule, covered, marks), FIRST_BLOCK + over * DAY
    if isinstance(schedule, TimesAWeek):
        weeks, mercy = judge_times(facts, schedule, today, mercy)
        verdicts = judge_days_of_times(facts, weeks, today)
    else:
        often = schedule.blocks_per_week >= OFTEN
        verdicts, _, mercy = judge_weekdays(facts, today, mercy, often=often)
        weeks = []
    planned = [verdicts.get(each.day) for each in facts if each.planned and each.day <= today]
    judged = [week for week in weeks if week.verdict in JUDGED]
    is_missed = any(week.verdict is Verdict.MISSED for week in weeks)
    days = [
        (verdicts.get(each.day), bool(marks & _AMOUNT << number))
        for number, each in enumerate(facts)
        if each.covered and each.day <= today
    ]
    (came, gone), (came_back, still_gone) = (
        _fold(days, was_absent=False),
        _fold(days, was_absent=True),
    )
    return Outcome(
        sum(verdict in KEPT for verdict in planned)
        + sum(min(week.done, week.needed) for week in judged),
        sum(verdict in JUDGED for verdict in planned) + sum(week.needed for week in judged),
        mercy,
        (came, came_back),
        (gone or is_missed, still_gone or is_missed),
    )


def _fold(days: list[tuple[Verdict | None, bool]], *, was_absent: bool) -> tuple[bool, bool]:
    """Tell whether somebody came back, and whether they are absent after these days."""
    came_back, is_absent = False, was_absent
    for verdict, has_amount in days:
        if is_absent and has_amount:
            came_back, is_absent = True, False
        if verdict is Verdict.MISSED:
            is_absent = True
    return came_back, is_absent


def _facts(schedule: Schedule, covered: int, marks: int) -> list[Facts]:
    """Put a week together that goes as the marks say; which week it is does not matter."""
    plan: frozenset[int] = schedule.days if isinstance(schedule, Weekdays) else frozenset()
    return [
        Facts(
            FIRST_BLOCK + number * DAY,
            DayLog(0, same_day=bool(marks & _SMALL << number), backfilled=False)
            if marks & _LOGGED << number
            else None,
            _NO_STANDARD,
            covered=bool(covered & 1 << number),
            planned=bool(covered & 1 << number) and number in plan,
            reached=bool(covered & 1 << number and marks & _REACHED << number),
            resting=bool(marks & _RESTING << number),
            travelling=bool(marks & _TRAVELLING << number),
        )
        for number in range(7)
    ]


def _marks(history: History, logs: Iterable[LoggedDay]) -> dict[date, int]:
    """Mark each week in which there is anything to mark."""
    practice = history.practice
    only = _day_marks(practice.standards[0].standard) if len(practice.standards) == 1 else None
    found: defaultdict[date, int] = defaultdict(int)
    last, total = "", 0
    for _, day, amount, backfilled in logs:
        total = total + amount if day == last else amount
        last = day
        known = _day_marks(practice.standard_on(date.fromisoformat(day))) if only is None else only
        monday, marks = known[day, total, backfilled]
        found[monday] |= marks
    for day in history.travel:
        monday, weekday = _place(day)
        found[monday] |= _TRAVELLING << weekday
    for span in history.rests:
        for number in range((span.last - span.first).days + 1):
            monday, weekday = _place(span.first + number * DAY)
            found[monday] |= _RESTING << weekday
    return found


@lru_cache(maxsize=1_000)
def _place(day: date) -> tuple[date, int]:
    return monday_of(day), day.weekday()


@lru_cache(maxsize=1_000)
def _mondays(first: date, last: date) -> tuple[tuple[date, bool], ...]:
    """Give the Mondays from one to the week of a day, and whether a four-week block begins."""
    found = (first + WEEK * number for number in range((last - first).days // 7 + 1))
    return tuple((monday, monday == block_start(block_of(monday))) for monday in found)


@lru_cache(maxsize=1_000)
def _day_marks(standard: Standard) -> _DayMarks:
    return _DayMarks(standard)


@lru_cache(maxsize=1_000)
def _outcomes(schedule: Schedule) -> _Outcomes:
    return _Outcomes(schedule)


def _covered(practice: Practice, monday: date) -> int:
    if monday >= practice.started_on and not practice.archives:
        return WHOLE
    return sum(1 << number for number in range(7) if practice.covers(monday + number * DAY))
