"""What each day came to over all practices of one member, as challenges count it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY
from bot.domain.units import same_unit
from bot.domain.week_rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.domain.challenges import Participant
    from bot.domain.verdicts import History, JudgedDay, Record

# A quarter more than the minimum is calm, anything above is not.
CALM_UP_TO = (5, 4)
RESTLESS = frozenset({Verdict.MISSED, Verdict.FORGIVEN, Verdict.OWED, Verdict.OPEN})


class Practised(NamedTuple):
    """One practice with the verdicts of its days."""

    history: History
    record: Record


class Mark(NamedTuple):
    """Something noted for one of the member's days, beside amounts: a place, say, or an answer."""

    day: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that is known of one participant for one challenge.

    ``marks`` are those of the challenge's measure; a reflection's day is its week's Monday.
    ``since`` is the earliest time since which they practise by their own words, if they told.
    """

    participant: Participant
    today: date
    practised: tuple[Practised, ...]
    marks: tuple[Mark, ...] = ()
    since: date | None = None


def each_day(first: date, last: date) -> Iterator[date]:
    """Give the days from one to the other, both included."""
    while first <= last:
        yield first
        first += DAY


class Ledger:
    """The days of one member, looked at over all of their practices."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._days: defaultdict[date, list[JudgedDay]] = defaultdict(list)
        for practised in facts.practised:
            for judged in practised.record.days:
                self._days[judged.day].append(judged)
        self._units: dict[tuple[str, str], bool] = {}

    def is_logged(self, day: date) -> bool:
        """Whether anything was logged for the day."""
        return any(judged.amount > 0 for judged in self._days.get(day, ()))

    def amount(self, day: date, unit: str) -> int:
        """Sum up what was logged in a unit, in hundredths."""
        return sum(
            judged.amount
            for judged in self._days.get(day, ())
            if judged.amount and self._is(judged.standard.unit, unit)
        )

    def is_held(self, day: date) -> bool:
        """Whether nothing can be missed on the day: every practice that covers it is at rest.

        What is logged on such a day counts, and asks for nothing: it stays held.
        """
        covering = [
            each.history for each in self._facts.practised if each.history.practice.covers(day)
        ]
        return bool(covering) and all(
            day in history.travel or any(day in span for span in history.rests)
            for history in covering
        )

    def is_over(self, day: date) -> bool:
        """Whether the day counts by now: it is past, or something is logged today."""
        return day < self._facts.today or (day == self._facts.today and self.is_logged(day))

    def is_calm(self, day: date) -> bool:
        """Whether the day went without a miss and without more than a quarter too much."""
        if not self.is_over(day):
            return False
        if self.is_held(day):
            return True
        covering = self._covering(day)
        return bool(covering) and not any(
            judged.verdict in RESTLESS or _is_too_much(judged) for judged in covering
        )

    def _covering(self, day: date) -> list[JudgedDay]:
        return [judged for judged in self._days.get(day, ()) if judged.verdict is not None]

    def _is(self, unit: str, wanted: str) -> bool:
        if (unit, wanted) not in self._units:
            self._units[unit, wanted] = same_unit(unit, wanted)
        return self._units[unit, wanted]


def _is_too_much(judged: JudgedDay) -> bool:
    most, of = CALM_UP_TO
    return of * judged.amount > most * judged.standard.minimum
