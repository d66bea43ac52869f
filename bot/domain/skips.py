"""Before it happens: what a day without a block would come to, and what a rest would hold."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.days import DAY, WEEK, block_of, monday_of, week_of
from bot.domain.schedules import TimesAWeek
from bot.domain.verdicts import DayLog, Verdict, judge
from bot.domain.week_rules import OFTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.domain.days import Span, Week
    from bot.domain.practices import Practice
    from bot.domain.verdicts import History, JudgedWeek, Record

# What one more day without a block may bring about, the hardest first.
_CONSEQUENCES = (Verdict.MISSED, Verdict.FORGIVEN, Verdict.OWED)


@dataclass(frozen=True, slots=True)
class Skip:
    """What becomes of a day on which nothing is logged, today's block being kept.

    Where no block ``is_planned`` on it, the verdict is that of a miss for which the day could still
    make up. For n times a week, ``week`` is where that week stands after the day, with ``left``
    days to go that do not rest, and the verdict is the best that it may still get. ``if_today``
    says that today's block is still open.
    """

    day: date
    verdict: Verdict
    week: JudgedWeek | None = None
    left: int = 0
    is_planned: bool = True
    if_today: bool = False


@dataclass(frozen=True, slots=True)
class Forgiveness:
    """Whether the one miss of this week, or of this four-week block, may still be forgiven."""

    is_left: bool
    by_week: bool


@dataclass(frozen=True, slots=True)
class CutWeek:
    """A week of n times a week that a rest makes smaller: what is needed in it now.

    ``left`` are its days to come that do not rest.
    """

    week: Week
    needed: int
    usually: int
    left: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a rest means for one practice: the planned blocks in it, or the weeks that it cuts."""

    practice: Practice
    blocks: int
    weeks: tuple[CutWeek, ...]


def skip_tomorrow(history: History) -> Skip | None:
    """Tell what tomorrow comes to if nothing is logged on it; None where nothing is judged then."""
    tomorrow = history.today + DAY
    if not history.practice.covers(tomorrow):
        return None
    is_open = _is_open(history)
    kept = _reached(history, [history.today] if is_open else [])
    if isinstance(history.practice.schedule_on(monday_of(tomorrow)), TimesAWeek):
        skip = _skip_of_times(kept, tomorrow)
    else:
        skip = _skip_of_weekdays(kept, tomorrow)
    return replace(skip, if_today=is_open)


def forgiveness(practice: Practice, record: Record, today: date) -> Forgiveness:
    """Tell what may still be forgiven; the record begins with the four-week block of today."""
    schedule = practice.schedule_on(monday_of(today))
    if schedule.blocks_per_week >= OFTEN:
        used = any(
            day.verdict is Verdict.FORGIVEN and monday_of(day.day) == monday_of(today)
            for day in record.days
        )
        return Forgiveness(not used, by_week=True)
    by_days = (
        day.day
        for day in record.days
        if day.verdict is Verdict.FORGIVEN and day.blocks_per_week < OFTEN
    )
    by_weeks = (
        week.week.monday
        for week in record.weeks
        if week.verdict is Verdict.FORGIVEN
        and practice.schedule_on(week.week.monday).blocks_per_week < OFTEN
    )
    spent = by_weeks if isinstance(schedule, TimesAWeek) else by_days
    return Forgiveness(all(block_of(day) != block_of(today) for day in spent), by_week=False)


def held_by(practice: Practice, days: Span, first_left: date) -> Held:
    """Tell what rests with a practice on these days, which are among its rests already.

    ``first_left`` is the first day on which something could still be done.
    """
    covered = [day for day in _each(days) if practice.covers(day)]
    blocks = 0
    mondays: dict[date, int] = {}
    for day in covered:
        schedule = practice.schedule_on(monday_of(day))
        if isinstance(schedule, TimesAWeek):
            mondays[monday_of(day)] = schedule.times
        else:
            blocks += day.weekday() in schedule.days
    weeks = tuple(
        CutWeek(
            week=week_of(monday),
            needed=math.ceil(times * len(_eligible(practice, monday)) / 7),
            usually=times,
            left=sum(day >= first_left for day in _eligible(practice, monday)),
        )
        for monday, times in mondays.items()
    )
    return Held(practice, blocks, weeks)


def _skip_of_weekdays(kept: History, tomorrow: date) -> Skip:
    after = tomorrow + DAY
    skipped = judge(replace(kept, today=after), first=tomorrow)
    done = judge(replace(_reached(kept, [tomorrow]), today=after), first=tomorrow)
    (own,) = (day for day in skipped.days if day.day == tomorrow)
    rests = kept.practice.rests_on(tomorrow)
    for verdict in _CONSEQUENCES:
        # One more miss may take from an earlier one what made up for it.
        if _days(skipped, verdict) - _days(done, verdict):
            if rests and verdict is not Verdict.MISSED:
                break
            return Skip(tomorrow, verdict, is_planned=own.planned)
    return Skip(tomorrow, Verdict.REST if rests else own.verdict or Verdict.FREE)


def _skip_of_times(kept: History, tomorrow: date) -> Skip:
    monday = monday_of(tomorrow)
    left = [day for day in _eligible(kept.practice, monday) if day > tomorrow]
    now = _week_of(kept, tomorrow, tomorrow + DAY)
    best = _week_of(_reached(kept, left), tomorrow, monday + WEEK)
    if kept.practice.rests_on(tomorrow):
        return Skip(tomorrow, Verdict.REST, now, len(left))
    is_met = now.done >= now.needed
    if best.verdict is Verdict.KEPT and not is_met:
        return Skip(tomorrow, Verdict.OWED, now, len(left))
    return Skip(tomorrow, best.verdict, now, len(left))


def _week_of(history: History, day: date, seen_on: date) -> JudgedWeek:
    record = judge(replace(history, today=seen_on), first=day)
    (found,) = (week for week in record.weeks if week.week == week_of(day))
    return found


def _is_open(history: History) -> bool:
    """Tell whether a block is open today that does not rest."""
    today = history.today
    days = judge(history, first=today).days
    is_open = any(day.verdict is Verdict.OPEN for day in days if day.day == today)
    return is_open and not history.practice.rests_on(today)


def _reached(history: History, days: Iterable[date]) -> History:
    practice = history.practice
    reached = {
        day: DayLog(practice.standard_on(day).minimum, same_day=True, backfilled=False)
        for day in days
    }
    return replace(history, logs={**history.logs, **reached})


def _days(record: Record, verdict: Verdict) -> set[date]:
    return {day.day for day in record.days if day.verdict is verdict}


def _eligible(practice: Practice, monday: date) -> list[date]:
    """Give the days of a week on which the practice neither rests nor is archived."""
    return [
        day for day in _week_days(monday) if practice.covers(day) and not practice.rests_on(day)
    ]


def _week_days(monday: date) -> Iterator[date]:
    return (monday + DAY * step for step in range(7))


def _each(days: Span) -> Iterator[date]:
    return (days.first + DAY * step for step in range(days.length))
