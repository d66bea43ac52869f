"""Local days, ISO weeks, four-week blocks: which day it is for somebody, whatever clocks do."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.errors import Refusal

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_BLOCK = date(2018, 1, 1)
BLOCK_DAYS = 28
TRAVEL_EVERY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ClockSetting:
    """A member's zone and day start, in force from an instant until the next setting.

    `day_start` is the hour (0 to 6) at which the local day begins. `zone_chosen` is false while the
    zone is merely the community's.
    """

    since: datetime
    zone: str
    day_start: int
    zone_chosen: bool


@dataclass(eq=False)
class UnknownDay(Refusal):
    """The text names no day."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Week(NamedTuple):
    """An ISO week of local days, Monday first: the identity of every weekly period."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read "2026-W47"; anything else, or a week that the year lacks, is a ValueError."""
        found = re.fullmatch(r"(\d{4})-W(\d{2})", text, re.ASCII)
        if found is None:
            raise ValueError(text)
        week = cls(int(found[1]), int(found[2]))
        return week_of(week.monday)

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def next(self) -> "Week":
        """Give the week after, across the turn of the year."""
        return week_of(self.sunday + DAY)

    def previous(self) -> "Week":
        """Give the week before, across the turn of the year."""
        return week_of(self.monday - DAY)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"


def week_of(day: date) -> Week:
    """Give the ISO week that the day belongs to."""
    year, number, _ = day.isocalendar()
    return Week(year, number)


def monday_of(day: date) -> date:
    """Give the Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def block_of(day: date) -> int:
    """Count the four-week blocks since Monday 2018-01-01, the same for everybody."""
    return (day - FIRST_BLOCK).days // BLOCK_DAYS


def block_start(block: int) -> date:
    """Give the Monday on which a four-week block begins."""
    return FIRST_BLOCK + timedelta(days=block * BLOCK_DAYS)


def local_day(now: datetime, zone: str, day_start: int) -> date:
    """Give the date of (wall-clock time in the zone minus day start hour)."""
    wall = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return (wall - timedelta(hours=day_start)).date()


def today(now: datetime, settings: Sequence[ClockSetting]) -> date:
    """Give the latest local day already begun, so that today never goes back.

    `settings` are all of the member's, oldest first, at least one, none later than `now`.
    """
    reached = _latest_day(now, settings[-1])
    for earlier, later in itertools.pairwise(settings):
        reached = max(reached, _latest_day(later.since, earlier))
    return reached


def day_then(clock: Sequence[ClockSetting], moment: datetime) -> date:
    """Give the local day of a moment by the clock that was set by then."""
    return today(moment, [each for each in clock if each.since <= moment] or clock[:1])


def travel_days(settings: Sequence[ClockSetting]) -> frozenset[date]:
    """Give the local days that cannot be missed because the member's UTC offset changed.

    Counted are changes from one chosen zone to another, at most one in 14 days: the local days
    before and after the change, all between and the next one.
    """
    days: set[date] = set()
    granted = datetime.min.replace(tzinfo=UTC)
    for place in range(1, len(settings)):
        earlier, later = settings[place - 1], settings[place]
        if not _is_journey(earlier, later) or later.since - granted < TRAVEL_EVERY:
            continue
        granted = later.since
        before = today(later.since, settings[:place])
        after = today(later.since, settings[: place + 1])
        days.update(before + DAY * step for step in range((after - before).days + 2))
    return frozenset(days)


def parse_day(text: str, today: date) -> date:
    """Read "today", "yesterday", "2 days ago", "friday" (the latest, today included) or a date.

    "last friday" is the latest before today; a date is "2026-03-10" or "2026-3-10". Raises
    UnknownDay.
    """
    words = " ".join(text.casefold().split()).removesuffix(".")
    if words in {"today", "yesterday"}:
        return today - DAY * (words == "yesterday")
    if found := re.fullmatch(r"(\d{1,4}) days? ago", words):
        return today - DAY * int(found[1])
    if (weekday := _weekday(words.removeprefix("last "))) is not None:
        latest = today - DAY if words.startswith("last ") else today
        return latest - DAY * ((latest.weekday() - weekday) % 7)
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        return date.fromisoformat(words)
    except ValueError:
        raise UnknownDay(text) from None


def _weekday(word: str) -> int | None:
    # Two letters and fewer: "t" or "s" could be two days.
    if len(word) > 2:  # noqa: PLR2004
        for number, name in enumerate(WEEKDAY_NAMES):
            if name.startswith(word):
                return number
    return None


def _latest_day(now: datetime, setting: ClockSetting) -> date:
    # Antarctica/Troll turns its clocks back by two hours, across a day start at two: look back one.
    return max(
        local_day(instant, setting.zone, setting.day_start)
        for instant in (now, now - timedelta(hours=1))
    )


def _is_journey(earlier: ClockSetting, later: ClockSetting) -> bool:
    if not (earlier.zone_chosen and later.zone_chosen):
        return False
    was, now = (
        later.since.astimezone(ZoneInfo(setting.zone)).utcoffset() for setting in (earlier, later)
    )
    return was != now
