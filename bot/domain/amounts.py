"""Amounts and standards. Amounts are integers in hundredths of the unit: 2.5 km is 250."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from bot.domain.errors import Refusal
from bot.domain.names import clean_name, name_key, strip_unseen
from bot.domain.numerals import Numeral, read_clock, read_numeral
from bot.domain.units import (
    DONE,
    HOURS,
    MEASURES,
    METRES,
    MINUTE,
    NO_UNITS,
    SECONDS,
    TIMES,
    TIMES_WORDS,
    YES,
    first_word,
    is_counted_by_the_thousand,
    is_time,
    same_unit,
)

UNIT = 100
LONGEST_UNIT = 20
MOST = 100_000 * UNIT
MOST_MINUTES = 1_440 * UNIT
# In a standard, more "m" than three hours of minutes are rather metres.
MOST_AS_M = 180

_EACH_DAY = re.compile(
    r"(?: ?(?<![^\W\d])(?:(?:a|per|each|every) day|daily|today)| ?/ ?d(?:ay)?)+$", re.IGNORECASE
)
_EACH_WEEK = re.compile(
    r"(?:\b(?:(?:a|per|each|every) (?:week|month)|weekly|monthly)|/ ?(?:week|wk|month))$",
    re.IGNORECASE,
)
_LAST_STOPS = re.compile(r"(?<=[^\W\d]) ?[.!]+$")
_THOUSANDS = re.compile(r"k (.+)", re.IGNORECASE)


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


@dataclass(eq=False)
class SmallerThanMinutes(Refusal):
    """An amount in seconds; minutes are the smallest unit of time."""

    text: str


@dataclass(eq=False)
class MetresOrMinutes(Refusal):
    """An amount in "m" that may as well be metres."""

    text: str


@dataclass(eq=False)
class MoreThanTime(Refusal):
    """Time with further words, as in "20 min guitar"."""

    text: str


@dataclass(eq=False)
class PerWeek(Refusal):
    """An amount for a week or a month, where the amount of one day is asked for."""

    text: str


class _Quantity(NamedTuple):
    """An amount as it was read; `unit` is None where none was typed, `word` is what was."""

    value: Fraction
    unit: str | None
    word: str = ""
    grouped: bool = False


def parse_standard(text: str) -> Standard:
    """Read "400 words", "20 min a day", "1h30", "1 problem", "25" (times), "done" or "yes".

    Three digits after one separator are thousands ("1,000 words"), but of time and other measures
    they are refused: "1.234 km" is little to some and much to others. Raises the refusals of this
    module but WrongUnit, and those of `clean_name` for the unit.
    """
    plain = _plain(text)
    if name_key(plain) in YES:
        return Standard(UNIT, DONE)
    quantity = _parse(text, plain)
    if quantity.word == "m" and quantity.value > MOST_AS_M:
        raise MetresOrMinutes(text)
    unit = quantity.unit or TIMES
    if name_key(unit) == DONE:
        raise NotAnAmount(text)
    return Standard(_hundredths(text, quantity, unit), unit)


def parse_amount(text: str, standard: Standard) -> int:
    """Read "25", "25 min", "1h30", "400 words", "2,5" or "done" (the minimum) for a standard.

    "Yes", a tick and, where the practice is yes or no, "1 time" mean the same as "done". Numbers
    are read as in `parse_standard`. Raises the refusals of this module, and those of `clean_name`
    for the unit.
    """
    plain = _plain(text)
    if name_key(plain) in YES:
        return standard.minimum
    quantity = _parse(text, plain)
    if quantity.unit is not None and not _fits(quantity, quantity.unit, standard.unit):
        raise WrongUnit(text, quantity.unit, standard.unit)
    if standard.unit == DONE and quantity.value != 1:
        raise WrongUnit(text, TIMES, DONE)
    return _hundredths(text, quantity, standard.unit)


def limit(unit: str) -> int:
    """Give the largest amount of one day, in hundredths."""
    return MOST_MINUTES if unit == MINUTE else MOST


def _plain(text: str) -> str:
    """Take away "a day" and the like, which every amount means, and stops after words."""
    line = " ".join(strip_unseen(unicodedata.normalize("NFC", text)).split())
    words = _LAST_STOPS.sub("", line)
    return _LAST_STOPS.sub("", _EACH_DAY.sub("", words))


def _parse(text: str, plain: str) -> _Quantity:
    if clock := read_clock(plain):
        hours, minutes = clock
        if minutes >= 60:  # noqa: PLR2004 - an hour
            raise MinutesOver59(text)
        return _Quantity(_check_positive(text, Fraction(hours * 60 + minutes)), MINUTE)
    numeral = read_numeral(plain)
    if numeral is None:
        raise NotAnAmount(text)
    _check_positive(text, numeral.value)
    if strip_unseen(numeral.rest):
        return _in_unit(text, _in_thousands(numeral))
    return _Quantity(numeral.value, None, grouped=numeral.grouped)


def _in_thousands(numeral: Numeral) -> Numeral:
    found = _THOUSANDS.fullmatch(numeral.rest)
    if found is None or not is_counted_by_the_thousand(found[1]):
        return numeral
    return numeral._replace(value=numeral.value * 1000, rest=found[1])


def _in_unit(text: str, numeral: Numeral) -> _Quantity:
    value, grouped, rest = numeral
    typed = strip_unseen(rest)
    key = name_key(typed)
    if key in TIMES_WORDS:
        return _Quantity(value, TIMES, key, grouped)
    if _EACH_WEEK.search(typed):
        raise PerWeek(text)
    if not typed[0].isalpha() or any(char.isdecimal() for char in typed):
        raise NotAnAmount(text)
    word = clean_name(typed, "unit", LONGEST_UNIT)
    _check_first_word(text, key)
    if key in HOURS:
        return _Quantity(value * 60, MINUTE, key, grouped)
    return _Quantity(value, MINUTE if is_time(key) else word, key, grouped)


def _check_first_word(text: str, key: str) -> None:
    """Keep time from becoming a unit of its own: "30 sec", "20 min guitar"."""
    first = first_word(key)
    if first in NO_UNITS:
        raise NotAnAmount(text)
    if first in SECONDS:
        raise SmallerThanMinutes(text)
    if first != key and first in METRES:
        raise MetresOrMinutes(text)
    if first != key and is_time(first):
        raise MoreThanTime(text)


def _fits(quantity: _Quantity, unit: str, wanted: str) -> bool:
    if wanted == DONE and unit == TIMES:
        return True
    in_metres = quantity.word == "m" and name_key(wanted) in METRES
    return in_metres or same_unit(unit, wanted)


def _check_positive(text: str, value: Fraction) -> Fraction:
    if value <= 0:
        raise NotPositive(text)
    return value


def _hundredths(text: str, quantity: _Quantity, unit: str) -> int:
    if quantity.grouped and name_key(unit) in MEASURES:
        raise NotAnAmount(text)
    hundredths = round(quantity.value * UNIT)
    if hundredths > limit(unit):
        raise TooLarge(text, limit(unit), unit)
    return hundredths
