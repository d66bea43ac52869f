"""Taking, extending and ending rests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.days import Span
from bot.domain.names import NameTooLong
from bot.domain.rest_rules import (
    LONGEST_DAYS,
    NothingRests,
    RestEndsTooEarly,
    RestGone,
    RestOverlaps,
    RestTooEarly,
    RestTooFar,
    RestTooLong,
    UnknownRestDay,
    check_free,
    clean_answer,
    clean_reason,
    ended,
    extend,
    latest_extension,
    read_days,
    tell_at,
    to_end,
)
from tests.domain.resting import GUITAR, PIANO, TODAY, day, rest

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.domain.rests import Rest


@pytest.mark.parametrize(
    ("until", "start", "first", "last"),
    [
        ("today", "", 0, 0),
        ("tomorrow", "", 0, 1),
        ("friday", " ", 0, 2),
        ("in 29 days", "", 0, 29),
        ("yesterday", "yesterday", -1, -1),
        ("2026-12-24", "in 10 days", 10, 36),
        ("in 365 days", "in 336 days", 336, 365),
    ],
)
def test_reads_its_days(until: str, start: str, first: int, last: int) -> None:
    assert read_days(until, start, TODAY) == Span(day(first), day(last))


@pytest.mark.parametrize(
    ("until", "start", "refusal"),
    [
        ("yesterday", "", RestEndsTooEarly),
        ("tomorrow", "friday", RestEndsTooEarly),
        ("tomorrow", "2 days ago", RestTooEarly),
        ("2 days ago", "2 days ago", RestTooEarly),
        ("in 30 days", "", RestTooLong),
        ("in 366 days", "in 360 days", RestTooFar),
        ("in 366 days", "", RestTooFar),
        ("whenever", "", UnknownRestDay),
        ("tomorrow", "soon", UnknownRestDay),
    ],
)
def test_refuses_days_that_are_no_rest(until: str, start: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_days(until, start, TODAY)


def test_too_long_a_rest_names_its_latest_end() -> None:
    with pytest.raises(RestTooLong) as refused:
        read_days("in 40 days", "tomorrow", TODAY)
    assert refused.value.latest == day(30)
    assert read_days(refused.value.latest.isoformat(), "tomorrow", TODAY).length == LONGEST_DAYS


def test_words_may_be_left_out() -> None:
    assert not clean_reason(" ")
    assert not clean_answer("")
    assert clean_reason(" a cold ") == "a cold"
    assert clean_answer("sleep\nand quiet") == "sleep\nand quiet"
    with pytest.raises(NameTooLong):
        clean_reason("x" * 201)


@pytest.mark.parametrize(
    ("there", "wanted", "of", "is_refused"),
    [
        (rest(0, 3), Span(day(3), day(5)), None, True),
        (rest(0, 3), Span(day(4), day(5)), None, False),
        (rest(0, 3), Span(day(3), day(5)), GUITAR, True),
        (rest(0, 3, GUITAR), Span(day(3), day(5)), GUITAR, True),
        (rest(0, 3, GUITAR), Span(day(3), day(5)), PIANO, False),
        (rest(0, 3, GUITAR), Span(day(0), day(5)), None, False),
        (rest(0, 3, is_pause=True), Span(day(0), day(5)), None, False),
        (rest(5, 9), Span(day(1), day(5)), None, True),
        (rest(5, 9), Span(day(1), day(4)), None, False),
        (rest(2, 4), Span(day(1), day(9)), None, True),
    ],
)
def test_a_rest_over_a_rest(
    there: Rest, wanted: Span, of: PracticeId | None, *, is_refused: bool
) -> None:
    if is_refused:
        with pytest.raises(RestOverlaps) as refused:
            check_free([there], of, wanted, TODAY)
        assert refused.value.there == there
    else:
        check_free([there], of, wanted, TODAY)


@pytest.mark.parametrize(
    ("there", "last", "instead"),
    [
        (rest(0, 3), 5, 5),
        (rest(0, 3), 29, 29),
        (rest(0, 3), 3, None),
        (rest(-20, 3), 29, 29),
        (rest(5, 9), 34, 34),
        (rest(5, 9), 35, None),
    ],
)
def test_a_longer_rest_is_offered_where_it_may_be(
    there: Rest, last: int, instead: int | None
) -> None:
    with pytest.raises(RestOverlaps) as refused:
        check_free([there], None, Span(day(0), day(last)), TODAY)
    offered = refused.value.instead
    assert offered == (None if instead is None else day(instead))
    if offered:
        assert extend(there, offered, TODAY).days.last == offered


def test_extending_counts_and_reaches_thirty_days_from_today() -> None:
    longer = extend(rest(-2, 1), day(29), TODAY)
    assert (longer.days, longer.extended) == (Span(day(-2), day(29)), 1)
    assert not longer.may_be_smaller
    assert extend(longer, day(30), day(1)).may_be_smaller
    with pytest.raises(RestTooLong):
        extend(rest(-2, 1), day(30), TODAY)
    assert extend(rest(-2, 1), day(0), TODAY) == rest(-2, 1)
    assert extend(rest(-5, -1), day(2), TODAY).days == Span(day(-5), day(2))
    for gone in (rest(-5, -2), rest(0, 2, is_pause=True)):
        with pytest.raises(RestGone):
            extend(gone, day(3), TODAY)


@given(st.integers(-1, 300), st.integers(0, 29))
def test_every_rest_that_can_be_taken_can_last_as_long_as_a_new_one(
    first: int, length: int
) -> None:
    taken = rest(first, first + length)
    latest = latest_extension(taken, TODAY)
    assert latest >= taken.days.last or first == -1
    assert extend(taken, latest, TODAY).days.last == max(latest, taken.days.last)


def test_ends_everything_before_a_practices_own() -> None:
    own, other = rest(-1, 3, GUITAR), rest(-2, 5, PIANO, id=7)
    everything, pause = rest(0, 1, id=8), rest(0, 0, id=9, is_pause=True)
    later = rest(2, 4, id=10)
    assert to_end([own, everything, pause, later], TODAY) == (everything, pause)
    assert to_end([own, later], TODAY) == (own,)
    assert to_end([own, other], TODAY) == (own, other)
    with pytest.raises(NothingRests) as refused:
        to_end([rest(9, 9, id=11), later, rest(-5, -1)], TODAY)
    assert refused.value.planned == later
    with pytest.raises(NothingRests) as refused:
        to_end([], TODAY)
    assert refused.value.planned is None


@pytest.mark.parametrize(
    ("there", "left"),
    [
        (rest(-3, 2), Span(day(-3), day(-1))),
        (rest(-1, 0), Span(day(-1), day(-1))),
        (rest(0, 2), None),
        (rest(3, 4), None),
    ],
)
def test_ending_leaves_past_days(there: Rest, left: Span | None) -> None:
    after = ended(there, TODAY)
    assert (after.days if after else None) == left


def test_what_is_over_cannot_be_ended() -> None:
    with pytest.raises(RestGone):
        ended(rest(-3, -1), TODAY)


@pytest.mark.parametrize(
    ("zone", "hour"), [("UTC", 9), ("Asia/Tokyo", 0), ("America/New_York", 14)]
)
def test_the_end_is_told_at_nine_on_the_day_after(zone: str, hour: int) -> None:
    assert tell_at(rest(0, 1), zone) == datetime(2026, 11, 20, hour, tzinfo=UTC)


def test_the_end_is_told_by_the_clock_on_the_wall() -> None:
    over_the_change = replace(rest(0, 0), days=Span(date(2027, 3, 20), date(2027, 3, 28)))
    assert tell_at(over_the_change, "Europe/Berlin") == datetime(2027, 3, 29, 7, tzinfo=UTC)
