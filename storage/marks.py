"""What the marks of practices need beside their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY
from bot.domain.ids import PracticeId, SkillId
from bot.domain.marks import FEEDBACK_DAYS, TRANSFER_DAYS, Evidence
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection

ANSWERED = """
SELECT DISTINCT r.practice_id, r.skill_id
FROM feedback f JOIN requests r
    ON r.community_id = f.community_id AND r.request_id = f.request_id
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_at > :since
"""
CONTEXTS = """
SELECT DISTINCT practice_id, context FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id
    AND day BETWEEN :first AND :today AND context <> ''
"""


async def evidence(
    conn: Connection,
    whose: tuple[CommunityId, UserId],
    practice_ids: Sequence[PracticeId],
    today: date,
    now: datetime,
) -> Evidence:
    """Return what happened in the last 28 days, in one trip."""
    community_id, user_id = whose
    days = {"first": (today - DAY * (TRANSFER_DAYS - 1)).isoformat(), "today": today.isoformat()}
    answered, *contexts = await conn.fetch_each(
        (
            ANSWERED,
            {
                "community_id": community_id,
                "user_id": user_id,
                "since": to_seconds(now - DAY * FEEDBACK_DAYS),
            },
        ),
        *(
            (CONTEXTS, {"community_id": community_id, "practice_id": practice_id, **days})
            for practice_id in practice_ids
        ),
    )
    named = [(row["practice_id"], row["skill_id"]) for row in answered]
    return Evidence(
        answered_practices=frozenset(PracticeId(practice) for practice, _ in named if practice),
        answered_skills=frozenset(
            SkillId(skill) for practice, skill in named if skill and practice is None
        ),
        contexts=frozenset(
            (PracticeId(row["practice_id"]), row["context"]) for rows in contexts for row in rows
        ),
    )
