"""What Discord says about users, servers, interactions and messages, as plain JSON."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime
from typing import Any

DISCORD_EPOCH_MS = 1_420_070_400_000
APPLICATION_ID = 700_000_000_000_000_001
ALL_PERMISSIONS = str((1 << 53) - 1)
JOINED_AT = "2026-01-01T00:00:00+00:00"

_serial = itertools.count()


def snowflake() -> int:
    """Make a new id whose time is now, as the ids of Discord are."""
    return (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22 | next(_serial) % (1 << 22)


def user(user_id: int, *, bot: bool = False) -> dict[str, Any]:
    name = "whetstone" if bot else f"member{user_id}"
    return {
        "id": str(user_id),
        "username": name,
        "discriminator": "0",
        "global_name": name.title(),
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def member(user_id: int, *, bot: bool = False) -> dict[str, Any]:
    return {
        "user": user(user_id, bot=bot),
        "nick": None,
        "avatar": None,
        "roles": [],
        "joined_at": JOINED_AT,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(channel_id: int, guild_id: int) -> dict[str, Any]:
    return {
        "id": str(channel_id),
        "guild_id": str(guild_id),
        "type": 0,
        "name": "practice",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "topic": None,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def thread(parent: dict[str, Any], message_id: str, name: str) -> dict[str, Any]:
    """Describe a public thread under a message of this channel; it has the message's id."""
    return {
        **parent,
        "id": message_id,
        "type": 11,
        "parent_id": parent["id"],
        "name": name,
        "owner_id": str(APPLICATION_ID),
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": JOINED_AT,
            "locked": False,
        },
    }


_PLAIN_GUILD: dict[str, Any] = {
    **dict.fromkeys(
        (
            *("icon", "splash", "discovery_splash", "banner", "description", "vanity_url_code"),
            *("afk_channel_id", "system_channel_id", "rules_channel_id"),
            "public_updates_channel_id",
        )
    ),
    **dict.fromkeys(
        (
            *("verification_level", "default_message_notifications", "explicit_content_filter"),
            *("mfa_level", "system_channel_flags", "premium_tier", "nsfw_level"),
        ),
        0,
    ),
    **dict.fromkeys(("large", "unavailable", "premium_progress_bar_enabled"), False),
    "afk_timeout": 300,
    "preferred_locale": "en-US",
    "joined_at": JOINED_AT,
    "member_count": 2,
}
_EMPTY_LISTS = (
    *("emojis", "stickers", "features", "threads", "voice_states", "presences"),
    *("stage_instances", "guild_scheduled_events", "soundboard_sounds"),
)


def guild(guild_id: int, channel_id: int) -> dict[str, Any]:
    """Describe a server with one channel in which everyone may do everything."""
    everyone = {
        "id": str(guild_id),
        "name": "@everyone",
        "permissions": ALL_PERMISSIONS,
        "color": 0,
        "hoist": False,
        "position": 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        **_PLAIN_GUILD,
        **{name: [] for name in _EMPTY_LISTS},
        "id": str(guild_id),
        "name": f"Community {guild_id}",
        "owner_id": str(guild_id + 1),
        "roles": [everyone],
        "members": [member(APPLICATION_ID, bot=True)],
        "channels": [channel(channel_id, guild_id)],
    }


def application() -> dict[str, Any]:
    return {
        "id": str(APPLICATION_ID),
        "name": "Whetstone",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(1),
        "team": None,
    }


def command(body: dict[str, Any]) -> dict[str, Any]:
    """Describe a synced command; a context menu comes back with an empty description."""
    permissions = body.get("default_member_permissions")
    return {
        "description": "",
        **body,
        "id": str(snowflake()),
        "application_id": str(APPLICATION_ID),
        "version": str(snowflake()),
        "default_member_permissions": None if permissions is None else str(permissions),
    }


def interaction(
    kind: int, data: dict[str, Any], *, user_id: int, guild_id: int, channel_id: int
) -> dict[str, Any]:
    """Describe an interaction of a member who may do everything."""
    interaction_id = snowflake()
    return {
        "id": str(interaction_id),
        "application_id": str(APPLICATION_ID),
        "type": kind,
        "token": f"interaction-{interaction_id}",
        "version": 1,
        "data": data,
        "guild_id": str(guild_id),
        "guild": {"id": str(guild_id), "locale": "en-US", "features": []},
        "channel_id": str(channel_id),
        "channel": channel(channel_id, guild_id),
        "member": {**member(user_id), "permissions": ALL_PERMISSIONS},
        "locale": "en-US",
        "guild_locale": "en-US",
        "app_permissions": ALL_PERMISSIONS,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild_id)},
        "context": 0,
        "attachment_size_limit": 10_485_760,
    }


def message(body: dict[str, Any], channel_id: int, guild_id: int | None) -> dict[str, Any]:
    """Describe the message that the bot sent with this body; its components get ids."""
    numbers = itertools.count(1)
    return {
        "id": str(snowflake()),
        "type": 0,
        "channel_id": str(channel_id),
        **({"guild_id": str(guild_id)} if guild_id else {}),
        "author": user(APPLICATION_ID, bot=True),
        "content": body.get("content") or "",
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": body.get("embeds") or [],
        "pinned": False,
        "flags": body.get("flags") or 0,
        "components": [numbered(each, numbers) for each in body.get("components") or ()],
    }


def numbered(component: dict[str, Any], numbers: itertools.count[int]) -> dict[str, Any]:
    """Give a component and all inside it ids, as Discord does."""
    made = {"id": next(numbers), **component}
    if "components" in made:
        made["components"] = [numbered(each, numbers) for each in made["components"]]
    for key in ("accessory", "component"):
        if made.get(key):
            made[key] = numbered(made[key], numbers)
    return made


def walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all components, the inner ones too, in reading order."""
    found: list[dict[str, Any]] = []
    for each in components:
        inner = [*each.get("components", ()), each.get("accessory"), each.get("component")]
        found += [each, *walk([part for part in inner if part])]
    return found
