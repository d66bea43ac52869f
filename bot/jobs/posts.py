"""Posts that nobody clicked for: those left open, those due now, and those that did not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs import challenges, rotations, weekly
from bot.jobs.publishing import publish
from bot.jobs.spread import each, spread
from bot.render import weekly as render

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.posts import Notice, Post
    from bot.services.container import Services

# What claims the posts of its own kinds that are due, and brings them to their channels.
DUE = (challenges.post_due, rotations.post_due, weekly.post_due)


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Settle what was left open, post what is due, and tell moderators what did not come."""

    async def settle(post: Post) -> None:
        await publish(services, delivery, post)

    async def tell(notice: Notice) -> None:
        await _tell(services, delivery, notice)

    async with services.posts.one_run:
        await services.posts.retry_failed(now)
        await spread(each(await services.posts.unsettled()), settle)
        for post_due in DUE:
            await post_due(services, delivery, now)
        await spread(services.posts.untold(), tell)


async def _tell(services: Services, delivery: Delivery, notice: Notice) -> None:
    outcome = None
    if notice.channel_id is not None:
        outcome = await delivery.send(notice.channel_id, render.notice(notice), notice.nonce)
    await services.posts.told(notice, outcome)
