"""/showcase add and browse, and the context menu that shows a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.render import showcase as render
from bot.views import showcase
from bot.views.caller import Interaction, caller
from bot.views.practices import all_pairs
from bot.views.showcase_desk import ShowcaseDesk
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]


class ShowcaseCog(
    commands.GroupCog, group_name="showcase", group_description="Examples worth looking at"
):
    """Doors to examples of excellence."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._services = bot.services
        self._desk = ShowcaseDesk(bot.services, bot.delivery)
        self.menu = app_commands.ContextMenu(name=render.MENU, callback=self.put_forward)

    @app_commands.command(description="Show work of your own, and what others can look at in it")
    @app_commands.describe(
        skill="The skill it shows; a new word is proposed to the moderators",
        practice="Show how it was made: weeks, blocks and minimum of this practice",
        file="A picture or file to show",
    )
    async def add(
        self,
        interaction: Interaction,
        skill: str | None = None,
        practice: str | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Open the form in which one's own work is shown."""
        press = await self._desk.begin(interaction, skill or "", practice or "", file)
        await self._bot.doorkeeper.open_form(interaction, press)

    @app_commands.command(description="Look at what others made, newest first")
    @app_commands.describe(skill="Only examples of this skill")
    async def browse(self, interaction: Interaction, skill: str | None = None) -> None:
        """Show the newest example."""
        await showcase.browse(interaction, self._services, skill or "")

    async def put_forward(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form in which a message is shown or proposed."""
        press = await self._desk.begin_message(interaction, message)
        await self._bot.doorkeeper.open_form(interaction, press)

    @add.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(all_pairs(self._services.practices, caller(interaction)), current)

    @add.autocomplete("skill")
    @browse.autocomplete("skill")
    async def _skill(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(self._skills(interaction), current)

    async def _skills(self, interaction: Interaction) -> list[tuple[str, str]]:
        names = await self._services.skills.names(caller(interaction))
        return [(name, name) for name in names]


async def setup(bot: Whetstone) -> None:
    """Add the commands and the menu."""
    cog = ShowcaseCog(bot)
    await bot.add_cog(cog)
    bot.tree.add_command(cog.menu)
