"""Schedules: what is read, stored and refused."""

from __future__ import annotations

import pytest

from bot.domain.schedules import (
    NotOneToSeven,
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
        ("3x weekly", TimesAWeek(3)),
        ("3/week", TimesAWeek(3)),
        ("3 / wk", TimesAWeek(3)),
        ("3 a week", TimesAWeek(3)),
        ("3 times weekly", TimesAWeek(3)),
        ("3 times each week.", TimesAWeek(3)),
        ("three times a week", TimesAWeek(3)),
        ("Five times", TimesAWeek(5)),
        ("5 days a week", TimesAWeek(5)),
        ("one day per week", TimesAWeek(1)),
        ("once weekly", TimesAWeek(1)),
        ("twice every week", TimesAWeek(2)),
        ("weekday", days(0, 1, 2, 3, 4)),
        ("weekend", days(5, 6)),
        ("every weekday", days(0, 1, 2, 3, 4)),
        ("weekdays and sat", days(0, 1, 2, 3, 4, 5)),
        ("each day", days(0, 1, 2, 3, 4, 5, 6)),
        ("all days", days(0, 1, 2, 3, 4, 5, 6)),
        ("every monday", days(0)),
        ("on Mondays and on Fridays", days(0, 4)),
        ("mon to fri", days(0, 1, 2, 3, 4)),
        ("Monday through Wednesday, sat", days(0, 1, 2, 5)),
        ("mon until wed", days(0, 1, 2)),
        ("mon\u2014fri", days(0, 1, 2, 3, 4)),
        ("mon;wed", days(0, 2)),
        ("mon, wed,", days(0, 2)),
        ("mon.", days(0)),
        ("Mon. Wed. Fri.", days(0, 2, 4)),
        ("weds & tues", days(1, 2)),
        ("\uff4don", days(0)),
    ],
)
def test_parse_schedule(text: str, expected: Schedule) -> None:
    assert parse_schedule(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", ",", "-", "3", "three", "3 days", "8", "3x a day", "13x a day", "x a week"),
        *("m", "s", "t th", "someday", "mon-", "-fri", "m--f", "mon-wed-fri", "to fri", "every"),
        *("every other day", "every 2 days", "every 2 weeks", "weekday-sat"),
    ],
)
def test_texts_that_are_no_schedule(text: str) -> None:
    with pytest.raises(UnknownSchedule) as refused:
        parse_schedule(text)
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["0x", "8x a week", "13x", "8 days a week", "0 times", "10/week", "9" * 5000 + "x"]
)
def test_a_week_has_seven_days(text: str) -> None:
    with pytest.raises(NotOneToSeven) as refused:
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
