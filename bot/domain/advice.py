"""Advice: one sentence with its reason, at most once in two weeks, and one tap to act on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import BLOCK_DAYS, DAY, WEEK, monday_of
from bot.domain.errors import Refusal
from bot.domain.logs import Felt
from bot.domain.overloads import overload
from bot.domain.plateaus import WEEKS_COMPARED, is_plateau
from bot.domain.schedules import Weekdays
from bot.domain.steps import harder, smaller

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from bot.domain.day_facts import DayFacts, Reviewed
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice

ONE_IN = timedelta(days=14)
SHOWN_FOR = timedelta(days=7)
WITHOUT_REST = 6 * WEEK
FEWEST_FELT = 4
EASY_WEEKS = 4


class AdviceKind(StrEnum):
    """What is advised, in the order in which it matters."""

    OVERLOAD = "overload"
    NO_REST = "no_rest"
    TOO_HARD = "too_hard"
    EASY = "easy"
    PLATEAU = "plateau"


RESTFUL = frozenset({AdviceKind.OVERLOAD, AdviceKind.NO_REST})
"""What a free day is the answer to."""


class FeltDay(NamedTuple):
    """How a log of a local day felt."""

    day: date
    felt: Felt


@dataclass(frozen=True, slots=True)
class Advice:
    """What is advised about one practice, and why.

    ``measured`` against ``usual``: overload, the amounts of this week and of a usual one; no rest,
    the days in a row, and 0; too hard, the logs that felt so, of those that tell; easy, those
    logs, and 0; plateau, the mean weekly amount, and 0. ``minimum`` is the one proposed, None
    where none is, and ``free_day`` the day that could be free. ``is_new`` until it is given.
    """

    kind: AdviceKind
    practice: Practice
    given_on: date
    today: date
    measured: int
    usual: int = 0
    minimum: int | None = None
    free_day: date | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An advice that was shown for the first time on a local day of its member."""

    practice_id: PracticeId
    kind: AdviceKind
    given_on: date
    is_closed: bool

    def is_about(self, practice: Practice, kinds: Collection[AdviceKind]) -> bool:
        """Whether it is one of these kinds, about this practice, which is still active."""
        is_of = self.practice_id == practice.id and not practice.is_archived
        return is_of and self.kind in kinds

    def is_shown(self, today: date) -> bool:
        """Whether it still stands on `/today`, unless what it says has changed."""
        return not self.is_closed and today - self.given_on < SHOWN_FOR


@dataclass(eq=False)
class AdviceGone(Refusal):
    """The advice was followed or waved off, or does not hold any more."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of a practice by following an advice: a free day, or else another minimum."""

    practice: Practice
    today: date
    free_day: date | None = None


def advise(
    facts: DayFacts, felt: Mapping[PracticeId, Sequence[FeltDay]], last: Given | None
) -> Advice | None:
    """Give the advice that holds today: the last one while it is shown, or another one in time.

    ``felt`` has what each active practice's logs of the last five weeks say.
    """
    if last and facts.today - last.given_on < ONE_IN:
        same = (each for each in facts.reviewed if each.practice.id == last.practice_id)
        shown = same if last.is_shown(facts.today) else ()
        return _first(facts.today, (last.kind,), shown, felt, last)
    return _first(facts.today, AdviceKind, facts.reviewed, felt)


def felt_from(today: date) -> date:
    """Give the first day of which `advise` wants to know how its logs felt."""
    return monday_of(today) - EASY_WEEKS * WEEK


def next_planned(practice: Practice, today: date) -> date:
    """Give the first day after today that the schedule plans, or may plan."""
    coming = [today + DAY * step for step in range(1, 8)]
    return next((day for day in coming if _may_plan(practice, day)), coming[0])


def _first(
    today: date,
    kinds: Iterable[AdviceKind],
    reviewed: Iterable[Reviewed],
    felt: Mapping[PracticeId, Sequence[FeltDay]],
    last: Given | None = None,
) -> Advice | None:
    awake = [each for each in reviewed if not each.practice.rests_on(today)]
    for kind, each in product(kinds, awake):
        found = _FINDERS[kind](_Look(each, felt.get(each.practice.id, ()), today))
        if found:
            return Advice(
                kind=kind,
                practice=each.practice,
                given_on=last.given_on if last else today,
                today=today,
                measured=found.measured,
                usual=found.usual,
                minimum=found.minimum,
                free_day=next_planned(each.practice, today) if kind in RESTFUL else None,
                is_new=last is None,
            )
    return None


class _Look(NamedTuple):
    """One practice as of today, and how its logs felt lately."""

    of: Reviewed
    felt: Sequence[FeltDay]
    today: date


class _Found(NamedTuple):
    """What an advice rests on; see `Advice`."""

    measured: int
    usual: int = 0
    minimum: int | None = None


def _overload(look: _Look) -> _Found | None:
    found = overload(look.of.record, look.today)
    return _Found(*found) if found and not _rests_soon(look) else None


def _no_rest(look: _Look) -> _Found | None:
    """Every day of six whole weeks and since was planned, and something was logged on it."""
    first = monday_of(look.today) - WITHOUT_REST
    days = [day for day in look.of.record.days if first <= day.day < look.today]
    is_whole = len(days) == (look.today - first).days
    every_day = all(day.amount and day.blocks_per_week == WEEK.days for day in days)
    return _Found(len(days)) if is_whole and every_day and not _rests_soon(look) else None


def _too_hard(look: _Look) -> _Found | None:
    since = max(look.today - DAY * (BLOCK_DAYS - 1), _plan_since(look))
    felt = Counter(each.felt for each in look.felt if each.day >= since)
    hard, all_ = felt[Felt.TOO_HARD], felt.total()
    if all_ < FEWEST_FELT or 2 * hard <= all_:
        return None
    return _Found(hard, all_, smaller(look.of.practice.standard_on(look.today)))


def _easy(look: _Look) -> _Found | None:
    first, this = felt_from(look.today), monday_of(look.today)
    weeks = {monday_of(each.day) for each in look.felt if each.day < this}
    all_easy = all(each.felt is Felt.EASY for each in look.felt)
    if _plan_since(look) > first or len(weeks) < EASY_WEEKS or not all_easy:
        return None
    return _Found(len(look.felt), minimum=harder(look.of.practice.standard_on(look.today)))


def _plateau(look: _Look) -> _Found | None:
    monday = monday_of(look.today)
    if not is_plateau(look.of.record, monday):
        return None
    first = monday - WEEKS_COMPARED * WEEK
    days = [day for day in look.of.record.days if first <= day.day < monday]
    if days[-1].standard.unit != look.of.practice.standard_on(look.today).unit:
        return None
    return _Found(round(sum(day.amount for day in days) / WEEKS_COMPARED))


_FINDERS: Mapping[AdviceKind, Callable[[_Look], _Found | None]] = {
    AdviceKind.OVERLOAD: _overload,
    AdviceKind.NO_REST: _no_rest,
    AdviceKind.TOO_HARD: _too_hard,
    AdviceKind.EASY: _easy,
    AdviceKind.PLATEAU: _plateau,
}


def _rests_soon(look: _Look) -> bool:
    """Whether a rest runs, or is planned for the days to come."""
    soon = look.today + WEEK
    return any(rest.last >= look.today and rest.first <= soon for rest in look.of.practice.rests)


def _plan_since(look: _Look) -> date:
    """Give the day from which the present minimum and schedule hold, or coming ones will."""
    practice = look.of.practice
    versions = (*practice.standards[1:], *practice.schedules[1:])
    return max((practice.started_on, *(each.valid_from for each in versions)))


def _may_plan(practice: Practice, day: date) -> bool:
    schedule = practice.schedule_on(day)
    return not isinstance(schedule, Weekdays) or day.weekday() in schedule.days
