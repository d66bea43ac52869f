"""Starting conditions; their author's alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.conditions import Conditions
from bot.domain.ids import CommunityId, PracticeId, UserId

if TYPE_CHECKING:
    from storage.connections import Connection, Row

OF_MEMBER = """
SELECT * FROM starting_conditions WHERE community_id = :community_id AND user_id = :user_id
"""
SAVE = """
INSERT INTO starting_conditions (
    community_id, user_id, practice_id, since, weekly_hours, level
) VALUES (:community_id, :user_id, :practice_id, :since, :weekly_hours, :level)
ON CONFLICT (practice_id) DO UPDATE SET
    since = excluded.since, weekly_hours = excluded.weekly_hours, level = excluded.level
"""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> dict[PracticeId, Conditions]:
    """Return what a member told, by practice."""
    rows = await conn.fetch_all(OF_MEMBER, {"community_id": community_id, "user_id": user_id})
    return {PracticeId(row["practice_id"]): _from_row(row) for row in rows}


async def save(tx: Connection, conditions: Conditions) -> None:
    """Keep the conditions of a practice in place of those told before."""
    values = {
        "community_id": conditions.community_id,
        "user_id": conditions.user_id,
        "practice_id": conditions.practice_id,
        "since": conditions.since.isoformat() if conditions.since else None,
        "weekly_hours": conditions.weekly_hours,
        "level": conditions.level,
    }
    await tx.execute(SAVE, values)


def _from_row(row: Row) -> Conditions:
    return Conditions(
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=PracticeId(row["practice_id"]),
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        weekly_hours=row["weekly_hours"],
        level=row["level"],
    )
