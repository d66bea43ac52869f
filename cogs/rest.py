"""/rest: take, end and show; and /pause, which holds everything at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.rest_rules import RestWords
from bot.render import pauses
from bot.render import rests as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.practices import active_pairs
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]


class RestCog(commands.GroupCog, group_name="rest", group_description="Planned recovery"):
    """Doors to the rests of whoever asks; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="Plan a rest: it keeps every streak, and it has an end")
    @app_commands.rename(start="from")
    @app_commands.describe(
        until="Its last day: tomorrow, friday, in 5 days, 2026-12-24",
        start="Its first day: today unless told, yesterday at the earliest",
        practice="Only this practice; everything unless told",
        reason="Only you see it",
    )
    async def take(
        self,
        interaction: Interaction,
        until: str,
        start: str | None = None,
        practice: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Take a rest."""
        words = RestWords(until, start or "", practice or "", reason or "")
        taken = await self._services.rests.take(caller(interaction), words)
        await answer(interaction, render.taken(taken))

    @app_commands.command(description="End what rests today; its past days stay days of rest")
    async def end(self, interaction: Interaction) -> None:
        """End what rests today."""
        ended = await self._services.rests.end(caller(interaction))
        await answer(interaction, render.ended(ended))

    @app_commands.command(
        description="What rests, what may still be forgiven, and whether to skip tomorrow"
    )
    async def show(self, interaction: Interaction) -> None:
        """Show all rests."""
        shown = await self._services.rests.show(caller(interaction))
        await answer(interaction, render.shown(shown))

    @take.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(active_pairs(self._services.practices, caller(interaction)), current)


class PauseCog(commands.Cog):
    """The door to a pause."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="Hold everything at once; nothing is missed, nobody asks why")
    @app_commands.describe(days="How many days, today included; one unless told")
    async def pause(self, interaction: Interaction, days: Literal[1, 3, 7] = 1) -> None:
        """Hold everything."""
        paused = await self._services.pauses.take(caller(interaction), days)
        await answer(interaction, pauses.paused(paused))


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(RestCog(bot))
    await bot.add_cog(PauseCog(bot))
