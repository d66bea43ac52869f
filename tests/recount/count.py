"""The challenges of ``life`` counted a second time: plain Python that knows only the events.

It imports nothing of the bot and nothing of its storage, and is slow on purpose: every question
is asked anew. Where the two counts differ, one of them reads the rules wrongly.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass
class Entry:
    """One log that stands."""

    habit: str
    day: date
    amount: int
    where: str
    same_day: bool


@dataclass
class Life:
    """What one person did so far; ``clock`` are (since, zone, day start, chosen)."""

    clock: list[tuple[datetime, str, int, bool]] = field(default_factory=list)
    habits: list[tuple[str, str, int, frozenset[int] | int]] = field(default_factory=list)
    since: date = date.max
    entries: list[Entry] = field(default_factory=list)
    rests: list[tuple[str | None, date, date]] = field(default_factory=list)
    """Of one habit or of all, with the first and the last day."""

    def today(self, at: datetime) -> date:
        settings = [each for each in self.clock if each[0] <= at]
        reached = _latest(at, settings[-1])
        for earlier, later in itertools.pairwise(settings):
            reached = max(reached, _latest(later[0], earlier))
        return reached

    def travel(self) -> set[date]:
        days: set[date] = set()
        granted = None
        for place in range(1, len(self.clock)):
            was, now = self.clock[place - 1], self.clock[place]
            at = now[0]
            offsets = {at.astimezone(ZoneInfo(zone)).utcoffset() for zone in (was[1], now[1])}
            if not (was[3] and now[3] and len(offsets) == 2):
                continue
            if granted and at - granted < 14 * DAY:
                continue
            granted = at
            before = Life(self.clock[:place]).today(at)
            after = Life(self.clock[: place + 1]).today(at)
            days |= {before + DAY * step for step in range((after - before).days + 2)}
        return days

    def amount(self, habit: str, day: date) -> int:
        return sum(each.amount for each in self.entries if (each.habit, each.day) == (habit, day))

    def logged(self, day: date) -> bool:
        return any(each.day == day for each in self.entries)

    def small(self, habit: str, day: date) -> bool:
        return any(each.same_day for each in self.entries if (each.habit, each.day) == (habit, day))


def _latest(at: datetime, setting: tuple[datetime, str, int, bool]) -> date:
    _, zone, day_start, _ = setting
    walls = (moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in (at, at - HOUR))
    return max((wall - day_start * HOUR).date() for wall in walls)


class Judge:
    """One person's days as of an instant."""

    def __init__(self, life: Life, at: datetime) -> None:
        self.life, self.today, self.travelling = life, life.today(at), life.travel()
        self.sums: dict[tuple[str, date], int] = defaultdict(int)
        for each in life.entries:
            self.sums[each.habit, each.day] += each.amount
        self.days = {each.day for each in life.entries}

    def reached(self, habit: tuple[str, Any, int, Any], day: date) -> bool:
        return day >= self.life.since and self.sums.get((habit[0], day), 0) >= habit[2]

    def away(self, habit: tuple[str, Any, int, Any], day: date) -> bool:
        """Whether nothing can be missed: travelling, or at rest."""
        return day in self.travelling or any(
            name in {None, habit[0]} and first <= day <= last
            for name, first, last in self.life.rests
        )

    def held(self, day: date) -> bool:
        habits = self.life.habits
        return (
            day >= self.life.since and bool(habits) and all(self.away(each, day) for each in habits)
        )

    def kept(self, first: date, last: date) -> tuple[int, int]:
        """Count blocks kept and planned from ``first`` to ``last``, of all habits."""
        both = [self._kept(each, first, min(last, self.today)) for each in self.life.habits]
        return sum(kept for kept, _ in both), sum(planned for _, planned in both)

    def _kept(self, habit: Any, first: date, last: date) -> tuple[int, int]:
        plan, since = habit[3], self.life.since
        span = [day for day in _days(first, last) if day >= since]
        if isinstance(plan, int):
            eligible = [
                day for day in span if self.reached(habit, day) or not self.away(habit, day)
            ]
            needed = math.ceil(Fraction(plan * len(eligible), 7))
            return min(needed, sum(self.reached(habit, day) for day in eligible)), needed
        judged = [day for day in span if day.weekday() in plan]
        verdicts = [self._verdict(habit, day) for day in judged]
        return verdicts.count("kept"), len([each for each in verdicts if each != "none"])

    def _verdict(self, habit: Any, day: date) -> str:
        if self.reached(habit, day):
            return "kept"
        if day >= self.today or self.away(habit, day):
            return "none"
        if day in self._moved(habit, day):
            return "kept"
        if self.life.small(habit[0], day):
            return "short"
        misses = self._misses(habit, day)
        forgiven = misses[:1] if len(habit[3]) >= 3 else self._rare_mercy(habit, day)
        makers = [
            each
            for each in _week(day)
            if each.weekday() not in habit[3]
            and each >= max(self.today, self.life.since)
            and not self.reached(habit, each)
        ]
        owed = [each for each in reversed(misses) if each not in forgiven][: len(makers)]
        return "none" if day in owed else "short"

    def _needs_mercy(self, habit: Any, day: date) -> bool:
        planned = day.weekday() in habit[3] and self.life.since <= day < self.today
        return planned and not self.reached(habit, day) and not self.away(habit, day)

    def _moved(self, habit: Any, day: date) -> list[date]:
        week = _week(day)
        makers = [
            each for each in week if each.weekday() not in habit[3] and self.reached(habit, each)
        ]
        waiting = [each for each in reversed(week) if self._needs_mercy(habit, each)]
        waiting.sort(key=lambda each: self.life.small(habit[0], each))
        return waiting[: len(makers)]

    def _misses(self, habit: Any, day: date) -> list[date]:
        return [
            each
            for each in _week(day)
            if self._needs_mercy(habit, each)
            and each not in self._moved(habit, each)
            and not self.life.small(habit[0], each)
        ]

    def _rare_mercy(self, habit: Any, day: date) -> list[date]:
        first = day - DAY * ((day - date(2018, 1, 1)).days % 28)
        return [each for week in range(4) for each in self._misses(habit, first + week * 7 * DAY)][
            :1
        ]


def _week(day: date) -> list[date]:
    return [day + DAY * (step - day.weekday()) for step in range(7)]


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * step for step in range((last - first).days + 1)]


def mondays(first: date, last: date) -> set[date]:
    """Return the Mondays of the weeks that these days touch."""
    return {day - DAY * day.weekday() for day in _days(first, last)}
