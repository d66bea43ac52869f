"""What the marks of practices need beside their days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import DAY
from bot.domain.ids import PracticeId, SkillId
from bot.domain.marks import FEEDBACK_DAYS, TRANSFER_DAYS, Evidence
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection, Row

ANSWERED = """
SELECT DISTINCT r.practice_id, r.skill_id
FROM feedback f JOIN requests r
    ON r.community_id = f.community_id AND r.request_id = f.request_id
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_at > :since
"""
WAITING = """
SELECT DISTINCT practice_id, skill_id FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND state = 'open'
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
    """Return what happened in the last 28 days, and what waits for an answer, in one trip."""
    community_id, user_id = whose
    theirs = {"community_id": community_id, "user_id": user_id}
    days = {"first": (today - DAY * (TRANSFER_DAYS - 1)).isoformat(), "today": today.isoformat()}
    since = to_seconds(now - DAY * FEEDBACK_DAYS)
    answered, waiting, *contexts = await conn.fetch_each(
        (ANSWERED, theirs | {"since": since}),
        (WAITING, theirs),
        *(
            (CONTEXTS, {"community_id": community_id, "practice_id": practice_id, **days})
            for practice_id in practice_ids
        ),
    )
    answered_practices, answered_skills = _about(answered)
    asked_practices, asked_skills = _about(waiting)
    return Evidence(
        answered_practices=answered_practices,
        answered_skills=answered_skills,
        contexts=frozenset(
            (PracticeId(row["practice_id"]), row["context"]) for rows in contexts for row in rows
        ),
        asked_practices=asked_practices,
        asked_skills=asked_skills,
    )


def _about(requests: Iterable[Row]) -> tuple[frozenset[PracticeId], frozenset[SkillId]]:
    """Give the practices that requests name, and the skills of those that name no practice."""
    named = [(row["practice_id"], row["skill_id"]) for row in requests]
    return (
        frozenset(PracticeId(practice) for practice, _ in named if practice),
        frozenset(SkillId(skill) for practice, skill in named if skill and practice is None),
    )
