"""Meetings in a world: planned by Mona, and looked after by the jobs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.jobs import posts, sessions
from tests.support.members import Member, Reply, text_of

if TYPE_CHECKING:
    import discord

    from tests.support.world import World

# Worlds begin on Monday, 5 January 2026, at nine.
TUESDAY = datetime(2026, 1, 6, 19, 0, tzinfo=UTC)


async def run(world: World) -> None:
    """Do what the jobs do each minute."""
    services, delivery = world.bot.services, world.bot.delivery
    await sessions.run_due(services, delivery, world.clock.now())
    await posts.run_due(services, delivery, world.clock.now())
    await world.env.settle()


async def plan(world: World, mona: Member, **options: Any) -> Reply:
    """Plan a session that begins tomorrow, and let its event and its card come."""
    given: dict[str, Any] = {"title": "Slow scales", "starts": "tuesday 19:00", **options}
    shown = await mona.slash("community session", **given)
    await run(world)
    return shown


def card(world: World) -> discord.Message:
    """Return the newest card in the channel."""
    return world.home.channel.history()[-1]


def said(world: World) -> list[str]:
    """Return what stands in the channel, oldest first."""
    return [text_of(message) for message in world.home.channel.history()]


def events(world: World) -> list[Any]:
    """Return the events that stand in Discord."""
    guild = world.env.backend.get_guild(world.home.id)
    return list(guild.scheduled_events.values())


async def summarise(member: Member, form: Reply, agreed: str, presenter: Member | None) -> Reply:
    """Send the form of a summary."""
    values = {"agreed": agreed, "presenter": [presenter.actor] if presenter else []}
    return Reply(await member.actor.submit_modal(form.result, values))
