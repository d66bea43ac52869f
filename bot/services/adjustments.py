"""The rule of one: at most one adjustment runs, and another one waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import (
    Adjustment,
    NothingToAdopt,
    Outcome,
    Proposal,
    clean_change,
)
from bot.domain.days import week_of
from bot.domain.ids import AdjustmentId
from storage import adjustments, receipts

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.adjustments import Origin
    from bot.domain.callers import Caller
    from bot.domain.reflections import Reflection
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Adjustments:
    """Adopts changes from anywhere, and acts within the transaction of a reflection."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def propose(self, caller: Caller, origin: Origin) -> Proposal:
        """Return the change of an answer, an idea or a lesson, and what the caller tries now.

        Raises:
            NothingToAdopt: where there is none for the caller.
        """
        async with self._db.reading() as conn:
            return await self._propose(conn, caller, origin)

    async def adopt(
        self, caller: Caller, origin: Origin, *, line: str = "", drops: int = 0
    ) -> Proposal:
        """Let the caller try a change, in their own ``line`` where it is too long as it stands.

        Where another one is running and is not the one that the caller agreed to drop, nothing
        happens, and the proposal that comes back has a rival.

        Raises:
            NothingToAdopt: where there is no change for the caller.
            EmptyName, NameTooLong, HiddenCharacters: for a change that cannot be kept.
        """
        async with self._db.transaction() as tx:
            proposal = await self._propose(tx, caller, origin)
            rival, change = proposal.rival, clean_change(line or proposal.line)
            may = not proposal.is_running and (rival is None or rival.id == drops)
            if may and await self._claim(tx, caller):
                if rival:
                    await adjustments.end(tx, rival, Outcome.DROPPED, self._clock.now())
                await adjustments.adopt(tx, await self._new(tx, caller, origin, change))
            return await self._propose(tx, caller, origin)

    async def running(self, caller: Caller) -> Adjustment | None:
        """Return what the caller is trying."""
        async with self._db.reading() as conn:
            return await adjustments.running(conn, caller.community_id, caller.user_id)

    async def settle(
        self, tx: Transaction, caller: Caller, reflection: Reflection, outcome: Outcome | None
    ) -> None:
        """Note what became of the last adjustment, and adopt the new one where none is running."""
        running = await adjustments.running(tx, caller.community_id, caller.user_id)
        if running and running.week >= reflection.week:
            # One from elsewhere is not the reflection's to change: the two wait for a decision.
            if running.week == reflection.week and running.origin is None:
                await self._revise(tx, running, reflection.adjustment)
            return
        if running and outcome and outcome is not Outcome.RUNNING:
            await adjustments.end(tx, running, outcome, self._clock.now())
            running = None
        if running is None:
            await self._adopt(tx, caller, reflection)

    async def switch(self, tx: Transaction, caller: Caller, reflection: Reflection) -> None:
        """Drop what is running for what the reflection names."""
        running = await adjustments.running(tx, caller.community_id, caller.user_id)
        if running and running.says(reflection.adjustment):
            return
        if running:
            await adjustments.end(tx, running, Outcome.DROPPED, self._clock.now())
        await self._adopt(tx, caller, reflection)

    async def _propose(self, conn: Connection, caller: Caller, origin: Origin) -> Proposal:
        whose = caller.community_id, caller.user_id
        change = await adjustments.change_of(conn, *whose, origin)
        if not change:
            raise NothingToAdopt
        return Proposal(origin, change, await adjustments.running(conn, *whose))

    async def _new(
        self, tx: Transaction, caller: Caller, origin: Origin, change: str
    ) -> Adjustment:
        now = self._clock.now()
        member = await self._members.ensure(tx, caller)
        return Adjustment(
            id=AdjustmentId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            change=change,
            week=week_of(member.today(now)),
            adopted_at=now,
            origin=origin,
        )

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)

    async def _revise(self, tx: Transaction, running: Adjustment, change: str) -> None:
        """Follow what the same reflection says now of the adjustment that it adopted."""
        if change:
            await adjustments.reword(tx, running, change)
        else:
            await adjustments.end(tx, running, Outcome.DROPPED, self._clock.now())

    async def _adopt(self, tx: Transaction, caller: Caller, reflection: Reflection) -> None:
        if not reflection.adjustment:
            return
        adjustment = Adjustment(
            id=AdjustmentId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            change=reflection.adjustment,
            week=reflection.week,
            adopted_at=self._clock.now(),
        )
        await adjustments.adopt(tx, adjustment)
