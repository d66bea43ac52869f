"""Every number of the health report, counted once more in plain Python for sixty random people.

Everybody plans every day and lives by UTC, so that the rules fit on a page: what is counted here
comes from the design, and nothing of it from the bot.
"""

from __future__ import annotations

import math
import statistics
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import pytest

from bot.domain.health import Measure
from tests.support.callers import act
from tests.support.health_life import MINIMUM, NOW, TODAY, Life, Request, make_town, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.health import Cohort, HealthReport, Tally
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.health_life import Town

Judged: TypeAlias = "tuple[int, int, bool]"
DAY = timedelta(days=1)
MONDAY = TODAY - timedelta(days=TODAY.weekday())


class Recount:
    """The same numbers, by hand."""

    def __init__(self, town: Town, weeks: int) -> None:
        self.town = town
        self.lives = {life.user: life for life in town.lives if life.counted}
        self.first = MONDAY - 7 * weeks * DAY
        self.by_week = {who: judged(life) for who, life in self.lives.items()}

    def told(self, who: Iterable[int]) -> tuple[list[int], int]:
        """Name the open ones, and give the private ones in whole fives."""
        behind = set(who) & self.lives.keys()
        named = sorted(each for each in behind if self.lives[each].is_open)
        return named, (len(behind) - len(named)) // 5 * 5

    def practised(self, first: date, until: date) -> set[int]:
        return {who for who, each in self.lives.items() if _any(each.logs, first, until)}

    def reflected(self, first: date, until: date) -> set[int]:
        return {who for who, each in self.lives.items() if _any(each.weeks, first, until)}

    def gave(self, first: date, until: date) -> set[int]:
        given = [(life.user, at) for life in self.town.lives for _, at in life.thanked]
        given += [
            (each.helper, each.closed_at)
            for each in self.town.requests
            if each.state == "answered" and each.closed_at
        ]
        return {who for who, at in given if first <= at.date() < until} & self.lives.keys()

    def active(self, first: date, until: date) -> set[int]:
        did = (self.practised, self.reflected, self.gave)
        return set[int]().union(*(each(first, until) for each in did))

    def percents(self) -> dict[int, int]:
        found = dict[int, int]()
        for who, weeks in self.by_week.items():
            if planned := sum(each[1] for each in self._told(weeks)):
                found[who] = half_up(100 * sum(each[0] for each in self._told(weeks)), planned)
        return found

    def came_back(self) -> set[int]:
        return {who for who, weeks in self.by_week.items() if any(x[2] for x in self._told(weeks))}

    def _told(self, weeks: Mapping[date, Judged]) -> list[Judged]:
        return [each for monday, each in weeks.items() if self.first <= monday < MONDAY]

    def alone(self) -> set[int]:
        since = MONDAY - 28 * DAY
        heard = {
            each.user
            for each in self.town.requests
            if each.state == "answered"
            and each.closed_at
            and each.closed_at.date() >= since
            and not each.anonymous
        }
        heard |= {to for life in self.town.lives for to, at in life.thanked if at.date() >= since}
        heard |= {
            life.user for life in self.town.lives if any(at.date() >= since for at in life.cheered)
        }
        here = {who for who, life in self.lives.items() if life.joined_at.date() < since}
        return (self.active(since, MONDAY) & here) - heard

    def hand(self) -> set[int]:
        broke = {who: broke_on(life) for who, life in self.lives.items()}
        return {who for who, day in broke.items() if day and day >= self.first}

    def ended(self) -> list[Request]:
        return [
            each
            for each in self.town.requests
            if each.user in self.lives
            and each.state in {"answered", "lapsed"}
            and each.closed_at
            and self.first <= each.closed_at.date() < MONDAY
        ]

    def waiting(self) -> list[Request]:
        return [
            each
            for each in self.town.requests
            if each.state == "open"
            and each.user in self.lives
            and not self.lives[each.user].suspended
        ]

    def is_named(self, request: Request) -> bool:
        is_private = request.anonymous or request.person
        return self.lives[request.user].is_open and not is_private

    def tried(self) -> tuple[set[int], set[int]]:
        month = TODAY.replace(day=1), TODAY + DAY
        applied, active = set[int](), self.practised(*month)
        for who, life in self.lives.items():
            if _any((at.date() for at in life.applied), *month):
                applied.add(who)
            if _any((monday + 6 * DAY for monday in life.weeks), *month):
                active.add(who)
        for each in self.town.requests:
            if each.state == "answered" and each.closed_at and each.closed_at.date() >= month[0]:
                active |= {each.helper} & self.lives.keys()
        return applied, applied | active


def _any(days: Iterable[date], first: date, until: date) -> bool:
    return any(first <= day < until for day in days)


def judged(life: Life) -> dict[date, Judged]:
    """Give blocks kept, blocks planned, and whether there was a comeback, by Monday."""
    found = dict[date, Judged]()
    absent, mercy = False, set[date]()
    day = life.joined_at.date()
    while day < MONDAY:
        monday = day - day.weekday() * DAY
        kept, planned, back = found.get(monday, (0, 0, False))
        logs = life.logs.get(day, [])
        is_done = sum(amount for amount, _ in logs) >= MINIMUM
        back, absent = back or (absent and bool(logs)), absent and not logs
        is_small = any(not late for _, late in logs)
        if not is_done and not is_small:
            if monday in mercy:
                absent = True
            mercy.add(monday)
        found[monday] = kept + is_done, planned + 1, back
        day += DAY
    return found


def broke_on(life: Life) -> date | None:
    """Four weeks or more with logs of eight, then none for max(7, three times the median gap)."""
    if not life.logs:
        return None
    last = max(life.logs)
    days = sorted(day for day in life.logs if day > last - 56 * DAY)
    if len({day - day.weekday() * DAY for day in days}) < 4:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    broke = last + DAY * (math.ceil(max(7, 3 * statistics.median(gaps))) + 1)
    return broke if broke <= TODAY else None


def half_up(part: float, whole: float) -> int:
    return math.floor(part / whole + 0.5)


def said(members: Tally) -> tuple[list[int], int]:
    return [int(each) for each in members.named], members.others


@pytest.fixture(params=[(seed, weeks) for seed in range(3) for weeks in (1, 4, 11)])
async def both(
    request: pytest.FixtureRequest, services: Services, db: Database
) -> tuple[HealthReport, Recount]:
    seed, weeks = request.param
    town = make_town(Random(seed))  # noqa: S311 - lives, no secrets
    await settle(db, town)
    return await services.health.report(act(manages_server=True), weeks), Recount(town, weeks)


async def test_every_number_can_be_counted_by_hand(both: tuple[HealthReport, Recount]) -> None:
    made, own = both
    span = own.first, MONDAY
    assert made.at == NOW
    assert said(made.agreed) == own.told(own.lives)
    assert said(made.practised) == own.told(own.practised(*span))
    assert said(made.reflected) == own.told(own.reflected(*span))
    assert said(made.gave) == own.told(own.gave(*span))
    assert said(made.active) == own.told(own.active(*span))
    assert said(made.comebacks) == own.told(own.came_back())
    assert said(made.alone) == own.told(own.alone())
    assert said(made.hand) == own.told(own.hand())
    _holds_weeks(made, own)
    _holds_adherence(made, own)
    _holds_cohorts(made.cohorts, own)
    _holds_requests(made, own)
    _holds_ideas(made, own)


def _holds_weeks(made: HealthReport, own: Recount) -> None:
    for week in made.weeks:
        span = week.monday, week.monday + 7 * DAY
        counts = (own.active, own.practised, own.reflected, own.gave)
        sums = [len(named) + others for named, others in (own.told(each(*span)) for each in counts)]
        assert [week.active, week.practised, week.reflected, week.gave] == sums


def _holds_adherence(made: HealthReport, own: Recount) -> None:
    percents = own.percents()
    for number, band in enumerate(made.adherence.bands):
        inside = [who for who, percent in percents.items() if min(percent // 20, 4) == number]
        assert said(band) == own.told(inside)
    private = [who for who in percents if not own.lives[who].is_open]
    assert len(private) >= 5
    cuts = statistics.quantiles(percents.values(), n=4, method="inclusive")
    assert made.adherence.quartiles == tuple(5 * half_up(each, 5) for each in cuts)


def _holds_cohorts(cohorts: Iterable[Cohort], own: Recount) -> None:
    active, found = (
        own.active(MONDAY - 28 * DAY, MONDAY),
        {tuple(each.month): each for each in cohorts},
    )
    months = {(life.joined_at.year, life.joined_at.month) for life in own.lives.values()}
    for month in months:
        joined = {
            who
            for who, life in own.lives.items()
            if (life.joined_at.year, life.joined_at.month) == month
        }
        named, others = own.told(joined)
        stayed = own.told(joined & active)
        if not stayed[1]:
            joined, others = set(named), 0
        if len(named) + others < 5:
            assert month not in found
            continue
        cohort = found[month]
        assert (said(cohort.joined), said(cohort.active)) == ((named, others), stayed)
        assert cohort.share.percent == _percent(len(joined & active), len(joined), bool(others))


def _percent(part: int, whole: int, has_private: bool) -> int:  # noqa: FBT001
    return 5 * half_up(20 * part, whole) if has_private else half_up(100 * part, whole)


def _holds_requests(made: HealthReport, own: Recount) -> None:
    ended = own.ended()
    answered = [each for each in ended if each.state == "answered"]
    if len({each.user for each in answered if not own.is_named(each)}) < 5:
        ended, answered = (list(filter(own.is_named, each)) for each in (ended, answered))
    hidden = [each for each in ended if not own.is_named(each)]
    if len({each.user for each in ended}) >= 5:
        assert made.answers.share
        percent = _percent(len(answered), len(ended), bool(hidden))
        assert made.answers.share.percent == percent
        assert made.answers.requests == len(ended) - len(hidden) % 5
    if len({each.user for each in answered}) >= 5:
        waits = [((each.closed_at or NOW) - each.asked_at).total_seconds() for each in answered]
        hours = statistics.median(waits) / 3_600
        assert made.answers.median_wait_hours == (round(hours) if hidden else hours)
    waits_now = own.waiting()
    named = [each for each in waits_now if own.is_named(each)]
    others = {each.user for each in waits_now} - {each.user for each in named}
    authors = sorted({each.user for each in named}), len(others) // 5 * 5
    assert said(made.waiting.members) == authors
    assert made.waiting.oldest_at == min(each.asked_at for each in named)
    if len({each.user for each in waits_now if not own.is_named(each)}) >= 5:
        assert made.waiting.requests == len(waits_now) - (len(waits_now) - len(named)) % 5
    else:
        assert made.waiting.requests == len(named)


def _holds_ideas(made: HealthReport, own: Recount) -> None:
    applied, active = own.tried()
    if not own.told(applied)[1]:
        applied, active = ({each for each in who if own.lives[each].is_open} for who in own.tried())
    percent = _percent(len(applied), len(active), bool(own.told(applied)[1]))
    assert made.applied.share.percent == percent
    assert Measure.APPLIED in made.trends
