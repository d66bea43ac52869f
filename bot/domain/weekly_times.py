"""Weekly times: when in the week a community's posts go out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import WEEKDAY_NAMES, week_of
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from bot.domain.days import Week

# Between these hours a clock change can make a local time happen twice or not at all.
UNSAFE_HOURS = range(1, 4)

_WEEKLY_TIME = re.compile(
    r"([a-z]{3,9}),?\s+(?:at\s+)?(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.ASCII
)


@dataclass(eq=False)
class UnknownWeeklyTime(Refusal):
    """The text names no weekday with a time of day."""

    text: str


@dataclass(eq=False)
class UnsafeWeeklyTime(Refusal):
    """A weekly time within the hours in which clocks change."""

    minute: int


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """When the weekly posts go out: weekday (0 is Monday) and minutes after midnight."""

    weekday: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> WeeklyTime:
        """Read "Sunday 18:00", "sun 6pm" or "wed at 9".

        Raises:
            UnknownWeeklyTime: for anything else.
            UnsafeWeeklyTime: from 01:00 to 03:59.
        """
        found = _WEEKLY_TIME.fullmatch(text.strip().casefold())
        if found is None:
            raise UnknownWeeklyTime(text)
        name, hour, minute, half = found.groups()
        days = [number for number, day in enumerate(WEEKDAY_NAMES) if day.startswith(name)]
        minutes = _minutes(int(hour), int(minute or 0), half)
        if not days or minutes is None:
            raise UnknownWeeklyTime(text)
        weekly_time = cls(days[0], minutes)
        weekly_time.check()
        return weekly_time

    def __str__(self) -> str:
        """Give the time as it is typed: "Sunday 18:00"."""
        hour, minute = divmod(self.minute, 60)
        return f"{WEEKDAY_NAMES[self.weekday].capitalize()} {hour:02d}:{minute:02d}"

    def check(self) -> None:
        """Refuse a time that a clock change may skip or repeat.

        Raises:
            UnsafeWeeklyTime: from 01:00 to 03:59.
        """
        if self.minute // 60 in UNSAFE_HOURS:
            raise UnsafeWeeklyTime(self.minute)

    def next_after(self, moment: datetime, zone: str) -> datetime:
        """Return the first weekly time strictly after ``moment``."""
        local = moment.astimezone(ZoneInfo(zone))
        ahead = (self.weekday - local.weekday()) % 7
        due = self._on(local, ahead, zone)
        return due if due > moment else self._on(local, ahead + 7, zone)

    def in_next_week(self, moment: datetime, zone: str) -> datetime:
        """Return the weekly time of the ISO week after that of ``moment``."""
        return self.in_week(week_of(moment.astimezone(ZoneInfo(zone)).date()).next(), zone)

    def in_week(self, week: Week, zone: str) -> datetime:
        """Return the weekly time of one ISO week."""
        start = datetime.combine(week.monday, time(), ZoneInfo(zone))
        return self._on(start, self.weekday, zone)

    def _on(self, local: datetime, days_ahead: int, zone: str) -> datetime:
        day = local.date() + timedelta(days=days_ahead)
        clock_time = time(self.minute // 60, self.minute % 60)
        return datetime.combine(day, clock_time, ZoneInfo(zone))


def _minutes(hour: int, minute: int, half: str | None) -> int | None:
    """Count the minutes after midnight, or None where a clock shows no such time."""
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock's face
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day


DEFAULT_WEEKLY_TIME = WeeklyTime(weekday=6, minute=18 * 60)
