"""/privacy: what is stored about whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.views import privacy

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction


class PrivacyCog(
    commands.GroupCog, group_name="privacy", group_description="What is stored about you"
):
    """Doors to one's own data; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="What is stored about you here, who sees it, and how long")
    async def show(self, interaction: Interaction) -> None:
        """Show what is stored."""
        await privacy.show(interaction, self._services)

    @app_commands.command(description="Everything stored about you, as a file")
    @app_commands.describe(everywhere="From every community, not only this one")
    async def export(self, interaction: Interaction, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002 - an option
        """Hand over a file."""
        await privacy.export(interaction, self._services, everywhere=everywhere)

    @app_commands.command(description="Delete everything stored about you; asks once more before")
    @app_commands.describe(everywhere="In every community, not only this one")
    async def delete(self, interaction: Interaction, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002 - an option
        """Ask once more."""
        await privacy.confirm(interaction, self._services, everywhere=everywhere)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(PrivacyCog(bot))
