"""Keeps the public card of a reflection in step with what its author shares."""

from __future__ import annotations

from dataclasses import replace as with_
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble, Undeliverable, trouble_mending
from bot.domain.places import Place
from bot.domain.reflections import ReflectionGone
from bot.render import reflected as render
from bot.views.answers import replace
from bot.views.caller import caller

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.reflections import Reflected, Reflection
    from bot.services.container import Services
    from bot.views.caller import Interaction

    Mended = tuple[Reflection, str | None]


class Sharing:
    """The author is answered first, then the public card is posted, mended or taken away."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._reflections = services.reflections
        self._delivery = delivery

    async def show(
        self, interaction: Interaction, what: Reflected, *, wanted: bool = False
    ) -> None:
        """Show a reflection to its author; ``wanted`` where sharing was just asked for."""
        unheard = wanted and not what.is_set_up
        await replace(interaction, render.reflected(what, render.NOT_SET_UP if unheard else None))
        after, note = await self._in_step(interaction, what)
        if after != what.reflection or note:
            shown = render.reflected(with_(what, reflection=after), note)
            await replace(interaction, shown)

    async def _in_step(self, interaction: Interaction, what: Reflected) -> Mended:
        reflection, card = what.reflection, what.reflection.card
        if card:
            return await (
                self._mend(what, card) if reflection.shared else self._take_away(what, card)
            )
        if reflection.shared:
            return await self._post(interaction, what)
        return reflection, None

    async def _mend(self, what: Reflected, card: Place) -> Mended:
        outcome = await self._delivery.edit(card.channel_id, card.message_id, render.shared(what))
        if isinstance(outcome, Sent):
            return what.reflection, None
        if outcome.trouble is not Trouble.GONE:
            return what.reflection, render.not_mended(outcome.trouble)
        # A moderator may have deleted it: then it is not for us to post it again.
        await self._reflections.fell(what.reflection)
        return with_(what.reflection, card=None, shared=False), render.GONE

    async def _take_away(self, what: Reflected, card: Place) -> Mended:
        outcome = await self._delivery.delete(card.channel_id, card.message_id)
        if trouble := trouble_mending(outcome):
            return what.reflection, render.not_mended(trouble)
        await self._reflections.fell(what.reflection)
        return with_(what.reflection, card=None), None

    async def _post(self, interaction: Interaction, what: Reflected) -> Mended:
        # Every interaction in a server has a channel.
        channel_id = what.channel_id or interaction.channel_id or 0
        # One act posts once, however often it is delivered; sharing again later posts anew.
        outcome = await self._delivery.send(channel_id, render.shared(what), f"r{interaction.id}")
        if isinstance(outcome, Undeliverable):
            return what.reflection, render.not_shared(channel_id, outcome.trouble)
        card = Place(channel_id, outcome.message_id)
        if await self._reflections.stands(what.reflection, card):
            return with_(what.reflection, card=card), None
        # Taken back or deleted meanwhile, or another tap posted it first.
        await self._delivery.delete(channel_id, outcome.message_id)
        try:
            after = await self._reflections.get(caller(interaction), what.reflection.week)
        except ReflectionGone:
            return with_(what.reflection, shared=False), None
        return after.reflection, None
