"""Taking ten, and starting before it is over."""

from __future__ import annotations

from bot.domain.ids import InteractionId, PracticeId
from bot.render import recoveries as render
from bot.render import restarts
from bot.views.answers import answer, replace
from bot.views.caller import Interaction, caller
from bot.views.doors import ButtonDoor


class TakeTenDoor(ButtonDoor[render.TakeTen]):
    press = render.TakeTen

    async def click(self, interaction: Interaction, press: render.TakeTen) -> None:
        who, recoveries = caller(interaction), self.services.recoveries
        begun = await recoveries.begin(who, PracticeId(press.practice_id))
        message_id = await answer(interaction, render.begun(begun, who.interaction_id))
        if message_id:
            await recoveries.stands(who, begun, interaction.token, message_id)


class StartNowDoor(ButtonDoor[render.StartNow]):
    press = render.StartNow

    async def click(self, interaction: Interaction, press: render.StartNow) -> None:
        recovery_id, practice_id = InteractionId(press.recovery_id), PracticeId(press.practice_id)
        recoveries = self.services.recoveries
        step = await recoveries.start_now(caller(interaction), recovery_id, practice_id)
        await replace(interaction, restarts.over(step))


DOORS = (TakeTenDoor, StartNowDoor)
