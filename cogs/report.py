"""/report, and the menu by which every message can be reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.reports import LONGEST_REASON
from bot.render.reports import REPORT
from bot.views import reports

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction

Reason = app_commands.Range[str, 1, LONGEST_REASON]


class ReportCog(commands.Cog):
    """Doors to the moderators; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery
        self.menu = app_commands.ContextMenu(name=REPORT, callback=self.report_message)

    @app_commands.command(description="Tell the moderators of a message; its author is not told")
    @app_commands.describe(
        link="The address of the message: Copy Message Link, in its menu",
        reason="What is not right; asked in a form unless you say it here",
    )
    async def report(
        self, interaction: Interaction, link: str, reason: Reason | None = None
    ) -> None:
        """Report a message by its address."""
        await reports.report_link(interaction, self._services, self._delivery, link, reason)

    async def report_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Report the message whose menu was used."""
        await reports.open_for(interaction, self._services, message)


async def setup(bot: Whetstone) -> None:
    """Add the command and the menu."""
    cog = ReportCog(bot)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
