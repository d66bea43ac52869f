from __future__ import annotations

import pytest

from bot.domain.amounts import Standard, WrongUnit, parse_amount, parse_standard
from bot.domain.schedules import NotOneToSeven, parse_schedule
from bot.render import refusals
from bot.render.amounts import plain_standard, say_amount, say_schedule, say_standard


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (2_000, "min", "20 min"),
        (5_950, "min", "59.5 min"),
        (6_000, "min", "1 h"),
        (9_000, "min", "1 h 30 min"),
        (9_050, "min", "1 h 30.5 min"),
        (6_050, "min", "1 h 0.5 min"),
        (11_975, "min", "1 h 59.75 min"),
        (250, "km", "2.5 km"),
        (205, "km", "2.05 km"),
        (40_000, "words", "400 words"),
        (100, "words", "1 word"),
        (100, "problem", "1 problem"),
        (200, "problem", "2 problems"),
        (100, "times", "1 time"),
        (150, "page", "1.5 pages"),
        (200, "Seite", "2 Seite"),
        (100, "done", "done"),
        (300, "done", "done"),
    ],
)
def test_amounts_in_words(amount: int, unit: str, words: str) -> None:
    assert say_amount(amount, unit) == words


def test_a_units_markdown_is_inert_on_cards_and_plain_elsewhere() -> None:
    standard = Standard(100, "w*rd*s")
    assert say_standard(standard) == "1 w\\*rd\\*s"
    assert plain_standard(standard) == "1 w*rd*s"


@pytest.mark.parametrize(
    "text",
    [
        "20 min",
        "1h30",
        "2h",
        "24h",
        "90.5 min",
        "119.75 min",
        "1 problem",
        "400 words",
        "2.5 km",
        "done",
        "1x",
        "2 times",
    ],
)
def test_what_a_form_is_filled_with_reads_back_as_the_same(text: str) -> None:
    standard = parse_standard(text)
    assert parse_standard(plain_standard(standard)) == standard


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("daily", "every day"),
        ("mon-fri", "weekdays"),
        ("sat sun", "weekends"),
        ("fri wed mon", "Mon, Wed, Fri"),
        ("once a week", "once a week"),
        ("2x", "twice a week"),
        ("7x", "7 times a week"),
    ],
)
def test_schedules_in_words_read_back_as_the_same(text: str, words: str) -> None:
    schedule = parse_schedule(text)
    assert say_schedule(schedule) == words
    assert parse_schedule(words) == schedule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abc", "could not read “abc”"),
        ("0", "nothing to count"),
        ("99999999999 words", "at most 100000 words"),
        ("25h", "at most 24 h"),
        ("1h 90m", "past 59"),
        ("30 sec", "minutes are the smallest"),
        ("400 m", "metres or minutes"),
        ("20 min guitar", "the time alone"),
        ("3x a week", "one day"),
    ],
)
def test_refused_amounts_say_what_is_the_matter(text: str, said: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - each of another type
        parse_standard(text)
    words = refusals.words(caught.value)
    assert words is not None
    assert said in words


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("5 min!?", "words", "counts words, and you gave “min!?”. A number"),
        ("5 minutes", "words", "counts words, and you gave minutes. A number"),
        ("3x", "words", "counts words, and you gave a plain count. A number"),
        ("5 w*rd", "min", "counts minutes, and you gave “w\\*rd”. A number"),
        ("5 words", "done", "yes or no"),
    ],
)
def test_another_unit_is_quoted_as_it_was_typed(text: str, wanted: str, said: str) -> None:
    with pytest.raises(WrongUnit) as refused:
        parse_amount(text, Standard(100, wanted))
    assert said in (refusals.words(refused.value) or "")


def test_a_schedule_of_too_many_times_says_how_many_there_are() -> None:
    with pytest.raises(NotOneToSeven) as refused:
        parse_schedule("8x a week")
    words = refusals.words(refused.value)
    assert words is not None
    assert "1 to 7" in words


def test_what_was_typed_comes_back_short_and_inert() -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - one of the table's
        parse_standard("@everyone **" * 100)
    words = refusals.words(caught.value)
    assert words is not None
    assert "@everyone" not in words
    assert len(words) < 300
