"""Pauses: everything held at once, in one tap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.days import DAY, Span
from bot.domain.ids import RestId
from bot.domain.resting import Paused
from bot.domain.rests import Rest
from bot.services.members import require_profile
from bot.services.resting import end_rests, signs_of
from storage import receipts, rests

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.profiles import Profile
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Pauses:
    """Nothing about a pause is kept but its days."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def take(self, caller: Caller, days: int) -> Paused:
        """Hold everything from today on, a stranger's too; a pause that lasts longer stays."""
        async with self._db.transaction() as tx:
            await self._members.ensure(tx, caller)
            profile = await require_profile(tx, caller)
            if await self._claim(tx, caller):
                await self._hold(tx, profile, caller, days)
            return await self._paused(tx, caller)

    async def end(self, caller: Caller) -> Paused:
        """End the pause that holds today, if one does.

        Raises:
            NotStarted: for a stranger.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            profile = await require_profile(tx, caller)
            if await self._claim(tx, caller):
                today = profile.member.today(now)
                pauses = [rest for rest in profile.rests if rest.holds(today)]
                await end_rests(tx, profile, pauses, now)
            return await self._paused(tx, caller)

    async def _hold(self, tx: Transaction, profile: Profile, caller: Caller, days: int) -> None:
        now = self._clock.now()
        today = profile.member.today(now)
        last = today + (days - 1) * DAY
        running = profile.pause_on(today)
        if running is None:
            pause = Rest(
                id=RestId(caller.interaction_id),
                community_id=caller.community_id,
                user_id=caller.user_id,
                practice_id=None,
                days=Span(today, last),
                is_pause=True,
                taken_at=now,
            )
            await rests.add(tx, pause)
        elif running.days.last < last:
            await rests.save(tx, replace(running, days=Span(running.days.first, last)))

    async def _paused(self, conn: Connection, caller: Caller) -> Paused:
        profile = await require_profile(conn, caller)
        today = profile.member.today(self._clock.now())
        return Paused(
            rest=profile.pause_on(today),
            today=today,
            resources=profile.community.resources,
            signs=await signs_of(conn, profile),
        )

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
