"""What is to be reached, as moderators type it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.amounts import UNIT, MetresOrMinutes, WrongUnit, parse_standard
from bot.domain.challenges import Challenge, Measure, Mode
from bot.domain.errors import Refusal
from bot.domain.names import name_key, strip_unseen
from bot.domain.numerals import read_clock, read_numeral
from bot.domain.units import MINUTE, same_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 10_000
MOST_AMOUNT = 10_000_000 * UNIT
MOST_PERCENT = 100

# Millions, which no single day holds.
_GROUPS = re.compile(r"[1-9]\d{0,2}([,.'\u2019 ])\d{3}(?:\1\d{3})+(?!\d)")
# On so many days at most something of this kind can be done, by one person.
_BY_DAYS = frozenset({Measure.DAYS, Measure.FOCUS, Measure.CALM})
_ONE_WORD: Mapping[Measure, frozenset[str]] = {
    Measure.DAYS: frozenset({"day"}),
    Measure.BLOCKS: frozenset({"%", "percent", "block"}),
    Measure.REFLECTIONS: frozenset({"reflection", "week"}),
    Measure.FEEDBACK: frozenset({"answer"}),
    Measure.IDEAS: frozenset({"idea"}),
    Measure.EXPERIMENTS: frozenset({"experiment"}),
    Measure.PLACES: frozenset({"place"}),
    Measure.FOCUS: frozenset({"day"}),
    Measure.CALM: frozenset({"day"}),
}
"""What may stand behind the number, in the singular."""


@dataclass(eq=False)
class BadTarget(Refusal):
    """The text is no number above nothing that this measure could reach for."""

    text: str
    measure: Measure


@dataclass(eq=False)
class TargetOutOfReach(Refusal):
    """More than `most`, which is what can be reached at all."""

    text: str
    most: int
    measure: Measure


@dataclass(eq=False)
class NoUnit(Refusal):
    """An amount without a unit."""

    text: str


class Target(NamedTuple):
    """A target as `Terms` keep it, and the unit of an amount, else nothing."""

    number: int
    unit: str


def read_target(text: str, unit: str, challenge: Challenge) -> Target:
    """Read "5", "5 days" or "80 %" for a challenge, or "120 km" where it counts an amount.

    Raises:
        BadTarget: for what is no such number, or not above nothing.
        TargetOutOfReach: for more than can be reached in these days.
        NoUnit, WrongUnit: for an amount without a unit, or with another one than `unit`; and what
            `parse_standard` raises for the unit.
    """
    line = strip_unseen(" ".join(text.split()))
    plain = _GROUPS.sub(lambda found: found[0].replace(found[1], ""), line)
    if challenge.measure is Measure.AMOUNT:
        return _read_amount(text, plain, unit.strip())
    numeral = read_numeral(plain)
    if numeral is None or numeral.value <= 0 or numeral.value.denominator != 1:
        raise BadTarget(text, challenge.measure)
    if not _fits(numeral.rest, challenge.measure):
        raise BadTarget(text, challenge.measure)
    if numeral.value > most_of(challenge):
        raise TargetOutOfReach(text, most_of(challenge), challenge.measure)
    return Target(int(numeral.value), "")


def most_of(challenge: Challenge) -> int:
    """Give the highest target of a challenge that counts no amount."""
    if challenge.mode is Mode.TOGETHER:
        return MOST
    if challenge.measure is Measure.BLOCKS:
        return MOST_PERCENT
    if challenge.measure is Measure.REFLECTIONS:
        return challenge.weeks
    return challenge.length if challenge.measure in _BY_DAYS else MOST


def _read_amount(text: str, plain: str, unit: str) -> Target:
    value, typed = _read_quantity(text, plain)
    if value <= 0:
        raise BadTarget(text, Measure.AMOUNT)
    if not typed and not unit:
        raise NoUnit(text)
    if name_key(typed or unit) == "m":
        raise MetresOrMinutes(text)
    # Of one unit, so that hours become minutes and every unit reads as it does in a practice.
    one = parse_standard(f"1 {typed or unit}")
    wanted = parse_standard(f"1 {unit}") if unit else one
    if not same_unit(one.unit, wanted.unit):
        raise WrongUnit(text, one.unit, wanted.unit)
    hundredths = round(value * one.minimum)
    if hundredths > MOST_AMOUNT:
        raise TargetOutOfReach(text, MOST_AMOUNT, Measure.AMOUNT)
    return Target(hundredths, wanted.unit)


def _read_quantity(text: str, plain: str) -> tuple[Fraction, str]:
    if clock := read_clock(plain):
        hours, minutes = clock
        return Fraction(hours * 60 + minutes), MINUTE
    numeral = read_numeral(plain)
    if numeral is None:
        raise BadTarget(text, Measure.AMOUNT)
    return numeral.value, strip_unseen(numeral.rest)


def _fits(rest: str, measure: Measure) -> bool:
    word = strip_unseen(rest).casefold()
    return not word or any(same_unit(word, each) for each in _ONE_WORD[measure])
