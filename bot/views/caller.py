"""From a Discord interaction to what services know: who acts, and on which card."""

from __future__ import annotations

from typing import TypeAlias

import discord

from bot.domain.callers import Caller
from bot.domain.errors import OnlyInServers, OutOfDate
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.places import Place

Interaction: TypeAlias = discord.Interaction[discord.Client]


def caller(interaction: Interaction) -> Caller:
    """Tell who acts, where, and with which rights.

    Raises:
        OnlyInServers: outside a server.
    """
    if interaction.guild_id is None:
        raise OnlyInServers
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return Caller(
        community_id=CommunityId(interaction.guild_id),
        user_id=UserId(interaction.user.id),
        interaction_id=InteractionId(interaction.id),
        manages_server=interaction.permissions.manage_guild,
        role_ids=frozenset(role.id for role in roles),
    )


def direct_caller(interaction: Interaction, community_id: int) -> Caller:
    """Tell who acts in a direct message of ours, whose buttons name their community.

    There nobody has any rights but over what is their own.

    Raises:
        OutOfDate: in a server that is not this community.
    """
    if interaction.guild_id not in {None, community_id}:
        raise OutOfDate
    return Caller(
        community_id=CommunityId(community_id),
        user_id=UserId(interaction.user.id),
        interaction_id=InteractionId(interaction.id),
        manages_server=False,
    )


def clicked_card(interaction: Interaction) -> Place | None:
    """Tell where the card stands on which somebody acts, unless only they see it."""
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return None
    return Place(message.channel.id, message.id)
