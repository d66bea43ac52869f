"""Plateaus: as much as before, although the plan is kept; and the way out of one."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from bot.domain.adherence import adherence_over
from bot.domain.days import DAY, WEEK, monday_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.verdicts import Record

WEEKS_COMPARED = 4
LATELY = 8 * WEEK
# How far back a record must reach from today to tell of plateaus within `LATELY`.
LOOK_BACK = LATELY + (2 * WEEKS_COMPARED + 1) * WEEK
_SAME = 0.05
_KEPT_PERCENT = 70


def is_plateau(record: Record, monday: date) -> bool:
    """Tell whether the eight whole weeks before a Monday make a plateau (design §3).

    The mean weekly amount of the last four is within 5 % of that of the four before, while
    adherence is at least 70 %. It needs all eight weeks, in one unit and with something logged.
    """
    means = _means(record, monday)
    if means is None:
        return False
    before, last = means
    percent = adherence_over(record, monday - WEEKS_COMPARED * WEEK, monday - DAY).percent
    return abs(last - before) <= _SAME * before and (percent or 0) >= _KEPT_PERCENT


def might_be_plateau(amounts: Mapping[date, int], monday: date) -> bool:
    """Tell by the days' amounts alone whether `is_plateau` is worth asking: without, it is not."""
    middle, first = monday - WEEKS_COMPARED * WEEK, monday - 2 * WEEKS_COMPARED * WEEK
    before = sum(amount for day, amount in amounts.items() if first <= day < middle)
    last = sum(amount for day, amount in amounts.items() if middle <= day < monday)
    # A little wider, since means of sums round otherwise than sums do.
    return before > 0 and abs(last - before) <= _SAME * before + 1


def came_through(record: Record, today: date) -> date | None:
    """Give the last Monday within eight weeks of a plateau that was left upwards since.

    None where there was none, or where it has not been left. The record must reach back
    `LOOK_BACK` before today.
    """
    this = monday_of(today)
    means = _means(record, this)
    if means is None or means[1] <= means[0] * (1 + _SAME):
        return None
    mondays = (this - back * WEEK for back in range(1, LATELY // WEEK + 1))
    return next((monday for monday in mondays if is_plateau(record, monday)), None)


def _means(record: Record, monday: date) -> tuple[float, float] | None:
    """Give the mean weekly amounts of weeks 5 to 8 and 1 to 4 before a Monday, if comparable."""
    first = monday - 2 * WEEKS_COMPARED * WEEK
    days = [day for day in record.days if first <= day.day < monday and day.verdict is not None]
    if len(days) < (monday - first).days or len({day.standard.unit for day in days}) != 1:
        return None
    middle = monday - WEEKS_COMPARED * WEEK
    before = fmean(_amounts(record, first, middle))
    return (before, fmean(_amounts(record, middle, monday))) if before else None


def _amounts(record: Record, first: date, end: date) -> list[int]:
    """Add up the amounts of each week from ``first`` to before ``end``."""
    sums = [0] * ((end - first) // WEEK)
    for day in record.days:
        if first <= day.day < end:
            sums[(day.day - first) // WEEK] += day.amount
    return sums
