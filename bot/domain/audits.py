"""The days behind a number: each with its verdict, and the streak as it stood after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import week_of
from bot.domain.errors import Refusal
from bot.domain.streaks import StreakTally

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.days import Week
    from bot.domain.generosity import Exchanged
    from bot.domain.ids import UserId
    from bot.domain.practices import Practice
    from bot.domain.streaks import Streak
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import JudgedDay, JudgedWeek, Record


@dataclass(frozen=True, slots=True)
class PracticeNumbers:
    """One practice with all its numbers."""

    practice: Practice
    summary: Summary


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a member's active practices on their own today.

    ``exchanged`` is the feedback that they gave and received.
    """

    user_id: UserId
    today: date
    practices: tuple[PracticeNumbers, ...]
    exchanged: Exchanged


class AuditedDay(NamedTuple):
    """A judged day, and how long the streak was after it."""

    judged: JudgedDay
    streak: int


@dataclass(frozen=True, slots=True)
class AuditedWeek:
    """The days of one week, oldest first; ``judged`` where the plan was n times a week."""

    week: Week
    days: tuple[AuditedDay, ...]
    judged: JudgedWeek | None


@dataclass(frozen=True, slots=True)
class Audit:
    """Why a streak is what it is: its last weeks, newest first, counted day by day.

    ``others`` are the further practices of the same member that can be looked into.
    """

    practice: Practice
    streak: Streak
    today: date
    weeks: tuple[AuditedWeek, ...]
    others: tuple[Practice, ...]


@dataclass(eq=False)
class KeptPrivate(Refusal):
    """Another member's numbers, who does not share them or has none."""

    user_id: UserId


class PracticeGone(Refusal):
    """The practice is not there any more, or is not for the caller to see."""


def audit_weeks(record: Record) -> tuple[tuple[AuditedWeek, ...], Streak]:
    """Count the streak over a whole record, day by day; give its weeks, newest first, and the end.

    The record has to reach back to the practice's start.
    """
    judged = {each.week: each for each in record.weeks}
    weeks: dict[Week, list[AuditedDay]] = {}
    tally = StreakTally()
    for day in record.days:
        week = week_of(day.day)
        tally = tally.after_day(day)
        weeks.setdefault(week, []).append(AuditedDay(day, tally.current))
        if week in judged and day.day == week.sunday:
            tally = tally.after_week(judged[week])
    newest_first = tuple(
        AuditedWeek(week, tuple(days), judged.get(week)) for week, days in reversed(weeks.items())
    )
    return newest_first, tally.streak()
