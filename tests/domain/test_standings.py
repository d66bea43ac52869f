from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import NOBODY, UserId
from bot.domain.standings import (
    Exchange,
    Standing,
    next_change,
    standings,
    suspects,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
ADA, BEN, CYD, DAN = (UserId(number) for number in (1, 2, 3, 4))
DAY = timedelta(days=1)


def answer(
    by: UserId, to: UserId, useful: int | None = 3, encouraging: int | None = 3, age: float = 1
) -> Exchange:
    return Exchange(
        asked_by=to,
        given_by=by,
        encouraging=encouraging,
        useful=useful,
        given_at=NOW - age * DAY,
    )


def both_ways(times: int = 2) -> list[Exchange]:
    return [answer(ADA, BEN), answer(BEN, ADA)] * times


@pytest.mark.parametrize(("useful", "helpful"), [(None, 0), (1, 0), (2, 1), (3, 1)])
def test_helpful_is_rated_useful_two_or_more(useful: int | None, helpful: int) -> None:
    assert standings([answer(ADA, BEN, useful)], NOW) == {
        ADA: Standing(helpful=helpful),
        BEN: Standing(taken=1),
    }


@pytest.mark.parametrize(("age", "counts"), [(59.99, True), (60, False), (61, False)])
def test_sixty_days_count(age: float, *, counts: bool) -> None:
    expected = {ADA: Standing(1, 0), BEN: Standing(0, 1)} if counts else {}
    assert standings([answer(ADA, BEN, age=age)], NOW) == expected


def test_the_balance_is_given_minus_taken() -> None:
    found = standings([answer(ADA, BEN), answer(ADA, CYD), answer(DAN, ADA)], NOW)
    assert found[ADA].balance == 1
    assert found[BEN].balance == -1


def test_five_helpful_answers_are_a_lot() -> None:
    five = [answer(ADA, to) for to in (BEN, CYD, DAN, BEN, CYD)]
    assert standings(five, NOW)[ADA].gives_a_lot
    assert not standings(five[1:], NOW)[ADA].gives_a_lot
    assert not standings([*five[1:], answer(ADA, BEN, useful=1)], NOW)[ADA].gives_a_lot


def test_self_scores_count_nowhere() -> None:
    assert standings([answer(ADA, ADA)], NOW) == {}


def test_who_left_stays_in_the_numbers_of_the_other() -> None:
    left = [answer(ADA, NOBODY), answer(NOBODY, BEN)]
    assert standings(left, NOW) == {ADA: Standing(helpful=1), BEN: Standing(taken=1)}


def test_trading_favours_counts_for_neither() -> None:
    found = standings([*both_ways(), answer(ADA, CYD)], NOW)
    assert found == {ADA: Standing(helpful=1), CYD: Standing(taken=1)}


def test_an_answer_not_rated_yet_does_not_hide_the_trade() -> None:
    assert standings([*both_ways(), answer(ADA, BEN, None, None)], NOW) == {}


@pytest.mark.parametrize(
    "exchanges",
    [
        pytest.param(both_ways()[:3], id="three only"),
        pytest.param([answer(ADA, BEN)] * 4, id="one way only"),
        pytest.param([*both_ways(), answer(ADA, BEN, useful=2)], id="not all highest"),
        pytest.param([*both_ways(), answer(ADA, BEN, encouraging=2)], id="encouraging, too"),
        pytest.param(
            [*both_ways(), answer(ADA, BEN, None, None)._replace(problematic=True)],
            id="problematic",
        ),
        pytest.param([answer(ADA, BEN, None, None), *both_ways()[:3]], id="three rated"),
        pytest.param([*both_ways()[:3], answer(BEN, ADA, age=90)], id="one too old"),
        pytest.param([*both_ways(3), answer(ADA, CYD), answer(ADA, DAN)], id="three of five"),
        pytest.param([answer(NOBODY, BEN), answer(BEN, NOBODY)] * 2, id="somebody who left"),
    ],
)
def test_no_trade(exchanges: list[Exchange]) -> None:
    found = standings(exchanges, NOW)
    given = sum(each.helpful for each in found.values())
    expected = [
        each
        for each in exchanges
        if each.is_helpful and each.given_by != NOBODY and each.given_at > NOW - 60 * DAY
    ]
    assert given == len(expected) > 0


def test_the_share_of_each_of_the_two_counts() -> None:
    """Three of five is 60 %, not over it; three of four is."""
    trade = both_ways(3)
    assert standings([*trade, answer(ADA, CYD)], NOW) == {
        ADA: Standing(helpful=1),
        CYD: Standing(taken=1),
    }
    assert standings([*trade, answer(BEN, CYD), answer(BEN, DAN)], NOW)[ADA].helpful == 3


def test_the_trade_is_seen_over_ninety_days() -> None:
    old = [answer(ADA, BEN, age=89), answer(BEN, ADA, age=89)]
    assert standings([*both_ways(1), *old], NOW) == {}
    gone = [answer(ADA, BEN, age=90), answer(BEN, ADA, age=90)]
    assert standings([*both_ways(1), *gone], NOW)[ADA] == Standing(1, 1)


exchanges = st.lists(
    st.builds(
        Exchange,
        asked_by=st.sampled_from((NOBODY, ADA, BEN, CYD)),
        given_by=st.sampled_from((NOBODY, ADA, BEN, CYD)),
        encouraging=st.sampled_from((3, 3, 3, 1)),
        useful=st.sampled_from((3, 3, 3, 1)),
        given_at=st.integers(0, 100).map(lambda age: NOW - age * DAY),
        problematic=st.just(value=False),
    ),
    max_size=25,
)


@given(exchanges)
def test_one_member_is_told_by_few_answers(all_: list[Exchange]) -> None:
    """Own answers, and what suspects gave to others, tell as much as everything."""
    expected: Mapping[UserId, Standing] = standings(all_, NOW)
    for user_id in (ADA, BEN, CYD):
        own = [each for each in all_ if user_id in (each.asked_by, each.given_by)]
        others = suspects(own, NOW) - {user_id}
        theirs = [each for each in all_ if each.given_by in others and each.asked_by != user_id]
        found = standings([*own, *theirs], NOW).get(user_id, Standing())
        assert found == expected.get(user_id, Standing())


@given(exchanges, st.integers(0, 100))
def test_standings_hold_until_the_next_change(all_: list[Exchange], days: int) -> None:
    until = next_change(all_, NOW)
    later = NOW + days * DAY
    if until is None or later < until:
        assert standings(all_, later) == standings(all_, NOW)
