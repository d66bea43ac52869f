from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.amounts import Standard
from bot.domain.overloads import Overload, overload
from bot.domain.practices import StandardFrom
from bot.domain.verdicts import Span, judge
from tests.domain.advising import amounts
from tests.domain.drawing import day, practice

SUNDAY = 34  # of the fifth week


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [
        ((2000, 2000, 2000, 2000, 3000), None),  # exactly one and a half times
        ((2000, 2000, 2000, 2000, 3001), Overload(21007, 14000)),
        ((0, 2000, 2000, 2000, 2250), None),  # an empty week counts, as nothing
        ((0, 2000, 2000, 2000, 2251), Overload(15757, 10500)),
        ((0, 0, 2000, 2000, 9000), None),  # logs in two weeks only
        ((0, 0, 0, 0, 9000), None),
        ((2000, 2000, 2000, 2000), None),
    ],
)
def test_more_than_one_and_a_half_times_the_mean(
    weeks: tuple[int, ...], expected: Overload | None
) -> None:
    assert overload(judge(amounts(*weeks, today=SUNDAY)), day(SUNDAY)) == expected


def test_rest_weeks_are_left_out_of_the_mean() -> None:
    history = amounts(2000, 0, 2000, 2000, 2900, today=SUNDAY)
    # With the empty week counted, 20300 against a mean of 10500 is far too much.
    assert overload(judge(history), day(SUNDAY)) == Overload(20300, 10500)
    rested = replace(history, rests=(Span(day(7), day(13)),))
    assert overload(judge(rested), day(SUNDAY)) is None


def test_this_week_counts_as_far_as_it_is() -> None:
    # On Wednesday three days of 7000 are one and a half weeks of 2000 already.
    weeks = (2000, 2000, 2000, 2000, 7001)
    assert overload(judge(amounts(*weeks, today=29)), day(29)) is None
    assert overload(judge(amounts(*weeks, today=30)), day(30)) == Overload(21003, 14000)


def test_a_practice_of_three_whole_weeks_is_enough() -> None:
    young = practice(started_on=day(7))
    found = overload(judge(amounts(0, 2000, 2000, 2000, 4000, today=SUNDAY, of=young)), day(SUNDAY))
    assert found == Overload(28000, 14000)
    younger = practice(started_on=day(8))
    weeks = amounts(0, 2000, 2000, 2000, 4000, today=SUNDAY, of=younger)
    assert overload(judge(weeks), day(SUNDAY)) is None


@pytest.mark.parametrize("changed", [14, 28, 30])
def test_another_unit_begins_anew(changed: int) -> None:
    pages = StandardFrom(day(changed), Standard(2000, "pages"))
    of = practice()
    of = replace(of, standards=(*of.standards, pages))
    weeks = amounts(2000, 2000, 2000, 2000, 9000, today=SUNDAY, of=of)
    assert overload(judge(weeks), day(SUNDAY)) is None


def test_a_practice_that_has_not_begun_is_no_burden() -> None:
    later = practice(started_on=day(SUNDAY + 1))
    assert overload(judge(amounts(today=SUNDAY, of=later)), day(SUNDAY)) is None
