"""Adherence: blocks kept of blocks planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import BLOCK_DAYS, DAY, monday_of
from bot.domain.schedules import Schedule, TimesAWeek
from bot.domain.verdicts import Record, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.domain.practices import Practice

KEPT = (Verdict.DONE, Verdict.MOVED, Verdict.KEPT)
# The streak is kind, the percentage is honest.
NOT_KEPT = (Verdict.SMALL, Verdict.FORGIVEN, Verdict.MISSED)
JUDGED = (*KEPT, *NOT_KEPT)


@dataclass(frozen=True, slots=True)
class Adherence:
    """Blocks kept of blocks planned; rest, travel, open and owed ones are in neither."""

    kept: int
    planned: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None ("new") where nothing was planned."""
        return (200 * self.kept + self.planned) // (2 * self.planned) if self.planned else None


class Blocks(NamedTuple):
    """Blocks judged on one day: of the day itself, or of the week that ended with it."""

    day: date
    kept: int
    planned: int


def blocks_of(record: Record) -> Iterator[Blocks]:
    """Give the blocks of every planned day, then of every week of n times a week."""
    for day in record.days:
        if day.planned and day.verdict in JUDGED:
            yield Blocks(day.day, int(day.verdict in KEPT), 1)
    for week in record.weeks:
        if week.verdict in JUDGED:
            yield Blocks(week.week.sunday, min(week.done, week.needed), week.needed)


def count(blocks: Iterable[Blocks], first: date, last: date) -> Adherence:
    """Add the blocks up that were judged from `first` to `last`, both included."""
    kept = planned = 0
    for block in blocks:
        if first <= block.day <= last:
            kept += block.kept
            planned += block.planned
    return Adherence(kept, planned)


def adherence_over(record: Record, first: date, last: date) -> Adherence:
    """Give the adherence of a span.

    It is that of the span's planned days, and of the weeks of n times a week that end in it.
    """
    return count(blocks_of(record), first, last)


def adherence_of_days(record: Record, practice: Practice, first: date, last: date) -> Adherence:
    """Give the adherence of the days themselves, whether or not a week ends among them.

    For n times a week it is the done days, at most needed, of needed, where
    needed = ceil(n * eligible / 7) as in a week, so that a post on any weekday tells what was
    practised in its own days and not in a week before them.
    """
    days = [day for day in record.days if first <= day.day <= last]
    planned = count(blocks_of(Record(tuple(days), ())), first, last)
    free = [day for day in days if isinstance(practice.schedule_on(day.day), TimesAWeek)]
    eligible = [day for day in free if day.verdict is not None and not day.exempt]
    if not eligible:
        return planned
    needed = -(-eligible[-1].blocks_per_week * len(eligible) // 7)
    done = sum(day.counted for day in eligible)
    return Adherence(planned.kept + min(done, needed), planned.planned + needed)


def window(schedule: Schedule, today: date, *, done_today: bool) -> tuple[date, date]:
    """Give the first and last of the 28 days that the percentage on display is about.

    They end yesterday, or today once it is done; for n times a week they are the last four
    whole weeks.
    """
    if isinstance(schedule, TimesAWeek):
        last = monday_of(today) - DAY
    else:
        last = today if done_today else today - DAY
    return last - DAY * (BLOCK_DAYS - 1), last
