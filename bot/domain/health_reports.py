"""From what members did to the report: who stands behind each number, and whom it may name."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain import health_answers
from bot.domain.adherence import Adherence
from bot.domain.days import WEEK
from bot.domain.health import (
    BANDS,
    STEP_PERCENT,
    Cohort,
    HealthReport,
    HealthWeek,
    Measure,
    Part,
    Share,
    Spread,
    Tally,
    Trend,
    compare,
    tally,
)
from bot.domain.ids import UserId
from bot.domain.months import Month
from bot.domain.sums import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from bot.domain.health_facts import Asked, HealthFacts, Tried

    Percents = Mapping[UserId, int]


def report(facts: HealthFacts) -> HealthReport:
    """Make the report; no number, and no two of them, tell of fewer than five private members."""
    people, span = _People(facts), facts.span
    behind = people.behind(span.now) | {
        Measure.ALONE: people.alone(span.retained, None),
        Measure.HAND: {who for who, day in facts.broke.items() if day >= span.now[0]},
    }
    shown = {measure: tally(who, people.open) for measure, who in behind.items()}
    percents = people.percents(span.now)
    ended = people.ended(span.now[0], span.monday)
    waits = health_answers.waiting_at(facts.requests, span.at)
    return HealthReport(
        at=span.at,
        weeks=tuple(people.week(monday) for monday in span.now),
        agreed=tally(facts.members, people.open),
        active=shown[Measure.ACTIVE],
        practised=shown[Measure.PRACTISED],
        reflected=shown[Measure.REFLECTED],
        gave=shown[Measure.GAVE],
        adherence=spread(percents, people.open),
        comebacks=shown[Measure.COMEBACKS],
        cohorts=people.cohorts(),
        answers=health_answers.answers(ended),
        answered=health_answers.groups(ended),
        applied=part_of(facts.tried.applied, facts.tried.active, people.open),
        alone=shown[Measure.ALONE],
        waiting=health_answers.waiting(waits),
        hand=shown[Measure.HAND],
        trends=_trends(people, behind, percents, ended, waits),
    )


def spread(percents: Percents, open_members: AbstractSet[UserId]) -> Spread:
    """Spread members over the bands of their adherence."""
    bands: list[list[UserId]] = [[] for _ in BANDS]
    for who, percent in percents.items():
        bands[min(percent // BANDS[1], len(BANDS) - 1)].append(who)
    quartiles = _quartiles(percents, _footing(percents, open_members), open_members)
    return Spread(tuple(tally(band, open_members) for band in bands), quartiles)


def part_of(
    part: AbstractSet[UserId], whole: AbstractSet[UserId], open_members: AbstractSet[UserId]
) -> Part:
    """Count a part and the whole on the same footing: with private members where both may."""
    inner, outer = tally(part & whole, open_members), tally(whole, open_members)
    if not inner.others:
        outer = Tally(outer.named)
        return Part(inner, outer, Share(inner.total, outer.total))
    return Part(inner, outer, Share(len(part & whole), len(whole), STEP_PERCENT))


def trend(
    now: AbstractSet[UserId], before: AbstractSet[UserId], open_members: AbstractSet[UserId]
) -> Trend:
    """Compare two numbers of members on the same footing."""
    found, earlier = (tally(each, open_members) for each in (now, before))
    with_others = found.others and earlier.others
    count = (len(each.named) + (each.others if with_others else 0) for each in (found, earlier))
    return compare(*count) or Trend.SAME


class _People:
    """Who did what, over some weeks."""

    def __init__(self, facts: HealthFacts) -> None:
        self.facts = facts
        self.open = frozenset(who for who, each in facts.members.items() if each.is_open)

    def behind(self, mondays: Iterable[date]) -> dict[Measure, AbstractSet[UserId]]:
        weeks, facts = list(mondays), self.facts
        return {
            Measure.ACTIVE: self.active(weeks),
            Measure.PRACTISED: _union(facts.practised, weeks),
            Measure.REFLECTED: _union(facts.reflected, weeks),
            Measure.GAVE: _union(facts.gave, weeks),
            Measure.COMEBACKS: _union(facts.came_back, weeks),
        }

    def active(self, mondays: Iterable[date]) -> AbstractSet[UserId]:
        weeks, facts = list(mondays), self.facts
        kinds = (facts.practised, facts.reflected, facts.gave)
        return frozenset[UserId]().union(*(_union(each, weeks) for each in kinds))

    def alone(self, mondays: Sequence[date], until: date | None) -> AbstractSet[UserId]:
        """Return who was active in these weeks, here all along, and heard from nobody by then."""
        span = self.facts.span
        since = span.begins(mondays[0])
        end = span.begins(until) if until else datetime.max.replace(tzinfo=UTC)
        return {
            who
            for who in self.active(mondays)
            if self.facts.members[who].joined_at < since
            and not any(since <= at < end for at in self.facts.received.get(who, ()))
        }

    def percents(self, mondays: Iterable[date]) -> Percents:
        """Return the adherence of everybody who had anything planned in these weeks."""
        sums: defaultdict[UserId, list[int]] = defaultdict(lambda: [0, 0])
        for monday in mondays:
            for who, (kept, planned) in self.facts.kept.get(monday, {}).items():
                sums[who][0] += kept
                sums[who][1] += planned
        found = ((who, Adherence(*each).percent) for who, each in sums.items())
        return {who: percent for who, percent in found if percent is not None}

    def ended(self, first: date, until: date) -> tuple[Asked, ...]:
        begins = self.facts.span.begins
        return health_answers.ended_between(self.facts.requests, begins(first), begins(until))

    def week(self, monday: date) -> HealthWeek:
        behind = self.behind((monday,))
        counts = {measure: tally(who, self.open).total for measure, who in behind.items()}
        quartiles = spread(self.percents((monday,)), self.open).quartiles
        following = monday + WEEK
        return HealthWeek(
            monday=monday,
            active=counts[Measure.ACTIVE],
            practised=counts[Measure.PRACTISED],
            reflected=counts[Measure.REFLECTED],
            gave=counts[Measure.GAVE],
            median_percent=quartiles[1] if quartiles else None,
            answered=health_answers.answers(self.ended(monday, following)),
        )

    def cohorts(self) -> tuple[Cohort, ...]:
        """Return those who joined in one month, the newest first, where they are enough."""
        active = self.active(self.facts.span.retained)
        joined: defaultdict[Month, set[UserId]] = defaultdict(set)
        for who, each in self.facts.members.items():
            joined[Month.of(each.joined_at, self.facts.span.zone)].add(who)
        found = (
            Cohort(month, whole, part, share)
            for month, cohort in sorted(joined.items(), reverse=True)
            for part, whole, share in [part_of(active & cohort, cohort, self.open)]
        )
        return tuple(each for each in found if each.joined.is_shown)


def _trends(
    people: _People,
    behind: Mapping[Measure, AbstractSet[UserId]],
    percents: Percents,
    ended: Sequence[Asked],
    waits: Sequence[Asked],
) -> dict[Measure, Trend]:
    """Compare with as many weeks before, where anybody was there before."""
    facts, span, open_members = people.facts, people.facts.span, people.open
    begins = span.begins(span.now[0])
    if all(each.joined_at >= begins for each in facts.members.values()):
        return {}
    earlier = people.behind(span.before) | {
        Measure.ALONE: people.alone(span.retained_before, span.now[0])
    }
    ended_before = people.ended(span.before[0], span.now[0])
    waited = health_answers.waiting_at(facts.requests, begins)
    found = {key: trend(behind[key], who, open_members) for key, who in earlier.items()} | {
        Measure.ADHERENCE: _median_trend(percents, people.percents(span.before), open_members),
        Measure.ANSWERED: health_answers.trend(ended, ended_before, is_share=True),
        Measure.APPLIED: _tried_trend(facts.tried, facts.tried_before, open_members),
        Measure.WAITING: health_answers.trend(waits, waited, is_share=False),
    }
    return {measure: way for measure, way in found.items() if way}


def _median_trend(
    now: Percents, before: Percents, open_members: AbstractSet[UserId]
) -> Trend | None:
    both = [_footing(each, open_members) for each in (now, before)]
    if not all(who - open_members for who in both):
        both = [who & open_members for who in both]
    found = (
        _quartiles(percents, who, open_members)
        for percents, who in zip((now, before), both, strict=True)
    )
    return compare(*(each and each[1] for each in found))


def _tried_trend(now: Tried, before: Tried, open_members: AbstractSet[UserId]) -> Trend | None:
    both = [part_of(each.applied, each.active, open_members) for each in (now, before)]
    if not all(each.members.others for each in both):
        both = [
            part_of(each.applied & open_members, each.active & open_members, open_members)
            for each in (now, before)
        ]
    return compare(*(each.share.percent if each.whole.is_shown else None for each in both))


def _quartiles(
    percents: Percents, who: AbstractSet[UserId], open_members: AbstractSet[UserId]
) -> tuple[int, int, int] | None:
    if len(who) < FEWEST:
        return None
    step = 1 if who <= open_members else STEP_PERCENT
    values = [percents[each] for each in who]
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return _in_steps(low, step), _in_steps(middle, step), _in_steps(high, step)


def _in_steps(percent: float, step: int) -> int:
    # Half up, as all percentages are rounded.
    return math.floor(percent / step + 0.5) * step


def _footing(members: Iterable[UserId], open_members: AbstractSet[UserId]) -> AbstractSet[UserId]:
    """Return all of them, or the open ones where fewer than five are private."""
    everybody = frozenset(members)
    private = everybody - open_members
    return everybody if len(private) >= FEWEST else everybody & open_members


def _union(
    sets: Mapping[date, AbstractSet[UserId]], mondays: Iterable[date]
) -> AbstractSet[UserId]:
    return frozenset[UserId]().union(*(sets.get(monday, ()) for monday in mondays))
