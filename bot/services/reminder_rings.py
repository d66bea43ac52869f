"""Reminders that are due: claimed before they are sent, settled after, never sent twice."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.deliveries import Sent, Trouble
from bot.domain.reminder_cards import Ring
from bot.domain.reminders import held_back
from bot.services.reminded import Asked, open_of_each
from storage import members, profiles, reminders

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.reminders import Reminder
    from bot.services.reminded import Open
    from storage.connections import Connection
    from storage.database import Database

log = logging.getLogger(__name__)

PAGE = 100
# So many are judged at once: in one trip, and soon enough for those who wait for an answer.
AT_ONCE = 25
# The direct channel takes nothing from us: the member closed it, or left.
_CLOSED = frozenset({Trouble.FORBIDDEN, Trouble.GONE})


class _Step(NamedTuple):
    """What becomes of a reminder that is due, and the message to be sent, if there is one."""

    before: Reminder
    after: Reminder
    ring: Ring | None = None


class _Asked(NamedTuple):
    """A reminder as it was read, and as it is due by now."""

    before: Reminder
    asked: Asked


class ReminderRings:
    """What the job asks for. Only what is due is looked at, a page at a time."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self.one_run = asyncio.Lock()
        """Held while messages are sent, so that two runs do not send the same one."""

    async def due(self) -> AsyncGenerator[Ring]:
        """Give the messages to be sent, each claimed; where nothing is to be said, move on."""
        now = self._clock.now()
        # A page ahead, so that nothing waits between the last message of one and the next.
        coming = asyncio.create_task(self._page(now, None))
        try:
            while True:
                rings, last = await coming
                if last:
                    coming = asyncio.create_task(self._page(now, last))
                for ring in rings:
                    yield ring
                if last is None:
                    return
        finally:
            coming.cancel()

    async def is_wanted(self, ring: Ring) -> bool:
        """Tell whether a claimed message is still to be sent: its member may have gone meanwhile.

        Others may be sent before it, so that it waits for some seconds after the claim.
        """
        async with self._db.reading() as conn:
            return await reminders.is_claimed(conn, ring.reminder)

    async def claim_again(self, ring: Ring) -> Ring | None:
        """Claim a message anew that does not stand in its channel; None where it changed since."""
        again = replace(ring.reminder, claimed_at=self._clock.now())
        async with self._db.transaction() as tx:
            is_ours = await reminders.swap(tx, ring.reminder, again)
        return replace(ring, reminder=again) if is_ours else None

    async def settle(self, sent: Iterable[tuple[Ring, Outcome]]) -> None:
        """Note what came of messages; of those without an answer nobody knows, they stay claimed.

        Where Discord refuses messages to somebody, all their reminders here are off.
        """
        now = self._clock.now()
        known = [
            (ring.reminder, not isinstance(outcome, Sent) and outcome.trouble in _CLOSED)
            for ring, outcome in sent
            if isinstance(outcome, Sent) or outcome.trouble is not Trouble.UNREACHABLE
        ]
        async with self._db.transaction() as tx:
            # Read here, since a clock may have been changed while the message was on its way.
            theirs = await members.get_each(tx, (_whose(reminder) for reminder, _ in known))
            moves = [
                (reminder, _off(reminder) if is_closed else reminder.next_day(member, now))
                for (reminder, is_closed), member in zip(known, theirs, strict=True)
                if member
            ]
            settled = await reminders.swap_each(tx, moves)
            for (reminder, after), is_settled in zip(moves, settled, strict=True):
                if is_settled and after.is_closed:
                    await reminders.close(tx, reminder)

    async def _page(
        self, now: datetime, after: Reminder | None
    ) -> tuple[list[Ring], Reminder | None]:
        """Claim a page, and tell after which reminder the next one begins."""
        async with self._db.reading() as conn:
            page = await reminders.due(conn, now, after, PAGE)
        return await self._claimed(page), page[-1] if len(page) == PAGE else None

    async def _claimed(self, page: Sequence[Reminder]) -> list[Ring]:
        steps: list[_Step] = []
        for start in range(0, len(page), AT_ONCE):
            steps += await self._steps(page[start : start + AT_ONCE])
        async with self._db.transaction() as tx:
            # One that changed since it was read is left alone.
            taken = await reminders.swap_each(tx, ((step.before, step.after) for step in steps))
        return [
            step.ring for step, is_ours in zip(steps, taken, strict=True) if is_ours and step.ring
        ]

    async def _steps(self, some: Sequence[Reminder]) -> list[_Step]:
        """Decide about reminders that are due; one that cannot be read keeps none from its own."""
        try:
            async with self._db.reading() as conn:
                return await _decide(conn, some, self._clock.now())
        except Exception:
            if len(some) > 1:
                return [step for each in some for step in await self._steps((each,))]
            log.exception("incident %s with reminder %s", secrets.token_hex(4), some[0].id)
            return []


async def _decide(conn: Connection, some: Sequence[Reminder], now: datetime) -> list[_Step]:
    """Decide about reminders whose members are there."""
    # Past the memory: thousands who did not ask would drive those out who do.
    found = await profiles.read_each(conn, map(_whose, some))
    asked: list[_Asked] = []
    steps: list[_Step] = []
    for reminder, profile in zip(some, found, strict=True):
        if profile is None:
            continue
        planned = reminder.caught_up(profile.member, now)
        if planned.due_at is None or planned.due_at > now:
            steps.append(_Step(reminder, planned))
        else:
            asked.append(_Asked(reminder, Asked(profile, planned, profile.member.today(now))))
    opened = await open_of_each(conn, [each.asked for each in asked])
    steps += (_step(each, open_, now) for each, open_ in zip(asked, opened, strict=True))
    return steps


def _step(due: _Asked, open_: Open, now: datetime) -> _Step:
    reminder, (profile, planned, _) = due
    member, choices = profile.member, open_.choices
    if profile.community.removed_at or not open_.practices:
        return _Step(reminder, planned.next_day(member, now))
    is_late = planned.is_late(now)
    if planned.claimed_at:
        may_stand = planned.must_look(now)
        return _Step(reminder, planned, Ring(planned, open_.practices, choices, is_late, may_stand))
    if later := held_back(planned, member, now, choices):
        return _Step(reminder, later)
    claimed = replace(planned, claimed_at=now)
    return _Step(reminder, claimed, Ring(claimed, open_.practices, choices, is_late))


def _whose(reminder: Reminder) -> tuple[CommunityId, UserId]:
    return reminder.community_id, reminder.user_id


def _off(reminder: Reminder) -> Reminder:
    return replace(reminder, due_at=None, claimed_at=None)
