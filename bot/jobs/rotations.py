"""Themes in turn: the challenge of the coming week is made and announced by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.publishing import publish
from bot.jobs.spread import spread
from bot.render.challenge_templates import WORDS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.ids import CommunityId
    from bot.services.container import Services


async def post_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Make and post what is due in each community; the caller holds `Posts.one_run`."""

    async def turn(community_id: CommunityId) -> None:
        post = await services.rotations.turn(community_id, WORDS)
        if post is not None:
            await publish(services, delivery, post)

    await spread(services.rotations.due(now), turn)
