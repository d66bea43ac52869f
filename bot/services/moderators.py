"""Whether somebody may do what only moderators do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import communities

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.communities import Community
    from storage.connections import Connection


async def require_moderator(conn: Connection, caller: Caller) -> Community:
    """Return the caller's community.

    Raises:
        ModeratorsOnly: for a caller who is no moderator there.
    """
    community = await communities.get_or_default(conn, caller.community_id)
    community.require_moderator(caller)
    return community
