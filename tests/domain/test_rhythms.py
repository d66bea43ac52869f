"""When a rhythm of one's own counts as broken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.days import DAY, Span
from bot.domain.rhythms import LONGEST_SILENCE, broke_on
from tests.domain.drawing import practice

MONDAY = date(2026, 9, 7)


def days(*numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=number) for number in numbers]


DAILY = days(*range(28))
WEEKLY = days(0, 7, 14, 21)
# The longest median gap there can be: four days of eight weeks, each of another week.
SELDOM = days(6, 7, 34, 61)


@pytest.mark.parametrize(
    ("logged", "silence"),
    [(DAILY, 7), (days(*range(0, 28, 2)), 7), (WEEKLY, 21), (days(0, 5, 7, 12, 14, 19, 21), 11)],
)
def test_it_breaks_once_that_many_days_are_over(logged: list[date], silence: int) -> None:
    last = logged[-1]
    broke = last + timedelta(days=silence + 1)
    assert broke_on(logged, broke - timedelta(days=1)) is None
    assert broke_on(logged, broke) == broke
    assert broke_on(logged, broke + timedelta(days=100)) == broke


def test_the_longest_silence_that_any_rhythm_allows() -> None:
    assert (SELDOM[-1] - SELDOM[0]).days == 55
    broke = SELDOM[-1] + timedelta(days=LONGEST_SILENCE + 1)
    assert broke_on(SELDOM, broke - timedelta(days=1)) is None
    assert broke_on(SELDOM, broke) == broke


def test_half_a_day_more_is_a_day_more() -> None:
    # Gaps of 2, 3, 2, 3, ...: the median is 2.5 and three times that 7.5 days.
    logged = days(0, 2, 5, 7, 10, 12, 15, 17, 20, 22, 25)
    assert broke_on(logged, logged[-1] + timedelta(days=8)) is None
    assert broke_on(logged, logged[-1] + timedelta(days=9)) == logged[-1] + timedelta(days=9)


@pytest.mark.parametrize(
    "logged", [[], days(0), days(0, 1, 7, 8, 14, 15), days(0, 7, 14, 56 + 21), WEEKLY[:3]]
)
def test_fewer_than_four_weeks_of_eight_are_no_rhythm(logged: list[date]) -> None:
    assert broke_on(logged, MONDAY + timedelta(days=365)) is None


def test_a_day_counts_once_and_older_ones_not_at_all() -> None:
    long_before = [MONDAY - timedelta(days=200)]
    assert broke_on(long_before + WEEKLY + WEEKLY, date(2027, 1, 1)) == MONDAY + timedelta(days=43)


def test_days_on_which_everything_rests_do_not_go_by() -> None:
    last = DAILY[-1]
    rested = practice(rests=(Span(last + DAY * 3, last + DAY * 5),))
    other = practice()
    broke = last + DAY * (8 + 3)
    assert broke_on(DAILY, broke - DAY, [rested]) is None
    assert broke_on(DAILY, broke, [rested]) == broke
    # Where only one of two rests, there was something to log.
    assert broke_on(DAILY, broke, [rested, other]) == last + DAY * 8


def test_nothing_has_broken_while_everything_rests() -> None:
    today = DAILY[-1] + DAY * 60
    resting = practice(rests=(Span(today - DAY, today + DAY),))
    assert broke_on(DAILY, today, [resting]) is None
    assert broke_on(DAILY, today + DAY * 2, [resting]) == DAILY[-1] + DAY * 8
