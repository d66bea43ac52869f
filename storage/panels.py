"""Where start-here panels stand; they belong to the community and name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.places import Place

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId
    from storage.connections import Connection

IN_CHANNEL = """
SELECT channel_id, message_id FROM panels
WHERE community_id = :community_id AND channel_id = :channel_id
ORDER BY message_id
"""
ADD = """
INSERT INTO panels (community_id, channel_id, message_id)
VALUES (:community_id, :channel_id, :message_id)
ON CONFLICT (community_id, message_id) DO NOTHING
"""
REMOVE = "DELETE FROM panels WHERE community_id = :community_id AND message_id = :message_id"


async def in_channel(
    conn: Connection, community_id: CommunityId, channel_id: int
) -> tuple[Place, ...]:
    """Return the panels that stand in a channel, the oldest first."""
    key = {"community_id": community_id, "channel_id": channel_id}
    rows = await conn.fetch_all(IN_CHANNEL, key)
    return tuple(Place(row["channel_id"], row["message_id"]) for row in rows)


async def add(tx: Connection, community_id: CommunityId, place: Place) -> None:
    """Remember a panel."""
    await tx.execute(ADD, _to_row(community_id, place))


async def remove(tx: Connection, community_id: CommunityId, place: Place) -> None:
    """Forget a panel that is taken away."""
    await tx.execute(REMOVE, _to_row(community_id, place))


def _to_row(community_id: CommunityId, place: Place) -> dict[str, int]:
    return {
        "community_id": community_id,
        "channel_id": place.channel_id,
        "message_id": place.message_id,
    }
