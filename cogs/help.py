"""/help and /about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.render import help as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller

if TYPE_CHECKING:
    from bot.app import Whetstone


class HelpCog(commands.Cog):
    """Doors to what helps everybody; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._members = bot.services.members

    @app_commands.command(name="help", description="What to do next, and every command")
    async def help_(self, interaction: Interaction) -> None:
        """Show the way."""
        bearings = await self._members.bearings(caller(interaction))
        await answer(interaction, render.help_card(bearings))

    @app_commands.command(description="What this is, what it stands for, and what it keeps")
    async def about(self, interaction: Interaction) -> None:
        """Say what this is."""
        bearings = await self._members.bearings(caller(interaction))
        await answer(interaction, render.about(bearings))


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(HelpCog(bot))
