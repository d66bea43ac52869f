"""The rule of one: at most one adjustment runs, and another one waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.ids import AdjustmentId
from storage import adjustments

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.reflections import Reflection
    from storage.connections import Transaction


class Adjustments:
    """Acts within the transaction of a reflection."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def settle(
        self, tx: Transaction, caller: Caller, reflection: Reflection, outcome: Outcome | None
    ) -> None:
        """Note what became of the last adjustment, and adopt the new one where none is running."""
        running = await adjustments.running(tx, caller.community_id, caller.user_id)
        if running and running.week == reflection.week:
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
