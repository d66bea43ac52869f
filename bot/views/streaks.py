"""The ways from a number to its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.render import streaks as render
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor

if TYPE_CHECKING:
    from bot.views.caller import Interaction


class WhyDoor(ButtonDoor[render.Why]):
    press = render.Why

    async def click(self, interaction: Interaction, press: render.Why) -> None:
        practice_id = PracticeId(press.practice_id)
        shown = await self.services.streaks.audit_of(caller(interaction), practice_id, press.weeks)
        await replace(interaction, render.audit(shown, press.weeks, press.page))


class WhyAnotherDoor(SelectDoor[render.WhyAnother]):
    press = render.WhyAnother

    async def choose(
        self, interaction: Interaction, press: render.WhyAnother, values: list[str]
    ) -> None:
        (chosen,) = values
        practice_id = PracticeId(int(chosen))
        shown = await self.services.streaks.audit_of(caller(interaction), practice_id, press.weeks)
        await replace(interaction, render.audit(shown, press.weeks, 0))


DOORS = (WhyDoor, WhyAnotherDoor)
