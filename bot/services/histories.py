"""From logs to numbers: the one way in which every surface gets a streak or a percentage.

All weeks of a practice but the current one are summed up once and remembered in memory, so that an
answer costs the same after ten weeks and after ten years. So are all weeks that are too old to be
logged for, so that logging for last week does not sum everything up again; and today's summary,
until something is logged. Of those who came home lately, the judged weeks before the current one
are remembered, too. What is remembered is derived, never stored, and forgotten when what it
came from changes.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.domain.day_facts import DayFacts, Reviewed, first_looked_at
from bot.domain.days import DAY, WEEK, ClockSetting, block_of, block_start, monday_of, travel_days
from bot.domain.summaries import Carry, Summary, settle, summarise
from bot.domain.verdicts import DayLog, History, Record, judge, judge_weeks
from bot.domain.week_rules import Mercy
from storage import logs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.ids import PracticeId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from storage.connections import Connection

T = TypeVar("T")

MOST_REMEMBERED = 5_000
# Judged weeks of one practice take about 20 KiB.
MOST_JUDGED = 300
# Longer than any community lets its members log for earlier days (30 days).
OUT_OF_REACH = 5 * WEEK


class _Remembered(NamedTuple):
    """Carries, the oldest boundary first, and what they were derived from beside the logs."""

    practice: Practice
    clock: tuple[ClockSetting, ...]
    carries: tuple[Carry, ...]


class _Shown(NamedTuple):
    """A summary, and what it was derived from beside the logs."""

    practice: Practice
    clock: tuple[ClockSetting, ...]
    today: date
    summary: Summary


class _Judged(NamedTuple):
    """The judged weeks before a Monday, what their block may still forgive, and their origin."""

    practice: Practice
    clock: tuple[ClockSetting, ...]
    boundary: date
    record: Record
    mercy: Mercy


class Histories:
    """Reads logs and judges them; outside transactions, since it must remember no undone write."""

    def __init__(self) -> None:
        self._remembered: OrderedDict[PracticeId, _Remembered] = OrderedDict()
        self._shown: OrderedDict[PracticeId, _Shown] = OrderedDict()
        self._judged: OrderedDict[PracticeId, _Judged] = OrderedDict()
        self._changes = 0

    async def summary(
        self, conn: Connection, member: Member, practice: Practice, now: datetime
    ) -> Summary:
        """Return the numbers of one practice as of now."""
        (summary,) = await self.summaries(conn, member, (practice,), now)
        return summary

    async def summaries(
        self, conn: Connection, member: Member, practices: Sequence[Practice], now: datetime
    ) -> tuple[Summary, ...]:
        """Return the numbers of some practices of one member as of now, in the same order."""
        today, changes = member.today(now), self._changes
        known = {each.id: self._known(each, member, today) for each in practices}
        unknown = [each for each in practices if known[each.id] is None]
        if unknown:
            boundary = monday_of(today)
            carries = [await self._carry(conn, member, each, boundary) for each in unknown]
            ids = [practice.id for practice in unknown]
            days = await logs.days_of_each(conn, member.community_id, ids, boundary)
            for practice, carry in zip(unknown, carries, strict=True):
                history = history_of(member, practice, days[practice.id], today)
                known[practice.id] = self._show(member, history, carry, as_of=changes)
        return tuple(shown.summary for shown in known.values() if shown)

    async def summary_of(
        self,
        conn: Connection,
        member: Member,
        practice: Practice,
        today: date,
        days: Mapping[date, DayLog],
    ) -> Summary:
        """Return `summary`, where the ``days`` of the current week were just read.

        It is not remembered: something else may have been logged since.
        """
        carry = await self._carry(conn, member, practice, monday_of(today))
        return summarise(history_of(member, practice, days, today), carry)

    async def record(
        self, conn: Connection, member: Member, practice: Practice, now: datetime, first: date
    ) -> Record:
        """Return the verdict of every day from the four-week block of ``first`` on."""
        start = block_start(block_of(first))
        days = await logs.days(conn, practice.community_id, practice.id, start)
        return judge(history_of(member, practice, days, member.today(now)), first=start)

    async def reviews(
        self,
        conn: Connection,
        member: Member,
        practices: Sequence[Practice],
        now: datetime,
        first: date,
    ) -> tuple[tuple[Summary, Record], ...]:
        """Return `summaries`, each with the `record` from ``first`` on, from logs read once."""
        today = member.today(now)
        boundary, start = monday_of(today), block_start(block_of(first))
        carries = [await self._carry(conn, member, practice, boundary) for practice in practices]
        ids = [practice.id for practice in practices]
        days = await logs.days_of_each(conn, member.community_id, ids, min(boundary, start))
        histories = [history_of(member, each, days[each.id], today) for each in practices]
        return tuple(
            (summarise(history, carry), judge(history, first=start))
            for history, carry in zip(histories, carries, strict=True)
        )

    async def day_facts(self, conn: Connection, profile: Profile, now: datetime) -> DayFacts:
        """Return a member's day, with each active practice judged as of now."""
        member, practices = profile.member, profile.active
        today, changes = member.today(now), self._changes
        monday = monday_of(today)
        before = [await self._judged_before(conn, member, each, monday) for each in practices]
        carries = [await self._carry(conn, member, each, monday) for each in practices]
        ids = [practice.id for practice in practices]
        days = await logs.days_of_each(conn, member.community_id, ids, monday)
        reviewed: list[Reviewed] = []
        for known, carry in zip(before, carries, strict=True):
            practice = known.practice
            history = history_of(member, practice, days[practice.id], today)
            summary = self._show(member, history, carry, as_of=changes).summary
            first = max(monday, monday_of(practice.started_on))
            week, _ = judge_weeks(history, first, today, known.mercy)
            record = Record(known.record.days + week.days, known.record.weeks + week.weeks)
            reviewed.append(Reviewed(practice, summary, record))
        return DayFacts(profile, today, now, tuple(reviewed))

    def forget(self, practice_id: PracticeId, changed: date | None = None) -> None:
        """Forget what was summed up, since something in the practice's past changed.

        Where the day that changed is given, sums that end before it stay.
        """
        self._changes += 1
        self._shown.pop(practice_id, None)
        judged = self._judged.get(practice_id)
        if judged and (changed is None or changed < judged.boundary):
            del self._judged[practice_id]
        known = self._remembered.pop(practice_id, None)
        if known and changed:
            kept = tuple(carry for carry in known.carries if carry.boundary <= changed)
            if kept:
                self._remembered[practice_id] = known._replace(carries=kept)

    def _show(self, member: Member, history: History, carry: Carry, *, as_of: int) -> _Shown:
        """Sum a practice up, and remember it unless something changed since it was read."""
        practice, today = history.practice, history.today
        known = self._known(practice, member, today)
        if known:
            return known
        shown = _Shown(practice, member.clock, today, summarise(history, carry))
        if as_of == self._changes:
            _keep(self._shown, practice.id, shown, MOST_REMEMBERED)
        return shown

    async def _carry(
        self, conn: Connection, member: Member, practice: Practice, boundary: date
    ) -> Carry:
        known = self._remembered.get(practice.id)
        # Asked as of an earlier day, say by a late post; what is remembered is for today.
        is_past = known is not None and known.carries[-1].boundary > boundary
        holds = known is not None and known[:2] == (practice, member.clock)
        carries = known.carries if known and holds else ()
        if carries and carries[-1].boundary == boundary:
            self._remembered.move_to_end(practice.id)
            return carries[-1]
        changes = self._changes
        carries = await _settle(conn, member, practice, boundary, carries)
        # Else what was read may be older than the change.
        if changes == self._changes and not is_past:
            kept = _Remembered(practice, member.clock, carries)
            _keep(self._remembered, practice.id, kept, MOST_REMEMBERED)
        return carries[-1]

    async def _judged_before(
        self, conn: Connection, member: Member, practice: Practice, monday: date
    ) -> _Judged:
        """Judge what `DayFacts` look back on up to a Monday."""
        judged = self._judged.get(practice.id)
        if judged and judged[:3] == (practice, member.clock, monday):
            self._judged.move_to_end(practice.id)
            return judged
        changes = self._changes
        start = block_start(block_of(max(first_looked_at(monday), practice.started_on)))
        days = await logs.days(conn, practice.community_id, practice.id, start)
        history = history_of(member, practice, days, monday)
        first = max(start, monday_of(practice.started_on))
        judged = _Judged(
            practice, member.clock, monday, *judge_weeks(history, first, monday - DAY, Mercy())
        )
        if changes == self._changes:
            _keep(self._judged, practice.id, judged, MOST_JUDGED)
        return judged

    def _known(self, practice: Practice, member: Member, today: date) -> _Shown | None:
        shown = self._shown.get(practice.id)
        return shown if shown and shown[:3] == (practice, member.clock, today) else None


async def _settle(
    conn: Connection,
    member: Member,
    practice: Practice,
    boundary: date,
    known: tuple[Carry, ...],
) -> tuple[Carry, Carry]:
    """Sum up what is out of reach and what is before the boundary, from the last that is known."""
    far = boundary - OUT_OF_REACH
    usable = [carry for carry in known if carry.boundary <= far]
    start = usable[-1] if usable else None
    first = start.boundary if start else practice.started_on
    days = await logs.days(conn, practice.community_id, practice.id, first)
    history = history_of(member, practice, days, boundary)
    older = start if start and start.boundary == far else settle(history, far, start)
    return older, settle(history, boundary, older)


def _keep(memory: OrderedDict[PracticeId, T], practice_id: PracticeId, value: T, most: int) -> None:
    memory[practice_id] = value
    memory.move_to_end(practice_id)
    if len(memory) > most:
        memory.popitem(last=False)


def history_of(
    member: Member, practice: Practice, days: Mapping[date, DayLog], today: date
) -> History:
    """Put together all that the rules ask for about one practice."""
    return History(
        practice=practice,
        logs=days,
        rests=practice.rests,
        travel=travel_days(member.clock),
        today=today,
    )
