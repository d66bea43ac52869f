"""Direct messages that members asked for: reminders, and the end of a rest."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.posts import nonce
from bot.jobs.spread import spread
from bot.render import reminder_rings as render
from bot.render import rests

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.deliveries import Outcome
    from bot.domain.reminder_cards import Ring
    from bot.domain.rests import Rest
    from bot.services.container import Services

# What came of so many messages is noted at once, so that commands wait for few transactions.
BATCH = 25
# Without an answer to so many in a row, Discord is not there: the rest waits for the next minute.
MOST_SILENT = 24


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Send what is due; what was left open by a run that was cut off is settled."""
    del now

    async def tell(rest: Rest) -> None:
        over = await services.rests.told(rest)
        if over:
            key = nonce("rest", rest.id, rest.tell_at)
            await delivery.direct(rest.user_id, rests.over(over), key)

    async with services.reminder_rings.one_run:
        await _Round(services, delivery).run()
        await spread(services.rests.due(), tell)


class _Round:
    """One run over all reminders that are due."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._rings = services.reminder_rings
        self._delivery = delivery
        self._outcomes: list[tuple[Ring, Outcome]] = []
        self._noting = asyncio.Lock()
        self._silent = 0

    async def run(self) -> None:
        await spread(self._until_silent(), self._bring)
        await self._note()

    async def _until_silent(self) -> AsyncIterator[Ring]:
        async with aclosing(self._rings.due()) as due:
            async for ring in due:
                if self._silent >= MOST_SILENT:
                    return
                yield ring

    async def _bring(self, ring: Ring) -> None:
        sent = await self._send(ring)
        if sent is None:
            return
        is_silent = sent[1] == Undeliverable(Trouble.UNREACHABLE)
        self._silent = self._silent + 1 if is_silent else 0
        self._outcomes.append(sent)
        if len(self._outcomes) >= BATCH:
            await self._note()

    async def _send(self, ring: Ring) -> tuple[Ring, Outcome] | None:
        """Send a message, unless it stands already; None where it is overtaken."""
        channel_id, claimed_at = ring.reminder.channel_id, ring.reminder.claimed_at
        if ring.may_stand and claimed_at:
            marker = render.marker(ring)
            found = await self._delivery.find(channel_id, marker, claimed_at, direct=True)
            if found is not None:
                return ring, found
            again = await self._rings.claim_again(ring)
            if again is None:
                return None
            ring = again
        elif not await self._rings.is_wanted(ring):
            return None
        card = render.ring(ring)
        return ring, await self._delivery.send(channel_id, card, ring.reminder.nonce)

    async def _note(self) -> None:
        noted, self._outcomes = self._outcomes, []
        if noted:
            await self._rings.settle(noted)
