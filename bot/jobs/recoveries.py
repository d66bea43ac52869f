"""Minutes of recovery that are over: the private card that counted them becomes the restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import Trouble, Undeliverable
from bot.jobs.spread import spread
from bot.render import restarts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.recoveries import Recovery
    from bot.services.container import Services


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Change each card; one that Discord did not answer for is tried again in a minute."""
    del now

    async def end(recovery: Recovery) -> None:
        step = await services.recoveries.step_after(recovery)
        if step:
            card = restarts.over(step)
            outcome = await delivery.edit_answer(recovery.token, recovery.message_id, card)
            if outcome == Undeliverable(Trouble.UNREACHABLE):
                return
        await services.recoveries.over(recovery)

    await spread(_due(services), end)


async def _due(services: Services) -> AsyncIterator[Recovery]:
    after: Recovery | None = None
    while page := await services.recoveries.due(after):
        for recovery in page:
            yield recovery
        after = page[-1]
