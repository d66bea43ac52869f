"""When a challenge runs, as moderators type it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.coming_days import parse_coming_day
from bot.domain.days import DAY, UnknownDay, monday_of
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date

MOST_DAYS = 92
FURTHEST = 90 * DAY
# Until the Wednesday of a week that begins on Monday.
JOIN_DAYS = 2 * DAY
WEEK_DAYS = 6 * DAY


@dataclass(eq=False)
class UnknownChallengeDay(Refusal):
    """The text names no day ahead."""

    text: str


@dataclass(eq=False)
class EndsBeforeStart(Refusal):
    """The last day lies before the first."""

    first: date
    last: date


@dataclass(eq=False)
class LastsTooLong(Refusal):
    """A challenge of more than `most` days."""

    days: int
    most: int


@dataclass(eq=False)
class StartsOutside(Refusal):
    """The first day is not one of those from today to `latest`."""

    day: date
    latest: date


@dataclass(eq=False)
class JoinOutside(Refusal):
    """The last day to join is past, or after the challenge."""

    day: date
    last: date


class Dates(NamedTuple):
    """The days of a challenge as typed; what is empty follows from the rest."""

    starts: str
    ends: str
    join_until: str


class ChallengeDays(NamedTuple):
    """When a challenge runs."""

    first: date
    last: date
    join_until: date


def read_dates(typed: Dates, today: date) -> ChallengeDays:
    """Read when a challenge runs; it begins next Monday, lasts a week and is joined till Wednesday.

    Raises:
        UnknownChallengeDay, EndsBeforeStart, LastsTooLong, StartsOutside, JoinOutside: for days
            that do not fit.
    """
    monday = monday_of(today) + 7 * DAY
    first = _read_day(typed.starts, today) if typed.starts.strip() else monday
    if not today <= first <= today + FURTHEST:
        raise StartsOutside(first, today + FURTHEST)
    last = _read_day(typed.ends, today) if typed.ends.strip() else first + WEEK_DAYS
    if last < first:
        raise EndsBeforeStart(first, last)
    if (last - first).days >= MOST_DAYS:
        raise LastsTooLong((last - first).days + 1, MOST_DAYS)
    has_said = typed.join_until.strip()
    join_until = _read_day(has_said, today) if has_said else min(first + JOIN_DAYS, last)
    if not today <= join_until <= last:
        raise JoinOutside(join_until, last)
    return ChallengeDays(first, last, join_until)


def _read_day(text: str, today: date) -> date:
    try:
        return parse_coming_day(text, today)
    except (UnknownDay, OverflowError):
        raise UnknownChallengeDay(text) from None
