"""From logs to numbers: the one way in which every surface gets a streak or a percentage.

All four-week blocks of a practice but the current one are summed up once and remembered in memory,
so that an answer costs the same after ten weeks and after ten years. So is today's summary, until
something is logged. What is remembered is derived, never stored, and forgotten when what it came
from changes.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.domain.days import ClockSetting, block_of, block_start, travel_days
from bot.domain.summaries import Carry, Summary, settle, summarise
from bot.domain.verdicts import DayLog, History, Record, judge
from storage import logs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.ids import PracticeId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from storage.connections import Connection

T = TypeVar("T")

MOST_REMEMBERED = 5_000


class _Remembered(NamedTuple):
    """A carry, and what it was derived from beside the logs."""

    practice: Practice
    clock: tuple[ClockSetting, ...]
    carry: Carry


class _Shown(NamedTuple):
    """A summary, and what it was derived from beside the logs."""

    practice: Practice
    clock: tuple[ClockSetting, ...]
    today: date
    summary: Summary


class Histories:
    """Reads logs and judges them; outside transactions, since it must remember no undone write."""

    def __init__(self) -> None:
        self._remembered: OrderedDict[PracticeId, _Remembered] = OrderedDict()
        self._shown: OrderedDict[PracticeId, _Shown] = OrderedDict()
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
            boundary = block_start(block_of(today))
            carries = [await self._carry(conn, member, each, boundary) for each in unknown]
            ids = [practice.id for practice in unknown]
            days = await logs.days_of_each(conn, member.community_id, ids, boundary)
            for practice, carry in zip(unknown, carries, strict=True):
                summary = summarise(_history(member, practice, days[practice.id], today), carry)
                known[practice.id] = shown = _Shown(practice, member.clock, today, summary)
                if changes == self._changes:
                    _keep(self._shown, practice.id, shown)
        return tuple(shown.summary for shown in known.values() if shown)

    async def record(
        self, conn: Connection, member: Member, practice: Practice, now: datetime, first: date
    ) -> Record:
        """Return the verdict of every day from the four-week block of ``first`` on."""
        start = block_start(block_of(first))
        days = await logs.days(conn, practice.community_id, practice.id, start)
        return judge(_history(member, practice, days, member.today(now)), first=start)

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
        boundary, start = block_start(block_of(today)), block_start(block_of(first))
        carries = [await self._carry(conn, member, practice, boundary) for practice in practices]
        ids = [practice.id for practice in practices]
        days = await logs.days_of_each(conn, member.community_id, ids, min(boundary, start))
        histories = [_history(member, each, days[each.id], today) for each in practices]
        return tuple(
            (summarise(history, carry), judge(history, first=start))
            for history, carry in zip(histories, carries, strict=True)
        )

    def forget(self, practice_id: PracticeId, changed: date | None = None) -> None:
        """Forget what was summed up, since something in the practice's past changed.

        Where the day that changed is given, a sum that ends before it stays.
        """
        self._changes += 1
        self._shown.pop(practice_id, None)
        known = self._remembered.get(practice_id)
        if known and (changed is None or changed < known.carry.boundary):
            del self._remembered[practice_id]

    async def _carry(
        self, conn: Connection, member: Member, practice: Practice, boundary: date
    ) -> Carry:
        known = self._remembered.get(practice.id)
        # Asked as of an earlier day, say by a late post; what is remembered is for today.
        is_past = known is not None and known.carry.boundary > boundary
        if known and (is_past or known[:2] != (practice, member.clock)):
            known = None
        if known and known.carry.boundary == boundary:
            self._remembered.move_to_end(practice.id)
            return known.carry
        changes = self._changes
        first = known.carry.boundary if known else practice.started_on
        days = await logs.days(conn, practice.community_id, practice.id, first)
        history = _history(member, practice, days, boundary)
        carry = settle(history, boundary, known.carry if known else None)
        # Else what was read may be older than the change.
        if changes == self._changes and not is_past:
            _keep(self._remembered, practice.id, _Remembered(practice, member.clock, carry))
        return carry

    def _known(self, practice: Practice, member: Member, today: date) -> _Shown | None:
        shown = self._shown.get(practice.id)
        return shown if shown and shown[:3] == (practice, member.clock, today) else None


def _keep(memory: OrderedDict[PracticeId, T], practice_id: PracticeId, value: T) -> None:
    memory[practice_id] = value
    memory.move_to_end(practice_id)
    if len(memory) > MOST_REMEMBERED:
        memory.popitem(last=False)


def _history(
    member: Member, practice: Practice, days: Mapping[date, DayLog], today: date
) -> History:
    return History(
        practice=practice, logs=days, rests=(), travel=travel_days(member.clock), today=today
    )
