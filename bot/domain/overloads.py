"""Overload: far more this week than lately (design §3)."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import adherence_over
from bot.domain.days import DAY, WEEK, monday_of

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.verdicts import Record

WEEKS_COMPARED = 4
FEWEST_LOGGED = 3
_TIMES_AS_MUCH = 1.5


class Overload(NamedTuple):
    """What this week came to so far, and what a week usually does, in hundredths of the unit."""

    this_week: int
    usual: int


def overload(record: Record, today: date) -> Overload | None:
    """Tell whether this week is more than 1.5 times the mean of the last four whole weeks.

    Rest weeks, those in which no block was planned, are left out, and so are weeks in another unit
    or with days that nothing was judged on; at least three of the others need logs. The record
    must reach back to the Monday four weeks before the week of ``today``.
    """
    monday = monday_of(today)
    this_week = sum(day.amount for day in record.days if monday <= day.day <= today)
    mondays = (monday - WEEK * back for back in range(1, WEEKS_COMPARED + 1))
    weeks = [week for first in mondays if (week := _amount(record, first, today)) is not None]
    if sum(week > 0 for week in weeks) < FEWEST_LOGGED:
        return None
    usual = fmean(weeks)
    return Overload(this_week, round(usual)) if this_week > _TIMES_AS_MUCH * usual else None


def _amount(record: Record, monday: date, today: date) -> int | None:
    """Add one week up; None where it says nothing about how much is usual."""
    sunday = monday + WEEK - DAY
    days = [day for day in record.days if monday <= day.day <= sunday and day.verdict is not None]
    units = {day.standard.unit for day in days}
    units.update(day.standard.unit for day in record.days[-1:] if day.day == today)
    is_whole = len(days) == WEEK.days and len(units) == 1
    if not is_whole or not adherence_over(record, monday, sunday).planned:
        return None
    return sum(day.amount for day in days)
