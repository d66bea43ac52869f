"""What is stored about the caller: shown, handed over, deleted."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

import discord

from bot.domain.log_cards import LogGone
from bot.domain.privacy import NotYourData
from bot.render import logs
from bot.render import privacy as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor

if TYPE_CHECKING:
    from bot.domain.privacy import Erased
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /privacy show."""
    await answer(interaction, render.stored(await services.privacy.show(caller(interaction))))


async def export(interaction: Interaction, services: Services, *, everywhere: bool) -> None:
    """Answer /privacy export."""
    exported = await services.privacy.export(caller(interaction), everywhere=everywhere)
    content = await asyncio.to_thread(render.archive, exported)
    file = discord.File(io.BytesIO(content), render.FILE_NAME)
    await answer(interaction, render.exported(exported), files=[file])


async def confirm(interaction: Interaction, services: Services, *, everywhere: bool) -> None:
    """Answer /privacy delete: nothing is deleted before the button is clicked."""
    asks = caller(interaction)
    found = await services.privacy.show(asks)
    await answer(interaction, render.confirm(found, asks.user_id, everywhere=everywhere))


class EraseDoor(ButtonDoor[render.Erase]):
    press = render.Erase

    async def click(self, interaction: Interaction, press: render.Erase) -> None:
        asks = caller(interaction)
        if press.user_id != asks.user_id:
            raise NotYourData
        privacy = self.services.privacy
        erased = await privacy.erase(asks, everywhere=press.everywhere)
        await replace(interaction, render.erased(erased))
        if erased.cards:
            cards = frozenset(erased.cards)
            left = await privacy.take_cards_down(self.delivery.delete, cards)
            await replace(interaction, render.erased(erased, left))
        await self._take_cheers_off(erased)

    async def _take_cheers_off(self, erased: Erased) -> None:
        """Mend the cards of others that named the caller among those who cheered."""
        for community_id, log_id in erased.cheered:
            try:
                card = await self.services.log_cards.of(community_id, log_id)
            except LogGone:
                continue
            if card.standing and not card.standing.hidden:
                place = card.standing.place
                await self.delivery.edit(place.channel_id, place.message_id, logs.public(card))


DOORS = (EraseDoor,)
