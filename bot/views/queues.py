"""The queue as members leaf through it, and the buttons that take a request and give it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import queues as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor
from bot.views.giving import show_desk
from bot.views.requests import refresh_card

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services, skill: str) -> None:
    """Answer /feedback queue."""
    page = await services.queues.search(caller(interaction), skill)
    await answer(interaction, render.queue(page))


class ShowQueueDoor(ButtonDoor[render.ShowQueue]):
    press = render.ShowQueue

    async def click(self, interaction: Interaction, press: render.ShowQueue) -> None:
        page = await self.services.queues.page(caller(interaction), press.page, press.skill_id)
        await replace(interaction, render.queue(page))


class WhyThisOrderDoor(ButtonDoor[render.WhyThisOrder]):
    press = render.WhyThisOrder

    async def click(self, interaction: Interaction, press: render.WhyThisOrder) -> None:
        shown = await self.services.queues.explain(caller(interaction), press.page, press.skill_id)
        await replace(interaction, render.why(shown))


class TakeRequestDoor(ButtonDoor[render.TakeRequest]):
    press = render.TakeRequest

    async def click(self, interaction: Interaction, press: render.TakeRequest) -> None:
        taken = await self.services.queues.take(caller(interaction), press.request_id)
        await show_desk(interaction, self.services, self.delivery, taken.request.id)


class ReleaseRequestDoor(ButtonDoor[render.ReleaseRequest]):
    press = render.ReleaseRequest

    async def click(self, interaction: Interaction, press: render.ReleaseRequest) -> None:
        request = await self.services.queues.release(caller(interaction), press.request_id)
        await replace(interaction, render.released(request))
        await refresh_card(self.services, self.delivery, request.community_id, request.id)


DOORS = (
    ShowQueueDoor,
    WhyThisOrderDoor,
    TakeRequestDoor,
    ReleaseRequestDoor,
)
