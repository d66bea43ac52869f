"""The ways from a number to its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.render import streaks as render
from bot.render.progress_pictures import audit_picture
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor
from bot.views.pictures import drawn

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


class WhyDoor(ButtonDoor[render.Why]):
    press = render.Why

    async def click(self, interaction: Interaction, press: render.Why) -> None:
        practice_id = PracticeId(press.practice_id)
        await _show(self.services, interaction, practice_id, press.weeks, press.page)


class WhyAnotherDoor(SelectDoor[render.WhyAnother]):
    press = render.WhyAnother

    async def choose(
        self, interaction: Interaction, press: render.WhyAnother, values: list[str]
    ) -> None:
        (chosen,) = values
        await _show(self.services, interaction, PracticeId(int(chosen)), press.weeks, 0)


class PictureOfDaysDoor(ButtonDoor[render.PictureOfDays]):
    press = render.PictureOfDays

    async def click(self, interaction: Interaction, press: render.PictureOfDays) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        practice_id = PracticeId(press.practice_id)
        shown = await self.services.streaks.audit_of(caller(interaction), practice_id, press.weeks)
        owner = shown.practice.user_id
        picture, files = await drawn(self.services, audit_picture(shown), owner)
        await answer(interaction, render.audit_shown(shown, picture), files=files)


async def _show(
    services: Services, interaction: Interaction, practice_id: PracticeId, weeks: int, page: int
) -> None:
    who = caller(interaction)
    shown = await services.streaks.audit_of(who, practice_id, weeks)
    own = shown.practice.user_id == who.user_id
    await replace(interaction, render.audit(shown, weeks, page, own=own))


DOORS = (WhyDoor, WhyAnotherDoor, PictureOfDaysDoor)
