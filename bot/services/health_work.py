"""The work behind a health report. It runs in the worker process, so it stands by itself."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import defaultdict
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.domain.days import DAY, block_of, block_start, travel_days, week_of
from bot.domain.health_facts import Counted, HealthFacts
from bot.domain.health_reports import report
from bot.domain.rest_rules import LONGEST_DAYS as LONGEST_REST
from bot.domain.rhythms import LONGEST_SILENCE, RHYTHM_DAYS, SHORTEST_SILENCE, broke_on
from bot.domain.settings import Visibility
from bot.domain.verdicts import History
from bot.domain.week_patterns import kept_weeks
from storage import health

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime
    from pathlib import Path

    from bot.domain.health import HealthReport
    from bot.domain.health_facts import HealthSpan, Tried
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.members import Member
    from bot.domain.months import Month
    from bot.domain.practices import Practice
    from bot.domain.week_patterns import LoggedDay
    from storage.health import HealthReader

    Sets = Mapping[date, AbstractSet[UserId]]


def compute(path: Path, community_id: CommunityId, span: HealthSpan) -> HealthReport:
    """Read the file and make the report. Raises a StorageError where it cannot be read."""
    with _no_collecting(), health.reading(path, community_id) as reader:
        return report(_Gathering(reader, span).facts())


@contextmanager
def _no_collecting() -> Generator[None]:
    """Keep the garbage collector from looking through a million fresh rows again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Gathering:
    """Puts together what a report is made of."""

    def __init__(self, reader: HealthReader, span: HealthSpan) -> None:
        self._reader = reader
        self._span = span
        self._mondays = (*span.known, span.monday)
        self._from = self._mondays[0]
        self._begins = [span.begins(monday) for monday in self._mondays]
        self._members = {each.user_id: each for each in reader.members()}
        self._todays: dict[tuple[str, int], date] = {}
        self._active: dict[UserId, list[Practice]] = defaultdict(list)
        self._kept: dict[date, dict[UserId, tuple[int, int]]] = defaultdict(dict)
        self._practised: dict[date, set[UserId]] = defaultdict(set)
        self._came_back: dict[date, set[UserId]] = defaultdict(set)

    def facts(self) -> HealthFacts:
        """Read everything, and judge what was practised."""
        reader, span, since = self._reader, self._span, self._begins[0]
        is_open = {
            user_id: each.visibility is Visibility.OPEN for user_id, each in self._members.items()
        }
        self._judge()
        return HealthFacts(
            span=span,
            members={
                user_id: Counted(is_open[user_id], each.joined_at)
                for user_id, each in self._members.items()
            },
            kept=self._kept,
            practised=self._practised,
            reflected=self._reflected(),
            gave=self._by_week(reader.gave(since)),
            came_back=self._came_back,
            received=_by_member(reader.received(since)),
            requests=reader.requests(since, frozenset(who for who in is_open if is_open[who])),
            tried=self._tried(span.month),
            tried_before=self._tried(span.month.previous()),
            broke=self._broke(),
        )

    def _judge(self) -> None:
        first = block_start(block_of(self._span.read_from))
        left = {practice.id: practice for practice in self._reader.practices()}
        for practice in left.values():
            if not practice.is_archived:
                self._active[practice.user_id].append(practice)
        logs = self._reader.logs(first, self._span.monday)
        for practice_id, theirs in groupby(logs, key=itemgetter(0)):
            self._add(left.pop(practice_id), theirs, first)
        for practice in left.values():
            self._add(practice, (), first)

    def _add(self, practice: Practice, logs: Iterable[LoggedDay], first: date) -> None:
        """Add one practice to what its member kept."""
        who, last = practice.user_id, self._span.monday - DAY
        member = self._members[who]
        today, travel = self._today(member), travel_days(member.clock)
        history = History(practice, {}, practice.rests, travel, today)
        weeks = kept_weeks(history, logs, first, last)
        told = [week for week in weeks if week.monday >= self._from]
        if any(week.comeback is None for week in told):
            # Once in a while what was long before decides whether a log was a comeback.
            everything = self._reader.logs_of(practice)
            weeks = kept_weeks(history, everything, practice.started_on, last)
            told = [week for week in weeks if week.monday >= self._from]
        for monday, kept, planned, has_come_back, has_logs in told:
            if planned:
                earlier = self._kept[monday].get(who, (0, 0))
                self._kept[monday][who] = earlier[0] + kept, earlier[1] + planned
            if has_logs:
                self._practised[monday].add(who)
            if has_come_back:
                self._came_back[monday].add(who)

    def _today(self, member: Member) -> date:
        """Return the local day; it is the same for all who never changed their clock."""
        if len(member.clock) > 1:
            return member.today(self._span.at)
        key = member.zone, member.day_start
        if key not in self._todays:
            self._todays[key] = member.today(self._span.at)
        return self._todays[key]

    def _reflected(self) -> Sets:
        found: defaultdict[date, set[UserId]] = defaultdict(set)
        for who, week in self._reader.reflected(week_of(self._from)):
            if who in self._members:
                found[week.monday].add(who)
        return found

    def _by_week(self, moments: Iterable[tuple[UserId, datetime]]) -> Sets:
        found: defaultdict[date, set[UserId]] = defaultdict(set)
        for who, at in moments:
            if who in self._members:
                found[self._mondays[bisect_right(self._begins, at) - 1]].add(who)
        return found

    def _tried(self, month: Month) -> Tried:
        zone = self._span.zone
        return self._reader.tried(month.begins(zone), month.next().begins(zone))

    def _broke(self) -> Mapping[UserId, date]:
        """Return whose rhythm broke since the report's weeks began; logging for any day mends.

        Of silences in which somebody rested, those with the days of one rest are found.
        """
        longest = LONGEST_SILENCE + LONGEST_REST + 1
        span, first = self._span, self._span.now[0] - DAY * longest
        silent = self._reader.silent(span.begins(first - DAY), span.at - DAY * SHORTEST_SILENCE)
        broke: dict[UserId, date] = {}
        for who in silent:
            days = self._reader.logged_days(who, first - DAY * RHYTHM_DAYS)
            day = broke_on(days, self._today(self._members[who]), self._active[who])
            if day:
                broke[who] = day
        return broke


def _by_member(
    moments: Iterable[tuple[UserId, datetime]],
) -> Mapping[UserId, tuple[datetime, ...]]:
    found: defaultdict[UserId, list[datetime]] = defaultdict(list)
    for who, at in moments:
        found[who].append(at)
    return {who: tuple(times) for who, times in found.items()}
