"""Where the public card of a log stands, so that undo, correct and hide can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.log_cards import PostedCard
from bot.domain.places import Place

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, LogId, UserId
    from storage.connections import Connection, Row

GET = "SELECT * FROM log_cards WHERE community_id = :community_id AND log_id = :log_id"
# The log may have been taken back while its card was on the way.
ADD = """
INSERT INTO log_cards (log_id, community_id, channel_id, message_id)
SELECT log_id, community_id, :channel_id, :message_id FROM logs
WHERE community_id = :community_id AND log_id = :log_id
ON CONFLICT (log_id) DO UPDATE SET log_id = excluded.log_id
RETURNING log_id
"""
HIDE = """
UPDATE log_cards SET hidden_by = :moderator_id
WHERE community_id = :community_id AND log_id = :log_id
"""

SHOW = """
UPDATE log_cards SET hidden_by = NULL
WHERE community_id = :community_id AND log_id = :log_id
"""


async def get(conn: Connection, community_id: CommunityId, log_id: LogId) -> PostedCard | None:
    """Return where a log's card stands, or None where it has none."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "log_id": log_id})
    return _from_row(row) if row else None


async def add(tx: Connection, community_id: CommunityId, log_id: LogId, place: Place) -> bool:
    """Remember where a card stands, the first place for good; False where the log is gone."""
    values = {"community_id": community_id, "log_id": log_id, **_to_row(place)}
    return await tx.fetch_one(ADD, values) is not None


async def hide(
    tx: Connection, community_id: CommunityId, log_id: LogId, moderator_id: UserId
) -> None:
    """Mark a card as hidden by a moderator."""
    whose = {"community_id": community_id, "log_id": log_id, "moderator_id": moderator_id}
    await tx.execute(HIDE, whose)


async def show(tx: Connection, community_id: CommunityId, log_id: LogId) -> None:
    """Take a card out of hiding."""
    await tx.execute(SHOW, {"community_id": community_id, "log_id": log_id})


def _to_row(place: Place) -> dict[str, int]:
    return {"channel_id": place.channel_id, "message_id": place.message_id}


def _from_row(row: Row) -> PostedCard:
    return PostedCard(
        place=Place(row["channel_id"], row["message_id"]), hidden=row["hidden_by"] is not None
    )
