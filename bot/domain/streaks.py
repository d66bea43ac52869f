"""Streak, best streak and comebacks: folded over judged days and weeks, oldest first."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.verdicts import JudgedDay, JudgedWeek, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

# More archived days than these start a new streak.
LONGEST_GAP = 28


@dataclass(frozen=True, slots=True)
class Streak:
    """Days on which the minimum was reached since the last miss, and the most there ever were.

    `last_missed` is that missed day, or the Sunday of that missed week.
    """

    current: int
    best: int
    last_missed: date | None


@dataclass(frozen=True, slots=True)
class Comeback:
    """The first day with anything logged after a miss.

    `missed_on` is the first missed day of the absence, or the Sunday of its first missed week.
    """

    missed_on: date
    day: date

    @property
    def days(self) -> int:
        """How long it took."""
        return (self.day - self.missed_on).days


def median_days(comebacks: Sequence[Comeback]) -> float | None:
    """Give the median of the days it took to come back; None without a comeback."""
    return statistics.median(comeback.days for comeback in comebacks) if comebacks else None


class StreakTally(NamedTuple):
    """The streak so far. Each step gives the tally after one more judged day or week."""

    current: int = 0
    best: int = 0
    last_missed: date | None = None
    archived_days: int = 0
    absent_since: date | None = None
    comebacks: tuple[Comeback, ...] = ()

    def after_day(self, day: JudgedDay) -> StreakTally:
        """Count the day, end the streak at it, or leave it as it was."""
        current, best, last_missed, archived_days, absent_since, comebacks = self
        if day.verdict is None:
            current = current if archived_days < LONGEST_GAP else 0
            return self._replace(current=current, archived_days=archived_days + 1)
        if absent_since and day.amount:
            comebacks = (*comebacks, Comeback(absent_since, day.day))
            absent_since = None
        if day.verdict is Verdict.MISSED:
            return StreakTally(0, best, day.day, 0, absent_since or day.day, comebacks)
        if day.counted:
            current += 1
            best = max(current, best)
        return StreakTally(current, best, last_missed, 0, absent_since, comebacks)

    def after_week(self, week: JudgedWeek) -> StreakTally:
        """End the streak with the Sunday of a missed week."""
        if week.verdict is not Verdict.MISSED:
            return self
        sunday = week.week.sunday
        return self._replace(
            current=0, last_missed=sunday, absent_since=self.absent_since or sunday
        )

    def streak(self) -> Streak:
        """Give the numbers that people see."""
        return Streak(self.current, self.best, self.last_missed)
