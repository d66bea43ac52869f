"""Minutes of recovery under way, by when they are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, InteractionId, PracticeId, UserId
from bot.domain.recoveries import Recovery
from storage.due import due_page
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row

# Nothing where the practice was deleted while the card was on its way.
ADD = """
INSERT INTO recoveries (
    recovery_id, community_id, user_id, practice_id, token, message_id, due_at
)
SELECT :recovery_id, community_id, user_id, practice_id, :token, :message_id, :due_at
FROM practices
WHERE community_id = :community_id AND user_id = :user_id AND practice_id = :practice_id
ON CONFLICT (recovery_id) DO NOTHING
"""
REMOVE = """
DELETE FROM recoveries
WHERE community_id = :community_id AND user_id = :user_id AND recovery_id = :recovery_id
"""
DUE = """
SELECT * FROM recoveries
WHERE due_at <= :now AND (due_at, recovery_id) > (:after_at, :after_id)
ORDER BY due_at, recovery_id LIMIT :most
"""


async def add(tx: Connection, recovery: Recovery) -> None:
    """Keep minutes that begin; the same interaction keeps them once."""
    values = {
        "recovery_id": recovery.id,
        "community_id": recovery.community_id,
        "user_id": recovery.user_id,
        "practice_id": recovery.practice_id,
        "token": recovery.token,
        "message_id": recovery.message_id,
        "due_at": to_seconds(recovery.due_at),
    }
    await tx.execute(ADD, values)


async def remove(
    tx: Connection, community_id: CommunityId, user_id: UserId, recovery_id: InteractionId
) -> None:
    """Forget minutes that are over."""
    key = {"community_id": community_id, "user_id": user_id, "recovery_id": recovery_id}
    await tx.execute(REMOVE, key)


async def due(
    conn: Connection, now: datetime, after: Recovery | None, most: int
) -> tuple[Recovery, ...]:
    """Return minutes that are over, those over longest first, from the one ``after`` on."""
    last = (after.due_at, after.id) if after else None
    return tuple(_from_row(row) for row in await conn.fetch_all(DUE, due_page(now, last, most)))


def _from_row(row: Row) -> Recovery:
    due_at: int = row["due_at"]
    return Recovery(
        id=InteractionId(row["recovery_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=PracticeId(row["practice_id"]),
        token=row["token"],
        message_id=row["message_id"],
        due_at=from_seconds(due_at),
    )
