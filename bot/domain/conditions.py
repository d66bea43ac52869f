"""Starting conditions: where somebody stood, so that nobody is compared with unlike starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, PracticeId, UserId

HOURS_IN_A_WEEK = 168
HIGHEST_LEVEL = 1_000_000
HUNDREDTHS = 100
EARLIEST_YEAR = 1900

_JUST_NOW = frozenset({"now", "new", "today", "just now", "just started", "this week"})
_AGO = re.compile(r"(?:for )?(\d{1,2}) (day|week|month|year)s?(?: ago)?")
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_MONTH_YEAR = re.compile(r"([a-z]{3,9}) (\d{4})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Conditions:
    """A member's own words on one practice, each None where it was skipped.

    ``since`` is only as exact as it was told; hours and level are in hundredths.
    """

    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId
    since: date | None
    weekly_hours: int | None
    level: int | None


@dataclass(eq=False)
class UnknownSince(Refusal):
    """The text names no time since when, or one that has not come."""

    text: str


@dataclass(eq=False)
class NotANumber(Refusal):
    """The text is not one number from zero to ``most``; ``field`` names what was asked."""

    field: str
    text: str
    most: int


def parse_since(text: str, today: date) -> date | None:
    """Read "new", "2 years", "3 months ago", "2021", "2021-05" or "May 2021"; nothing is None.

    Raises:
        UnknownSince: for anything else, and for times to come.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    if words in _JUST_NOW:
        return today
    if found := _AGO.fullmatch(words):
        return today - timedelta(days=int(found[1]) * _DAYS[found[2]])
    since = _first_of_month(words)
    if since is None or since.year < EARLIEST_YEAR or since > today:
        raise UnknownSince(text)
    return since


def parse_number(text: str, field: str, most: int) -> int | None:
    """Read one number from zero to ``most`` into hundredths; nothing is None.

    Raises:
        NotANumber: for anything else.
    """
    words = text.strip()
    if not words:
        return None
    found = _NUMBER.fullmatch(words)
    hundredths = int(found[1]) * HUNDREDTHS + int((found[2] or "").ljust(2, "0")) if found else None
    if hundredths is None or hundredths > most * HUNDREDTHS:
        raise NotANumber(field, text, most)
    return hundredths


def _first_of_month(words: str) -> date | None:
    if found := _YEAR_MONTH.fullmatch(words):
        year, month = int(found[1]), int(found[2] or 1)
    elif found := _MONTH_YEAR.fullmatch(words):
        year, month = int(found[2]), _month(found[1])
    else:
        return None
    return date(year, month, 1) if 1 <= month <= len(_MONTHS) and year else None


def _month(word: str) -> int:
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(word)), 0)
