"""/kudos, and the context menu that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.kudos import LONGEST_REASON
from bot.render import kudos as render
from bot.views import kudos

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction

Reason = app_commands.Range[str, 1, LONGEST_REASON]


class KudosCog(commands.Cog):
    """Doors to thanking somebody."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self.menu = app_commands.ContextMenu(name=render.MENU, callback=self.thank)

    @app_commands.command(description="Thank a member for something they did; everybody sees it")
    @app_commands.describe(member="Whom you thank", for_what="What they did, in a few words")
    async def kudos(self, interaction: Interaction, member: discord.User, for_what: Reason) -> None:
        """Thank somebody."""
        thanked = kudos.thankable(interaction, member)
        await kudos.give(interaction, self._bot.services, thanked, for_what)

    async def thank(self, interaction: Interaction, member: discord.Member | discord.User) -> None:
        """Open the form in which somebody is thanked."""
        press = render.GiveKudos(user_id=kudos.thankable(interaction, member))
        await self._bot.doorkeeper.open_form(interaction, press)


async def setup(bot: Whetstone) -> None:
    """Add the command and the menu."""
    cog = KudosCog(bot)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
