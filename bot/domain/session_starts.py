"""When meetings begin: what was typed, and the same time of day in the weeks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import DAY, WEEK, WEEKDAY_NAMES
from bot.domain.errors import Refusal
from bot.domain.weekly_times import UnknownWeeklyTime, WeeklyTime

if TYPE_CHECKING:
    from collections.abc import Iterator

FURTHEST = timedelta(days=366)


@dataclass(eq=False)
class UnknownStart(Refusal):
    """The text names no day with a time of day."""

    text: str


@dataclass(eq=False)
class StartPassed(Refusal):
    """The start lies in the past."""

    starts_at: datetime


@dataclass(eq=False)
class StartTooFar(Refusal):
    """The start is more than a year ahead."""

    starts_at: datetime


def read_start(text: str, zone: str, now: datetime) -> datetime:
    """Read "tuesday 19:00" (the next one), "tomorrow 7pm" or "2026-12-01 19:00" in a zone.

    Raises:
        UnknownStart: for anything else.
        UnsafeWeeklyTime: from 01:00 to 03:59, when clocks change.
        StartPassed, StartTooFar: for an instant that is over, or more than a year ahead.
    """
    words = " ".join(text.casefold().split())
    word, _, rest = words.partition(" ")
    try:
        day = _day(word.removesuffix(","), now.astimezone(ZoneInfo(zone)).date())
        if day is None:
            return WeeklyTime.parse(words).next_after(now, zone).astimezone(UTC)
        minute = WeeklyTime.parse(f"{WEEKDAY_NAMES[day.weekday()]} {rest}").minute
    except UnknownWeeklyTime:
        raise UnknownStart(text) from None
    try:
        starts_at = _instant(day, time(*divmod(minute, 60)), zone)
    except OverflowError:
        # The first or the last day that there is, in a zone where it lies beyond the calendar.
        raise UnknownStart(text) from None
    if starts_at <= now:
        raise StartPassed(starts_at)
    if starts_at > now + FURTHEST:
        raise StartTooFar(starts_at)
    return starts_at


def starts_after(starts_at: datetime, every_weeks: int, zone: str) -> Iterator[datetime]:
    """Give the starts that follow at the same time of day, whatever clocks do; without end."""
    local = starts_at.astimezone(ZoneInfo(zone))
    day = local.date()
    while True:
        day += WEEK * every_weeks
        yield _instant(day, local.time(), zone)


def _day(word: str, today: date) -> date | None:
    """Read a day that stands alone; None where it may be a weekday."""
    near = {"today": today, "tomorrow": today + DAY}
    if word in near:
        return near[word]
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _instant(day: date, clock_time: time, zone: str) -> datetime:
    return datetime.combine(day, clock_time, ZoneInfo(zone)).astimezone(UTC)
