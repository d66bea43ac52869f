"""/start: the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.views import start

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction


class StartCog(commands.Cog):
    """The door to the first practice, and to where one stands."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="Begin here, or see where you stand and what is still open")
    async def start(self, interaction: Interaction) -> None:
        """Show the way in."""
        await start.show(interaction, self._services)


async def setup(bot: Whetstone) -> None:
    """Add the command."""
    await bot.add_cog(StartCog(bot))
