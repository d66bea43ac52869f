"""How far one participant has come: what is done, what is needed, and how both came about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import Adherence, adherence_of_days
from bot.domain.challenge_days import Facts, Ledger, each_day
from bot.domain.challenges import Challenge, Measure, Mode, Ranking, Terms
from bot.domain.days import DAY, WEEK, monday_of
from bot.domain.improvement import FEWEST_WEEKS, WEEKS_BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MARKED_DAYS = frozenset({Measure.FEEDBACK, Measure.IDEAS, Measure.EXPERIMENTS})


class WeekBefore(NamedTuple):
    """One of the weeks that somebody is compared with: days, hundredths, or percent of blocks."""

    monday: date
    value: Fraction


@dataclass(frozen=True)  # without slots, since fractions are slow and asked for again and again
class Compared:
    """Somebody's challenge beside their own four weeks before it.

    ``now`` is what a week of it comes to, days or hundredths, or the percent of blocks kept; None
    before anything of it can be counted.
    """

    before: tuple[WeekBefore, ...]
    now: Fraction | None
    in_points: bool

    @cached_property
    def baseline(self) -> Fraction | None:
        """The mean of the weeks before; None ("new") where there is too little to compare with."""
        if len(self.before) < FEWEST_WEEKS:
            return None
        mean = sum((week.value for week in self.before), Fraction()) / len(self.before)
        return mean if mean or self.in_points else None

    @cached_property
    def improvement(self) -> int | None:
        """What is shown: whole percentage points, or percent of the baseline; half rounds up."""
        baseline = self.baseline
        if baseline is None or self.now is None:
            return None
        exact = self.now - baseline if self.in_points else 100 * (self.now / baseline - 1)
        return (exact + Fraction(1, 2)).__floor__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What one participant reached on their days from ``first`` to ``last``, as of ``today``.

    For blocks ``done`` are the kept ones and ``needed`` the planned ones without breaks, of
    ``planned`` so far. ``counted`` are the days that count, or on which something counted;
    ``breaks_taken`` is how many days, or missed blocks, are left out as breaks, and ``eligible``
    how many days are left that are not held either. ``share`` is None where nothing is needed of
    them, and where all walk towards one goal.
    """

    first: date
    last: date
    today: date
    terms: Terms
    done: int
    needed: int
    eligible: int
    share: Fraction | None
    counted: tuple[date, ...]
    held: tuple[date, ...]
    breaks_taken: int
    planned: int
    compared: Compared | None
    is_idle: bool = True
    """Nothing was logged today so far."""

    @property
    def percent(self) -> int | None:
        """The share in whole percent; 100 only when it is reached."""
        return None if self.share is None else int(100 * self.share)

    @property
    def improvement(self) -> int | None:
        """What is shown of it; None where there is none, or it does not rank."""
        return self.compared.improvement if self.compared else None

    @property
    def is_resting(self) -> bool:
        """Whether today is held and nothing was logged on it, or every one of the days is held."""
        days = (self.last - self.first).days + 1
        return len(self.held) == days or (self.today in self.held and self.is_idle)


class _Reach(NamedTuple):
    """The days of one participant, and which of them do not count."""

    first: date
    last: date
    held: frozenset[date]
    open: tuple[date, ...]
    """The days that are not held."""


class _Reached(NamedTuple):
    """What came of those days; ``planned`` blocks are without breaks in ``needed``."""

    done: int
    needed: int
    planned: int
    breaks_taken: int
    share: Fraction | None


def terms_for(challenge: Challenge, agreed: int, today: date) -> Terms:
    """Give the terms that hold on somebody's day, who agreed to versions up to ``agreed``.

    Easier ones hold from their day on for everybody, harder ones for those who agreed.
    """
    current = challenge.terms[0]
    for newer in challenge.terms[1:]:
        is_easier = newer.valid_from <= today and not newer.is_harder_than(current)
        if newer.version <= agreed or is_easier:
            current = newer
    return current


def progress(challenge: Challenge, facts: Facts, terms: Terms) -> Progress:
    """Count what one participant did, by the terms that hold for them."""
    ledger = Ledger(facts)
    is_blocks = challenge.measure is Measure.BLOCKS
    reach = _reach(challenge, facts, ledger)
    counted = tuple(_counted(challenge, facts, ledger, reach))
    if is_blocks:
        reached = _blocks_reached(facts, reach, terms)
    else:
        done = _done(challenge, facts, ledger, counted)
        reached = _count_reached(challenge, reach, terms, done)
    breaks = 0 if is_blocks else reached.breaks_taken
    return Progress(
        first=reach.first,
        last=reach.last,
        today=facts.today,
        terms=terms,
        done=reached.done,
        needed=reached.needed,
        eligible=len(reach.open) - breaks,
        share=None if challenge.mode is Mode.TOGETHER else reached.share,
        counted=counted,
        held=tuple(sorted(reach.held)),
        breaks_taken=reached.breaks_taken,
        planned=reached.planned,
        compared=_compare(challenge, facts, ledger, reach, reached),
        is_idle=not ledger.is_logged(facts.today),
    )


def blocks_of(facts: Facts, first: date, last: date) -> Adherence:
    """Give the blocks kept and planned on some days, over all practices."""
    kept = planned = 0
    for each in facts.practised:
        blocks = adherence_of_days(each.record, each.history.practice, first, last)
        kept += blocks.kept
        planned += blocks.planned
    return Adherence(kept, planned)


def _reach(challenge: Challenge, facts: Facts, ledger: Ledger) -> _Reach:
    first, last = facts.participant.first_day(challenge), challenge.last_day
    held = frozenset(day for day in each_day(first, last) if ledger.is_held(day))
    return _Reach(first, last, held, tuple(day for day in each_day(first, last) if day not in held))


def _blocks_reached(facts: Facts, reach: _Reach, terms: Terms) -> _Reached:
    blocks = blocks_of(facts, reach.first, min(reach.last, facts.today))
    weeks = (monday_of(reach.last) - monday_of(reach.first)).days // 7 + 1
    breaks = min(terms.breaks * weeks, blocks.planned - blocks.kept)
    needed = blocks.planned - breaks
    share = Fraction(100 * blocks.kept, terms.target * needed) if needed else None
    return _Reached(blocks.kept, needed, blocks.planned, breaks, _at_most_one(share))


def _count_reached(challenge: Challenge, reach: _Reach, terms: Terms, done: int) -> _Reached:
    weeks = Counter(monday_of(day) for day in reach.open)
    # Left out whether or not they are used, so that logging more never asks for more; of a week
    # that somebody has a day of, one day stays.
    breaks = sum(min(terms.breaks, days - 1) for days in weeks.values())
    needed = -(-terms.target * (len(reach.open) - breaks) // challenge.length)
    share = Fraction(done, needed) if needed else None
    return _Reached(done, needed, 0, breaks, _at_most_one(share))


def _at_most_one(share: Fraction | None) -> Fraction | None:
    return None if share is None else min(Fraction(1), share)


def _counted(challenge: Challenge, facts: Facts, ledger: Ledger, reach: _Reach) -> Iterable[date]:
    """Give the days until today that count, or on which something counted, in order."""
    measure = challenge.measure
    days = each_day(reach.first, min(reach.last, facts.today))
    if measure is Measure.DAYS:
        return (day for day in days if ledger.is_logged(day))
    if measure is Measure.CALM:
        return (day for day in days if ledger.is_calm(day))
    if measure is Measure.AMOUNT:
        return (day for day in days if ledger.amount(day, challenge.unit))
    if measure is Measure.REFLECTIONS:
        weeks = {monday_of(day) for day in days}
        return sorted({mark.day for mark in facts.marks} & weeks)
    return sorted({mark.day for mark in facts.marks} & set(days))


def _done(challenge: Challenge, facts: Facts, ledger: Ledger, counted: tuple[date, ...]) -> int:
    measure, days = challenge.measure, frozenset(counted)
    if measure is Measure.AMOUNT:
        return sum(ledger.amount(day, challenge.unit) for day in counted)
    if measure is Measure.PLACES:
        return len({mark.what for mark in facts.marks if mark.day in days})
    if measure in MARKED_DAYS:
        return sum(mark.day in days for mark in facts.marks)
    return len(days)


def _compare(
    challenge: Challenge, facts: Facts, ledger: Ledger, reach: _Reach, reached: _Reached
) -> Compared | None:
    if challenge.ranking is not Ranking.IMPROVEMENT:
        return None
    before = tuple(_weeks_before(challenge, facts, ledger))
    if challenge.measure is Measure.BLOCKS:
        now = _percent(Adherence(reached.done, reached.planned))
        return Compared(before, now, in_points=True)
    return Compared(before, _weekly(challenge, facts, ledger, reach), in_points=False)


def _weekly(challenge: Challenge, facts: Facts, ledger: Ledger, reach: _Reach) -> Fraction | None:
    """Give what a week comes to by the days so far; today counts once it lifts that."""
    past = [day for day in reach.open if day < facts.today]
    begun = [day for day in reach.open if ledger.is_over(day)]
    return max((_rate(challenge, ledger, days) for days in (past, begun) if days), default=None)


def _rate(challenge: Challenge, ledger: Ledger, days: Sequence[date]) -> Fraction:
    if challenge.measure is Measure.AMOUNT:
        return Fraction(7 * sum(ledger.amount(day, challenge.unit) for day in days), len(days))
    return Fraction(7 * sum(ledger.is_logged(day) for day in days), len(days))


def _weeks_before(challenge: Challenge, facts: Facts, ledger: Ledger) -> Iterable[WeekBefore]:
    """Give the whole weeks before the challenge in which there was something to compare with."""
    started = min((each.history.practice.started_on for each in facts.practised), default=None)
    begin = monday_of(challenge.first_day)
    for monday in (begin - back * WEEK for back in range(WEEKS_BEFORE, 0, -1)):
        if started is not None and started <= monday:
            value = _value(challenge, facts, ledger, monday)
            if value is not None:
                yield WeekBefore(monday, value)


def _value(challenge: Challenge, facts: Facts, ledger: Ledger, monday: date) -> Fraction | None:
    """Give what a week before came to; None for a rest week."""
    week = tuple(each_day(monday, monday + WEEK - DAY))
    if challenge.measure is Measure.BLOCKS:
        return _percent(blocks_of(facts, week[0], week[-1]))
    if all(ledger.is_held(day) for day in week):
        return None
    return _rate(challenge, ledger, week)


def _percent(blocks: Adherence) -> Fraction | None:
    return Fraction(100 * blocks.kept, blocks.planned) if blocks.planned else None
