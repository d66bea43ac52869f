"""The small restart on `/today`, which has a log button for each practice beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import restarts as render
from bot.render.logs import LogNow
from bot.views.doors import ButtonDoor
from bot.views.logs import LogNowDoor

if TYPE_CHECKING:
    from bot.views.caller import Interaction


class StartSmallDoor(ButtonDoor[render.StartSmall]):
    press = render.StartSmall

    async def click(self, interaction: Interaction, press: render.StartSmall) -> None:
        door = LogNowDoor(self.services, self.delivery)
        await door.open(interaction, LogNow(practice_id=press.practice_id))


DOORS = (StartSmallDoor,)
