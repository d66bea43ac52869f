"""Reflections: one for each member and week, written again as often as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.ids import CommunityId, PracticeId, ReflectionId, UserId
from bot.domain.places import Place
from bot.domain.reflections import GoalOutcome, Reflection
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.connections import Connection, Row

OF_WEEK = """
SELECT * FROM reflections
WHERE community_id = :community_id AND user_id = :user_id AND week = :week
"""
OF_MEMBER = """
SELECT * FROM reflections WHERE community_id = :community_id AND user_id = :user_id
ORDER BY week DESC
"""
COUNT_BEFORE = """
SELECT COUNT(*) AS earlier FROM reflections
WHERE community_id = :community_id AND user_id = :user_id AND week < :week
"""
CONDITIONS = """
SELECT week, conditions FROM reflections
WHERE community_id = :community_id AND user_id = :user_id AND conditions <> ''
"""
SAVE = """
INSERT INTO reflections (
    reflection_id, community_id, user_id, week, question, answer, goal_outcomes, behaviour,
    conditions, unknown_conditions, adjustment, goal, goal_practice_id, three_weeks, shared,
    reflected_at
) VALUES (
    :reflection_id, :community_id, :user_id, :week, :question, :answer, :goal_outcomes, :behaviour,
    :conditions, :unknown_conditions, :adjustment, :goal, :goal_practice_id, :three_weeks, :shared,
    :reflected_at
)
ON CONFLICT (reflection_id) DO UPDATE SET
    question = excluded.question, answer = excluded.answer,
    goal_outcomes = excluded.goal_outcomes, behaviour = excluded.behaviour,
    conditions = excluded.conditions, unknown_conditions = excluded.unknown_conditions,
    adjustment = excluded.adjustment, goal = excluded.goal,
    goal_practice_id = excluded.goal_practice_id, shared = excluded.shared,
    reflected_at = excluded.reflected_at
"""
# Its author may have deleted it, taken it back, or shared it twice, while the card was on the way.
STAND = """
UPDATE reflections SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND reflection_id = :reflection_id AND shared = 1
    AND COALESCE(message_id, :message_id) = :message_id
"""
FALL = """
UPDATE reflections SET channel_id = NULL, message_id = NULL, shared = 0
WHERE community_id = :community_id AND reflection_id = :reflection_id
"""


async def of_week(
    conn: Connection, community_id: CommunityId, user_id: UserId, week: Week
) -> Reflection | None:
    """Return a member's reflection of one week, or None where there is none."""
    key = {"community_id": community_id, "user_id": user_id, "week": str(week)}
    row = await conn.fetch_one(OF_WEEK, key)
    return _from_row(row) if row else None


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[Reflection, ...]:
    """Return all reflections of a member, the newest week first."""
    rows = await conn.fetch_all(OF_MEMBER, {"community_id": community_id, "user_id": user_id})
    return tuple(_from_row(row) for row in rows)


async def count_before(
    conn: Connection, community_id: CommunityId, user_id: UserId, week: Week
) -> int:
    """Return how many earlier weeks a member has reflected on."""
    key = {"community_id": community_id, "user_id": user_id, "week": str(week)}
    row = await conn.fetch_one(COUNT_BEFORE, key)
    return row["earlier"] if row else 0


async def conditions(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> dict[Week, str]:
    """Return the conditions that a member named, by week."""
    rows = await conn.fetch_all(CONDITIONS, {"community_id": community_id, "user_id": user_id})
    return {Week.parse(row["week"]): row["conditions"] for row in rows}


async def save(tx: Connection, reflection: Reflection) -> None:
    """Keep a reflection, in place of what it said before; where its card stands is not touched."""
    await tx.execute(SAVE, _to_row(reflection))


async def stand(
    tx: Connection, community_id: CommunityId, reflection_id: ReflectionId, card: Place
) -> bool:
    """Remember where the public card stands; False where it is not wanted there."""
    values = {
        "community_id": community_id,
        "reflection_id": reflection_id,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    return bool(await tx.execute(STAND, values))


async def fall(tx: Connection, community_id: CommunityId, reflection_id: ReflectionId) -> None:
    """Note that there is no public card any more."""
    await tx.execute(FALL, {"community_id": community_id, "reflection_id": reflection_id})


def _to_row(reflection: Reflection) -> dict[str, int | str | None]:
    return {
        "reflection_id": reflection.id,
        "community_id": reflection.community_id,
        "user_id": reflection.user_id,
        "week": str(reflection.week),
        "question": reflection.question,
        "answer": reflection.answer,
        "goal_outcomes": _encode(reflection.goal_outcomes),
        "behaviour": reflection.behaviour,
        "conditions": reflection.conditions,
        "unknown_conditions": int(reflection.unknown_conditions),
        "adjustment": reflection.adjustment,
        "goal": reflection.goal,
        "goal_practice_id": reflection.goal_practice_id,
        "three_weeks": int(reflection.three_weeks),
        "shared": int(reflection.shared),
        "reflected_at": to_seconds(reflection.reflected_at),
    }


def _from_row(row: Row) -> Reflection:
    goal_practice = row["goal_practice_id"]
    posted = row["message_id"] is not None
    return Reflection(
        id=ReflectionId(row["reflection_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        week=Week.parse(row["week"]),
        question=row["question"],
        answer=row["answer"],
        goal_outcomes=_decode(row["goal_outcomes"]),
        behaviour=row["behaviour"],
        conditions=row["conditions"],
        unknown_conditions=bool(row["unknown_conditions"]),
        adjustment=row["adjustment"],
        goal=row["goal"],
        goal_practice_id=None if goal_practice is None else PracticeId(goal_practice),
        three_weeks=bool(row["three_weeks"]),
        shared=bool(row["shared"]),
        card=Place(row["channel_id"], row["message_id"]) if posted else None,
        reflected_at=from_seconds(int(row["reflected_at"])),
    )


def _encode(outcomes: Mapping[PracticeId, GoalOutcome]) -> str:
    return " ".join(f"{practice}:{outcome.value}" for practice, outcome in outcomes.items())


def _decode(text: str) -> dict[PracticeId, GoalOutcome]:
    pairs = (pair.split(":") for pair in text.split())
    return {PracticeId(int(practice)): GoalOutcome(outcome) for practice, outcome in pairs}
