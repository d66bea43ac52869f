"""The steps that fill a mark: forms that have doors of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.asking import Options
from bot.domain.marks import Step
from bot.render import marks as render
from bot.render.logs import LogNow
from bot.render.practices import EditPractice
from bot.render.rest_presses import RestForm
from bot.views import requests
from bot.views.doors import ButtonDoor
from bot.views.logs import LogNowDoor
from bot.views.practices import EditPracticeDoor
from bot.views.rests import RestFormDoor

if TYPE_CHECKING:
    from bot.views.caller import Interaction


class FillMarkDoor(ButtonDoor[render.FillMark]):
    press = render.FillMark

    async def click(self, interaction: Interaction, press: render.FillMark) -> None:
        practice_id, behind = press.practice_id, (self.services, self.delivery)
        match press.step:
            case Step.LOG | Step.ELSEWHERE:
                await LogNowDoor(*behind).open(interaction, LogNow(practice_id=practice_id))
            case Step.SMALLER:
                edit = EditPractice(practice_id=practice_id)
                await EditPracticeDoor(*behind).open(interaction, edit)
            case Step.ASK:
                options = Options(practice=str(practice_id))
                await requests.ask(interaction, self.services, options)
            case Step.REST:
                await RestFormDoor(*behind).open(interaction, RestForm(practice_id=practice_id))


DOORS = (FillMarkDoor,)
