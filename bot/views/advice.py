"""Buttons of advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.render import advice as render
from bot.render import plateaus
from bot.render import today as render_today
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor

if TYPE_CHECKING:
    from bot.domain.advice import Followed
    from bot.services.container import Services
    from bot.views.caller import Interaction


class TakeDayOffDoor(ButtonDoor[render.TakeDayOff]):
    press = render.TakeDayOff

    async def click(self, interaction: Interaction, press: render.TakeDayOff) -> None:
        practice_id = PracticeId(press.practice_id)
        what = await self.services.advice.take_day_off(caller(interaction), practice_id)
        await _show(interaction, self.services, what)


class ChangeMinimumDoor(ButtonDoor[render.ChangeMinimum]):
    press = render.ChangeMinimum

    async def click(self, interaction: Interaction, press: render.ChangeMinimum) -> None:
        practice_id = PracticeId(press.practice_id)
        advice = self.services.advice
        what = await advice.change_minimum(caller(interaction), practice_id, press.minimum)
        await _show(interaction, self.services, what)


class WhatHelpsHereDoor(ButtonDoor[render.WhatHelpsHere]):
    press = render.WhatHelpsHere

    async def click(self, interaction: Interaction, press: render.WhatHelpsHere) -> None:
        # Counting others may take a second or two, once a week.
        await interaction.response.defer(ephemeral=True, thinking=True)
        practice_id = PracticeId(press.practice_id)
        shown = await self.services.plateaus.what_helps(caller(interaction), practice_id)
        await answer(interaction, plateaus.what_helps(shown))


class WaveOffAdviceDoor(ButtonDoor[render.WaveOffAdvice]):
    press = render.WaveOffAdvice

    async def click(self, interaction: Interaction, press: render.WaveOffAdvice) -> None:
        await self.services.advice.wave_off(caller(interaction))
        await _refresh(interaction, self.services)


async def _show(interaction: Interaction, services: Services, what: Followed) -> None:
    """Show the day without the advice, and beside it what came of it."""
    await _refresh(interaction, services)
    await answer(interaction, render.followed(what))


async def _refresh(interaction: Interaction, services: Services) -> None:
    home = await services.today.home(caller(interaction))
    await replace(interaction, render_today.home(home))


DOORS = (TakeDayOffDoor, ChangeMinimumDoor, WhatHelpsHereDoor, WaveOffAdviceDoor)
