"""Discord's scheduled events: made once, looked for, taken away.

These functions raise what discord.py raises; `bot.delivery` turns that into outcomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.domain.deliveries import Sent, Trouble, Undeliverable

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from bot.domain.session_meetings import Event

_NOT_CONNECTED = Undeliverable(Trouble.UNREACHABLE)


async def make(bot: discord.Client, event: Event) -> Outcome:
    """Make an event; one of ours that stands already, after a crash say, is found again."""
    guild = bot.get_guild(event.community_id)
    if guild is None:
        return _NOT_CONNECTED
    for known in await guild.fetch_scheduled_events(with_counts=False):
        if known.creator_id == guild.me.id and _key(known) == (event.title, event.starts_at):
            return Sent(known.id)
    if event.voice_channel_id is None:
        made = await guild.create_scheduled_event(
            name=event.title,
            description=event.description,
            start_time=event.starts_at,
            end_time=event.ends_at,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=event.place,
        )
        return Sent(made.id)
    channel = guild.get_channel(event.voice_channel_id)
    if not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        return Undeliverable(Trouble.GONE)
    is_stage = isinstance(channel, discord.StageChannel)
    made = await guild.create_scheduled_event(
        name=event.title,
        description=event.description,
        start_time=event.starts_at,
        end_time=event.ends_at,
        entity_type=discord.EntityType.stage_instance if is_stage else discord.EntityType.voice,
        privacy_level=discord.PrivacyLevel.guild_only,
        channel=channel,
    )
    return Sent(made.id)


async def look(bot: discord.Client, community_id: int, event_id: int) -> Outcome:
    """See whether an event still stands."""
    guild = bot.get_guild(community_id)
    if guild is None:
        return _NOT_CONNECTED
    await guild.fetch_scheduled_event(event_id, with_counts=False)
    return Sent(event_id)


async def drop(bot: discord.Client, community_id: int, event_id: int) -> Outcome:
    """Take an event away."""
    guild = bot.get_guild(community_id)
    if guild is None:
        return _NOT_CONNECTED
    await (await guild.fetch_scheduled_event(event_id, with_counts=False)).delete()
    return Sent(event_id)


def _key(event: discord.ScheduledEvent) -> tuple[str, object]:
    return event.name, event.start_time
