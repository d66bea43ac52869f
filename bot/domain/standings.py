"""What members gave each other lately, and who only trades favours (design: words with numbers).

Numbers of one member, for the order of the queue and for how much they may ask and hold; never a
ranking, and never shown of anybody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.feedback import BEST, HELPFUL_FROM
from bot.domain.ids import NOBODY, UserId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

COUNTED_FOR = timedelta(days=60)
WATCHED_FOR = timedelta(days=90)
MANY_HELPFUL = 5
LEAST_TRADED = 4
MOST_TO_ONE = Fraction(60, 100)


class Exchange(NamedTuple):
    """One answer; its numbers are None until it is rated, and stay so where it was problematic."""

    asked_by: UserId
    given_by: UserId
    encouraging: int | None
    useful: int | None
    given_at: datetime
    problematic: bool = False

    @property
    def is_between_two(self) -> bool:
        """Whether one member answered another: a self-score counts nowhere."""
        return self.asked_by != self.given_by

    @property
    def is_rated(self) -> bool:
        """Whether its author has said what came of it."""
        return self.problematic or self.useful is not None

    @property
    def is_best(self) -> bool:
        """Whether it was rated as highly as can be."""
        return self.encouraging == self.useful == BEST

    @property
    def is_helpful(self) -> bool:
        """Whether it was rated useful, 2 or 3 of 3."""
        return self.useful is not None and self.useful >= HELPFUL_FROM


@dataclass(frozen=True, slots=True)
class Standing:
    """Helpful answers given and answers taken, over the last 60 days."""

    helpful: int = 0
    taken: int = 0

    @property
    def balance(self) -> int:
        """How much more was given than taken; below zero where more was taken."""
        return self.helpful - self.taken

    @property
    def gives_a_lot(self) -> bool:
        """Whether somebody gave five helpful answers."""
        return self.helpful >= MANY_HELPFUL


def standings(exchanges: Iterable[Exchange], now: datetime) -> Mapping[UserId, Standing]:
    """Return everybody's standing, from all answers of the last 90 days.

    Whoever is missing gave and took nothing. Answers between two who trade favours count for
    neither.
    """
    watched = _watched(exchanges, now)
    trading = _trading(watched)
    helpful, taken = Counter[UserId](), Counter[UserId]()
    for each in watched:
        if each.given_at > now - COUNTED_FOR and _pair(each) not in trading:
            helpful[each.given_by] += each.is_helpful
            taken[each.asked_by] += 1
    people = (helpful.keys() | taken.keys()) - {NOBODY}
    return {user_id: Standing(helpful[user_id], taken[user_id]) for user_id in people}


def suspects(exchanges: Iterable[Exchange], now: datetime) -> frozenset[UserId]:
    """Return who may be trading favours, as far as these answers tell.

    All answers that they gave must be known, before it can be said that they do.
    """
    bonds = _bonds(_watched(exchanges, now))
    return frozenset(
        user_id for pair, between in bonds.items() if _praised(between) for user_id in pair
    )


def next_change(exchanges: Iterable[Exchange], now: datetime) -> datetime | None:
    """Return when the first of these answers is too old to count, None where none will be."""
    ages = (COUNTED_FOR, WATCHED_FOR)
    ends = (each.given_at + age for each in exchanges for age in ages)
    return min((end for end in ends if end > now), default=None)


def _watched(exchanges: Iterable[Exchange], now: datetime) -> list[Exchange]:
    since = now - WATCHED_FOR
    return [each for each in exchanges if each.is_between_two and each.given_at > since]


def _trading(watched: Collection[Exchange]) -> frozenset[frozenset[UserId]]:
    """Find the pairs who trade favours.

    Four or more answers between the two, in both directions, every rated one rated highest; and
    each of the two gave over 60 % of their answers to the other. One that is not rated yet says
    nothing, or a single one would hide all the others.
    """
    given = Counter(each.given_by for each in watched)
    return frozenset(
        pair
        for pair, between in _bonds(watched).items()
        if _praised(between) and _turned_inwards(between, given)
    )


def _bonds(watched: Iterable[Exchange]) -> Mapping[frozenset[UserId], list[Exchange]]:
    bonds: defaultdict[frozenset[UserId], list[Exchange]] = defaultdict(list)
    for each in watched:
        if NOBODY not in (each.asked_by, each.given_by):
            bonds[_pair(each)].append(each)
    return bonds


def _praised(between: Iterable[Exchange]) -> bool:
    rated = [each for each in between if each.is_rated]
    return (
        len(rated) >= LEAST_TRADED
        and all(each.is_best for each in rated)
        and len({each.given_by for each in rated}) == len(_pair(rated[0]))
    )


def _turned_inwards(between: Collection[Exchange], given: Mapping[UserId, int]) -> bool:
    inwards = Counter(each.given_by for each in between)
    return all(number > MOST_TO_ONE * given[user_id] for user_id, number in inwards.items())


def _pair(exchange: Exchange) -> frozenset[UserId]:
    return frozenset((exchange.asked_by, exchange.given_by))
