"""Amounts and standards: what is read, and what is refused why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import (
    MinutesOver59,
    NotAnAmount,
    NotPositive,
    Standard,
    TooLarge,
    WrongUnit,
    limit,
    parse_amount,
    parse_standard,
)
from bot.domain.names import HiddenCharacters, NameTooLong
from tests.domain.standards import TIME, WORDS, YES_NO

if TYPE_CHECKING:
    from bot.domain.errors import Refusal


@pytest.mark.parametrize(
    ("text", "minimum", "unit"),
    [
        ("400 words", 40000, "words"),
        ("400words", 40000, "words"),
        ("20 min", 2000, "min"),
        ("20 Minutes", 2000, "min"),
        ("20m", 2000, "min"),
        ("1h30", 9000, "min"),
        ("1 h 30 min", 9000, "min"),
        ("2 hours", 12000, "min"),
        ("1.5h", 9000, "min"),
        ("1 problem", 100, "problem"),
        ("2,5 km", 250, "km"),
        ("0.01 km", 1, "km"),
        ("25", 2500, "times"),
        ("done", 100, "done"),
        (" Done ", 100, "done"),
        ("3 push-ups", 300, "push-ups"),
        ("3 pull  ups", 300, "pull ups"),
        ("10 Seiten", 1000, "Seiten"),
        ("5 страниц", 500, "страниц"),
        ("5 صفحات", 500, "صفحات"),
        ("3 cafe\u0301s", 300, "caf\u00e9s"),
        ("10 m²", 1000, "m²"),
        ("24h", 144000, "min"),
        ("100000 words", 10_000_000, "words"),
        ("007 scales", 700, "scales"),
    ],
)
def test_parse_standard(text: str, minimum: int, unit: str) -> None:
    assert parse_standard(text) == Standard(minimum, unit)


@pytest.mark.parametrize(
    ("text", "standard", "amount"),
    [
        ("25", TIME, 2500),
        ("25 min", TIME, 2500),
        ("25 mins", TIME, 2500),
        ("1h30", TIME, 9000),
        ("1 h 30.5 min", TIME, 9050),
        ("1h 59,75m", TIME, 11_975),
        ("1h 30m", TIME, 9000),
        ("1 h 30 min", TIME, 9000),
        ("1H05", TIME, 6500),
        ("1h 59", TIME, 11900),
        ("1 hour", TIME, 6000),
        ("0h 5m", TIME, 500),
        ("90m", TIME, 9000),
        ("2.5", TIME, 250),
        ("2,5", TIME, 250),
        ("2.25", TIME, 225),
        ("+5", TIME, 500),
        ("٢٥", TIME, 2500),
        ("done", TIME, 2000),
        ("400 words", WORDS, 40000),
        ("1 Word", WORDS, 100),
        ("done", WORDS, 40000),
        ("done", YES_NO, 100),
        ("1", YES_NO, 100),
        ("1 done", YES_NO, 100),
        ("3 times", Standard(100, "times"), 300),
        ("1440", TIME, 144000),
    ],
)
def test_parse_amount(text: str, standard: Standard, amount: int) -> None:
    assert parse_amount(text, standard) == amount


NO_AMOUNTS = [
    ("", NotAnAmount),
    ("abc", NotAnAmount),
    ("words 25", NotAnAmount),
    ("1e5", NotAnAmount),
    ("nan", NotAnAmount),
    ("1.234", NotAnAmount),
    ("1,000,000", NotAnAmount),
    ("25.", NotAnAmount),
    ("25 %", NotAnAmount),
    ("25 **min**", NotAnAmount),
    ("1 000", NotAnAmount),
    ("²", NotAnAmount),
    ("1h 30.5", NotAnAmount),
    ("0", NotPositive),
    ("0.00", NotPositive),
    ("0h 0m", NotPositive),
    ("-5", NotPositive),
    ("\u22125 min", NotPositive),
    ("-1h30", NotPositive),
    ("99999999999", TooLarge),
    ("9" * 5000, TooLarge),
    ("99999999999h 5m", TooLarge),
    ("100001 min", TooLarge),
    ("24h 1m", TooLarge),
    ("1h 90m", MinutesOver59),
    ("1h60", MinutesOver59),
    ("5 mi\u202en", HiddenCharacters),
    ("5 " + "m" * 21, NameTooLong),
]


# Too many minutes, or too exact, yet fine as a count: "1 000" times.
COUNTS = frozenset({"99999999999", "1.234", "1 000"})


@pytest.mark.parametrize(("text", "refusal"), NO_AMOUNTS)
def test_texts_that_are_no_amount(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        parse_amount(text, TIME)
    if refusal not in {HiddenCharacters, NameTooLong}:
        assert vars(refused.value)["text"] == text


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        *((text, refusal) for text, refusal in NO_AMOUNTS if text not in COUNTS),
        ("3 done", NotAnAmount),
        ("100000.01 words", TooLarge),
    ],
)
def test_texts_that_are_no_standard(text: str, refusal: type[Refusal]) -> None:
    if refusal is TooLarge and text == "9" * 5000:
        text += " words"
    with pytest.raises(refusal):
        parse_standard(text)


@pytest.mark.parametrize(
    ("text", "standard", "given", "wanted"),
    [
        ("25 min", WORDS, "min", "words"),
        ("1h30", WORDS, "min", "words"),
        ("2h", WORDS, "min", "words"),
        ("400 words", TIME, "words", "min"),
        ("4 pages", WORDS, "pages", "words"),
        ("25 min", YES_NO, "min", "done"),
        ("25", YES_NO, "times", "done"),
        ("2 done", YES_NO, "times", "done"),
    ],
)
def test_a_wrong_unit(text: str, standard: Standard, given: str, wanted: str) -> None:
    with pytest.raises(WrongUnit) as refused:
        parse_amount(text, standard)
    assert (refused.value.text, refused.value.given, refused.value.wanted) == (text, given, wanted)


def test_too_large_tells_the_limit() -> None:
    with pytest.raises(TooLarge) as refused:
        parse_amount("1441", TIME)
    assert (refused.value.limit, refused.value.unit) == (144000, "min")
    with pytest.raises(TooLarge) as refused:
        parse_amount("100000.01", WORDS)
    assert (refused.value.limit, refused.value.unit) == (10_000_000, "words")
    assert parse_amount("100000", WORDS) == limit("words")
