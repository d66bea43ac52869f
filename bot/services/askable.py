"""Whom somebody may ask for feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import blocks, suspensions

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection


async def is_askable(
    conn: Connection, community_id: CommunityId, asking: UserId, asked: UserId
) -> bool:
    """Tell whether nobody keeps the two apart and moderators do not keep out who is asked."""
    apart = await blocks.apart(conn, community_id, asking)
    return asked not in apart and not await suspensions.is_suspended(conn, community_id, asked)
