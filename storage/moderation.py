"""What moderators did: the audit list, which is only ever added to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.domain.moderation import Act, ActKind
from bot.domain.pieces import Piece, PieceKind
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from storage.connections import Connection, Row

ADD = """
INSERT INTO acts (act_id, community_id, acted_by, act, kind, piece_id, about_user_id, acted_at)
VALUES (:act_id, :community_id, :acted_by, :act, :kind, :piece_id, :about_user_id, :acted_at)
ON CONFLICT (act_id) DO NOTHING
"""
LATEST = """
SELECT * FROM acts WHERE community_id = :community_id
ORDER BY acted_at DESC, act_id DESC LIMIT :most
"""
OF_PIECE = """
SELECT * FROM acts
WHERE community_id = :community_id AND kind = :kind AND piece_id = :piece_id
ORDER BY acted_at, act_id
"""
ABOUT = """
SELECT * FROM acts WHERE community_id = :community_id AND about_user_id = :user_id
ORDER BY acted_at, act_id
"""


async def add(tx: Connection, act: Act) -> None:
    """Note what a moderator did; the same interaction is noted once."""
    values = {
        "act_id": act.id,
        "community_id": act.community_id,
        "acted_by": act.by,
        "act": act.kind.value,
        "kind": act.piece.kind.value if act.piece else None,
        "piece_id": act.piece.id if act.piece else None,
        "about_user_id": act.about,
        "acted_at": to_seconds(act.at),
    }
    await tx.execute(ADD, values)


async def latest(conn: Connection, community_id: CommunityId, most: int) -> tuple[Act, ...]:
    """Return what was done lately, the latest first."""
    rows = await conn.fetch_all(LATEST, {"community_id": community_id, "most": most})
    return tuple(_from_row(row) for row in rows)


async def of_piece(conn: Connection, community_id: CommunityId, piece: Piece) -> tuple[Act, ...]:
    """Return what was done about a piece, the first one first."""
    key = {"community_id": community_id, "kind": piece.kind.value, "piece_id": piece.id}
    return tuple(_from_row(row) for row in await conn.fetch_all(OF_PIECE, key))


async def about(conn: Connection, community_id: CommunityId, user_id: UserId) -> tuple[Act, ...]:
    """Return what was done about somebody and what they wrote, the first one first."""
    rows = await conn.fetch_all(ABOUT, {"community_id": community_id, "user_id": user_id})
    return tuple(_from_row(row) for row in rows)


def _from_row(row: Row) -> Act:
    kind = row["kind"]
    return Act(
        id=row["act_id"],
        community_id=CommunityId(row["community_id"]),
        by=UserId(row["acted_by"]),
        kind=ActKind(row["act"]),
        about=UserId(row["about_user_id"]),
        at=from_seconds(int(row["acted_at"])),
        piece=None if kind is None else Piece(PieceKind(kind), row["piece_id"]),
    )
