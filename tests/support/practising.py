"""A community in which somebody practises, for journeys about logs."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId
from bot.domain.settings import Visibility
from storage import communities
from tests.support.members import text_of

if TYPE_CHECKING:
    import simcord

    from tests.support.members import Member
    from tests.support.world import World


async def begin(world: World, name: str = "anna", *, is_open: bool = True) -> Member:
    """Let somebody join with a practice of twenty minutes a day."""
    member = world.home.member(name)
    await member.slash("practice add", name="Guitar", minimum="20 min")
    if is_open:
        await member.slash("settings visibility", level=Visibility.OPEN.value)
    return member


async def set_up(world: World, log_channel: simcord.ChannelHandle | None = None) -> None:
    """Let the community be set up, without the panel of which other journeys tell."""
    here = CommunityId(world.home.id)
    async with world.db.transaction() as tx:
        community = await communities.get(tx, here)
        assert community
        await communities.save(
            tx,
            dataclasses.replace(
                community,
                set_up_at=world.clock.now(),
                log_channel_id=log_channel.id if log_channel else None,
            ),
        )


def last(channel: simcord.ChannelHandle) -> str:
    message = channel.last_message
    return text_of(message) if message else ""
