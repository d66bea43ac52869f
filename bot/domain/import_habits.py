"""Habits.csv of Loop Habit Tracker: what each habit is, and what that is here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.amounts import Standard, limit, parse_standard
from bot.domain.errors import Refusal
from bot.domain.import_files import read_sheet
from bot.domain.schedules import EVERY_DAY, MOST_TIMES, Schedule, TimesAWeek, Weekdays
from bot.domain.units import DONE, TIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

YES_OR_NO = Standard(100, DONE)
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
_PER_THOUSANDTH = 0.1


class Habit(NamedTuple):
    """A habit; ``measured`` is None where the file does not tell.

    What it counts in thousandths of its own unit, times ``factor``, are hundredths of ours.
    """

    name: str
    standard: Standard = YES_OR_NO
    schedule: Schedule = Weekdays(EVERY_DAY)
    archived: bool = False
    measured: bool | None = None
    is_limit: bool = False
    factor: float = _PER_THOUSANDTH


def read_habits(content: bytes) -> dict[int, Habit]:
    """Read the habits by their position, from files old and new."""
    sheet = read_sheet(content)
    places = {name: number for number, name in enumerate(sheet.header)}
    found: dict[int, Habit] = {}
    for _, cells in sheet.rows:
        told = {name: cells[place] for name, place in places.items() if place < len(cells)}
        position = told.get("Position", "").strip()
        if position.isascii() and position.isdecimal():
            found[int(position[:6])] = _habit(told)
    return found


def _habit(told: Mapping[str, str]) -> Habit:
    # Older exports say nothing of the type, and know only yes and no.
    measured = told.get("Type", "") == "NUMERICAL"
    unit, factor = _unit(told.get("Unit", "")) if measured else (DONE, 1.0)
    target = _number(told.get("Target Value", ""))
    minimum = min(max(1, round(target * 100 * factor)), limit(unit)) if measured else 100
    return Habit(
        name=told.get("Name", ""),
        standard=Standard(minimum if target or not measured else 100, unit),
        schedule=_schedule(
            _number(told.get("FrequencyNumerator") or told.get("NumRepetitions", "")),
            _number(told.get("FrequencyDenominator") or told.get("Interval", "")),
        ),
        archived=told.get("Archived?", "").strip().lower() in {"true", "1"},
        measured=measured,
        is_limit=measured and told.get("Target Type", "") == "AT_MOST",
        factor=factor * _PER_THOUSANDTH,
    )


def _unit(typed: str) -> tuple[str, float]:
    """Return our unit, and how many of it are one of theirs."""
    try:
        one = parse_standard(f"1 {typed}")
    except Refusal:
        return TIMES, 1.0
    return one.unit, one.minimum / 100


def _schedule(times: float, days: float) -> Schedule:
    """Give as often a week as so many times in so many days are, at least once."""
    weekly = round(times / days * MOST_TIMES) if times and days else MOST_TIMES
    if weekly >= MOST_TIMES:
        return Weekdays(EVERY_DAY)
    return TimesAWeek(max(1, weekly))


def _number(typed: str) -> float:
    plain = typed.strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else 0.0
