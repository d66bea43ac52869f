"""Asking as members do it, and what then stands in channels and in storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.communities import Community
from bot.domain.ids import CommunityId
from storage import communities, requests

if TYPE_CHECKING:
    import discord
    import simcord

    from bot.domain.ids import RequestId
    from bot.domain.requests import Request, RequestState
    from tests.support.members import Member, Reply
    from tests.support.world import World

ESSAY = {"title": "My essay", "work": "It was a dark night.", "question": "Is it too dark?"}


async def set_up(world: World, name: str = "feedback") -> simcord.ChannelHandle:
    """Let moderators choose a feedback channel."""
    channel = world.home.guild.create_text_channel(name)
    community = Community(
        CommunityId(world.home.id), feedback_channel_id=channel.id, resources="Ring 1234"
    )
    async with world.db.transaction() as tx:
        await communities.add(tx, community, world.clock.now())
        await communities.save(tx, community)
    return channel


async def ask(member: Member, words: dict[str, str] | None = None, **options: Any) -> Reply:
    form = await member.slash("feedback ask", **options)
    return await member.submit(form, **(words or ESSAY))


async def stored(world: World) -> list[Request]:
    """Return all requests, the oldest first."""
    async with world.db.reading() as conn:
        rows = await conn.fetch_all("SELECT * FROM requests ORDER BY asked_at, request_id")
    return [requests.from_row(row) for row in rows]


def last(channel: simcord.ChannelHandle) -> discord.Message:
    message = channel.last_message
    assert message
    return message


async def close(world: World, request_id: RequestId, state: RequestState) -> None:
    async with world.db.transaction() as tx:
        request = await requests.get(tx, CommunityId(world.home.id), request_id)
        assert request
        await requests.save(tx, request.closed(state, world.clock.now()))
