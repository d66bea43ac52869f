"""/moderate: reports, who is kept out, and hiding; every command checks for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.places import Place
from bot.render.moderation import HIDE
from bot.views import moderation

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction


class ModerateCog(
    commands.GroupCog, group_name="moderate", group_description="Reports, for moderators"
):
    """Doors to what moderators decide; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery
        self.menu = app_commands.ContextMenu(name=HIDE, callback=self.hide)

    @app_commands.command(description="Reports that nobody has decided on, and what was done")
    async def reports(self, interaction: Interaction) -> None:
        """Show the open reports."""
        await moderation.show_reports(interaction, self._services)

    @app_commands.command(description="Keep somebody from asking, answering and sharing here")
    @app_commands.describe(member="Who is kept out, until a moderator lets them in again")
    async def block(self, interaction: Interaction, member: discord.User) -> None:
        """Keep somebody out."""
        await moderation.block(interaction, self._services, member)

    async def hide(self, interaction: Interaction, message: discord.Message) -> None:
        """Hide the card whose menu was used."""
        place = Place(message.channel.id, message.id)
        await moderation.hide(interaction, self._services, self._delivery, place)


async def setup(bot: Whetstone) -> None:
    """Add the commands and the menu."""
    cog = ModerateCog(bot)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
