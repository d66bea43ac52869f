"""/checkin: once a month, what works, what is too much, what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.render import checkins as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller

if TYPE_CHECKING:
    from bot.app import Whetstone


class CheckinCog(commands.Cog):
    """The form once a month, and after that its card."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot

    @app_commands.command(description="Once a month: what works, what is too much, what changes")
    async def checkin(self, interaction: Interaction) -> None:
        """Open the form, or show what was said this month."""
        what = await self._bot.services.checkins.this_month(caller(interaction))
        if what is None:
            await self._bot.doorkeeper.open_form(interaction, render.CheckIn())
        else:
            await answer(interaction, render.checked_in(what))


async def setup(bot: Whetstone) -> None:
    """Load the command."""
    await bot.add_cog(CheckinCog(bot))
