"""A challenge that members walk in a world, and what the jobs do about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.jobs import challenges as jobs
from tests.support.challenge_desk import desk, make
from tests.support.members import text_of
from tests.support.weekly_posts import run

if TYPE_CHECKING:
    import discord

    from tests.support.members import Member
    from tests.support.world import World

MONDAY = datetime(2026, 1, 12, 9, tzinfo=UTC)
TUESDAY_AFTER = datetime(2026, 1, 20, 0, 5, tzinfo=UTC)
TITLE = "Show-up week"


async def work(world: World) -> None:
    """Do what the jobs do in the next minute."""
    await world.advance(minutes=1)
    await run(world)
    await jobs.run_due(world.bot.services, world.bot.delivery, world.clock.now())
    await world.env.settle()


async def open_challenge(world: World, **options: Any) -> Member:
    mona = await desk(world.home)
    await make(mona, template="show-up", **options)
    await work(world)
    return mona


def board(world: World) -> discord.Message:
    found = [each for each in world.home.channel.history() if "### " + TITLE in text_of(each)]
    assert len(found) == 1
    return found[0]
