"""/streak: the numbers, and the days behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.ids import UserId
from bot.render import streaks as render
from bot.render.journal import NumbersAnyway
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.journal import is_quiet
from bot.views.practices import all_pairs
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]
Weeks = app_commands.Range[int, 1, render.MOST_WEEKS]


class StreakCog(
    commands.GroupCog, group_name="streak", group_description="Your numbers, and why they are so"
):
    """Doors to numbers; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="Streak, plan kept, strength and comebacks of each practice")
    @app_commands.describe(member="Somebody else, who shares their numbers")
    async def show(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Show all numbers of a member."""
        who = caller(interaction)
        user_id = UserId(member.id) if member else who.user_id
        own = user_id == who.user_id
        if own or not await is_quiet(interaction, self._services, NumbersAnyway(user_id=user_id)):
            numbers = await self._services.streaks.show(who, user_id)
            await answer(interaction, render.numbers(numbers, own=own))

    @app_commands.command(description="Every day's verdict, and why")
    @app_commands.describe(practice="Which practice", weeks="How many weeks back; 4 unless told")
    async def audit(
        self,
        interaction: Interaction,
        practice: str | None = None,
        weeks: Weeks = render.DEFAULT_WEEKS,
    ) -> None:
        """Show the days behind a streak."""
        shown = await self._services.streaks.audit(caller(interaction), practice or "", weeks)
        await answer(interaction, render.audit(shown, weeks, 0, own=True))

    @audit.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(all_pairs(self._services.practices, caller(interaction)), current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(StreakCog(bot))
