"""Adjustments: at most one of a member runs at a time; the database holds to it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.days import Week
from bot.domain.ids import AdjustmentId, CommunityId, UserId
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row

RUNNING = """
SELECT * FROM adjustments
WHERE community_id = :community_id AND user_id = :user_id AND outcome IS NULL
"""
# Only one runs, and what runs was adopted last, in whichever second.
LATEST = """
SELECT * FROM adjustments WHERE community_id = :community_id AND user_id = :user_id
ORDER BY outcome IS NULL DESC, adopted_at DESC, adjustment_id DESC LIMIT 1
"""
ADOPT = """
INSERT INTO adjustments (adjustment_id, community_id, user_id, change, week, adopted_at)
VALUES (:adjustment_id, :community_id, :user_id, :change, :week, :adopted_at)
ON CONFLICT (adjustment_id) DO NOTHING
"""
REWORD = """
UPDATE adjustments SET change = :change
WHERE community_id = :community_id AND adjustment_id = :adjustment_id
"""
END = """
UPDATE adjustments SET outcome = :outcome, ended_at = :ended_at
WHERE community_id = :community_id AND adjustment_id = :adjustment_id AND outcome IS NULL
"""


async def running(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> Adjustment | None:
    """Return the adjustment that a member is trying, if there is one."""
    row = await conn.fetch_one(RUNNING, {"community_id": community_id, "user_id": user_id})
    return from_row(row) if row else None


async def latest(conn: Connection, community_id: CommunityId, user_id: UserId) -> Adjustment | None:
    """Return a member's last adjustment, running or ended."""
    row = await conn.fetch_one(LATEST, {"community_id": community_id, "user_id": user_id})
    return from_row(row) if row else None


async def adopt(tx: Connection, adjustment: Adjustment) -> None:
    """Keep an adjustment that runs from now on; none may be running."""
    values = {
        "adjustment_id": adjustment.id,
        "community_id": adjustment.community_id,
        "user_id": adjustment.user_id,
        "change": adjustment.change,
        "week": str(adjustment.week),
        "adopted_at": to_seconds(adjustment.adopted_at),
    }
    await tx.execute(ADOPT, values)


async def reword(tx: Connection, adjustment: Adjustment, change: str) -> None:
    """Put an adjustment into other words."""
    await tx.execute(REWORD, {**_key(adjustment), "change": change})


async def end(tx: Connection, adjustment: Adjustment, outcome: Outcome, now: datetime) -> None:
    """Note what became of a running adjustment; one that ended before keeps its outcome."""
    values = {"outcome": outcome.value, "ended_at": to_seconds(now)}
    await tx.execute(END, {**_key(adjustment), **values})


def _key(adjustment: Adjustment) -> dict[str, int | str | None]:
    return {"community_id": adjustment.community_id, "adjustment_id": adjustment.id}


def from_row(row: Row) -> Adjustment:
    """Read an adjustment, for queries of other modules that run in the same trip."""
    ended_at: int | None = row["ended_at"]
    return Adjustment(
        id=AdjustmentId(row["adjustment_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        change=row["change"],
        week=Week.parse(row["week"]),
        adopted_at=from_seconds(int(row["adopted_at"])),
        outcome=Outcome(row["outcome"]) if row["outcome"] else Outcome.RUNNING,
        ended_at=from_seconds(ended_at),
    )
