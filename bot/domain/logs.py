"""Logs: the truth from which everything else is derived."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import CommunityId, LogId, PracticeId, UserId
from bot.domain.practices import Practice


class Felt(StrEnum):
    """How it went; all count alike."""

    EASY = "easy"
    STRETCH = "stretch"
    TOO_HARD = "too_hard"
    WENT_BADLY = "went_badly"


@dataclass(frozen=True, slots=True)
class Log:
    """One entry for a local day, never re-dated; `amount` in hundredths of the practice's unit.

    `backfilled` means that it was logged after its day had ended; `lesson` is what it taught.
    """

    id: LogId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId
    day: date
    amount: int
    note: str | None
    where: str | None
    focus: str | None
    felt: Felt | None
    lesson: str | None
    link: str | None
    proof: str | None
    logged_at: datetime
    backfilled: bool


@dataclass(eq=False)
class FutureDay(Refusal):
    """The day has not begun yet."""

    day: date


@dataclass(eq=False)
class TooFarBack(Refusal):
    """The day is before `earliest`, the first one that can still be logged."""

    day: date
    earliest: date


@dataclass(eq=False)
class BeforeStart(Refusal):
    """The day is before the practice's start."""

    day: date
    start: date


@dataclass(eq=False)
class ArchivedThen(Refusal):
    """The practice was archived on that day, or still is."""

    day: date


def check_day(practice: Practice, day: date, today: date, backfill_days: int) -> None:
    """Raise FutureDay, TooFarBack, BeforeStart or ArchivedThen for a day that cannot be logged."""
    if day > today:
        raise FutureDay(day)
    # The later of the two limits is named, so that the next try is not refused by the other.
    earliest = today - timedelta(days=backfill_days)
    if day < max(earliest, practice.started_on):
        if earliest > practice.started_on:
            raise TooFarBack(day, earliest)
        raise BeforeStart(day, practice.started_on)
    if not practice.covers(day):
        raise ArchivedThen(day)
