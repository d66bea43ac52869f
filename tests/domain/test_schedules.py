"""Schedules: what is read, stored and refused."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.schedules import (
    Schedule,
    TimesAWeek,
    UnknownSchedule,
    Weekdays,
    decode,
    encode,
    parse_schedule,
)


def days(*numbers: int) -> Weekdays:
    return Weekdays(frozenset(numbers))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every day", days(0, 1, 2, 3, 4, 5, 6)),
        (" Every  Day", days(0, 1, 2, 3, 4, 5, 6)),
        ("everyday", days(0, 1, 2, 3, 4, 5, 6)),
        ("daily", days(0, 1, 2, 3, 4, 5, 6)),
        ("weekdays", days(0, 1, 2, 3, 4)),
        ("weekends", days(5, 6)),
        ("mon wed fri", days(0, 2, 4)),
        ("mon, wed", days(0, 2)),
        ("Mon,Wed and Friday", days(0, 2, 4)),
        ("tue/thu & sat+sun", days(1, 3, 5, 6)),
        ("mondays", days(0)),
        ("mo tu", days(0, 1)),
        ("mon-fri", days(0, 1, 2, 3, 4)),
        ("mon \u2013 wed, sat", days(0, 1, 2, 5)),
        ("sat-mon", days(5, 6, 0)),
        ("mon mon", days(0)),
        ("3x a week", TimesAWeek(3)),
        ("3 X", TimesAWeek(3)),
        ("3\u00d7", TimesAWeek(3)),
        ("3x/week", TimesAWeek(3)),
        ("3 times per week", TimesAWeek(3)),
        ("1 time a week", TimesAWeek(1)),
        ("twice a week", TimesAWeek(2)),
        ("once", TimesAWeek(1)),
        ("7x a week", TimesAWeek(7)),
    ],
)
def test_parse_schedule(text: str, expected: Schedule) -> None:
    assert parse_schedule(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "0x", "8x a week", "13x", "3x a day", "m", "t th", "someday", "mon-", "m--f", "3", ","],
)
def test_texts_that_are_no_schedule(text: str) -> None:
    with pytest.raises(UnknownSchedule) as refused:
        parse_schedule(text)
    assert refused.value.text == text


@pytest.mark.parametrize(
    ("schedule", "text"),
    [(days(4, 0, 2), "days:024"), (days(6), "days:6"), (TimesAWeek(3), "times:3")],
)
def test_what_is_stored(schedule: Schedule, text: str) -> None:
    assert encode(schedule) == text
    assert decode(text) == schedule


@pytest.mark.parametrize("text", ["", "days:", "days:7", "times:0", "times:8", "times:33", "x"])
def test_what_was_never_stored(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode(text)


def test_blocks_per_week() -> None:
    assert days(0, 2).blocks_per_week == 2
    assert TimesAWeek(5).blocks_per_week == 5


def test_plans() -> None:
    assert days(0, 5).plans(date(2026, 11, 21))
    assert not days(0, 5).plans(date(2026, 11, 22))
