"""Amounts and standards. Amounts are integers in hundredths of the unit: 2.5 km is 250."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.errors import Refusal
from bot.domain.names import clean_name

UNIT = 100
MINUTE = "min"
DONE = "done"
TIMES = "times"
LONGEST_UNIT = 20
MOST = 100_000 * UNIT
MOST_MINUTES = 1_440 * UNIT
MINUTE_WORDS = frozenset({"m", "min", "mins", "minute", "minutes"})
HOUR_WORDS = frozenset({"h", "hr", "hrs", "hour", "hours"})
PLURALS = ("s", "es", "e", "n", "en")

_NUMBER = re.compile(r"([+\-\u2212]?)(\d+)(?:[.,](\d{1,2}))?(?![\d.,])\s*(.*)", re.DOTALL)
_CLOCK = re.compile(r"(\d+)\s*(?:h|hr|hrs|hour|hours)\s*(\d+)\s*(?:m|min|mins|minute|minutes)?")


@dataclass(frozen=True, slots=True)
class Standard:
    """What one block asks for: a minimum in hundredths of its unit.

    Time is always in "min"; a yes/no practice has the unit "done" and the minimum 100.
    """

    minimum: int
    unit: str


@dataclass(eq=False)
class NotAnAmount(Refusal):
    """The text is no number with or without a unit, or has more than two decimals."""

    text: str


@dataclass(eq=False)
class NotPositive(Refusal):
    """Zero or less."""

    text: str


@dataclass(eq=False)
class TooLarge(Refusal):
    """More than `limit` (hundredths of `unit`)."""

    text: str
    limit: int
    unit: str


@dataclass(eq=False)
class MinutesOver59(Refusal):
    """Hours together with more than 59 minutes, as in "1h 90m"."""

    text: str


@dataclass(eq=False)
class WrongUnit(Refusal):
    """An amount in `given`, for a practice that counts `wanted`."""

    text: str
    given: str
    wanted: str


class _Quantity(NamedTuple):
    hundredths: int
    unit: str | None


def parse_standard(text: str) -> Standard:
    """Read "400 words", "20 min", "1h30", "1 problem", "25" (times) or "done".

    Raises the refusals of this module but WrongUnit, and those of `clean_name` for the unit.
    """
    if _fold(text) == DONE:
        return Standard(UNIT, DONE)
    quantity = _parse(text)
    unit = quantity.unit or TIMES
    if _fold(unit) == DONE:
        raise NotAnAmount(text)
    return Standard(_check_size(text, quantity.hundredths, unit), unit)


def parse_amount(text: str, standard: Standard) -> int:
    """Read "25", "25 min", "1h30", "400 words", "2,5" or "done" (the minimum) for a standard.

    Raises the refusals of this module, and those of `clean_name` for the unit.
    """
    if _fold(text) == DONE:
        return standard.minimum
    quantity = _parse(text)
    if quantity.unit is not None and not same_unit(quantity.unit, standard.unit):
        raise WrongUnit(text, quantity.unit, standard.unit)
    if standard.unit == DONE and quantity.hundredths != UNIT:
        raise WrongUnit(text, TIMES, DONE)
    return _check_size(text, quantity.hundredths, standard.unit)


def same_unit(one: str, other: str) -> bool:
    """Whether two unit words mean the same, in any case, singular or plural."""
    short, long = sorted((_fold(one), _fold(other)), key=len)
    if short == long or (short.endswith("y") and long == short[:-1] + "ies"):
        return True
    return len(short) > 2 and any(long == short + ending for ending in PLURALS)  # noqa: PLR2004 - "min" is no plural of "mi"


def limit(unit: str) -> int:
    """Give the largest amount of one day, in hundredths."""
    return MOST_MINUTES if unit == MINUTE else MOST


def _parse(text: str) -> _Quantity:
    plain = unicodedata.normalize("NFC", text).strip()
    if clock := _CLOCK.fullmatch(plain.casefold()):
        hours, minutes = _whole(clock[1]), _whole(clock[2])
        if minutes > 59:  # noqa: PLR2004 - an hour has 60
            raise MinutesOver59(text)
        return _Quantity(_check_positive(text, (hours * 60 + minutes) * UNIT), MINUTE)
    found = _NUMBER.fullmatch(plain)
    if found is None:
        raise NotAnAmount(text)
    sign, whole, decimals, word = found.groups()
    value = _whole(whole) * UNIT + int((decimals or "").ljust(2, "0"))
    hundredths = _check_positive(text, value if sign in {"", "+"} else -value)
    return _in_unit(text, hundredths, word)


def _in_unit(text: str, hundredths: int, word: str) -> _Quantity:
    if not word:
        return _Quantity(hundredths, None)
    if not word[0].isalpha() or any(char.isdecimal() for char in word):
        raise NotAnAmount(text)
    if _fold(word) in HOUR_WORDS:
        return _Quantity(hundredths * 60, MINUTE)
    if _fold(word) in MINUTE_WORDS:
        return _Quantity(hundredths, MINUTE)
    return _Quantity(hundredths, clean_name(word, "unit", LONGEST_UNIT))


def _whole(digits: str) -> int:
    # Python refuses to read more than 4 300 digits, and everything over ten is too large anyway.
    significant = digits.lstrip("0")[:11]
    return int(significant or "0")


def _check_positive(text: str, hundredths: int) -> int:
    if hundredths <= 0:
        raise NotPositive(text)
    return hundredths


def _check_size(text: str, hundredths: int, unit: str) -> int:
    if hundredths > limit(unit):
        raise TooLarge(text, limit(unit), unit)
    return hundredths


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip().casefold()
