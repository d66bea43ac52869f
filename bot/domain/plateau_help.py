"""What helps on a plateau: one's own earlier ones, how common they are, and who came through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEK, monday_of
from bot.domain.plateaus import WEEKS_COMPARED, is_plateau
from bot.domain.verdicts import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.ids import UserId
    from bot.domain.practices import Practice
    from bot.domain.verdicts import JudgedDay

REMEMBERED = 104 * WEEK
"""So far back one's own earlier plateaus are looked for."""
MOST_NAMED = 3
_SPAN = 2 * WEEKS_COMPARED * WEEK


class Ending(StrEnum):
    """How a plateau ended."""

    UP = "up"
    DOWN = "down"
    CHANGED = "changed"
    """The plan was kept less, or became another one."""


@dataclass(frozen=True, slots=True)
class PastPlateau:
    """A plateau that is over: the eight weeks of its first Monday and those up to its last."""

    first: date
    last: date
    ending: Ending


@dataclass(frozen=True, slots=True)
class CameThrough:
    """Somebody open who likes to help and left a plateau upwards not long ago."""

    user_id: UserId
    practice: str


@dataclass(frozen=True, slots=True)
class PlateauHelp:
    """What is told on a plateau of one practice.

    ``others`` is how many counted members are in one, in whole fives; None where it is not known.
    """

    practice: Practice
    today: date
    is_now: bool
    earlier: tuple[PastPlateau, ...]
    others: int | None
    came_through: tuple[CameThrough, ...]


def past_plateaus(record: Record, today: date) -> tuple[PastPlateau, ...]:
    """Give the plateaus of a record that are over, the newest first."""
    found: list[PastPlateau] = []
    first: date | None = None
    for monday, window in _windows(record, today):
        is_level = is_plateau(window, monday)
        if is_level and first is None:
            first = monday - _SPAN
        elif first is not None and not is_level:
            found.append(PastPlateau(first, monday - WEEK - DAY, _ending(window, monday)))
            first = None
    return tuple(reversed(found))


def _windows(record: Record, today: date) -> Iterator[tuple[date, Record]]:
    """Give every Monday up to this one with the eight weeks before it, and nothing else.

    Judging each Monday by the whole record would take ever longer.
    """
    days, weeks = record.days, {week.week.monday: week for week in record.weeks}
    if not days:
        return
    begins = days[0].day
    monday = monday_of(begins) + _SPAN
    while monday <= monday_of(today):
        first = monday - _SPAN
        held = days[max(0, (first - begins).days) : (monday - begins).days]
        mondays = (first + WEEK * step for step in range(2 * WEEKS_COMPARED))
        yield monday, Record(held, tuple(weeks[each] for each in mondays if each in weeks))
        monday += WEEK


def _ending(window: Record, monday: date) -> Ending:
    middle = monday - WEEKS_COMPARED * WEEK
    before = _sum(day for day in window.days if day.day < middle)
    last = _sum(day for day in window.days if day.day >= middle)
    if len({day.standard.unit for day in window.days}) != 1 or abs(last - before) * 20 <= before:
        return Ending.CHANGED
    return Ending.UP if last > before else Ending.DOWN


def _sum(days: Iterator[JudgedDay]) -> int:
    return sum(day.amount for day in days)
