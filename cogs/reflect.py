"""/reflect: the weekly look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.render import reflections as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller

if TYPE_CHECKING:
    from bot.app import Whetstone


class ReflectCog(commands.Cog):
    """The same door as the button under the weekly prompt."""

    def __init__(self, bot: Whetstone) -> None:
        self._look_backs = bot.services.look_backs

    @app_commands.command(description="Look back on your week: what improved, and what comes next")
    async def reflect(self, interaction: Interaction) -> None:
        """Open this week's reflection."""
        look = await self._look_backs.open(caller(interaction))
        await answer(interaction, render.look_back(look))


async def setup(bot: Whetstone) -> None:
    """Load the command."""
    await bot.add_cog(ReflectCog(bot))
