"""The monthly check-in: what works, what is too much, what changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.months import Month
from bot.domain.names import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.domain.adherence import Adherence
    from bot.domain.ids import CheckinId, CommunityId, UserId
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary

# With these lengths, on one line each, a check-in beside two earlier ones fits into one message.
LONGEST_ANSWER = 300
COMPARED = 2
"""How many earlier check-ins one is compared with."""
REMINDED_AFTER = 28
FEWEST_BLOCKS = 8
"""So many planned blocks in 28 days are enough to call a schedule too ambitious."""
_HALF = 50
_WEEKS = 4


@dataclass(eq=False)
class NothingSaid(Refusal):
    """All three answers were left empty."""


@dataclass(frozen=True, slots=True)
class CheckinWords:
    """What was typed; each may be empty, but not all of them."""

    works: str
    too_much: str
    changes: str


@dataclass(frozen=True, slots=True)
class Checkin:
    """What a member said of one of their own calendar months; what was left empty is ""."""

    id: CheckinId
    community_id: CommunityId
    user_id: UserId
    month: Month
    works: str
    too_much: str
    changes: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class TooAmbitious:
    """A practice of which less than half was kept; ``times`` a week is what was kept."""

    practice: Practice
    adherence: Adherence
    times: int


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A member's latest check-in, up to two before it, newest first, and what was too ambitious.

    ``month`` is the one that it is now.
    """

    month: Month
    checkin: Checkin
    earlier: tuple[Checkin, ...]
    ambitious: tuple[TooAmbitious, ...]


@dataclass(frozen=True, slots=True)
class CheckinToday:
    """A check-in is due; ``last`` is the month of the one before, if there was one."""

    last: Month | None


def clean_checkin(words: CheckinWords) -> CheckinWords:
    """Give the words as they are kept.

    Raises:
        NothingSaid: where all are empty.
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    cleaned = CheckinWords(
        works=_line(words.works, "works"),
        too_much=_line(words.too_much, "too much"),
        changes=_line(words.changes, "changes"),
    )
    if not (cleaned.works or cleaned.too_much or cleaned.changes):
        raise NothingSaid
    return cleaned


def month_of(day: date) -> Month:
    """Give the calendar month of a day."""
    return Month(day.year, day.month)


def is_due(last: date, today: date) -> bool:
    """Tell whether it is time again: 28 days after the last one, and in another month."""
    return (today - last).days >= REMINDED_AFTER and month_of(today) != month_of(last)


def too_ambitious(
    reviewed: Sequence[tuple[Practice, Summary]], today: date
) -> tuple[TooAmbitious, ...]:
    """Name practices of which less than half was kept in 28 days, eight planned blocks at least.

    A practice that has a lighter schedule coming already is left out.
    """
    found: list[TooAmbitious] = []
    for practice, summary in reviewed:
        kept, percent = summary.adherence.kept, summary.adherence.percent
        if percent is None or percent >= _HALF or summary.adherence.planned < FEWEST_BLOCKS:
            continue
        coming = practice.schedules[-1].schedule.blocks_per_week
        times = max(1, round(kept / _WEEKS))
        if times < coming and coming >= practice.schedule_on(today).blocks_per_week:
            found.append(TooAmbitious(practice, summary.adherence, times))
    return tuple(found)


def _line(text: str, name: str) -> str:
    """Put what was typed in several lines on one; nothing stays nothing."""
    if not text.strip():
        return ""
    return " ".join(clean_text(text, name, LONGEST_ANSWER).split())
