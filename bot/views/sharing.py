"""Keeps the public card of a reflection in step with what its author shares."""

from __future__ import annotations

from dataclasses import replace as with_
from typing import TYPE_CHECKING

from bot.domain.reflections import ReflectionGone
from bot.render import reflected as render
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.public_cards import PublicCard, keep_in_step

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.reflections import Reflected, Reflection
    from bot.services.container import Services
    from bot.views.caller import Interaction


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
        reflection = what.reflection
        if not (reflection.card or reflection.shared):
            return
        # Every interaction in a server has a channel.
        channel_id = what.channel_id or interaction.channel_id or 0
        note = await keep_in_step(self._delivery, self._card(interaction, what), channel_id)
        after = await self._now(interaction, reflection)
        if after != reflection or note:
            shown = render.reflected(with_(what, reflection=after), note)
            await replace(interaction, shown)

    def _card(self, interaction: Interaction, what: Reflected) -> PublicCard:
        reflection = what.reflection
        return PublicCard(
            place=reflection.card,
            is_wanted=reflection.shared,
            shown=lambda: render.shared(what),
            # One act posts once, however often it is delivered; sharing again later posts anew.
            key=f"r{interaction.id}",
            words=render,
            gone=render.GONE,
            stands=lambda place: self._reflections.stands(reflection, place),
            fell=lambda: self._reflections.fell(reflection),
        )

    async def _now(self, interaction: Interaction, before: Reflection) -> Reflection:
        """Return a reflection as it is by now; one deleted meanwhile is shown as a private one."""
        try:
            return (await self._reflections.get(caller(interaction), before.week)).reflection
        except ReflectionGone:
            return with_(before, shared=False)
