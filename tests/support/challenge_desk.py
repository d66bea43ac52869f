"""A moderator who makes challenges in a community that has a channel for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.communities import ChannelUse
from bot.render.community_settings import ChooseChannel

if TYPE_CHECKING:
    from simcord import ChannelHandle

    from tests.support.members import Member, Reply
    from tests.support.world import Community


async def desk(community: Community) -> Member:
    """Let a moderator choose the community's channel for challenges."""
    mona = community.member("mona", moderator=True)
    await choose_channel(mona, community.channel)
    return mona


async def choose_channel(mona: Member, channel: ChannelHandle) -> None:
    """Let a moderator choose where challenges stand."""
    shown = await mona.slash("community settings")
    custom_id = ChooseChannel(use=ChannelUse.CHALLENGES).custom_id
    await mona.actor.select(shown.message, (channel,), custom_id=custom_id)


async def make(mona: Member, *, typed: dict[str, str] | None = None, **options: Any) -> Reply:
    """Make a challenge; ``typed`` are answers of the form."""
    form = await mona.slash("challenge create", **options)
    return await mona.submit(form, **(typed or {}))
