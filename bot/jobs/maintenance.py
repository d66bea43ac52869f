"""The daily tidying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.showcase import over

if TYPE_CHECKING:
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.services.container import Services


async def tidy_up(services: Services, delivery: Delivery, _now: datetime) -> None:
    """Delete what is kept no longer, and take down cards that outlived their data."""
    await services.maintenance.tidy_up()
    await services.communities.delete_removed()
    await services.privacy.take_cards_down(delivery.delete)
    for place in await services.consents.expire():
        await delivery.edit(place.channel_id, place.message_id, over())
