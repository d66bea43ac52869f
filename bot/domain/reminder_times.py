"""Wall clocks: times as people type them, and the instants at which a clock shows them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.days import DAY
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR = 60
MINUTES_A_DAY = 24 * HOUR

_NAMED = {"noon": 12 * HOUR, "midday": 12 * HOUR, "midnight": 0}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:(?:[:.h]|uhr)\s*(?P<minute>\d{2})?)?\s*(?P<half>[ap]\.?\s?m\.?)?"
)
_TOGETHER = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<half>)")


@dataclass(eq=False)
class UnknownTime(Refusal):
    """The text is no time of a day."""

    text: str


class Quiet(NamedTuple):
    """Hours in which no reminder comes, in minutes after midnight; the same twice: none."""

    start: int
    end: int

    @property
    def is_never(self) -> bool:
        """Whether there are no such hours."""
        return self.start == self.end

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in them; their end does not."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


def parse_time(text: str) -> int:
    """Read "20:00", "7.30", "8pm", "20h30", "1930" or "noon": minutes after midnight.

    Raises UnknownTime.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    words = words.removeprefix("at ")
    if words in _NAMED:
        return _NAMED[words]
    found = _TOGETHER.fullmatch(words) or _TIME.fullmatch(words)
    if found is None:
        raise UnknownTime(text)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = _of_half(text, hour, is_later=found["half"].startswith("p"))
    minutes = hour * HOUR + minute
    if minute >= HOUR or minutes > MINUTES_A_DAY:
        raise UnknownTime(text)
    return minutes % MINUTES_A_DAY


def plain_time(minute: int) -> str:
    """Give minutes after midnight as `parse_time` reads them: "07:30"."""
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"


def minute_of(now: datetime, zone: str) -> int:
    """Give the minute of the day that a clock in the zone shows."""
    wall = now.astimezone(ZoneInfo(zone))
    return wall.hour * HOUR + wall.minute


def first_instant(day: date, minute: int, zone: str) -> datetime:
    """Give the first instant at which a clock in the zone shows the minute of the day.

    Where clocks jump over it, the first instant after the gap; where they show it twice, the first.
    """
    return _instant(_wall(day, minute), ZoneInfo(zone))


def quiet_until(now: datetime, zone: str, quiet: Quiet) -> datetime:
    """Give the first instant from now on that does not lie in the quiet hours."""
    if not quiet.holds(minute_of(now, zone)):
        return now
    return min(each for each in _ends(now, zone, quiet) if each > now)


def _of_half(text: str, hour: int, *, is_later: bool) -> int:
    if not 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
        raise UnknownTime(text)
    return hour % 12 + 12 * is_later


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // HOUR, minute % HOUR))


def _ends(now: datetime, zone: str, quiet: Quiet) -> Iterator[datetime]:
    """Give the instants around now at which quiet hours end, also within a double hour."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today, today + DAY):
        wall = _wall(day, quiet.end)
        first = _instant(wall, ZoneInfo(zone))
        yield first
        # In a gap this one lies before the clocks jump, when it is still quiet.
        yield max(first, wall.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC))


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall:
        return at
    # In a gap: read by the offset after it, the same wall time lies before the clocks jump.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = at.astimezone(zone).utcoffset()
    seconds = range(int((at - before) / timedelta(seconds=1)) + 1)
    jump = bisect_left(
        seconds,
        True,  # noqa: FBT003 - what is looked for
        key=lambda step: (before + timedelta(seconds=step)).astimezone(zone).utcoffset() == after,
    )
    return before + timedelta(seconds=jump)
