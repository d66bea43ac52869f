"""The health report and its lists; every step checks that a moderator takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import OutOfDate
from bot.render import health as render
from bot.render import health_lists
from bot.render.health_pictures import health_picture
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor
from bot.views.pictures import drawn

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services, weeks: int) -> None:
    """Answer /community health. What takes a second or two is announced first."""
    await services.communities.require_moderator(caller(interaction))
    await interaction.response.defer(ephemeral=True, thinking=True)
    report = await services.health.report(caller(interaction), weeks)
    if not report.agreed.total:
        await answer(interaction, render.health_card(report, None))
        return
    picture, files = await drawn(services, health_picture(report))
    await answer(interaction, render.health_card(report, picture), files=files)


class OpenHealthListDoor(SelectDoor[render.OpenHealthList]):
    press = render.OpenHealthList

    async def choose(
        self, interaction: Interaction, press: render.OpenHealthList, values: list[str]
    ) -> None:
        await self.services.communities.require_moderator(caller(interaction))
        measure = next((each for each in render.LISTS if each.value in values), None)
        if measure is None:
            raise OutOfDate
        await interaction.response.defer(ephemeral=True, thinking=True)
        report = await self.services.health.report(caller(interaction), press.weeks)
        await answer(interaction, health_lists.health_list(report, measure))


class TurnHealthListDoor(ButtonDoor[health_lists.TurnHealthList]):
    press = health_lists.TurnHealthList

    async def click(self, interaction: Interaction, press: health_lists.TurnHealthList) -> None:
        await self.services.communities.require_moderator(caller(interaction))
        if press.measure not in render.LISTS:
            raise OutOfDate
        await interaction.response.defer()
        report = await self.services.health.report(caller(interaction), press.weeks)
        await replace(interaction, health_lists.health_list(report, press.measure, press.page))


DOORS = (OpenHealthListDoor, TurnHealthListDoor)
