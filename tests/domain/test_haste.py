from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.amounts import Standard
from bot.domain.haste import held_since, is_raise, is_swap
from bot.domain.practices import Archive, StandardFrom, with_standard
from tests.domain.drawing import day, practice


@pytest.mark.parametrize(
    ("minimum", "unit", "expected"),
    [(2500, "min", False), (2600, "min", True), (1000, "min", False), (9000, "pages", False)],
)
def test_more_than_a_quarter_is_a_raise(minimum: int, unit: str, *, expected: bool) -> None:
    before = practice()
    after = with_standard(before, Standard(minimum, unit), day(10))
    assert is_raise(before, after, day(10)) is expected


def test_what_was_raised_earlier_is_not_raised_now() -> None:
    before = with_standard(practice(), Standard(9000, "min"), day(10))
    assert not is_raise(before, replace(before, name="Slow scales"), day(10))


def test_a_minimum_holds_since_its_own_day_or_the_start() -> None:
    later = StandardFrom(day(5), Standard(1000, "min"))
    coming = StandardFrom(day(11), Standard(1500, "min"))
    changed = replace(practice(), standards=(*practice().standards, later, coming))
    assert held_since(changed, day(10)) == day(5)
    # An import moves the start to before the first standard, which holds from it on.
    assert held_since(practice(started_on=day(-30)), day(10)) == day(-30)


@pytest.mark.parametrize(
    ("archives", "today", "expected"),
    [
        ((), 20, False),
        ((Archive(day(27), None),), 55, True),
        ((Archive(day(27), None),), 56, False),  # more than four weeks later
        ((Archive(day(28), None),), 30, False),  # kept for four weeks
        ((Archive(day(3), day(9)),), 20, False),  # taken up again
    ],
)
def test_a_practice_swapped_within_four_weeks(
    archives: tuple[Archive, ...], today: int, *, expected: bool
) -> None:
    assert is_swap([practice(archives=archives)], day(today)) is expected
