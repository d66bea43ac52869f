"""Which days can be logged."""

from __future__ import annotations

import pytest

from bot.domain.logs import ArchivedThen, BeforeStart, FutureDay, TooFarBack, check_day
from bot.domain.practices import Archive
from tests.domain.drawing import day, practice

TODAY = day(20)
HELD = practice(started_on=day(15), archives=(Archive(day(16), day(18)),))


@pytest.mark.parametrize("number", [15, 16, 18, 19, 20])
def test_days_that_can_be_logged(number: int) -> None:
    check_day(HELD, day(number), TODAY, 7)


def test_the_future() -> None:
    with pytest.raises(FutureDay) as refused:
        check_day(HELD, day(21), TODAY, 7)
    assert refused.value.day == day(21)


@pytest.mark.parametrize(("backfill", "earliest"), [(0, 20), (7, 13), (30, -10)])
def test_too_far_back(backfill: int, earliest: int) -> None:
    check_day(practice(started_on=day(-99)), day(earliest), TODAY, backfill)
    with pytest.raises(TooFarBack) as refused:
        check_day(practice(started_on=day(-99)), day(earliest - 1), TODAY, backfill)
    assert (refused.value.day, refused.value.earliest) == (day(earliest - 1), day(earliest))


def test_before_the_start() -> None:
    with pytest.raises(BeforeStart) as refused:
        check_day(HELD, day(14), TODAY, 7)
    assert (refused.value.day, refused.value.start) == (day(14), day(15))


def test_far_before_the_start_it_is_the_start_that_is_named() -> None:
    with pytest.raises(BeforeStart):
        check_day(HELD, day(-40), TODAY, 7)


def test_while_archived() -> None:
    with pytest.raises(ArchivedThen) as refused:
        check_day(HELD, day(17), TODAY, 7)
    assert refused.value.day == day(17)
