"""What stands beside a member's practices, in one trip, since `/today` asks for all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.today import Waiting
from storage import adjustments, goals, reflections

if TYPE_CHECKING:
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection


async def read_waiting(
    conn: Connection, community_id: CommunityId, user_id: UserId, week: Week
) -> Waiting:
    """Return a member's goals, the running adjustment, and whether the week was looked back on."""
    whose = {"community_id": community_id, "user_id": user_id}
    theirs, running, reflected = await conn.fetch_each(
        (goals.LATEST_OF_MEMBER, whose),
        (adjustments.RUNNING, whose),
        (reflections.OF_WEEK, {**whose, "week": str(week)}),
    )
    found = [goals.from_row(row) for row in theirs]
    return Waiting(
        goals={goal.practice_id: goal for goal in found},
        adjustment=adjustments.from_row(running[0]) if running else None,
        has_reflected=bool(reflected),
    )
