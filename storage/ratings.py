"""What authors made of answers, and which answers wait for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ratings import ASKING_LASTS, ASKS_AGAIN_AFTER
from storage import feedback
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.feedback import Applied, Feedback, Rating
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection, Parameters, Row

# The first rating stays.
RATE = """
UPDATE feedback SET
    encouraging = :encouraging, useful = :useful, problematic = :problematic, remark = :remark,
    rated_at = :now, seen_at = coalesce(seen_at, :now)
WHERE community_id = :community_id AND feedback_id = :feedback_id AND rated_at IS NULL
"""
APPLY = """
UPDATE feedback SET applied = :applied, applied_note = :note, applied_at = :now
WHERE community_id = :community_id AND feedback_id = :feedback_id
"""
# Never opened, or young enough to be asked about; and what came back to those who gave.
WAITING = """
SELECT f.* FROM feedback f
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_by <> :user_id
    AND (f.seen_at IS NULL OR f.given_at > :since) AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
UNION ALL SELECT f.* FROM feedback f
WHERE f.community_id = :community_id AND f.given_by = :user_id AND f.asked_by <> :user_id
    AND f.problematic = 0 AND (
        f.rated_at > coalesce(f.remark_seen_at, 0)
        OR f.replied_at > coalesce(f.remark_seen_at, 0)
        OR f.applied_at > coalesce(f.remark_seen_at, 0)
    ) AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
ORDER BY given_at DESC, feedback_id DESC
"""
UNRATED = """
SELECT f.* FROM feedback f
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_by <> :user_id
    AND f.rated_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
ORDER BY f.given_at DESC, f.feedback_id DESC LIMIT :most
"""


async def rate(tx: Connection, answer: Feedback, rating: Rating) -> None:
    """Keep what the author made of an answer, which they have seen by now."""
    values = {
        **_key(answer),
        "encouraging": rating.encouraging,
        "useful": rating.useful,
        "problematic": int(rating.problematic),
        "remark": rating.remark,
        "now": to_seconds(rating.at),
    }
    await tx.execute(RATE, values)


async def apply(
    tx: Connection, answer: Feedback, applied: Applied, note: str, now: datetime
) -> None:
    """Keep whether an answer was applied, in place of what was said before."""
    values = {**_key(answer), "applied": applied.value, "note": note, "now": to_seconds(now)}
    await tx.execute(APPLY, values)


async def unrated(
    conn: Connection, community_id: CommunityId, user_id: UserId, most: int
) -> tuple[Feedback, ...]:
    """Return the answers to a member that they have not rated, the newest first, no levels."""
    whose = {"community_id": community_id, "user_id": user_id, "most": most}
    return tuple(feedback.from_row(row) for row in await conn.fetch_all(UNRATED, whose))


def waiting_of(community_id: CommunityId, user_id: UserId, now: datetime) -> tuple[str, Parameters]:
    """Give the query for all that may wait for a member, to be run with others in one trip."""
    since = to_seconds(now - ASKS_AGAIN_AFTER - ASKING_LASTS)
    return WAITING, {"community_id": community_id, "user_id": user_id, "since": since}


def waiting_from(rows: list[Row]) -> tuple[Feedback, ...]:
    """Read the rows of ``waiting_of``, without levels, the newest answer first."""
    return tuple(feedback.from_row(row) for row in rows)


def _key(answer: Feedback) -> dict[str, int]:
    return {"community_id": answer.community_id, "feedback_id": answer.id}
