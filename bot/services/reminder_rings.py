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
from bot.services.reminded import still_open
from storage import members, profiles, reminders

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.deliveries import Outcome
    from bot.domain.reminders import Reminder
    from storage.connections import Connection, Transaction
    from storage.database import Database

log = logging.getLogger(__name__)

PAGE = 100
# The direct channel takes nothing from us: the member closed it, or left.
_CLOSED = frozenset({Trouble.FORBIDDEN, Trouble.GONE})


class _Step(NamedTuple):
    """What becomes of a reminder that is due, and the message to be sent, if there is one."""

    before: Reminder
    after: Reminder
    ring: Ring | None = None


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
        async with self._db.transaction() as tx:
            for ring, outcome in sent:
                if isinstance(outcome, Sent) or outcome.trouble is not Trouble.UNREACHABLE:
                    await self._settle(tx, ring.reminder, outcome, now)

    async def _settle(
        self, tx: Transaction, reminder: Reminder, outcome: Outcome, now: datetime
    ) -> None:
        # Read here, since the clock may have been changed while the message was on its way.
        member = await members.get(tx, reminder.community_id, reminder.user_id)
        if member is None:
            return
        if isinstance(outcome, Sent) or outcome.trouble not in _CLOSED:
            await reminders.swap(tx, reminder, reminder.next_day(member, now))
        elif await reminders.swap(tx, reminder, replace(reminder, due_at=None, claimed_at=None)):
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
        for reminder in page:
            try:
                async with self._db.reading() as conn:
                    step = await self._step(conn, reminder, self._clock.now())
            except Exception:
                log.exception("incident %s with reminder %s", secrets.token_hex(4), reminder.id)
                continue
            if step:
                steps.append(step)
        async with self._db.transaction() as tx:
            return [step.ring for step in steps if await _take(tx, step) and step.ring]

    async def _step(self, conn: Connection, reminder: Reminder, now: datetime) -> _Step | None:
        """Decide about a reminder that is due; None where its member is gone."""
        # Past the memory: thousands who did not ask would drive those out who do.
        profile = await profiles.read(conn, reminder.community_id, reminder.user_id)
        if profile is None:
            return None
        member = profile.member
        planned = reminder.caught_up(member, now)
        if planned.due_at is None or planned.due_at > now:
            return _Step(reminder, planned)
        is_open = await still_open(conn, profile, planned, member.today(now))
        if profile.community.removed_at or not is_open:
            return _Step(reminder, planned.next_day(member, now))
        whose = reminder.community_id, reminder.user_id
        choices = await reminders.get_choices(conn, *whose)
        if planned.claimed_at:
            ring = Ring(planned, is_open, choices, may_stand=planned.must_look(now))
            return _Step(reminder, planned, replace(ring, is_late=planned.is_late(now)))
        if later := held_back(planned, member, now, choices):
            return _Step(reminder, later)
        claimed = replace(planned, claimed_at=now)
        return _Step(reminder, claimed, Ring(claimed, is_open, choices, planned.is_late(now)))


async def _take(tx: Transaction, step: _Step) -> bool:
    """Keep a step, unless the reminder changed since it was read."""
    return step.before == step.after or await reminders.swap(tx, step.before, step.after)
