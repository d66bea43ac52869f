"""Direct messages of reminders, for journeys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.jobs.reminders import run_due
from tests.support.members import Member

if TYPE_CHECKING:
    import discord

    from tests.support.world import World

# A Monday.
EIGHT = datetime(2026, 1, 5, 20, tzinfo=UTC)


def written(world: World, name: str = "anna") -> list[discord.Message]:
    """Return the direct messages to somebody, oldest first."""
    return list(world.user(name).dm_channel.history())


def at_home(world: World, name: str = "anna") -> Member:
    """Return somebody in their direct messages."""
    user = world.user(name)
    return Member(user, user.dm_channel)  # pyright: ignore[reportArgumentType] - acts alike


async def run_at(world: World, at: datetime) -> None:
    await world.advance_to(at)
    await run_due(world.bot.services, world.bot.delivery, world.clock.now())


async def reminded(world: World) -> discord.Message:
    """Let it be eight in the evening, and return the newest message."""
    await run_at(world, EIGHT)
    return written(world)[-1]
