"""Moderators who hide what somebody wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.pieces import Piece
from storage import pieces
from tests.support.callers import HERE

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId
    from bot.domain.pieces import PieceKind
    from storage.database import Database

MODERATOR = UserId(9)
HIDDEN_AT = datetime(2026, 11, 1, tzinfo=UTC)


async def hide(
    db: Database, kind: PieceKind, piece_id: int, community_id: CommunityId = HERE
) -> None:
    """Hide a piece; its card stays as it is."""
    async with db.transaction() as tx:
        await pieces.hide(tx, community_id, Piece(kind, piece_id), MODERATOR, HIDDEN_AT)
