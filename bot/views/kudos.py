"""Thanking somebody: by command, by context menu and its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.domain.ids import UserId
from bot.domain.kudos import ThankedABot, ThankedAway, ThankedOneself
from bot.domain.places import Place
from bot.render import kudos as render
from bot.views.answers import answer
from bot.views.caller import caller
from bot.views.doors import FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


def thankable(interaction: Interaction, user: discord.User | discord.Member) -> UserId:
    """Return the id of somebody who can be thanked, as far as Discord knows.

    Raises:
        ThankedOneself, ThankedABot: for the caller and for programs.
        ThankedAway: for somebody who left the server.
    """
    if user == interaction.user:
        raise ThankedOneself
    if user.bot:
        raise ThankedABot
    if not isinstance(user, discord.Member):
        raise ThankedAway
    return UserId(user.id)


async def give(
    interaction: Interaction, services: Services, thanked: UserId, for_what: str
) -> None:
    """Thank somebody where everybody in the channel sees it; they alone are pinged."""
    thanks = await services.kudos.give(caller(interaction), thanked, for_what)
    card = render.given(thanks)
    message_id = await answer(interaction, card, private=False, ping=[thanked])
    if message_id and interaction.channel_id:
        await services.kudos.stands(thanks, Place(interaction.channel_id, message_id))


class GiveKudosDoor(FormDoor[render.GiveKudos]):
    press = render.GiveKudos

    async def build(
        self, interaction: Interaction, press: render.GiveKudos, answers: Answers
    ) -> Form:
        return render.kudos_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.GiveKudos, answers: Answers
    ) -> None:
        for_what = answers.get("for_what", "")
        await give(interaction, self.services, UserId(press.user_id), for_what)


DOORS = (GiveKudosDoor,)
