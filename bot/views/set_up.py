"""Setting a community up: the channels that are missing are made, and all of them are tried."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import discord

from bot.domain.communities import (
    CannotMakeChannels,
    ChannelUse,
    MakesNoChannels,
    NoWeeklyChannel,
)
from bot.domain.deliveries import Trouble, Undeliverable, trouble_mending
from bot.domain.errors import OnlyInServers
from bot.domain.posts import nonce
from bot.domain.set_up import MadeChannels, Trial
from bot.render import community_settings, set_up
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.communities import checks
from bot.views.doors import ButtonDoor

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.communities import Community
    from bot.services.container import Services
    from bot.views.caller import Interaction


class FinishSetUpDoor(ButtonDoor[community_settings.FinishSetUp]):
    press = community_settings.FinishSetUp

    async def click(self, interaction: Interaction, press: community_settings.FinishSetUp) -> None:
        communities = self.services.communities
        shown = await communities.overview(caller(interaction))
        if shown.community.weekly_channel_id is None:
            raise NoWeeklyChannel
        await interaction.response.defer()
        chosen = _chosen(shown.community)
        trials = await asyncio.gather(*(self._try(interaction, each) for each in chosen))
        is_new = shown.community.set_up_at is None
        weekly = shown.community.weekly_channel_id
        if is_new and any(each.channel_id == weekly and not each.unsent for each in trials):
            shown = await communities.finish_set_up(caller(interaction))
        found = checks(interaction, shown)
        await replace(interaction, set_up.tried(shown, found, trials, is_new=is_new))

    async def _try(self, interaction: Interaction, channel_id: int) -> Trial:
        """Post something, and take it back."""
        name = nonce("trial", interaction.id, channel_id)
        outcome = await self.delivery.send(channel_id, set_up.trial_post(), name)
        if isinstance(outcome, Undeliverable):
            return Trial(channel_id, unsent=outcome.trouble)
        gone = await self.delivery.delete(channel_id, outcome.message_id)
        return Trial(channel_id, left=trouble_mending(gone))


class MakeChannelsDoor(ButtonDoor[community_settings.MakeChannels]):
    press = community_settings.MakeChannels

    def __init__(self, services: Services, delivery: Delivery) -> None:
        super().__init__(services, delivery)
        # Whoever clicks twice finds the channels of the first click. It is clicked seldom.
        self._one_by_one = asyncio.Lock()

    async def click(self, interaction: Interaction, press: community_settings.MakeChannels) -> None:
        communities = self.services.communities
        await communities.require_moderator(caller(interaction))
        guild, member = _makers(interaction)
        await interaction.response.defer()
        async with self._one_by_one:
            shown = await communities.overview(caller(interaction))
            what = await _make_missing(guild, member, shown.community)
            shown = await communities.choose_channels(caller(interaction), what.channels)
        await replace(interaction, set_up.made(shown, checks(interaction, shown), what))


def _chosen(community: Community) -> list[int]:
    """Return every channel that was chosen, each once."""
    chosen = (community.channel(use) for use in ChannelUse)
    return list(dict.fromkeys(each for each in chosen if each))


def _makers(interaction: Interaction) -> tuple[discord.Guild, discord.Member]:
    """Return where and for whom to make channels.

    Raises:
        MakesNoChannels: for somebody who may not make any themselves.
        CannotMakeChannels: where the bot may not.
    """
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        raise OnlyInServers
    if not member.guild_permissions.manage_channels:
        raise MakesNoChannels
    if not guild.me.guild_permissions.manage_channels:
        raise CannotMakeChannels
    return guild, member


async def _make_missing(
    guild: discord.Guild, member: discord.Member, community: Community
) -> MadeChannels:
    found: dict[ChannelUse, int] = {}
    for use in ChannelUse:
        chosen = community.channel(use)
        if chosen is not None and guild.get_channel(chosen) is not None:
            continue
        try:
            found[use] = _standing(guild, use) or await _make(guild, use, member, community)
        except (discord.DiscordException, OSError) as error:
            return MadeChannels(found, _trouble(error))
    return MadeChannels(found)


def _standing(guild: discord.Guild, use: ChannelUse) -> int | None:
    """Return a channel of the name that ours would have; for moderators only a hidden one."""
    for channel in guild.text_channels:
        is_open = channel.permissions_for(guild.default_role).view_channel
        if channel.name == set_up.NAMES[use] and not (is_open and use is ChannelUse.MODERATORS):
            return channel.id
    return None


async def _make(
    guild: discord.Guild, use: ChannelUse, member: discord.Member, community: Community
) -> int:
    hidden = _hidden(guild, member, community) if use is ChannelUse.MODERATORS else {}
    channel = await guild.create_text_channel(
        set_up.NAMES[use],
        topic=set_up.TOPICS[use],
        overwrites=hidden,
        reason=set_up.AUDIT_REASON,
    )
    return channel.id


def _hidden(
    guild: discord.Guild, member: discord.Member, community: Community
) -> dict[Any, discord.PermissionOverwrite]:
    """Let only moderators, whoever asked for it and the bot in."""
    seen = discord.PermissionOverwrite(view_channel=True)
    role = guild.get_role(community.moderator_role_id) if community.moderator_role_id else None
    overwrites: dict[Any, discord.PermissionOverwrite] = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True, send_messages=True),
        member: seen,
    }
    if role:
        overwrites[role] = seen
    return overwrites


def _trouble(error: BaseException) -> Trouble:
    if isinstance(error, discord.Forbidden):
        return Trouble.FORBIDDEN
    if isinstance(error, discord.HTTPException) and error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Trouble.REFUSED
    return Trouble.UNREACHABLE


DOORS = (FinishSetUpDoor, MakeChannelsDoor)
