"""Progress: what a member's pictures show of one practice, all of it from the judged days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, StrEnum
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import blocks_of
from bot.domain.days import DAY, WEEK, monday_of
from bot.domain.errors import Refusal
from bot.domain.months import Month
from bot.domain.strength import StrengthTally
from bot.domain.summaries import summarise
from bot.domain.units import same_unit
from bot.domain.verdicts import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.domain.days import Span
    from bot.domain.ids import PracticeId, UserId
    from bot.domain.journal import Entry
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import History, JudgedDay, Record

BASELINE_WEEKS = 4
FEWEST_WEEKS = 2
# A day of so many times the minimum is as bright as days get.
BRIGHTEST = 2


class Period(StrEnum):
    """How far a picture reaches back, as it is chosen."""

    FOUR_WEEKS = "4 weeks"
    TWELVE_WEEKS = "12 weeks"
    YEAR = "a year"
    ALL = "all"


# The current week is one of them; a year of them has 365 days on a Monday, too.
WEEKS: Mapping[Period, int] = {
    Period.FOUR_WEEKS: 4,
    Period.TWELVE_WEEKS: 12,
    Period.YEAR: 53,
}


class Heat(Enum):
    """How much of a day's minimum was reached."""

    REST = "rest"
    NOTHING = "nothing"
    SOME = "some"
    REACHED = "reached"
    BRIGHTEST = "brightest"


class WeekAmount(NamedTuple):
    """One week: what was practised, against the weeks before it.

    ``amount`` is in hundredths of today's unit, None where the week had another one or is not
    judged. ``baseline`` is the mean of the up to four whole weeks before that are no rest weeks,
    None before two; `is_rest` means that a rest left nothing planned. ``strength`` is that of the
    week's last day.
    """

    monday: date
    amount: int | None
    baseline: float | None
    is_rest: bool
    strength: float


class Total(NamedTuple):
    """A month, or a year where ``month`` is None: the days that reached the minimum, the sum."""

    year: int
    month: int | None
    days: int
    amount: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One practice over a period of whole weeks.

    ``heat`` is that of each day from the first week's Monday to today, None for a day that is not
    judged. ``rests`` are the first days of rests, ``comebacks`` the days of comebacks.
    """

    summary: Summary
    unit: str
    today: date
    weeks: tuple[WeekAmount, ...]
    heat: tuple[Heat | None, ...]
    totals: tuple[Total, ...]
    days_reached: int
    rests: tuple[date, ...]
    comebacks: tuple[date, ...]
    first_logged: date | None

    @property
    def first(self) -> date:
        """The Monday on which the period begins."""
        return self.weeks[0].monday


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """Somebody's progress as the caller may see it.

    ``setbacks`` are days of the caller's own journal; ``others`` the further practices of the same
    member. ``anyway`` where the caller wanted to see it on the day of an outcome.
    """

    practice: Practice
    period: Period
    progress: Progress
    setbacks: tuple[date, ...]
    others: tuple[Practice, ...]
    own: bool
    anyway: bool = False


@dataclass(eq=False)
class NoPracticeThere(Refusal):
    """A member who shares their numbers has no practice."""

    user_id: UserId


@dataclass(frozen=True, slots=True)
class OthersLater:
    """In place of somebody else's progress, on the day of an outcome of the caller's own."""

    outcome: Entry
    practice_id: PracticeId
    period: Period


def progress(history: History, period: Period) -> Progress:
    """Work out a period of a practice from all its logs."""
    record, today = judge(history), history.today
    unit = history.practice.standard_on(today).unit
    units = {each.standard.unit for each in history.practice.standards}
    same = frozenset(each for each in units if same_unit(each, unit))
    logged = min((day.day for day in record.days if day.amount), default=None)
    first = _first_monday(history, period, logged)
    weeks = tuple(week for week in _weeks(history, record, same) if week.monday >= first)
    days = [day for day in record.days if day.day >= first]
    summary = summarise(history)
    return Progress(
        summary=summary,
        unit=unit,
        today=today,
        weeks=weeks,
        heat=_heat(history, days, first),
        totals=_totals(days, same, by_year=period is Period.ALL),
        days_reached=sum(day.counted for day in days),
        rests=tuple(sorted({rest.first for rest in history.rests if first <= rest.first <= today})),
        comebacks=tuple(each.day for each in summary.comebacks if each.day >= first),
        first_logged=logged,
    )


def rest_weeks(rests: Iterable[Span], record: Record) -> frozenset[date]:
    """Give the Mondays of those judged weeks in which a rest left nothing planned."""
    busy = {monday_of(blocks.day) for blocks in blocks_of(record) if blocks.planned}
    busy |= {monday_of(day.day) for day in record.days if day.verdict is Verdict.OPEN}
    busy |= {week.week.monday for week in record.weeks if week.needed}
    rested = {
        monday_of(rest.first) + WEEK * step
        for rest in rests
        for step in range((monday_of(rest.last) - monday_of(rest.first)) // WEEK + 1)
    }
    return frozenset({monday_of(day.day) for day in record.days} & rested - busy)


def _first_monday(history: History, period: Period, logged: date | None) -> date:
    start, this = monday_of(history.practice.started_on), monday_of(history.today)
    if period is Period.ALL:
        return monday_of(logged) if logged else min(start, this)
    return min(max(start, this - WEEK * (WEEKS[period] - 1)), this)


def _weeks(history: History, record: Record, units: frozenset[str]) -> Iterator[WeekAmount]:
    """Give every week from the start on."""
    strengths = _strengths(record, history.today)
    resting = rest_weeks(history.rests, record)
    by_week: dict[date, list[JudgedDay]] = defaultdict(list)
    for day in record.days:
        by_week[monday_of(day.day)].append(day)
    # Of whole weeks that are no rest weeks, the newest last.
    before: list[int] = []
    for monday, days in by_week.items():
        amount = _amount(days, units)
        is_rest = monday in resting
        yield WeekAmount(monday, amount, _baseline(before), is_rest, strengths[monday])
        is_whole = len(days) == WEEK // DAY and all(day.verdict is not None for day in days)
        if amount is not None and is_whole and not is_rest:
            before.append(amount)


def _amount(days: Sequence[JudgedDay], units: frozenset[str]) -> int | None:
    judged = [day for day in days if day.verdict is not None]
    if not judged or judged[-1].standard.unit not in units:
        return None
    return sum(day.amount for day in judged if day.standard.unit in units)


def _baseline(before: Sequence[int]) -> float | None:
    weeks = before[-BASELINE_WEEKS:]
    return fmean(weeks) if len(weeks) >= FEWEST_WEEKS else None


def _strengths(record: Record, today: date) -> dict[date, float]:
    """Map each Monday to the strength at the end of its week, today's for the current one."""
    tally = StrengthTally()
    scores: dict[date, float] = {}
    for day in record.days:
        if day.day < today or day.counted:
            tally = tally.after_day(day)
        scores[monday_of(day.day)] = tally.score
    return scores


def _heat(history: History, days: Iterable[JudgedDay], first: date) -> tuple[Heat | None, ...]:
    known = {day.day: day for day in days}
    length = (history.today - first) // DAY + 1
    return tuple(_heat_of(history, known.get(first + DAY * step)) for step in range(length))


def _heat_of(history: History, day: JudgedDay | None) -> Heat | None:
    if day is None or day.verdict is None:
        return None
    if day.amount >= BRIGHTEST * day.standard.minimum:
        return Heat.BRIGHTEST
    if day.counted:
        return Heat.REACHED
    if day.amount:
        return Heat.SOME
    return Heat.REST if any(day.day in rest for rest in history.rests) else Heat.NOTHING


def _totals(
    days: Iterable[JudgedDay], units: frozenset[str], *, by_year: bool
) -> tuple[Total, ...]:
    found: dict[tuple[int, int | None], list[JudgedDay]] = defaultdict(list)
    for day in days:
        if day.verdict is not None and day.standard.unit in units:
            month = Month(day.day.year, day.day.month)
            found[month.year, None if by_year else month.number].append(day)
    return tuple(
        Total(*when, sum(day.counted for day in theirs), sum(day.amount for day in theirs))
        for when, theirs in found.items()
    )
