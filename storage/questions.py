"""A community's own questions, and which questions its weekly posts have asked.

They belong to the community, and nothing is kept of who added them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.questions import OwnQuestion
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId
    from storage.connections import Connection

ADD = """
INSERT INTO questions (question_id, community_id, text, added_at)
VALUES (:question_id, :community_id, :text, :added_at)
ON CONFLICT (question_id) DO NOTHING
"""
RETIRE = """
DELETE FROM questions WHERE community_id = :community_id AND question_id = :question_id
"""
OF_COMMUNITY = """
SELECT q.question_id, q.text, EXISTS (
    SELECT 1 FROM posts p
    WHERE p.community_id = q.community_id AND p.question = q.text
        AND p.claimed_at >= q.added_at AND p.state IN ('claimed', 'sent')
) AS is_asked
FROM questions q WHERE q.community_id = :community_id
ORDER BY q.added_at, q.question_id
"""
ASKED_IN = """
SELECT question FROM posts
WHERE community_id = :community_id AND period = :week AND question <> ''
    AND state IN ('claimed', 'sent')
"""
LAST_ASKED = """
SELECT question, MAX(period) AS week FROM posts
WHERE community_id = :community_id AND question <> '' AND state IN ('claimed', 'sent')
GROUP BY question
"""


async def add(tx: Connection, caller: Caller, text: str, now: datetime) -> None:
    """Keep a question; the same interaction adds it once."""
    values = {
        "question_id": caller.interaction_id,
        "community_id": caller.community_id,
        "text": text,
        "added_at": to_seconds(now),
    }
    await tx.execute(ADD, values)


async def retire(tx: Connection, community_id: CommunityId, question_id: int) -> None:
    """Take a question out; posts that asked it keep their text."""
    await tx.execute(RETIRE, {"community_id": community_id, "question_id": question_id})


async def of_community(conn: Connection, community_id: CommunityId) -> tuple[OwnQuestion, ...]:
    """Return the community's own questions, oldest first."""
    rows = await conn.fetch_all(OF_COMMUNITY, {"community_id": community_id})
    return tuple(
        OwnQuestion(row["question_id"], row["text"], bool(row["is_asked"])) for row in rows
    )


async def asked_in(conn: Connection, community_id: CommunityId, week: Week) -> str | None:
    """Return the question that a week's post has asked, or None before there is one."""
    row = await conn.fetch_one(ASKED_IN, {"community_id": community_id, "week": str(week)})
    return row["question"] if row else None


async def last_asked(conn: Connection, community_id: CommunityId) -> dict[str, Week]:
    """Return the latest week in which each question was asked here."""
    rows = await conn.fetch_all(LAST_ASKED, {"community_id": community_id})
    return {row["question"]: Week.parse(row["week"]) for row in rows}
