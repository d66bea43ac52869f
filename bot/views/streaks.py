"""The ways from a number to its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.render import streaks as render
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor

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


async def _show(
    services: Services, interaction: Interaction, practice_id: PracticeId, weeks: int, page: int
) -> None:
    who = caller(interaction)
    shown = await services.streaks.audit_of(who, practice_id, weeks)
    own = shown.practice.user_id == who.user_id
    await replace(interaction, render.audit(shown, weeks, page, own=own))


DOORS = (WhyDoor, WhyAnotherDoor)
