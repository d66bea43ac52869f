"""Communities and their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import Community, WeeklyPart
from bot.domain.ids import CommunityId
from bot.domain.settings import Visibility
from bot.domain.weekly_times import WeeklyTime
from storage.times import from_nullable, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row

GET = "SELECT * FROM communities WHERE community_id = :community_id"
ADD = """
INSERT INTO communities (
    community_id, zone, weekly_weekday, weekly_minute, backfill_days, resources, created_at
) VALUES (
    :community_id, :zone, :weekly_weekday, :weekly_minute, :backfill_days, :resources, :created_at
)
ON CONFLICT (community_id) DO NOTHING
"""
SAVE = """
UPDATE communities SET
    zone = :zone, weekly_weekday = :weekly_weekday, weekly_minute = :weekly_minute,
    weekly_channel_id = :weekly_channel_id, log_channel_id = :log_channel_id,
    feedback_channel_id = :feedback_channel_id, challenge_channel_id = :challenge_channel_id,
    moderator_channel_id = :moderator_channel_id, moderator_role_id = :moderator_role_id,
    offered_visibility = :offered_visibility, weekly_parts = :weekly_parts,
    backfill_days = :backfill_days, resources = :resources, set_up_at = :set_up_at,
    next_weekly_at = :next_weekly_at, removed_at = :removed_at
WHERE community_id = :community_id
"""
# All communities: which of them the bot is in.
PRESENCE = "SELECT community_id, removed_at FROM communities"
# All communities, for maintenance.
REMOVED = "SELECT community_id FROM communities WHERE removed_at < :before"
DELETE_REMOVED = """
DELETE FROM communities WHERE community_id = :community_id AND removed_at < :before
"""


async def get(conn: Connection, community_id: CommunityId) -> Community | None:
    """Return a community, or None where nobody has used the bot yet."""
    row = await conn.fetch_one(GET, {"community_id": community_id})
    return from_row(row) if row else None


async def get_or_default(conn: Connection, community_id: CommunityId) -> Community:
    """Return a community; one that nobody has set up has the defaults."""
    return await get(conn, community_id) or Community(community_id)


async def add(tx: Connection, community: Community, now: datetime) -> None:
    """Keep a community with its first settings; one that is there stays as it is."""
    await tx.execute(ADD, {**_to_row(community), "created_at": to_seconds(now)})


async def save(tx: Connection, community: Community) -> None:
    """Replace the settings of a community."""
    await tx.execute(SAVE, _to_row(community))


async def presence(conn: Connection) -> dict[CommunityId, bool]:
    """Tell of every community whether the bot is there, as far as we know."""
    rows = await conn.fetch_all(PRESENCE)
    return {CommunityId(row["community_id"]): row["removed_at"] is None for row in rows}


async def removed(conn: Connection, before: datetime) -> tuple[CommunityId, ...]:
    """Return the communities that removed the bot before this instant."""
    rows = await conn.fetch_all(REMOVED, {"before": to_seconds(before)})
    return tuple(CommunityId(row["community_id"]) for row in rows)


async def delete_removed(tx: Connection, community_id: CommunityId, before: datetime) -> None:
    """Delete all data of a community, unless the bot came back meanwhile."""
    await tx.execute(DELETE_REMOVED, {"community_id": community_id, "before": to_seconds(before)})


def _to_row(community: Community) -> dict[str, int | str | None]:
    return {
        "community_id": community.community_id,
        "zone": community.zone,
        "weekly_weekday": community.weekly_time.weekday,
        "weekly_minute": community.weekly_time.minute,
        "weekly_channel_id": community.weekly_channel_id,
        "log_channel_id": community.log_channel_id,
        "feedback_channel_id": community.feedback_channel_id,
        "challenge_channel_id": community.challenge_channel_id,
        "moderator_channel_id": community.moderator_channel_id,
        "moderator_role_id": community.moderator_role_id,
        "backfill_days": community.backfill_days,
        "resources": community.resources,
        "offered_visibility": community.offered_visibility.value,
        "weekly_parts": " ".join(part for part in WeeklyPart if part in community.weekly_parts),
        "set_up_at": to_seconds(community.set_up_at),
        "next_weekly_at": to_seconds(community.next_weekly_at),
        "removed_at": to_seconds(community.removed_at),
    }


def from_row(row: Row) -> Community:
    """Read a community from its row, for queries of other modules that join it."""
    return Community(
        community_id=CommunityId(row["community_id"]),
        zone=row["zone"],
        weekly_time=WeeklyTime(row["weekly_weekday"], row["weekly_minute"]),
        weekly_channel_id=row["weekly_channel_id"],
        log_channel_id=row["log_channel_id"],
        feedback_channel_id=row["feedback_channel_id"],
        challenge_channel_id=row["challenge_channel_id"],
        moderator_channel_id=row["moderator_channel_id"],
        moderator_role_id=row["moderator_role_id"],
        backfill_days=row["backfill_days"],
        resources=row["resources"],
        offered_visibility=Visibility(row["offered_visibility"]),
        weekly_parts=frozenset(map(WeeklyPart, row["weekly_parts"].split())),
        set_up_at=from_nullable(row["set_up_at"]),
        next_weekly_at=from_nullable(row["next_weekly_at"]),
        removed_at=from_nullable(row["removed_at"]),
    )
