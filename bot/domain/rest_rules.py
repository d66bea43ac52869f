"""How rests are taken, extended and ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.coming_days import parse_coming_day
from bot.domain.days import DAY, Span, UnknownDay
from bot.domain.errors import Refusal
from bot.domain.names import clean_text
from bot.domain.rests import running

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.domain.ids import PracticeId
    from bot.domain.rests import Rest

LONGEST_DAYS = 30
FURTHEST = timedelta(days=365)
LONGEST_REASON = 200
LONGEST_ANSWER = 500
TOLD_AT = time(9)
"""When the end of a rest is told on the day after, by the member's own clock."""
TOLD_FOR = timedelta(days=3)
"""Later than so many days after its last one nobody is told: they have long begun, or not."""


class RestWords(NamedTuple):
    """A rest as it was typed; without ``practice`` (a name or an id) it is from everything."""

    until: str
    start: str = ""
    practice: str = ""
    reason: str = ""


@dataclass(eq=False)
class UnknownRestDay(Refusal):
    """The text names no day that a rest could begin or end with."""

    text: str


@dataclass(eq=False)
class RestTooEarly(Refusal):
    """The rest would begin before yesterday."""

    first: date
    today: date


@dataclass(eq=False)
class RestEndsTooEarly(Refusal):
    """The rest would end before it begins."""

    days: Span
    today: date


@dataclass(eq=False)
class RestTooLong(Refusal):
    """The rest would have more days than one rest may have; ``latest`` is its last possible."""

    days: Span
    latest: date
    today: date


@dataclass(eq=False)
class RestTooFar(Refusal):
    """The rest would end more than a year ahead."""

    last: date
    today: date


@dataclass(eq=False)
class RestOverlaps(Refusal):
    """Some of the days rest already; ``instead`` is a later end that the rest there may get."""

    there: Rest
    today: date
    instead: date | None


@dataclass(eq=False)
class NothingRests(Refusal):
    """Nothing rests today; ``planned`` is the next rest that has not begun."""

    planned: Rest | None
    today: date


class RestGone(Refusal):
    """The rest is not there any more, or is over."""


def read_days(until: str, start: str, today: date) -> Span:
    """Read the days of a rest as they were typed, both included; without a start, from today.

    Raises UnknownRestDay, RestTooEarly, RestEndsTooEarly, RestTooFar, RestTooLong.
    """
    first = _read_day(start, today) if start.strip() else today
    days = Span(first, _read_day(until, today))
    if days.first < today - DAY:
        raise RestTooEarly(days.first, today)
    if days.last < days.first:
        raise RestEndsTooEarly(days, today)
    if days.last > today + FURTHEST:
        raise RestTooFar(days.last, today)
    if days.length > LONGEST_DAYS:
        raise RestTooLong(days, _latest_end(days.first), today)
    return days


def clean_reason(reason: str) -> str:
    """Give a reason as it is kept; it may be empty."""
    return clean_text(reason, "reason", LONGEST_REASON) if reason.strip() else ""


def clean_answer(text: str) -> str:
    """Give an answer to the question at a rest's end; it may be empty."""
    return clean_text(text, "answer", LONGEST_ANSWER) if text.strip() else ""


def check_free(
    rests: Iterable[Rest], practice_id: PracticeId | None, days: Span, today: date
) -> None:
    """Raise RestOverlaps where some of the days rest already.

    A rest from everything may lie over a practice's own, and a pause over anything.
    """
    for rest in rests:
        is_met = rest.days.first <= days.last and days.first <= rest.days.last
        if is_met and not rest.is_pause and rest.practice_id in {None, practice_id}:
            may = rest.days.last < days.last <= latest_extension(rest, today)
            raise RestOverlaps(rest, today, days.last if may else None)


def latest_extension(rest: Rest, today: date) -> date:
    """Give the latest end that a rest may get: thirty days from today, or from its start."""
    return _latest_end(max(rest.days.first, today))


def extend(rest: Rest, last: date, today: date) -> Rest:
    """Let a rest that is not over end later.

    Raises RestGone, RestTooLong. One that ends later than that anyway stays as it is.
    """
    if rest.is_pause or rest.days.last < today - DAY:
        raise RestGone
    if last <= rest.days.last:
        return rest
    longer = Span(rest.days.first, last)
    if last > (latest := latest_extension(rest, today)):
        raise RestTooLong(longer, latest, today)
    return replace(rest, days=longer, extended=rest.extended + 1, answered_at=None)


def to_end(rests: Iterable[Rest], today: date) -> tuple[Rest, ...]:
    """Give what holds today, as it would be ended at once: from everything before a practice's own.

    Where several practices have rests of their own, it is for the member to choose. Raises
    NothingRests.
    """
    known = tuple(rests)
    found = running(known, today)
    if not found:
        ahead = (rest for rest in known if rest.days.first > today)
        raise NothingRests(min(ahead, key=lambda rest: rest.days.first, default=None), today)
    return tuple(rest for rest in found if rest.practice_id is None) or found


def ended(rest: Rest, today: date) -> Rest | None:
    """End a rest yesterday, or give None where nothing of it is left; its past days stay.

    Raises RestGone where it is over already.
    """
    if rest.days.last < today:
        raise RestGone
    if rest.days.first >= today:
        return None
    return replace(rest, days=Span(rest.days.first, today - DAY))


def tell_at(rest: Rest, zone: str) -> datetime:
    """Give the instant at which the end of a rest is told."""
    told = datetime.combine(rest.days.last + DAY, TOLD_AT, ZoneInfo(zone))
    return told.astimezone(UTC)


def _read_day(text: str, today: date) -> date:
    try:
        return parse_coming_day(text, today)
    except UnknownDay:
        raise UnknownRestDay(text) from None


def _latest_end(first: date) -> date:
    return first + (LONGEST_DAYS - 1) * DAY
