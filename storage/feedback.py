"""Answers to requests, and what their authors made of them.

Deleting whoever asked leaves the answer and its rating in the helper's numbers, without the words
of the one who asked; deleting whoever gave leaves the levels, without a name and without words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.feedback import Applied, Feedback, Rating
from bot.domain.ids import CommunityId, FeedbackId, RequestId, UserId
from bot.domain.places import Place
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue

GET = "SELECT * FROM feedback WHERE community_id = :community_id AND feedback_id = :feedback_id"
OF_REQUEST = """
SELECT * FROM feedback WHERE community_id = :community_id AND request_id = :request_id
ORDER BY given_at, feedback_id
"""
LEVELS = """
SELECT position, level FROM feedback_levels
WHERE community_id = :community_id AND feedback_id = :feedback_id ORDER BY position
"""
ADD = """
INSERT INTO feedback (
    feedback_id, community_id, request_id, asked_by, given_by, works, change, question, given_at,
    problematic, remark, reply, applied_note
) VALUES (
    :feedback_id, :community_id, :request_id, :asked_by, :given_by, :works, :change, :question,
    :given_at, 0, '', '', ''
)
ON CONFLICT (feedback_id) DO NOTHING
"""
ADD_LEVEL = """
INSERT INTO feedback_levels (community_id, feedback_id, position, level)
VALUES (:community_id, :feedback_id, :position, :level)
ON CONFLICT (feedback_id, position) DO NOTHING
"""
HIDDEN = """
SELECT hidden_at FROM hidden_pieces
WHERE community_id = :community_id AND kind = 'feedback' AND piece_id = :feedback_id
"""
REPLY_HIDDEN = """
SELECT hidden_at FROM hidden_pieces
WHERE community_id = :community_id AND kind = 'reply' AND piece_id = :feedback_id
"""
# Not where whoever asked deleted their data meanwhile.
REPLY_STANDS = """
UPDATE feedback SET reply_channel_id = :channel_id, reply_message_id = :message_id
WHERE community_id = :community_id AND feedback_id = :feedback_id AND asked_by = :asked_by
"""
# Not where whoever gave it deleted their data meanwhile.
STAND = """
UPDATE feedback SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND feedback_id = :feedback_id AND given_by = :given_by
"""
SEEN_BY_AUTHOR = """
UPDATE feedback SET seen_at = :now
WHERE community_id = :community_id AND feedback_id = :feedback_id AND seen_at IS NULL
"""
SEEN_BY_HELPER = """
UPDATE feedback SET remark_seen_at = :now
WHERE community_id = :community_id AND feedback_id = :feedback_id
"""
REPLY = """
UPDATE feedback SET reply = :reply, replied_at = :now
WHERE community_id = :community_id AND feedback_id = :feedback_id
"""


async def get(
    conn: Connection, community_id: CommunityId, feedback_id: FeedbackId
) -> Feedback | None:
    """Return an answer with its levels, or None where there is none.

    What came back for it is left out where moderators hid that.
    """
    key = {"community_id": community_id, "feedback_id": feedback_id}
    found, levels, hidden = await conn.fetch_each((GET, key), (LEVELS, key), (REPLY_HIDDEN, key))
    if not found:
        return None
    answer = from_row(found[0], levels)
    return answer.without_reply() if hidden else answer


async def of_request(
    conn: Connection, community_id: CommunityId, request_id: RequestId
) -> tuple[Feedback, ...]:
    """Return all answers to a request with their levels, the first one first."""
    rows = await conn.fetch_all(
        OF_REQUEST, {"community_id": community_id, "request_id": request_id}
    )
    whose = [{"community_id": community_id, "feedback_id": row["feedback_id"]} for row in rows]
    levels = await conn.fetch_each(*((LEVELS, key) for key in whose))
    return tuple(from_row(row, theirs) for row, theirs in zip(rows, levels, strict=True))


async def add(tx: Connection, feedback: Feedback) -> None:
    """Keep a new answer with its levels; the same interaction keeps it once."""
    values: dict[str, SqlValue] = {
        "feedback_id": feedback.id,
        "community_id": feedback.community_id,
        "request_id": feedback.request_id,
        "asked_by": feedback.asked_by,
        "given_by": feedback.given_by,
        "works": feedback.works,
        "change": feedback.change,
        "question": feedback.question,
        "given_at": to_seconds(feedback.given_at),
    }
    await tx.execute(ADD, values)
    await tx.execute_many(ADD_LEVEL, list(_levels(feedback)))


async def is_hidden(conn: Connection, feedback: Feedback) -> bool:
    """Tell whether moderators hid an answer."""
    return await conn.fetch_one(HIDDEN, _key(feedback)) is not None


async def reply_stands(tx: Connection, feedback: Feedback, card: Place) -> bool:
    """Remember where a reply stands; False where whoever wrote it is gone meanwhile."""
    values = {
        "community_id": feedback.community_id,
        "feedback_id": feedback.id,
        "asked_by": feedback.asked_by,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    return await tx.execute(REPLY_STANDS, values) > 0


async def stand(tx: Connection, feedback: Feedback, card: Place) -> bool:
    """Remember where an answer's message stands; False where the answer is gone meanwhile."""
    values = {
        "community_id": feedback.community_id,
        "feedback_id": feedback.id,
        "given_by": feedback.given_by,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    return await tx.execute(STAND, values) > 0


async def seen_by_author(tx: Connection, feedback: Feedback, now: datetime) -> None:
    """Remember when whoever asked first saw an answer."""
    await tx.execute(SEEN_BY_AUTHOR, {**_key(feedback), "now": to_seconds(now)})


async def seen_by_helper(tx: Connection, feedback: Feedback, now: datetime) -> None:
    """Remember when the helper last saw what came back."""
    await tx.execute(SEEN_BY_HELPER, {**_key(feedback), "now": to_seconds(now)})


async def reply(tx: Connection, feedback: Feedback, text: str, now: datetime) -> None:
    """Keep the author's reply in place of an earlier one."""
    await tx.execute(REPLY, {**_key(feedback), "reply": text, "now": to_seconds(now)})


def _key(feedback: Feedback) -> dict[str, SqlValue]:
    return {"community_id": feedback.community_id, "feedback_id": feedback.id}


def _levels(feedback: Feedback) -> Iterable[Mapping[str, SqlValue]]:
    for position, level in (feedback.levels or {}).items():
        yield {
            "community_id": feedback.community_id,
            "feedback_id": feedback.id,
            "position": position,
            "level": level,
        }


def from_row(row: Row, levels: Iterable[Row] = ()) -> Feedback:
    """Read an answer from its row and the rows of its levels, for queries of other modules."""
    return Feedback(
        id=FeedbackId(row["feedback_id"]),
        community_id=CommunityId(row["community_id"]),
        request_id=None if row["request_id"] is None else RequestId(row["request_id"]),
        asked_by=UserId(row["asked_by"]),
        given_by=UserId(row["given_by"]),
        given_at=from_seconds(int(row["given_at"])),
        works=row["works"],
        change=row["change"],
        question=row["question"],
        levels={each["position"]: each["level"] for each in levels},
        card=Place(row["channel_id"], row["message_id"]) if row["message_id"] else None,
        seen_at=from_nullable(row["seen_at"]),
        rating=_rating(row),
        remark_seen_at=from_nullable(row["remark_seen_at"]),
        reply=row["reply"],
        replied_at=from_nullable(row["replied_at"]),
        applied=None if row["applied"] is None else Applied(row["applied"]),
        applied_note=row["applied_note"],
        applied_at=from_nullable(row["applied_at"]),
    )


def _rating(row: Row) -> Rating | None:
    if row["rated_at"] is None:
        return None
    return Rating(
        encouraging=row["encouraging"],
        useful=row["useful"],
        problematic=bool(row["problematic"]),
        remark=row["remark"],
        at=from_seconds(int(row["rated_at"])),
    )
