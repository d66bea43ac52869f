"""What is stored about the caller: shown, handed over, deleted."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import TYPE_CHECKING

from bot.domain.log_cards import LogGone
from bot.domain.privacy import NotYourData
from bot.render import logs
from bot.render import privacy as render
from bot.render.giving import UNTITLED
from bot.views import session_cards
from bot.views.answers import answer, replace
from bot.views.attachments import file_of
from bot.views.caller import caller
from bot.views.doors import ButtonDoor
from bot.views.standing_cards import standing_card

if TYPE_CHECKING:
    from bot.domain.callers import Caller
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
    file = file_of(content, render.FILE_NAME)
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
        await self._mend_cards(erased)
        await self._mend_meetings(asks, erased)

    async def _take_cheers_off(self, erased: Erased) -> None:
        """Mend the cards of others that named the caller among those who cheered."""
        for community_id, log_id in erased.cheered:
            try:
                card = await self.services.log_cards.of(community_id, log_id)
            except LogGone:
                continue
            if card.posted and not card.posted.hidden:
                place = card.posted.place
                await self.delivery.edit(place.channel_id, place.message_id, logs.public(card))

    async def _mend_cards(self, erased: Erased) -> None:
        """Mend the cards of others that named the caller, or quoted them."""
        for community_id, piece, place in erased.told_on:
            if standing := await standing_card(self.services, community_id, piece):
                await self.delivery.edit(place.channel_id, place.message_id, standing)
        for thread_id in erased.threads:
            await self.delivery.rename_thread(thread_id, UNTITLED)

    async def _mend_meetings(self, asks: Caller, erased: Erased) -> None:
        """Mend the cards of meetings that named the caller; somebody else may present now."""
        for community_id, *meeting in erased.meetings:
            shown = await self.services.session_events.invitation(community_id, *meeting)
            if shown is None:
                there = dataclasses.replace(asks, community_id=community_id)
                shown = await self.services.session_turns.shown(there, *meeting)
            await session_cards.mend(self.delivery, shown)


DOORS = (EraseDoor,)
