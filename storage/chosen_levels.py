"""Levels that somebody chose in a panel and has not given yet, so that none is lost meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import CommunityId, RequestId, UserId
    from storage.connections import Connection

OF_MEMBER = """
SELECT position, level FROM chosen_levels
WHERE community_id = :community_id AND request_id = :request_id AND user_id = :user_id
ORDER BY position
"""
CHOOSE = """
INSERT INTO chosen_levels (community_id, request_id, user_id, position, level)
VALUES (:community_id, :request_id, :user_id, :position, :level)
ON CONFLICT (request_id, user_id, position) DO UPDATE SET level = :level
"""
FORGET = """
DELETE FROM chosen_levels WHERE community_id = :community_id AND request_id = :request_id
"""


async def of_member(
    conn: Connection, community_id: CommunityId, request_id: RequestId, user_id: UserId
) -> Mapping[int, int]:
    """Return the levels that somebody chose for a request, by the criterion's position."""
    whose = {"community_id": community_id, "request_id": request_id, "user_id": user_id}
    rows = await conn.fetch_all(OF_MEMBER, whose)
    return {row["position"]: row["level"] for row in rows}


async def choose(
    tx: Connection,
    community_id: CommunityId,
    request_id: RequestId,
    user_id: UserId,
    chosen: Mapping[int, int],
) -> None:
    """Keep levels by the criterion's position; another one for the same criterion replaces it."""
    rows = [
        {
            "community_id": community_id,
            "request_id": request_id,
            "user_id": user_id,
            "position": position,
            "level": level,
        }
        for position, level in chosen.items()
    ]
    await tx.execute_many(CHOOSE, rows)


async def forget(tx: Connection, community_id: CommunityId, request_id: RequestId) -> None:
    """Forget what anybody chose for a request that is closed."""
    await tx.execute(FORGET, {"community_id": community_id, "request_id": request_id})
