"""Cheers: who cheered which log on. Deleting a person takes their cheers off others' cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, LogId, UserId
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection

ADD = """
INSERT INTO cheers (community_id, log_id, user_id, cheered_at)
VALUES (:community_id, :log_id, :user_id, :cheered_at)
ON CONFLICT (log_id, user_id) DO NOTHING
"""
OF_LOG = """
SELECT user_id FROM cheers WHERE community_id = :community_id AND log_id = :log_id
ORDER BY cheered_at, user_id
"""


async def add(
    tx: Connection, community_id: CommunityId, log_id: LogId, user_id: UserId, now: datetime
) -> bool:
    """Keep a cheer; False where this member has cheered the log already."""
    values = {
        "community_id": community_id,
        "log_id": log_id,
        "user_id": user_id,
        "cheered_at": to_seconds(now),
    }
    return bool(await tx.execute(ADD, values))


async def of_log(conn: Connection, community_id: CommunityId, log_id: LogId) -> tuple[UserId, ...]:
    """Return who cheered a log, the first one first."""
    rows = await conn.fetch_all(OF_LOG, {"community_id": community_id, "log_id": log_id})
    return tuple(UserId(row["user_id"]) for row in rows)
