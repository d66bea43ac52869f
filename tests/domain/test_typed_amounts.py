"""Amounts and standards as people type them: what is meant, and what is better asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import (
    MetresOrMinutes,
    MinutesOver59,
    MoreThanTime,
    NotAnAmount,
    NotPositive,
    PerWeek,
    SmallerThanMinutes,
    Standard,
    TooLarge,
    WrongUnit,
    parse_amount,
    parse_standard,
)
from tests.domain.standards import TIME, WORDS, YES_NO

if TYPE_CHECKING:
    from bot.domain.errors import Refusal


@pytest.mark.parametrize(
    ("text", "minimum", "unit"),
    [
        ("20 min a day", 2000, "min"),
        ("20 min daily", 2000, "min"),
        ("20 min/day", 2000, "min"),
        ("20 min / d", 2000, "min"),
        ("20 min. each day.", 2000, "min"),
        ("20 min EVERY day", 2000, "min"),
        ("1 hour a day", 6000, "min"),
        ("1h30 a day", 9000, "min"),
        ("400 words per day", 40000, "words"),
        ("25 a day", 2500, "times"),
        ("25a day", 2500, "times"),
        ("20 min today / day", 2000, "min"),
        ("15 min.", 1500, "min"),
        ("1.5 hrs.", 9000, "min"),
        ("5 minuts", 500, "min"),
        ("5 Minuten", 500, "min"),
        ("25 \uff4d\uff49\uff4e", 2500, "min"),
        ("5 min\u200b", 500, "min"),
        ("5 pages\u200b", 500, "pages"),
        ("5\u200b pages", 500, "pages"),
        ("5 \n pages  read", 500, "pages read"),
        ("180 m", 18000, "min"),
        ("3x", 300, "times"),
        ("3 \u00d7", 300, "times"),
        ("1 time", 100, "times"),
        ("3x a day", 300, "times"),
        ("10k words", 1_000_000, "words"),
        ("1.5k Steps", 150_000, "Steps"),
        ("1,000 words", 100_000, "words"),
        ("1 000 words", 100_000, "words"),
        ("1\u202f000 words", 100_000, "words"),
        ("1.000 words", 100_000, "words"),
        ("12'500 steps", 1_250_000, "steps"),
        ("1.5 pages", 150, "pages"),
        ("1,5 pages", 150, "pages"),
        ("½ page", 50, "page"),
        ("1½ h", 9000, "min"),
        ("1 ½ h", 9000, "min"),
        ("⅓ h", 2000, "min"),
        (".5 h", 3000, "min"),
        ("1:30", 9000, "min"),
        ("0:45 h", 4500, "min"),
        ("1 hour and 30 minutes", 9000, "min"),
        ("1 hr. 30 min.", 9000, "min"),
        ("2 hours, 5 min", 12500, "min"),
        ("yes", 100, "done"),
        ("✔\ufe0f", 100, "done"),
        ("Done.", 100, "done"),
    ],
)
def test_what_a_standard_means(text: str, minimum: int, unit: str) -> None:
    assert parse_standard(text) == Standard(minimum, unit)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("30 sec", SmallerThanMinutes),
        ("30 s", SmallerThanMinutes),
        ("30 seconds plank", SmallerThanMinutes),
        ("400 m", MetresOrMinutes),
        ("10 000 m", MetresOrMinutes),
        ("5 m sprints", MetresOrMinutes),
        ("20 min guitar", MoreThanTime),
        ("2 hours of sleep", MoreThanTime),
        ("20 min/session", MoreThanTime),
        ("5 minuts scales", MoreThanTime),
        ("3x a week", PerWeek),
        ("20 min per week", PerWeek),
        ("5 pages weekly", PerWeek),
        ("3/week", PerWeek),
        ("3x pages", NotAnAmount),
        ("10k", NotAnAmount),
        ("10k run", NotAnAmount),
        ("10 k words", NotAnAmount),
        ("1:30 min", NotAnAmount),
        ("1:5", NotAnAmount),
        ("0.500 words", NotAnAmount),
        ("1.234 km", NotAnAmount),
        ("1,000 min", NotAnAmount),
        ("1,000,000 words", NotAnAmount),
        ("1:90", MinutesOver59),
        ("1 hour and 90 minutes", MinutesOver59),
        ("0:00", NotPositive),
        ("-½", NotPositive),
        ("200k words", TooLarge),
        ("30:00", TooLarge),
    ],
)
def test_a_standard_that_is_better_asked(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        parse_standard(text)
    assert vars(refused.value)["text"] == text


@pytest.mark.parametrize(
    ("text", "standard", "amount"),
    [
        ("1,000", WORDS, 100_000),
        ("1.000 words", WORDS, 100_000),
        ("1 000", WORDS, 100_000),
        ("2k words", WORDS, 200_000),
        ("1.5", WORDS, 150),
        ("½", TIME, 50),
        ("1½ h", TIME, 9000),
        ("1:30", TIME, 9000),
        ("1 hour and 30 minutes", TIME, 9000),
        ("400 m", TIME, 40000),
        ("20 min today", TIME, 2000),
        ("400 m", Standard(40000, "metres"), 40000),
        ("400 m", Standard(40000, "Meter"), 40000),
        ("5 pages\u200b", Standard(500, "pages"), 500),
        ("5 pages", Standard(500, "pages\u200b"), 500),
        ("yes", YES_NO, 100),
        ("✓", YES_NO, 100),
        ("1 time", YES_NO, 100),
        ("1x", YES_NO, 100),
        ("✅", TIME, 2000),
        ("3x", Standard(100, "times"), 300),
    ],
)
def test_what_an_amount_means(text: str, standard: Standard, amount: int) -> None:
    assert parse_amount(text, standard) == amount


@pytest.mark.parametrize(
    ("text", "standard", "refusal"),
    [
        ("0", TIME, NotPositive),
        ("-5", TIME, NotPositive),
        ("abc", TIME, NotAnAmount),
        ("99999999999", TIME, TooLarge),
        ("1h 90m", TIME, MinutesOver59),
        ("1,000", TIME, NotAnAmount),
        ("1.234", Standard(500, "km"), NotAnAmount),
        ("30 sec", TIME, SmallerThanMinutes),
        ("1:30", WORDS, WrongUnit),
        ("3x", WORDS, WrongUnit),
        ("400 m", WORDS, WrongUnit),
        ("2 times", YES_NO, WrongUnit),
        ("½", YES_NO, WrongUnit),
    ],
)
def test_an_amount_that_is_refused(text: str, standard: Standard, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        parse_amount(text, standard)
    assert vars(refused.value)["text"] == text
