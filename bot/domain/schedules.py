"""Schedules: a set of weekdays, or n times a week."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.days import WEEKDAY_NAMES
from bot.domain.errors import Refusal

MOST_TIMES = 7
EVERY_DAY = frozenset(range(7))

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven")
_WORDS = {"once": 1, "twice": 2} | {word: times for times, word in enumerate(_COUNTS, 1)}
_NUMBER = rf"(?P<number>\d+|{'|'.join(_WORDS)})"
_WEEKLY = r"(?:(?:a|per|each|every|/)\s*(?:week|wk)|weekly)"
# "3 days" alone may be any three, or three in a row: only "a week" makes it clear.
_TIMES = re.compile(
    rf"{_NUMBER}\s*(?:(?:x|\u00d7|times?|(?<=once)|(?<=twice))(?:\s*{_WEEKLY})?"
    rf"|(?:days?\s*)?{_WEEKLY})"
)
_SETS = {
    **dict.fromkeys(("every day", "each day", "all days"), EVERY_DAY),
    **dict.fromkeys(("everyday", "daily"), EVERY_DAY),
    **dict.fromkeys(("weekday", "weekdays"), frozenset(range(5))),
    **dict.fromkeys(("weekend", "weekends"), frozenset({5, 6})),
}
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*|\s+(?:to|through|thru|until|till)\s+")
_BETWEEN = re.compile(r"[\s,;./&+]+(?:(?:and|on|every|each)\s+)*")
_BEFORE = re.compile(r"^(?:(?:on|every|each)\s+)+")


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Planned on these days of every week; 0 is Monday. Never empty."""

    days: frozenset[int]

    @property
    def blocks_per_week(self) -> int:
        """How many blocks are planned in a whole week."""
        return len(self.days)


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


@dataclass(eq=False)
class NotOneToSeven(Refusal):
    """No times a week, or more than it has days."""

    text: str


def parse_schedule(text: str) -> Schedule:
    """Read "every day", "weekdays", "mon wed fri", "mon to fri", "3x a week", "3/week" or "once".

    Raises UnknownSchedule, NotOneToSeven.
    """
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" ,;.&+")
    if words in _SETS:
        return Weekdays(_SETS[words])
    if found := _TIMES.fullmatch(words):
        number = found["number"]
        times = _WORDS[number] if number in _WORDS else int(number[:3])
        if not 1 <= times <= MOST_TIMES:
            raise NotOneToSeven(text)
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
    for part in _BETWEEN.split(_DASH.sub("-", _BEFORE.sub("", words))):
        if part in _SETS:
            days |= _SETS[part]
            continue
        first, dash, last = part.partition("-")
        start = _weekday(first, text)
        stop = _weekday(last, text) if dash else start
        days.update((start + step) % 7 for step in range((stop - start) % 7 + 1))
    return frozenset(days)


def _weekday(word: str, text: str) -> int:
    for name in (word, word.removesuffix("s")):
        for number, weekday in enumerate(WEEKDAY_NAMES):
            if len(name) > 1 and weekday.startswith(name):
                return number
    raise UnknownSchedule(text)
