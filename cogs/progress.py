"""/progress: a practice as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.ids import UserId
from bot.domain.progress import Period
from bot.views.caller import Interaction, caller
from bot.views.progress import pairs_of, show
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from discord.app_commands import Choice

    from bot.app import Whetstone

Periods = Literal["4 weeks", "12 weeks", "a year", "all"]


class ProgressCog(commands.Cog):
    """The door to pictures of practices; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="A practice as a picture: days, weeks and strength")
    @app_commands.describe(
        practice="Which practice; the first one unless told",
        member="Somebody else, who shares their numbers",
        period="How far back; a year unless told, all for the whole way",
    )
    async def progress(
        self,
        interaction: Interaction,
        practice: str | None = None,
        member: discord.User | None = None,
        period: Periods = "a year",
    ) -> None:
        """Show progress."""
        user_id = UserId(member.id) if member else caller(interaction).user_id
        await show(interaction, self._services, practice or "", user_id, Period(period))

    @progress.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        who = caller(interaction)
        member = getattr(interaction.namespace, "member", None)
        user_id = UserId(member.id) if member else who.user_id
        return await suggest(pairs_of(self._services, who, user_id), current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(ProgressCog(bot))
