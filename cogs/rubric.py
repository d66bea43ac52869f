"""/rubric: for everybody to see, for moderators to change; every change checks for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.rubrics import LONGEST_RUBRIC
from bot.views import rubrics
from bot.views.caller import Interaction, caller
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from bot.app import Whetstone

Choices = list[Choice[str]]
Name = app_commands.Range[str, 1, LONGEST_RUBRIC]


class RubricCog(
    commands.GroupCog, group_name="rubric", group_description="What to look at in a piece of work"
):
    """Doors to the rubrics that feedback is given by; answers are private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(name="list", description="The rubrics of this community, with all levels")
    async def list_(self, interaction: Interaction) -> None:
        """Show all rubrics."""
        await rubrics.show_list(interaction, self._services)

    @app_commands.command(description="For moderators: begin a rubric, then add its criteria")
    @app_commands.describe(name="What it is for, such as Essays")
    async def create(self, interaction: Interaction, name: Name) -> None:
        """Begin a rubric."""
        await rubrics.create(interaction, self._services, name)

    @app_commands.command(description="For moderators: change a rubric, one criterion at a time")
    @app_commands.describe(rubric="Which rubric; one that comes with the bot becomes your own")
    async def edit(self, interaction: Interaction, rubric: str) -> None:
        """Change a rubric."""
        await rubrics.show_panel(interaction, self._services, rubric)

    @app_commands.command(
        name="import", description="For moderators: bring in a rubric from a file"
    )
    @app_commands.describe(file="A TOML file, up to 64 KiB; /rubric export shows how it looks")
    async def import_(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Bring a rubric in."""
        await rubrics.bring_in(interaction, self._services, file)

    @app_commands.command(description="A rubric as a TOML file")
    @app_commands.describe(rubric="Which rubric")
    async def export(self, interaction: Interaction, rubric: str) -> None:
        """Give a rubric out."""
        await rubrics.give_out(interaction, self._services, rubric)

    @edit.autocomplete("rubric")
    async def _editable(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(_twice(self._services.rubrics.editable(caller(interaction))), current)

    @export.autocomplete("rubric")
    async def _names(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(_twice(self._services.rubrics.names(caller(interaction))), current)


async def _twice(names: Awaitable[Iterable[str]]) -> list[tuple[str, str]]:
    """Give each name as its own label, for `suggest`."""
    return [(name, name) for name in await names]


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(RubricCog(bot))
