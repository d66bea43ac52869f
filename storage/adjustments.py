"""Adjustments: at most one of a member runs at a time; the database holds to it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.adjustments import Adjustment, Origin, Outcome, Source
from bot.domain.days import Week
from bot.domain.ids import AdjustmentId, CommunityId, UserId
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.feedback import Feedback
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
INSERT INTO adjustments (
    adjustment_id, community_id, user_id, change, week, adopted_at, source, source_id
) VALUES (
    :adjustment_id, :community_id, :user_id, :change, :week, :adopted_at, :source, :source_id
)
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
# The latest, where the same change was tried more than once.
FROM_FEEDBACK = """
SELECT * FROM adjustments
WHERE community_id = :community_id AND user_id = :user_id AND source = 'feedback'
    AND source_id = :source_id
ORDER BY outcome IS NULL DESC, adopted_at DESC, adjustment_id DESC LIMIT 1
"""
# What may be adopted: of an answer, for whoever asked; of an idea, for everybody; of a log, for
# whoever logged it.
OF_FEEDBACK = """
SELECT f.change AS change FROM feedback f
WHERE f.community_id = :community_id AND f.feedback_id = :source_id AND f.asked_by = :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
"""
OF_IDEA = """
SELECT i.title AS change FROM ideas i
WHERE i.community_id = :community_id AND i.idea_id = :source_id AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = i.community_id AND h.kind = 'idea' AND h.piece_id = i.idea_id
)
"""
OF_SETBACK = """
SELECT lesson AS change FROM logs
WHERE community_id = :community_id AND log_id = :source_id AND user_id = :user_id
"""
_CHANGES = {
    Source.FEEDBACK: OF_FEEDBACK,
    Source.IDEA: OF_IDEA,
    Source.SETBACK: OF_SETBACK,
}


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


async def outcome_of(conn: Connection, answer: Feedback) -> Outcome | None:
    """Return what became of the change that an answer proposed; None where it was not adopted."""
    values = {
        "community_id": answer.community_id,
        "user_id": answer.asked_by,
        "source_id": answer.id,
    }
    row = await conn.fetch_one(FROM_FEEDBACK, values)
    return from_row(row).outcome if row else None


async def change_of(
    conn: Connection, community_id: CommunityId, user_id: UserId, origin: Origin
) -> str:
    """Return the change that a member may take from somewhere; "" where there is none."""
    if origin.source not in _CHANGES:
        return ""
    values = {"community_id": community_id, "user_id": user_id, "source_id": origin.id}
    row = await conn.fetch_one(_CHANGES[origin.source], values)
    return row["change"] if row else ""


async def adopt(tx: Connection, adjustment: Adjustment) -> None:
    """Keep an adjustment that runs from now on; none may be running."""
    origin = adjustment.origin
    values = {
        "adjustment_id": adjustment.id,
        "community_id": adjustment.community_id,
        "user_id": adjustment.user_id,
        "change": adjustment.change,
        "week": str(adjustment.week),
        "adopted_at": to_seconds(adjustment.adopted_at),
        "source": (origin.source if origin else Source.REFLECTION).value,
        "source_id": origin.id if origin else None,
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
        origin=_origin(row),
    )


def _origin(row: Row) -> Origin | None:
    if row["source_id"] is None:
        return None
    return Origin(Source(row["source"]), row["source_id"])
