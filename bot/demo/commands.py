"""Commands that only the demo has: they move time on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeAlias

import discord
from discord import app_commands

from bot.render.card import card, text
from bot.views.answers import answer

if TYPE_CHECKING:
    from datetime import datetime

Interaction: TypeAlias = discord.Interaction[discord.Client]


class Time(Protocol):
    """What can be moved on."""

    async def later(self, delta: timedelta) -> datetime:
        """Return the instant so long from now."""
        ...

    async def next_posts(self) -> datetime:
        """Return the instant of the next weekly posts."""
        ...

    async def move_to(self, moment: datetime) -> None:
        """Move on, and let happen what falls due."""
        ...


class DemoCommands(app_commands.Group):
    """Only in the demo: move time on."""

    def __init__(self, time: Time) -> None:
        super().__init__(name="demo", description="Only in the demo: move time on")
        self._time = time

    @app_commands.command(name="next-hour", description="Move time on by an hour")
    async def next_hour(self, interaction: Interaction) -> None:
        """Move time on by an hour: boards show what was logged meanwhile."""
        await self._move(interaction, await self._time.later(timedelta(hours=1)))

    @app_commands.command(name="next-day", description="Move time on by a day")
    async def next_day(self, interaction: Interaction) -> None:
        """Move time on by a day."""
        await self._move(interaction, await self._time.later(timedelta(days=1)))

    @app_commands.command(name="weekly-post", description="Move time on to the next weekly posts")
    async def weekly_post(self, interaction: Interaction) -> None:
        """Move time on to the next weekly posts."""
        await self._move(interaction, await self._time.next_posts())

    async def _move(self, interaction: Interaction, moment: datetime) -> None:
        lines = (
            "### Time has moved on",
            f"It is now {discord.utils.format_dt(moment, 'F')}.",
            "-# What fell due stands in the channel. Nobody has practised since, but you can.",
        )
        # Answered first: a moment later the interaction is a day old, too late for an answer.
        await answer(interaction, card(text(*lines)))
        await self._time.move_to(moment)
