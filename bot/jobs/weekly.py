"""The weekly posts: what is due is claimed and brought to its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.publishing import publish
from bot.jobs.spread import spread

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.ids import CommunityId
    from bot.services.container import Services


async def post_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Post what is due in each community; the caller holds `Posts.one_run`."""

    async def post_week(community_id: CommunityId) -> None:
        for post in await services.weekly.claim_due(community_id):
            await publish(services, delivery, post)

    await spread(services.weekly.due(now), post_week)
