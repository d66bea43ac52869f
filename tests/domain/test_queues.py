from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.ids import CommunityId, RequestId, UserId
from bot.domain.queues import (
    Criterion,
    Entry,
    Rank,
    Why,
    holds_allowed,
    pace_of,
    rank,
    why_before,
)
from bot.domain.requests import Hold, RequestKind

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def entry(number: int, hours: float = 0, **more: Any) -> Entry:
    more = {"user_id": UserId(1), "kind": RequestKind.WORK} | more
    return Entry(
        id=RequestId(number),
        community_id=CommunityId(1),
        title=f"Work {number}",
        asked_at=NOW - hours * HOUR,
        **more,
    )


cases = st.tuples(
    st.builds(
        entry,
        st.integers(1, 5),
        st.sampled_from((-1, 0, 23, 24, 25, 47, 48, 200)),
        kind=st.sampled_from((RequestKind.WORK, RequestKind.STUCK)),
    ),
    st.integers(-3, 3),
)


def place(case: tuple[Entry, int]) -> Rank:
    return rank(*case, NOW)


@given(cases, cases, cases)
def test_the_order_is_total(
    one: tuple[Entry, int], two: tuple[Entry, int], three: tuple[Entry, int]
) -> None:
    first, second, third = place(one), place(two), place(three)
    assert (first == second) <= (one[0].id == two[0].id)
    assert (first < second) + (second < first) + (first == second) == 1
    assert (first < second < third) <= (first < third)


@given(cases, cases)
def test_the_reason_is_what_differs_first(one: tuple[Entry, int], two: tuple[Entry, int]) -> None:
    assume(one[0].id != two[0].id)
    (first, balance), (second, other_balance) = sorted((one, two), key=place)
    days, other_days = first.days_waited(NOW), second.days_waited(NOW)
    if first.kind != second.kind:
        expected = Criterion.STUCK
        assert first.kind is RequestKind.STUCK
    elif days != other_days:
        expected = Criterion.WAITED
        assert days > other_days
    elif balance != other_balance:
        expected = Criterion.GAVE
        assert balance > other_balance
    else:
        expected = Criterion.ASKED_FIRST
        assert first.id < second.id
    assert why_before(place((first, balance)), place((second, other_balance))) == Why(
        expected, days, other_days
    )


def test_days_are_whole_days_of_24_hours() -> None:
    assert [entry(1, hours).days_waited(NOW) for hours in (-2, 23.99, 24, 72)] == [0, 0, 1, 3]
    assert entry(1, 30).next_day_at(NOW) == NOW + 18 * HOUR


def test_a_hold_that_is_over_is_none() -> None:
    held = entry(1, hold=Hold(UserId(2), NOW + HOUR))
    assert held.holder(NOW) == UserId(2)
    assert held.holder(NOW + HOUR) is None
    assert entry(1).holder(NOW) is None


@pytest.mark.parametrize(
    ("hours", "expected"), [([], None), ([5], 5), ([9, 1], 1), ([1, 30, 2], 2), ([1, 2, 3, 4], 2)]
)
def test_half_of_the_answers_came_within_the_pace(hours: list[int], expected: int | None) -> None:
    found = pace_of([hour * HOUR for hour in hours])
    assert found == (expected and expected * HOUR)


def test_two_holds_for_those_who_give_a_lot() -> None:
    assert (holds_allowed(gives_a_lot=False), holds_allowed(gives_a_lot=True)) == (1, 2)
