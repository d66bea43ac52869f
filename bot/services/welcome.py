"""Whether somebody may take part in what members do for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.moderation import Suspended
from storage import suspensions

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from storage.connections import Connection


async def require_welcome(conn: Connection, caller: Caller) -> None:
    """Let everybody through but those whom moderators keep out.

    Raises:
        Suspended: for them.
    """
    if await suspensions.is_suspended(conn, caller.community_id, caller.user_id):
        raise Suspended
