"""Facts about kept days: what a member's own logs say about when and where it goes well.

They compare kept days with the other days, and claim nothing that the logs do not carry: from too
few days comes no fact.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.schedules import TimesAWeek
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.domain.practices import Practice
    from bot.domain.verdicts import JudgedDay

FEWEST_KEPT = 3
FEWEST_ALIKE = 2
_NOT_KEPT = frozenset({Verdict.SMALL, Verdict.FORGIVEN, Verdict.MISSED})


class Part(StrEnum):
    """A part of the day, by the clock on the member's wall."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


_BEGINS = ((21, Part.NIGHT), (17, Part.EVENING), (12, Part.AFTERNOON), (5, Part.MORNING))


class FactKind(StrEnum):
    """What a fact is about."""

    HOUR = "hour"
    WEEKDAY = "weekday"
    WHERE = "where"


@dataclass(frozen=True, slots=True)
class Fact:
    """``hits`` of ``total``, against ``other_hits`` of ``other_total``.

    Of a weekday ("0" is Monday): its days that were kept, against those of all other weekdays.
    Of an hour (a ``Part``) or a place (as typed): the kept days that have it, against the other
    days; counted are only days that have one, since a day without a log has neither.
    """

    kind: FactKind
    value: str
    hits: int
    total: int
    other_hits: int
    other_total: int

    @property
    def lead(self) -> float:
        """How much more frequent the hits are than among the others, as a share."""
        others = self.other_hits / self.other_total if self.other_total else 0
        return self.hits / self.total - others

    @property
    def is_telling(self) -> bool:
        """Whether there is a difference at all; that there is none is a fact as well."""
        return self.lead > 0


class DayFacts(NamedTuple):
    """One planned day: whether it was kept, and the hour and the place of its first log."""

    day: date
    kept: bool
    hour: int | None = None
    where: str | None = None


def part_of(hour: int) -> Part:
    """Give the part of the day to which an hour (0 to 23) belongs."""
    return next((part for begins, part in _BEGINS if hour >= begins), Part.NIGHT)


def days_to_compare(
    practice: Practice, days: Iterable[JudgedDay], firsts: Mapping[date, tuple[int, str]]
) -> tuple[DayFacts, ...]:
    """Pick the days that were kept, or could have been; ``firsts`` has hour and place by day.

    Of n times a week every day could have been, else only planned ones.
    """
    return tuple(
        DayFacts(day.day, day.counted, *_first(firsts, day.day))
        for day in days
        if day.counted or day.verdict in _NOT_KEPT or _could_have_been(practice, day)
    )


def facts(days: Sequence[DayFacts]) -> tuple[Fact, ...]:
    """Tell the hour, the weekday and the place of kept days, each where there is something."""
    if sum(day.kept for day in days) < FEWEST_KEPT:
        return ()
    parts = [(day.kept, None if day.hour is None else part_of(day.hour)) for day in days]
    places = [(day.kept, day.where) for day in days]
    found = (
        _most_telling(_shares(FactKind.HOUR, parts)),
        _most_telling(_weekdays(days)),
        _most_telling(_shares(FactKind.WHERE, places)),
    )
    return tuple(fact for fact in found if fact)


def _most_telling(facts_: Iterable[Fact]) -> Fact | None:
    best = max(facts_, key=lambda fact: fact.lead, default=None)
    return best if best and best.lead >= 0 else None


def _weekdays(days: Sequence[DayFacts]) -> Iterator[Fact]:
    kept = Counter(day.day.weekday() for day in days if day.kept)
    planned = Counter(day.day.weekday() for day in days)
    for weekday in sorted(planned):
        hits, total = kept[weekday], planned[weekday]
        others = kept.total() - hits, planned.total() - total
        if total >= FEWEST_ALIKE and others[1]:
            yield Fact(FactKind.WEEKDAY, str(weekday), hits, total, *others)


def _shares(kind: FactKind, values: Sequence[tuple[bool, str | None]]) -> Iterator[Fact]:
    of_kept = [value for kept, value in values if kept and value]
    of_others = Counter(value.casefold() for kept, value in values if not kept and value)
    number = Counter(value.casefold() for value in of_kept)
    for value in dict.fromkeys(of_kept):
        hits, others = number[value.casefold()], of_others[value.casefold()]
        # Kept days alone, evenly spread over several values, show nothing.
        is_even = len(number) > 1 and hits * len(number) <= len(of_kept)
        if hits >= FEWEST_ALIKE and (of_others or not is_even):
            yield Fact(kind, value, hits, len(of_kept), others, of_others.total())


def _could_have_been(practice: Practice, day: JudgedDay) -> bool:
    planned_by_week = isinstance(practice.schedule_on(day.day), TimesAWeek)
    return planned_by_week and day.verdict is Verdict.FREE


def _first(firsts: Mapping[date, tuple[int, str]], day: date) -> tuple[int | None, str | None]:
    hour, where = firsts.get(day, (None, None))
    return hour, where or None
