"""What a member asked, received and gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.generosity import Side
from bot.domain.ids import FeedbackId
from bot.render import generosity as render
from bot.render.ratings import WhatCame
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor

if TYPE_CHECKING:
    from bot.render.card import Card
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /feedback mine: what was received where there is any, else what was asked."""
    waits = await services.generosity.first(caller(interaction))
    await answer(interaction, await _card(interaction, services, waits, 0))


class ShowMineDoor(ButtonDoor[render.ShowMine]):
    press = render.ShowMine

    async def click(self, interaction: Interaction, press: render.ShowMine) -> None:
        await replace(interaction, await _card(interaction, self.services, press.side, press.page))


class WhatCameDoor(ButtonDoor[WhatCame]):
    press = WhatCame

    async def click(self, interaction: Interaction, press: WhatCame) -> None:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        came = await ratings.what_came(caller(interaction), feedback_id)
        await answer(interaction, render.what_came(came))


DOORS = (ShowMineDoor, WhatCameDoor)


async def _card(interaction: Interaction, services: Services, side: Side, page: int) -> Card:
    who = caller(interaction)
    if side is Side.ASKED:
        return render.asked(await services.generosity.asked(who))
    return render.answered(await services.generosity.answered(who, side, page))
