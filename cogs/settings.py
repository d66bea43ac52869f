"""/settings: a member's own choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.ids import UserId
from bot.domain.settings import LATEST_DAY_START, Visibility
from bot.render import settings as render
from bot.views import settings
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.suggestions import suggest_zones

if TYPE_CHECKING:
    from discord.app_commands import Choice

    from bot.app import Whetstone


class SettingsCog(
    commands.GroupCog, group_name="settings", group_description="Your time, and who sees what"
):
    """Doors to the settings of whoever asks; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._members = bot.services.members

    @app_commands.command(description="What holds for you here, with a button to change each")
    async def show(self, interaction: Interaction) -> None:
        """Show all settings."""
        await settings.show(interaction, self._services)

    @app_commands.command(description="The time zone that your days follow")
    @app_commands.describe(zone="A city or a zone's name, such as Europe/Berlin")
    async def timezone(self, interaction: Interaction, zone: str) -> None:
        """Choose a time zone."""
        change = await self._members.choose_zone(caller(interaction), zone)
        await answer(interaction, render.clock_changed(change))

    @app_commands.command(name="day-start", description="The hour at which your day begins")
    @app_commands.describe(
        hour="0 is midnight; with 4, what you log at 3 counts for the day before"
    )
    async def day_start(
        self, interaction: Interaction, hour: app_commands.Range[int, 0, LATEST_DAY_START]
    ) -> None:
        """Choose the hour at which the day begins."""
        change = await self._members.choose_day_start(caller(interaction), str(hour))
        await answer(interaction, render.clock_changed(change))

    @app_commands.command(description="Who sees your logs and numbers: this community, or only you")
    @app_commands.describe(level="open: this community; private: only you")
    async def visibility(self, interaction: Interaction, level: Literal["open", "private"]) -> None:
        """Choose who sees what."""
        choices = await self._members.choose_visibility(caller(interaction), Visibility(level))
        await answer(interaction, render.visibility_changed(choices))

    @app_commands.command(description="Whether weekly posts may name you with your numbers")
    @app_commands.describe(choice="on: named when you are open; off: never")
    async def boards(self, interaction: Interaction, choice: Literal["on", "off"]) -> None:
        """Choose whether to be on boards."""
        choices = await self._members.choose_boards(caller(interaction), on=choice == "on")
        await answer(interaction, render.boards_changed(choices))

    @app_commands.command(description="Whether the moderators' report and export may count you")
    @app_commands.describe(choice="on: in sums, and by name if you are open; off: left out")
    async def counted(self, interaction: Interaction, choice: Literal["on", "off"]) -> None:
        """Choose whether to be counted."""
        choices = await self._members.choose_counted(caller(interaction), on=choice == "on")
        await answer(interaction, render.counted_changed(choices))

    @app_commands.command(description="Whether I may write to you directly; off until you choose")
    @app_commands.describe(choice="on: one request a week to help with, private answers; off: none")
    async def nudges(self, interaction: Interaction, choice: Literal["on", "off"]) -> None:
        """Choose whether to get direct messages."""
        choices = await self._members.choose_nudges(caller(interaction), on=choice == "on")
        await answer(interaction, render.nudges_changed(choices))

    @app_commands.command(description="Keep somebody apart from you, or no longer; nobody is told")
    @app_commands.describe(member="Whose requests and answers you want nothing to do with")
    async def block(self, interaction: Interaction, member: discord.User) -> None:
        """Keep somebody apart."""
        other = UserId(member.id)
        choices = await self._members.toggle_block(caller(interaction), other)
        await answer(interaction, render.block_changed(choices, other))

    @timezone.autocomplete("zone")
    async def _zones(self, _: Interaction, current: str) -> list[Choice[str]]:
        return suggest_zones(current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(SettingsCog(bot))
