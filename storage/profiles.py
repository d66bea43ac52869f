"""Community, member and practices in one trip, since nearly every command starts with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.profiles import Profile
from storage import communities, members, practices

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, UserId
    from storage.database import Connection


async def get(conn: Connection, community_id: CommunityId, user_id: UserId) -> Profile | None:
    """Return a member with their community and practices, or None for a stranger."""
    whose = {"community_id": community_id, "user_id": user_id}
    community, member, *theirs = await conn.fetch_each(
        (communities.GET, whose),
        (members.GET, whose),
        *practices.queries_of_member(community_id, user_id),
    )
    if not member:
        return None
    return Profile(
        community=communities.from_row(community[0]),
        member=members.from_rows(member),
        practices=practices.from_results(*theirs),
    )
