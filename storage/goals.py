"""Goals; the latest of a practice is the one that holds, older ones stay as history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.goals import Goal
from bot.domain.ids import CommunityId, PracticeId, UserId
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from storage.connections import Connection, Row

ADD = """
INSERT INTO goals (
    goal_id, community_id, user_id, practice_id, better, wish, set_at
) VALUES (:goal_id, :community_id, :user_id, :practice_id, :better, :wish, :set_at)
ON CONFLICT (goal_id) DO NOTHING
"""
LATEST_OF_MEMBER = """
SELECT g.* FROM practices p
JOIN goals g ON g.goal_id = (
    SELECT latest.goal_id FROM goals latest
    WHERE latest.practice_id = p.practice_id AND latest.community_id = p.community_id
    ORDER BY latest.set_at DESC, latest.goal_id DESC LIMIT 1
)
WHERE p.community_id = :community_id AND p.user_id = :user_id
"""


async def add(tx: Connection, goal: Goal) -> bool:
    """Keep a goal, which from now on is its practice's; False where it was kept already."""
    values = {
        "goal_id": goal.id,
        "community_id": goal.community_id,
        "user_id": goal.user_id,
        "practice_id": goal.practice_id,
        "better": goal.better,
        "wish": goal.wish,
        "set_at": to_seconds(goal.set_at),
    }
    return bool(await tx.execute(ADD, values))


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> dict[PracticeId, Goal]:
    """Return the goal that holds for each of a member's practices that has one."""
    whose = {"community_id": community_id, "user_id": user_id}
    rows = await conn.fetch_all(LATEST_OF_MEMBER, whose)
    return {PracticeId(row["practice_id"]): from_row(row) for row in rows}


def from_row(row: Row) -> Goal:
    """Read a goal, for queries of other modules that run in the same trip."""
    return Goal(
        id=row["goal_id"],
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=PracticeId(row["practice_id"]),
        better=row["better"],
        wish=row["wish"],
        set_at=from_seconds(int(row["set_at"])),
    )
