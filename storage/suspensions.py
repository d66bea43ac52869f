"""Whom moderators keep from asking, answering and sharing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection

GET = """
SELECT suspended_at FROM suspensions
WHERE community_id = :community_id AND user_id = :user_id
"""
OF_COMMUNITY = """
SELECT user_id FROM suspensions
WHERE community_id = :community_id ORDER BY suspended_at DESC, user_id
"""
ADD = """
INSERT INTO suspensions (community_id, user_id, suspended_by, suspended_at)
VALUES (:community_id, :user_id, :suspended_by, :suspended_at)
ON CONFLICT (community_id, user_id) DO NOTHING
"""
END_HOLDS = """
UPDATE requests SET held_by = NULL, held_until = NULL
WHERE community_id = :community_id AND held_by = :user_id
"""
REMOVE = "DELETE FROM suspensions WHERE community_id = :community_id AND user_id = :user_id"


async def is_suspended(conn: Connection, community_id: CommunityId, user_id: UserId) -> bool:
    """Tell whether moderators keep somebody from taking part."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "user_id": user_id})
    return row is not None


async def of_community(conn: Connection, community_id: CommunityId) -> tuple[UserId, ...]:
    """Return everybody who is suspended here, the latest first."""
    rows = await conn.fetch_all(OF_COMMUNITY, {"community_id": community_id})
    return tuple(UserId(row["user_id"]) for row in rows)


async def add(
    tx: Connection,
    community_id: CommunityId,
    user_id: UserId,
    moderator_id: UserId,
    now: datetime,
) -> None:
    """Keep somebody from taking part, and end their holds; a second time changes nothing."""
    values = {
        "community_id": community_id,
        "user_id": user_id,
        "suspended_by": moderator_id,
        "suspended_at": to_seconds(now),
    }
    await tx.execute(ADD, values)
    await tx.execute(END_HOLDS, values)


async def remove(tx: Connection, community_id: CommunityId, user_id: UserId) -> None:
    """Let somebody take part again."""
    await tx.execute(REMOVE, {"community_id": community_id, "user_id": user_id})
