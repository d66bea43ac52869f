"""Files of requests to one person, which have no card that could hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, RequestId
    from storage.connections import Connection

GET = """
SELECT content FROM request_files
WHERE community_id = :community_id AND request_id = :request_id
"""
# A request may have been closed while its file was on the way.
KEEP = """
INSERT INTO request_files (request_id, community_id, content)
SELECT request_id, community_id, :content FROM requests
WHERE community_id = :community_id AND request_id = :request_id AND state = 'open'
ON CONFLICT (request_id) DO NOTHING
"""
DELETE = """
DELETE FROM request_files WHERE community_id = :community_id AND request_id = :request_id
"""


async def get(conn: Connection, community_id: CommunityId, request_id: RequestId) -> bytes | None:
    """Return the content of a request's file, or None where none is kept."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "request_id": request_id})
    return row["content"] if row else None


async def keep(
    tx: Connection, community_id: CommunityId, request_id: RequestId, content: bytes
) -> None:
    """Keep a file for as long as its request waits."""
    values = {"community_id": community_id, "request_id": request_id, "content": content}
    await tx.execute(KEEP, values)


async def delete(tx: Connection, community_id: CommunityId, request_id: RequestId) -> None:
    """Delete a file that is not needed here any more."""
    await tx.execute(DELETE, {"community_id": community_id, "request_id": request_id})
