"""Requests with which something happens by itself, and those that have waited for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import requests
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId
    from bot.domain.requests import Request
    from storage.connections import Connection

# All communities that have not removed the bot.
DUE = """
SELECT r.* FROM requests r JOIN communities c ON c.community_id = r.community_id
WHERE r.due_at <= :now AND c.removed_at IS NULL
ORDER BY r.due_at, r.request_id LIMIT :most
"""
NEEDS_EYES = """
SELECT * FROM requests r
WHERE r.community_id = :community_id AND r.state = 'open' AND r.kind IN ('work', 'stuck')
    AND r.audience = 'anyone'
    AND r.asked_at <= :asked_before
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM suspensions k
        WHERE k.community_id = r.community_id AND k.user_id = r.user_id
    )
ORDER BY r.kind = 'stuck' DESC, r.asked_at, r.request_id LIMIT :most
"""


async def due(conn: Connection, now: datetime, most: int) -> tuple[Request, ...]:
    """Return the requests of all communities with which something is to happen, oldest first."""
    rows = await conn.fetch_all(DUE, {"now": to_seconds(now), "most": most})
    return tuple(requests.from_row(row) for row in rows)


async def needs_eyes(
    conn: Connection, community_id: CommunityId, asked_before: datetime, most: int
) -> tuple[Request, ...]:
    """Return public requests that have waited since before an instant, the longest first."""
    values = {
        "community_id": community_id,
        "asked_before": to_seconds(asked_before),
        "most": most,
    }
    rows = await conn.fetch_all(NEEDS_EYES, values)
    return tuple(requests.from_row(row) for row in rows)
