"""What every word that stands beside the practices on `/today` is told from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import WEEK, monday_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import Record

# Plateaus take the eight whole weeks before this one.
LOOKS_BACK = 8 * WEEK


class Reviewed(NamedTuple):
    """One active practice as of today, and its judged days from `DayFacts.first` on at least."""

    practice: Practice
    summary: Summary
    record: Record


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A member's day: their own local ``today``, and each active practice, judged."""

    profile: Profile
    today: date
    now: datetime
    reviewed: tuple[Reviewed, ...]

    @property
    def first(self) -> date:
        """The first day that is sure to be judged: the Monday eight whole weeks ago."""
        return first_looked_at(self.today)

    def has_logged_since(self, day: date) -> bool:
        """Tell whether anything was logged on a day or later, for any active practice."""
        return any(
            each.amount or each.backfilled
            for _, _, record in self.reviewed
            for each in record.days
            if each.day >= day
        )


def first_looked_at(today: date) -> date:
    """Give the Monday eight whole weeks before the week of a day."""
    return monday_of(today) - LOOKS_BACK
