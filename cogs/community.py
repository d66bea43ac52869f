"""/community: for moderators; every command checks for itself, since Discord hides only groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.views import communities, skills, weekly

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction


class CommunityCog(
    commands.GroupCog, group_name="community", group_description="For this community's moderators"
):
    """Doors to what moderators do; answers are private but for the panel."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery

    @app_commands.command(description="Set this community up: channels, times, who moderates")
    async def setup(self, interaction: Interaction) -> None:
        """Show what can be set, and what is left to do."""
        await communities.show(interaction, self._services)

    @app_commands.command(description="Every setting, and posts that did not get through")
    async def settings(self, interaction: Interaction) -> None:
        """Show what is set."""
        await communities.show(interaction, self._services)

    @app_commands.command(description="Post the start-here panel in this channel")
    async def panel(self, interaction: Interaction) -> None:
        """Post the panel."""
        await communities.post_panel(interaction, self._services, self._delivery)

    @app_commands.command(description="The words that practices may carry as skills")
    async def skills(self, interaction: Interaction) -> None:
        """Show the list of skills."""
        await skills.show(interaction, self._services)

    @app_commands.command(description="This week's posts: preview, skip or send now, and questions")
    async def week(self, interaction: Interaction) -> None:
        """Show this week's posts."""
        await weekly.show(interaction, self._services)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(CommunityCog(bot))
