"""The boards of ``life`` counted a second time, from what ``count`` knows of each day."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.recount.count import Judge, Life, mondays
from tests.recount.life import FIRST, LAST

if TYPE_CHECKING:
    from tests.recount.life import Plan

DAY = timedelta(days=1)
LENGTH = (LAST - FIRST).days + 1


@dataclass
class Taking:
    """How one person takes part; ``agreed`` is the newest version of the target they agreed to."""

    joined_on: date
    joined_at: datetime
    agreed: int
    grouped: bool = False
    is_in: bool = True
    is_removed: bool = False
    team: int | None = None


@dataclass
class Game:
    """A challenge: its targets in versions (target, the day from which it holds)."""

    plan: Plan
    targets: list[tuple[int, date]]
    people: dict[int, Taking] = field(default_factory=dict)
    is_drawn: bool = False

    def draw(self, lives: dict[int, Life], at: datetime) -> None:
        """Put everybody who takes part into teams: the strongest apart, then to and fro."""
        self.is_drawn = True
        inside = [who for who, taking in self.people.items() if taking.is_in]
        strengths = {who: _strength(lives[who], at) for who in inside}
        inside.sort(key=lambda who: (-strengths[who], self.people[who].joined_at, who))
        forth = list(range(1, min(self.plan.teams, max(1, len(inside) // 2)) + 1))
        turns = [*forth, *reversed(forth)] * len(inside)
        for who, team in zip(inside, turns, strict=False):
            self.people[who].team = team

    def team_for_late(self) -> int:
        """Give the smallest team to whoever joins after the draw, of equal ones the first."""
        known = {each.team for each in self.people.values() if each.team is not None}
        sizes = dict.fromkeys(sorted(known), 0)
        for each in self.people.values():
            if each.is_in and each.team is not None:
                sizes[each.team] += 1
        if len(known) < min(self.plan.teams, (sum(sizes.values()) + 1) // 2):
            return min(set(range(1, self.plan.teams + 1)) - known)
        return min(sizes, key=lambda team: (sizes[team], team))

    def target_of(self, taking: Taking, today: date) -> int:
        """Give the target in force for somebody on their day."""
        current = self.targets[0][0]
        for number, (target, since) in enumerate(self.targets[1:], 2):
            agreed = number <= taking.agreed
            if agreed or (since <= today and target <= current):
                current = target
        return current

    def shared_target(self, today: date) -> int:
        """Give the target of all together: a harder one needs the word of each."""
        agreed = [taking.agreed for taking in self.people.values() if taking.is_in]
        return self.target_of(replace(next(iter(self.people.values())), agreed=min(agreed)), today)


@dataclass(frozen=True)
class Row:
    """What a board should say of somebody, as exact numbers."""

    who: int
    done: int
    needed: int | None
    share: Fraction | None
    improvement: int | None
    shown: int | None
    """What ranks: whole points, or whole percent of the share; None is unranked."""
    target: int
    is_travelling: bool
    is_resting: bool


def _strength(life: Life, at: datetime) -> int:
    kept, planned = Judge(life, at).kept(FIRST - 28 * DAY, FIRST - DAY)
    return _round(Fraction(100 * kept, planned)) if planned else 50


def row(game: Game, who: int, life: Life, at: datetime) -> Row:
    """Count one person's line."""
    plan, taking, judge = game.plan, game.people[who], Judge(life, at)
    first = max(FIRST, taking.joined_on)
    days = [first + DAY * step for step in range(max(0, (LAST - first).days + 1))]
    past = [day for day in days if day <= judge.today]
    target = game.target_of(taking, judge.today)
    held = {day for day in days if judge.held(day)}
    weeks = mondays(days[0], days[-1])
    running = [day for day in days if day not in held]
    of_week = [sum(0 <= (day - monday).days < 7 for day in running) for monday in weeks]
    spared = sum(min(plan.breaks, number - 1) for number in of_week if number)
    if plan.measure == "blocks":
        kept, planned = judge.kept(first, LAST)
        left = planned - min(plan.breaks * len(weeks), planned - kept)
        share = min(Fraction(1), Fraction(kept * 100, left * target)) if left else None
        done, needed = kept, left
    else:
        done = _done(plan, judge, past)
        needed = math.ceil(Fraction(target * (len(running) - spared), LENGTH))
        share = min(Fraction(1), Fraction(done, needed)) if needed else None
    better = None
    if plan.ranking == "improvement":
        better = (
            _better_kept(judge, *judge.kept(first, LAST))
            if plan.measure == "blocks"
            else _better(plan, judge, running)
        )
    rests = (judge.today in held and judge.today not in judge.days) or not running
    number = better if plan.ranking == "improvement" else _percent(share)
    # Nobody is shown as behind: not with nothing yet, and not with less than before.
    least = 0 if plan.ranking == "improvement" else 1
    is_behind = number is not None and number < least
    shown = None if rests or is_behind else number
    return Row(
        who, done, needed, share, better, shown, target, _travels(judge, held), _rests(judge, held)
    )


def _travels(judge: Judge, days: set[date]) -> bool:
    return bool(days & judge.travelling)


def _rests(judge: Judge, days: set[date]) -> bool:
    return bool(days - judge.travelling)


def _done(plan: Plan, judge: Judge, days: list[date]) -> int:
    if plan.measure == "days":
        return sum(day in judge.days for day in days)
    if plan.measure == "places":
        places = {each.where.strip().casefold() for each in judge.life.entries if each.day in days}
        return len(places - {""})
    habits = [habit[0] for habit in judge.life.habits if habit[1] == plan.unit]
    return sum(judge.sums.get((habit, day), 0) for habit in habits for day in days)


def _weeks_before(judge: Judge) -> list[list[date]]:
    weeks = [[FIRST + DAY * (step - 7 * back) for step in range(7)] for back in range(1, 5)]
    began = [week for week in weeks if judge.life.habits and judge.life.since <= week[0]]
    return [week for week in began if not all(map(judge.held, week))]


def _better_kept(judge: Judge, kept: int, planned: int) -> int | None:
    weeks = [judge.kept(week[0], week[-1]) for week in _weeks_before(judge)]
    before = [Fraction(100 * some, all_) for some, all_ in weeks if all_]
    if len(before) < 2 or not planned:
        return None
    return _round(Fraction(100 * kept, planned) - Fraction(sum(before), len(before)))


def _better(plan: Plan, judge: Judge, running: list[date]) -> int | None:
    before = [_done(plan, judge, week) for week in _weeks_before(judge)]
    past = [day for day in running if day < judge.today]
    both = [past, [*past, judge.today] if {judge.today} & judge.days & set(running) else []]
    rates = [Fraction(7 * _done(plan, judge, days), len(days)) for days in both if days]
    if len(before) < 2 or not rates or not sum(before):
        return None
    mean = Fraction(sum(before), len(before))
    return _round(100 * (max(rates) / mean - 1))


def _round(number: Fraction) -> int:
    return math.floor(number + Fraction(1, 2))


def _percent(share: Fraction | None) -> int | None:
    return None if share is None else math.floor(100 * share)


def places(rows: list[Row]) -> dict[int, int]:
    """Give everybody's place within a group: equal numbers share one."""
    shown = sorted((each.shown for each in rows if each.shown is not None), reverse=True)
    return {each.who: shown.index(each.shown) + 1 for each in rows if each.shown is not None}
