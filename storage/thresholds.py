"""Limits that members set themselves, for each practice; whoever has none has the usual ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.domain.thresholds import Limits

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.practices import Practice
    from storage.connections import Connection, Row

OF_MEMBER = "SELECT * FROM thresholds WHERE community_id = :community_id AND user_id = :user_id"
OF_PRACTICE = """
SELECT * FROM thresholds WHERE community_id = :community_id AND practice_id = :practice_id
"""
SAVE = """
INSERT INTO thresholds (
    practice_id, community_id, user_id, recovery_minutes, cancelled_blocks, pause_sign
) VALUES (
    :practice_id, :community_id, :user_id, :recovery_minutes, :cancelled_blocks, :pause_sign
) ON CONFLICT (practice_id) DO UPDATE SET
    recovery_minutes = excluded.recovery_minutes, cancelled_blocks = excluded.cancelled_blocks,
    pause_sign = excluded.pause_sign
"""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> dict[PracticeId, Limits]:
    """Return the limits that a member set, by practice."""
    whose = {"community_id": community_id, "user_id": user_id}
    found = [_from_row(row) for row in await conn.fetch_all(OF_MEMBER, whose)]
    return {limits.practice_id: limits for limits in found}


async def of_practice(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId
) -> Limits:
    """Return the limits of a practice, those that its owner set or the usual ones."""
    key = {"community_id": community_id, "practice_id": practice_id}
    row = await conn.fetch_one(OF_PRACTICE, key)
    return _from_row(row) if row else Limits(practice_id)


async def save(tx: Connection, practice: Practice, limits: Limits) -> None:
    """Keep the limits of a practice in place of those before."""
    values = {
        "practice_id": practice.id,
        "community_id": practice.community_id,
        "user_id": practice.user_id,
        "recovery_minutes": limits.recovery_minutes,
        "cancelled_blocks": limits.cancelled_blocks,
        "pause_sign": limits.pause_sign,
    }
    await tx.execute(SAVE, values)


def _from_row(row: Row) -> Limits:
    return Limits(
        practice_id=PracticeId(row["practice_id"]),
        recovery_minutes=row["recovery_minutes"],
        cancelled_blocks=row["cancelled_blocks"],
        pause_sign=row["pause_sign"],
    )
