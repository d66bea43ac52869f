"""Days as tables have them: "2026-03-04", "4.3.2026", "03/04/2026", "4 Mar 2026"."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.imports import DayOrder

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A time of day may follow: the day alone counts.
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_DAY_MONTH = re.compile(rf"(\d{{1,2}})\.?[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}}){_TIME}", re.ASCII)
_MONTH_DAY = re.compile(rf"([a-z]{{3,9}})\.? (\d{{1,2}}),? (\d{{4}}){_TIME}", re.ASCII)
MOST_MONTHS = 12
_LONGEST = 40


def read_day(text: str, order: DayOrder | None = None) -> date | None:
    """Read a day; None for what is none. Between dots the day comes first, else by the order."""
    typed = text.strip()[:_LONGEST]
    try:
        if found := _YEAR_FIRST.fullmatch(typed):
            return date(int(found[1]), int(found[3]), int(found[4]))
        if found := _YEAR_LAST.fullmatch(typed):
            one, other, year = int(found[1]), int(found[3]), int(found[4])
            if found[2] != "." and order is DayOrder.MONTH_FIRST:
                return date(year, one, other)
            return date(year, other, one)
        return _with_words(typed.lower())
    except ValueError:
        return None


def order_of(texts: Iterable[str]) -> tuple[DayOrder | None, str]:
    """Tell in which order days and months stand, and an example where that cannot be told.

    None with an empty example says that it makes no difference.
    """
    votes = {DayOrder.DAY_FIRST: 0, DayOrder.MONTH_FIRST: 0}
    example = ""
    for text in texts:
        found = _YEAR_LAST.fullmatch(text.strip()[:_LONGEST])
        if found is None or found[2] == ".":
            continue
        one, other = int(found[1]), int(found[3])
        if one > MOST_MONTHS:
            votes[DayOrder.DAY_FIRST] += 1
        elif other > MOST_MONTHS:
            votes[DayOrder.MONTH_FIRST] += 1
        elif one != other:
            example = example or f"{found[1]}{found[2]}{found[3]}{found[2]}{found[4]}"
    if any(votes.values()):
        return max(votes, key=lambda order: votes[order]), ""
    return None, example


def _with_words(typed: str) -> date | None:
    if found := _DAY_MONTH.fullmatch(typed):
        day, word, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(typed):
        word, day, year = found[1], found[2], found[3]
    else:
        return None
    month = next((n for n, name in enumerate(_MONTHS, 1) if word.startswith(name)), None)
    return date(int(year), month, int(day)) if month else None
