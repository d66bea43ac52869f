"""A community whose moderator has set its weekly posts up, and the job that sends them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse
from bot.jobs.posts import run_due
from bot.render.community_forms import DescribeCommunity
from bot.render.community_settings import (
    ChooseChannel,
    FinishSetUp,
    SettingsPage,
    ShowSettings,
)
from tests.support.members import Reply

if TYPE_CHECKING:
    from simcord import ChannelHandle

    from tests.support.members import Member
    from tests.support.world import Community, World

# When the first posts are due.
SUNDAY = datetime(2026, 1, 11, 18, 0, tzinfo=UTC)


async def set_up(community: Community, *others: ChannelUse) -> tuple[Member, ChannelHandle]:
    """Set a community up with a channel for weekly posts, due on Sundays at six in UTC.

    ``others`` is what its own channel is used for.
    """
    mona = community.member("mona", moderator=True)
    weekly = community.guild.create_text_channel("weekly")
    shown = await mona.slash("community setup")
    shown = await choose(mona, shown, ChannelUse.WEEKLY, weekly)
    for use in others:
        shown = await choose(mona, shown, use, community.channel)
    shown = await mona.click(shown, ShowSettings(part=SettingsPage.PEOPLE))
    form = await mona.click(shown, DescribeCommunity)
    shown = await mona.submit(form, zone="UTC", weekly_time="Sunday 18:00")
    await mona.click(shown, FinishSetUp)
    return mona, weekly


async def choose(mona: Member, shown: Reply, use: ChannelUse, channel: ChannelHandle) -> Reply:
    """Choose a channel from its drop-down."""
    press = ChooseChannel(use=use)
    return Reply(await mona.actor.select(shown.message, (channel,), custom_id=press.custom_id))


async def run(world: World) -> None:
    """Do what the job does each minute."""
    await run_due(world.bot.services, world.bot.delivery, world.clock.now())
    await world.env.settle()
