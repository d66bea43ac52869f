"""Themes in turn, by community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.domain.rotations import Rotation
from storage.due import due_page
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Transaction

GET = "SELECT * FROM rotations WHERE community_id = :community_id"
SAVE = """
INSERT INTO rotations (community_id, themes, next_theme, next_at, set_by)
VALUES (:community_id, :themes, :next_theme, :next_at, :set_by)
ON CONFLICT (community_id) DO UPDATE SET
    themes = excluded.themes, next_theme = excluded.next_theme, next_at = excluded.next_at,
    set_by = excluded.set_by
"""
# All communities: whose next theme is due.
DUE = """
SELECT r.next_at, r.community_id
FROM rotations r JOIN communities m ON m.community_id = r.community_id
WHERE r.next_at <= :now AND m.removed_at IS NULL
    AND (r.next_at, r.community_id) > (:after_at, :after_id)
ORDER BY r.next_at, r.community_id LIMIT :most
"""


async def get(conn: Connection, community_id: CommunityId) -> Rotation | None:
    """Return the community's themes; None where nobody has chosen any yet."""
    row = await conn.fetch_one(GET, {"community_id": community_id})
    if row is None:
        return None
    return Rotation(
        community_id=CommunityId(row["community_id"]),
        themes=tuple(row["themes"].split()),
        set_by=UserId(row["set_by"]),
        next_theme=row["next_theme"],
        next_at=from_nullable(row["next_at"]),
    )


async def save(tx: Transaction, rotation: Rotation) -> None:
    """Keep the community's themes."""
    values = {
        "community_id": rotation.community_id,
        "themes": " ".join(rotation.themes),
        "next_theme": rotation.next_theme,
        "next_at": to_seconds(rotation.next_at),
        "set_by": rotation.set_by,
    }
    await tx.execute(SAVE, values)


async def due(
    conn: Connection, now: datetime, after: tuple[datetime, CommunityId] | None, most: int
) -> tuple[tuple[datetime, CommunityId], ...]:
    """Return the next communities whose theme is due, those waiting longest first."""
    return tuple(
        (from_seconds(int(row["next_at"])), CommunityId(row["community_id"]))
        for row in await conn.fetch_all(DUE, due_page(now, after, most))
    )
