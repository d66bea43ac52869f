"""Schedules: a set of weekdays, or n times a week."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.domain.days import WEEKDAY_NAMES
from bot.domain.errors import Refusal

MOST_TIMES = 7
_WORDS = {"once": 1, "twice": 2}
_TIMES = re.compile(r"(?:(once|twice)|(\d)\s*(?:x|\u00d7|times?))(?:\s*(?:a|per|/)\s*week)?")
_SETS = {
    "every day": frozenset(range(7)),
    "everyday": frozenset(range(7)),
    "daily": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
}


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Planned on these days of every week; 0 is Monday. Never empty."""

    days: frozenset[int]

    @property
    def blocks_per_week(self) -> int:
        """How many blocks are planned in a whole week."""
        return len(self.days)

    def plans(self, day: date) -> bool:
        """Whether a block is planned on the day."""
        return day.weekday() in self.days


@dataclass(frozen=True, slots=True)
class TimesAWeek:
    """Planned on any `times` days (1 to 7) of every week, judged by the week."""

    times: int

    @property
    def blocks_per_week(self) -> int:
        """How many blocks are planned in a whole week."""
        return self.times


Schedule: TypeAlias = Weekdays | TimesAWeek


@dataclass(eq=False)
class UnknownSchedule(Refusal):
    """The text is no schedule."""

    text: str


def parse_schedule(text: str) -> Schedule:
    """Read "every day", "weekdays", "weekends", "mon wed fri", "mon-fri", "3x a week" or "once".

    Raises UnknownSchedule.
    """
    words = " ".join(text.casefold().split())
    if words in _SETS:
        return Weekdays(_SETS[words])
    if found := _TIMES.fullmatch(words):
        times = _WORDS[found[1]] if found[1] else int(found[2])
        if not 1 <= times <= MOST_TIMES:
            raise UnknownSchedule(text)
        return TimesAWeek(times)
    return Weekdays(_parse_weekdays(words, text))


def encode(schedule: Schedule) -> str:
    """Give the text that is stored: "days:024" or "times:3"."""
    if isinstance(schedule, TimesAWeek):
        return f"times:{schedule.times}"
    return "days:" + "".join(str(day) for day in sorted(schedule.days))


def decode(text: str) -> Schedule:
    """Read what `encode` wrote; anything else is a ValueError."""
    found = re.fullmatch(r"days:([0-6]+)|times:([1-7])", text)
    if found is None:
        raise ValueError(text)
    if found[2]:
        return TimesAWeek(int(found[2]))
    return Weekdays(frozenset(int(day) for day in found[1]))


def _parse_weekdays(words: str, text: str) -> frozenset[int]:
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|/|&|\+|\band\b)\s*|\s+", re.sub(r"\s*[-\u2013]\s*", "-", words)):
        first, dash, last = part.partition("-")
        start = _weekday(first, text)
        stop = _weekday(last, text) if dash else start
        days.update((start + step) % 7 for step in range((stop - start) % 7 + 1))
    return frozenset(days)


def _weekday(word: str, text: str) -> int:
    name = word.removesuffix("s") if word.endswith("days") else word
    for number, weekday in enumerate(WEEKDAY_NAMES):
        if len(name) > 1 and weekday.startswith(name):
            return number
    raise UnknownSchedule(text)
