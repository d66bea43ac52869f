"""/practice import and export: logs out of files, and into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.views import imports
from bot.views.caller import Interaction  # noqa: TC001 - discord.py reads the annotations

if TYPE_CHECKING:
    from bot.app import Whetstone


async def setup(bot: Whetstone) -> None:
    """Add the commands to the group that `cogs.practice` made."""
    group = bot.tree.get_command("practice")
    if not isinstance(group, app_commands.Group):
        raise TypeError("cogs.practice comes first")

    @group.command(
        name="import", description="Bring logs in from a file; first I show what would happen"
    )
    @app_commands.describe(file="A CSV or Loop Habit Tracker's ZIP, up to 5 MiB and 50 000 rows")
    async def import_(interaction: Interaction, file: discord.Attachment) -> None:
        await imports.take_in(interaction, bot.services, file)

    @group.command(description="Your logs and days of rest as a CSV file")
    async def export(
        interaction: Interaction,
    ) -> None:
        await imports.give_out(interaction, bot.services)
