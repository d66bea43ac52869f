"""What the year comes to by plain rules, for the oracle that judges days on its own.

It knows the events and shares no rule with the bot: days, minimums, schedules, rests and journeys
are kept here anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.amounts import Standard
from bot.domain.days import Span
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.practices import Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Schedule, TimesAWeek, Weekdays
from bot.domain.verdicts import DayLog, History

if TYPE_CHECKING:
    from tests.year.life import Event

DAY = timedelta(days=1)
PARTS = 100
UNITS = {"min": "min", "pages": "pages", "km": "km"}
SCHEDULES: dict[str, Schedule] = {
    "every day": Weekdays(frozenset(range(7))),
    "mon wed fri": Weekdays(frozenset({0, 2, 4})),
    "weekdays": Weekdays(frozenset(range(5))),
    "tue sat": Weekdays(frozenset({1, 5})),
    "3x a week": TimesAWeek(3),
    "2x a week": TimesAWeek(2),
}


@dataclass
class Entry:
    """One log."""

    name: str
    day: date
    units: int
    backfilled: bool


@dataclass
class Habit:
    """One practice as the rules say it stands."""

    started: date
    standards: list[tuple[date, int, str]]
    schedules: list[tuple[date, Schedule]]
    archives: list[list[date | None]] = field(default_factory=list)
    rests: list[Span] = field(default_factory=list)


@dataclass
class Books:
    """The member's clock, practices and logs."""

    clock: list[tuple[datetime, str, int]] = field(default_factory=list)
    habits: dict[str, Habit] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    order: list[Entry] = field(default_factory=list)
    """Logs in the order in which they were made."""

    def today(self, at: datetime) -> date:
        """Give the latest local day that had begun by an instant: it never goes back."""
        days = []
        for place, (since, zone, start) in enumerate(self.clock):
            held_until = self.clock[place + 1][0] if place + 1 < len(self.clock) else at
            moment = min(held_until, at)
            if since <= moment:
                wall = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
                days.append((wall - timedelta(hours=start)).date())
        return max(days)

    def write(self, event: Event) -> None:
        """Note what happened."""
        getattr(self, f"_{event.does}")(event)

    def history(self, name: str, at: datetime) -> History:
        """Put together what the oracle judges."""
        habit = self.habits[name]
        practice = Practice(
            id=PracticeId(1),
            community_id=CommunityId(1),
            user_id=UserId(1),
            name=name,
            why="",
            skill_id=None,
            started_on=habit.started,
            standards=tuple(
                StandardFrom(since, Standard(units * PARTS, unit))
                for since, units, unit in habit.standards
            ),
            schedules=tuple(ScheduleFrom(since, each) for since, each in habit.schedules),
            archives=tuple(Archive(first or date.min, last) for first, last in habit.archives),
            rests=tuple(habit.rests),
        )
        logs: dict[date, DayLog] = {}
        for entry in self.entries:
            if entry.name == name:
                known = logs.get(entry.day, DayLog(0, same_day=False, backfilled=False))
                logs[entry.day] = DayLog(
                    known.amount + entry.units * PARTS,
                    same_day=known.same_day or not entry.backfilled,
                    backfilled=known.backfilled or entry.backfilled,
                )
        return History(practice, logs, practice.rests, self._travel(), self.today(at))

    def minimum(self, name: str, day: date) -> int:
        """Give the minimum that holds on a day, in hundredths."""
        first, *later = self.habits[name].standards
        return [first, *(each for each in later if each[0] <= day)][-1][1] * PARTS

    def blocks_a_week(self, name: str, day: date) -> int:
        """Give how many blocks the schedule of a day's week plans."""
        first, *later = self.habits[name].schedules
        held = [first, *(each for each in later if each[0] <= day)][-1][1]
        return held.times if isinstance(held, TimesAWeek) else len(held.days)

    def _travel(self) -> frozenset[date]:
        """Days around a change of the offset, once in two weeks; the first choice is none."""
        days: set[date] = set()
        granted = datetime.min.replace(tzinfo=UTC)
        for (_, was, _), (at, zone, _) in pairwise(self.clock):
            moved = (
                at.astimezone(ZoneInfo(was)).utcoffset()
                != at.astimezone(ZoneInfo(zone)).utcoffset()
            )
            if moved and at - granted >= timedelta(days=14):
                granted = at
                before = (at.astimezone(ZoneInfo(was)).replace(tzinfo=None)).date()
                after = self.today(at)
                step = before
                while step <= after + DAY:
                    days.add(step)
                    step += DAY
        return frozenset(days)

    def _zone(self, event: Event) -> None:
        start = self.clock[-1][2] if self.clock else 0
        self.clock.append((event.at, event.of["zone"], start))

    def _day_start(self, event: Event) -> None:
        self.clock.append((event.at, self.clock[-1][1], event.of["hour"]))

    def _add(self, event: Event) -> None:
        units, unit = event.of["minimum"].split()
        day = self.today(event.at)
        self.habits[event.of["name"]] = Habit(
            day, [(day, int(units), UNITS[unit])], [(day, SCHEDULES[event.of["days"]])]
        )

    def _import(self, event: Event) -> None:
        habit = self.habits[event.of["name"]]
        for day, units in imported(event.of["from"], habit.started):
            self.entries.append(Entry(event.of["name"], day, units, backfilled=True))
        habit.started = event.of["from"]

    def _minimum(self, event: Event) -> None:
        habit, (units, unit) = self.habits[event.of["name"]], event.of["minimum"].split()
        is_harder = int(units) > habit.standards[-1][1]
        since = self.today(event.at) + DAY * is_harder
        habit.standards.append((since, int(units), UNITS[unit]))

    def _days(self, event: Event) -> None:
        day = self.today(event.at)
        since = day + DAY * (7 - day.weekday())
        self.habits[event.of["name"]].schedules.append((since, SCHEDULES[event.of["days"]]))

    def _archive(self, event: Event) -> None:
        self.habits[event.of["name"]].archives.append([self.today(event.at), None])

    def _restore(self, event: Event) -> None:
        self.habits[event.of["name"]].archives[-1][1] = self.today(event.at)

    def _plan(self, event: Event) -> None:
        """A plan moves no number."""

    def _rest(self, event: Event) -> None:
        today = self.today(event.at)
        first = (
            today - DAY if event.of["from"] == "yesterday" else date.fromisoformat(event.of["from"])
        )
        self._lie_down(Span(first, date.fromisoformat(event.of["until"])), event.of.get("practice"))

    def _pause(self, event: Event) -> None:
        today = self.today(event.at)
        self._lie_down(Span(today, today + DAY * (event.of["days"] - 1)), None)

    def _extend(self, event: Event) -> None:
        self._cut(event, event.of["until"])

    def _end(self, event: Event) -> None:
        self._cut(event, self.today(event.at) - DAY)

    def _lie_down(self, days: Span, name: str | None) -> None:
        for habit in [self.habits[name]] if name else self.habits.values():
            habit.rests.append(days)

    def _cut(self, event: Event, last: date) -> None:
        today = self.today(event.at)
        for habit in self.habits.values():
            habit.rests = [
                replace(each, last=last) if today in each else each for each in habit.rests
            ]

    def _log(self, event: Event) -> None:
        today = self.today(event.at)
        day = today - DAY if event.of["day"] == "yesterday" else today
        entry = Entry(event.of["name"], day, event.of["units"], backfilled=day < today)
        self.entries.append(entry)
        self.order.append(entry)

    def _undo(self, _: Event) -> None:
        if self.order:
            self.entries.remove(self.order.pop())


def imported(first: date, until: date) -> list[tuple[date, int]]:
    """Give the days and units of the file that is brought in: five days of six."""
    days = range((until - first).days)
    return [(first + DAY * number, 20 + number % 3 * 5) for number in days if number % 6 != 5]
