"""Histories and verdicts drawn as one character a day, so that a rule fits on one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.amounts import parse_standard
from bot.domain.days import block_start
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Schedule, parse_schedule
from bot.domain.verdicts import DayLog, History, Record, Span, Verdict

# The first day of a four-week block, a Monday.
START = block_start(105)
MINIMUM = 2000
LOGS = {
    "#": DayLog(MINIMUM, same_day=True, backfilled=False),
    "B": DayLog(MINIMUM, same_day=False, backfilled=True),
    "o": DayLog(MINIMUM // 2, same_day=True, backfilled=False),
    "b": DayLog(MINIMUM // 2, same_day=False, backfilled=True),
    "m": DayLog(MINIMUM // 2, same_day=True, backfilled=True),
}
RESTS = {"r": ".", "R": "#", "s": "o"}
TRAVELS = {"t": ".", "T": "#"}
SIGNS = {
    Verdict.DONE: "D",
    Verdict.REST: "R",
    Verdict.TRAVEL: "T",
    Verdict.MOVED: "M",
    Verdict.SMALL: "S",
    Verdict.FORGIVEN: "F",
    Verdict.OWED: "O",
    Verdict.MISSED: "X",
    Verdict.OPEN: "?",
    Verdict.FREE: "-",
    Verdict.EXTRA: "+",
    Verdict.KEPT: "K",
    None: "_",
}


def day(number: int) -> date:
    """Give the day that is so many days after the first one drawn."""
    return START + timedelta(days=number)


def practice(schedule: str | Schedule = "every day", **changes: Any) -> Practice:
    """Make a practice of 20 minutes, begun on the first day drawn."""
    planned = parse_schedule(schedule) if isinstance(schedule, str) else schedule
    made = Practice(
        id=PracticeId(1),
        community_id=CommunityId(2),
        user_id=UserId(3),
        name="Scales",
        why="",
        skill_id=None,
        started_on=START,
        standards=(StandardFrom(START, parse_standard("20 min")),),
        schedules=(ScheduleFrom(START, planned),),
        archives=(),
    )
    return replace(made, **changes)


def history(of: Practice, drawn: str, today: int | None = None) -> History:
    """Read a drawing, one character a day from the first on; the last one is today.

    # reached, o small (on the day), B and b the same but backfilled, m small in both ways,
    r rest (R reached, s small), t travel (T reached), . nothing; spaces separate weeks for the eye.
    """
    assert all(len(week) == 7 for week in drawn.split()[:-1]) or " " not in drawn
    marks = drawn.replace(" ", "")
    plain = (RESTS.get(mark) or TRAVELS.get(mark) or mark for mark in marks)
    return History(
        practice=of,
        logs={day(number): LOGS[mark] for number, mark in enumerate(plain) if mark != "."},
        rests=tuple(Span(day(n), day(n)) for n, mark in enumerate(marks) if mark in RESTS),
        travel=frozenset(day(n) for n, mark in enumerate(marks) if mark in TRAVELS),
        today=day(len(marks) - 1 if today is None else today),
    )


def draw_days(record: Record) -> str:
    """Draw the verdicts of the days, spaces after Sundays."""
    signs = (SIGNS[each.verdict] + " " * (each.day.weekday() == 6) for each in record.days)
    return "".join(signs).strip()


def draw_weeks(record: Record) -> str:
    """Draw the verdicts of the weeks."""
    return "".join(SIGNS[each.verdict] for each in record.weeks)
