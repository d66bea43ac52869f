"""The verdicts and the streak counted a second time, sharing nothing with the bot.

Slow and plain on purpose: every question is asked anew for every day. Where the two counts differ,
one of them reads the rules wrongly.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings

from bot.domain.schedules import TimesAWeek
from bot.domain.summaries import summarise
from bot.domain.verdicts import History, judge
from tests.domain.strategies import histories

DAY = timedelta(days=1)
FIRST_BLOCK = date(2018, 1, 1)
TIMES_SHORT = {"forgiven", "missed"}


class Oracle:
    def __init__(self, of: History) -> None:
        self.of, self.today, self.start = of, of.today, of.practice.started_on
        self.missed_of_week = cache(self._missed_of_week)

    def covered(self, day: date) -> bool:
        gaps = [(gap.archived_on, gap.restored_on or date.max) for gap in self.of.practice.archives]
        return day >= self.start and not any(first < day < last for first, last in gaps)

    def plan(self, day: date) -> tuple[str, int, frozenset[int]]:
        first, *later = self.of.practice.schedules
        held = [first, *(each for each in later if each.valid_from <= day)][-1].schedule
        if isinstance(held, TimesAWeek):
            return "times", held.times, frozenset()
        return "days", len(held.days), held.days

    def planned(self, day: date) -> bool:
        return day.weekday() in self.plan(day)[2] and self.covered(day)

    def done(self, day: date) -> bool:
        first, *later = self.of.practice.standards
        held = [first, *(each for each in later if each.valid_from <= day)][-1].standard
        log = self.of.logs.get(day)
        return log is not None and log.amount >= held.minimum and self.covered(day)

    def small(self, day: date) -> bool:
        return day in self.of.logs and self.of.logs[day].same_day

    def resting(self, day: date) -> bool:
        return any(span.first <= day <= span.last for span in self.of.rests)

    def needs_mercy(self, day: date) -> bool:
        excused = self.done(day) or self.resting(day) or day in self.of.travel
        return self.planned(day) and day < self.today and not excused

    def moved(self, day: date) -> list[date]:
        makers = [each for each in week(day) if self.done(each) and not self.planned(each)]
        waiting = [each for each in reversed(week(day)) if self.needs_mercy(each)]
        return sorted(waiting, key=self.small)[: len(makers)]

    def _missed_of_week(self, monday: date) -> list[date]:
        unmoved = [each for each in week(monday) if each not in self.moved(monday)]
        return [each for each in unmoved if self.needs_mercy(each) and not self.small(each)]

    def forgiven(self, day: date) -> list[date]:
        if self.plan(day)[1] >= 3:
            return self.missed_of_week(week(day)[0])[:1]
        rare = [monday for monday in block(day) if self.plan(monday)[1] < 3]
        return [each for monday in rare for each in self.missed_of_week(monday)][:1]

    def owed(self, day: date) -> list[date]:
        free = [each for each in week(day) if self.covered(each) and not self.planned(each)]
        left = [each for each in free if each >= self.today and not self.done(each)]
        misses = self.missed_of_week(week(day)[0])
        return [each for each in reversed(misses) if each not in self.forgiven(day)][: len(left)]

    def verdict(self, day: date) -> str | None:
        if not self.covered(day):
            return None
        if not self.planned(day):
            return "extra" if day in self.of.logs else "free"
        if self.done(day) or day == self.today:
            return "done" if self.done(day) else "open"
        if self.resting(day) or day in self.of.travel:
            return "rest" if self.resting(day) else "travel"
        if day in self.moved(day) or self.small(day):
            return "moved" if day in self.moved(day) else "small"
        mercies = {"forgiven": self.forgiven(day), "owed": self.owed(day)}
        return next((mercy for mercy, days in mercies.items() if day in days), "missed")

    def week_verdict(self, monday: date) -> str | None:
        kind, times, _ = self.plan(monday)
        days = [each for each in week(monday) if self.covered(each)]
        if kind != "times" or not days:
            return None
        done = sum(self.done(each) for each in days)
        needed = -(-times * sum(self.done(each) or not self.resting(each) for each in days) // 7)
        if week(monday)[-1] >= self.today:
            return "open"
        if done >= needed:
            return "kept" if needed else "rest"
        if self.of.travel & {*week(monday)}:
            return "travel"
        if times >= 3:
            return "forgiven" if done == needed - 1 and needed > 1 else "missed"
        rare = [each for each in block(monday) if each < monday and self.plan(each)[1] < 3]
        return (
            "missed" if any(self.week_verdict(each) in TIMES_SHORT for each in rare) else "forgiven"
        )

    def streak(self) -> tuple[int, int]:
        current = best = archived = 0
        for step in range((self.today - self.start).days + 1):
            day = self.start + step * DAY
            archived = 0 if self.covered(day) else archived + 1
            current = 0 if archived > 28 else current + self.done(day)
            best = max(best, current)
            week_missed = day == week(day)[-1] and self.week_verdict(week(day)[0]) == "missed"
            if self.verdict(day) == "missed" or week_missed:
                current = 0
        return current, best


def week(day: date) -> list[date]:
    return [day + (step - day.weekday()) * DAY for step in range(7)]


def block(day: date) -> list[date]:
    first = day - (day - FIRST_BLOCK).days % 28 * DAY
    return [first + 7 * step * DAY for step in range(4)]


@settings(max_examples=200, deadline=None)
@given(histories())
def test_a_second_count_comes_to_the_same(of: History) -> None:
    oracle, record, streak = Oracle(of), judge(of), summarise(of).streak
    weekdays = [each for each in record.days if oracle.plan(each.day)[0] == "days"]
    assert [each.verdict for each in weekdays] == [oracle.verdict(each.day) for each in weekdays]
    weeks = {each.week.monday: each.verdict for each in record.weeks}
    mondays = {week(each.day)[0] for each in record.days}
    counted = {monday: verdict for monday in mondays if (verdict := oracle.week_verdict(monday))}
    assert weeks == counted
    assert (streak.current, streak.best) == oracle.streak()
