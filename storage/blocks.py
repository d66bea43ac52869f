"""Whom members want nothing to do with; it holds both ways, and nobody is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection

APART = """
SELECT blocked_user_id AS other FROM blocks
WHERE community_id = :community_id AND user_id = :user_id
UNION SELECT user_id FROM blocks
WHERE community_id = :community_id AND blocked_user_id = :user_id
"""
OF_MEMBER = """
SELECT blocked_user_id FROM blocks
WHERE community_id = :community_id AND user_id = :user_id ORDER BY blocked_at, blocked_user_id
"""
ADD = """
INSERT INTO blocks (community_id, user_id, blocked_user_id, blocked_at)
VALUES (:community_id, :user_id, :blocked_user_id, :blocked_at)
ON CONFLICT (community_id, user_id, blocked_user_id) DO NOTHING
"""
REMOVE = """
DELETE FROM blocks
WHERE community_id = :community_id AND user_id = :user_id AND blocked_user_id = :blocked_user_id
"""

# Whoever holds a request of the other lets go of it.
END_HOLDS = """
UPDATE requests SET held_by = NULL, held_until = NULL
WHERE community_id = :community_id AND (
    (user_id = :user_id AND held_by = :blocked_user_id)
    OR (user_id = :blocked_user_id AND held_by = :user_id)
)
"""


async def apart(conn: Connection, community_id: CommunityId, user_id: UserId) -> frozenset[UserId]:
    """Return everybody whom a member has blocked, or who has blocked them."""
    rows = await conn.fetch_all(APART, {"community_id": community_id, "user_id": user_id})
    return frozenset(UserId(row["other"]) for row in rows)


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[UserId, ...]:
    """Return whom a member has blocked, the first one first."""
    rows = await conn.fetch_all(OF_MEMBER, {"community_id": community_id, "user_id": user_id})
    return tuple(UserId(row["blocked_user_id"]) for row in rows)


async def add(
    tx: Connection, community_id: CommunityId, user_id: UserId, blocked: UserId, now: datetime
) -> None:
    """Keep two people apart because one of them wants it, who must be a member.

    Holds between the two end.
    """
    values = {
        "community_id": community_id,
        "user_id": user_id,
        "blocked_user_id": blocked,
        "blocked_at": to_seconds(now),
    }
    await tx.execute(ADD, values)
    await tx.execute(END_HOLDS, values)


async def remove(
    tx: Connection, community_id: CommunityId, user_id: UserId, blocked: UserId
) -> None:
    """Take a block back; one of the other side stays."""
    whose = {"community_id": community_id, "user_id": user_id, "blocked_user_id": blocked}
    await tx.execute(REMOVE, whose)
