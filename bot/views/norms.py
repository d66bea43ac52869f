"""Norms as moderators set them; members agree on the way in (``bot.views.start``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import norms as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /community norms."""
    await answer(interaction, render.desk(await services.norms.show(caller(interaction))))


class WriteNormsDoor(FormDoor[render.WriteNorms]):
    press = render.WriteNorms

    async def build(
        self, interaction: Interaction, press: render.WriteNorms, answers: Answers
    ) -> Form:
        shown = await self.services.norms.show(caller(interaction))
        return render.norms_form(answers or render.norms_answers(shown))

    async def submit(
        self, interaction: Interaction, press: render.WriteNorms, answers: Answers
    ) -> None:
        words = render.norms_words(answers)
        shown = await self.services.norms.write(caller(interaction), words)
        await replace(interaction, render.desk(shown, render.SAVED))


DOORS = (WriteNormsDoor,)
