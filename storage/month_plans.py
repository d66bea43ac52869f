"""30-day plans and their notes, and the few facts by which their weeks are ticked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.ids import CommunityId, PlanId, PracticeId, UserId
from bot.domain.month_plans import MonthPlan, PlanNote
from bot.domain.names import name_key
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import InteractionId
    from bot.domain.practices import Practice
    from storage.connections import Connection, Row, SqlValue

GET = """
SELECT * FROM plans
WHERE community_id = :community_id AND user_id = :user_id AND plan_id = :plan_id
"""
HELD = """
SELECT * FROM plans
WHERE community_id = :community_id AND user_id = :user_id
    AND stopped_on IS NULL AND closed_on IS NULL
"""
LATEST = """
SELECT * FROM plans WHERE community_id = :community_id AND user_id = :user_id
ORDER BY started_on DESC, plan_id DESC LIMIT 1
"""
ADD = """
INSERT INTO plans (
    plan_id, community_id, user_id, practice_id, started_on, confidence_before, confidence_after,
    outcome, outcome_on, learnt, stopped_on, closed_on
) VALUES (
    :plan_id, :community_id, :user_id, :practice_id, :started_on, :confidence_before,
    :confidence_after, :outcome, :outcome_on, :learnt, :stopped_on, :closed_on
) ON CONFLICT (plan_id) DO NOTHING
"""
SAVE = """
UPDATE plans SET confidence_before = :confidence_before, confidence_after = :confidence_after,
    outcome = :outcome, outcome_on = :outcome_on, learnt = :learnt, stopped_on = :stopped_on,
    closed_on = :closed_on
WHERE community_id = :community_id AND user_id = :user_id AND plan_id = :plan_id
"""
ADD_NOTE = """
INSERT INTO plan_notes (note_id, community_id, user_id, plan_id, day, text, noted_at)
VALUES (:note_id, :community_id, :user_id, :plan_id, :day, :text, :noted_at)
ON CONFLICT (note_id) DO NOTHING
"""
NOTES = """
SELECT day, text, noted_at FROM plan_notes
WHERE community_id = :community_id AND plan_id = :plan_id ORDER BY noted_at DESC, note_id DESC
"""
# For the practice itself, or for its skill where the request names no practice.
ANSWERED = """
SELECT f.given_at AS at FROM feedback f JOIN requests r
    ON r.community_id = f.community_id AND r.request_id = f.request_id
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_at >= :since
    AND (r.practice_id = :practice_id OR (r.practice_id IS NULL AND r.skill_id = :skill_id))
"""
ADOPTED = """
SELECT adopted_at AS at FROM adjustments
WHERE community_id = :community_id AND user_id = :user_id AND adopted_at >= :since
"""
FIRST_USED = """
SELECT context, min(day) AS first_day FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND context <> ''
GROUP BY context
"""


class Happened(NamedTuple):
    """When answers came, and when adjustments were adopted."""

    answered: tuple[datetime, ...]
    adopted: tuple[datetime, ...]


async def get(
    conn: Connection, community_id: CommunityId, user_id: UserId, plan_id: PlanId
) -> MonthPlan | None:
    """Return a plan of the member, or None where it is not theirs."""
    key = {"community_id": community_id, "user_id": user_id, "plan_id": plan_id}
    row = await conn.fetch_one(GET, key)
    return _from_row(row) if row else None


async def held(conn: Connection, community_id: CommunityId, user_id: UserId) -> MonthPlan | None:
    """Return the plan that is neither stopped nor put away, if there is one."""
    row = await conn.fetch_one(HELD, {"community_id": community_id, "user_id": user_id})
    return _from_row(row) if row else None


async def latest(conn: Connection, community_id: CommunityId, user_id: UserId) -> MonthPlan | None:
    """Return the plan that was started last, whatever became of it."""
    row = await conn.fetch_one(LATEST, {"community_id": community_id, "user_id": user_id})
    return _from_row(row) if row else None


async def add(tx: Connection, plan: MonthPlan) -> None:
    """Keep a new plan; no other may be held."""
    await tx.execute(ADD, _to_row(plan))


async def save(tx: Connection, plan: MonthPlan) -> None:
    """Keep what became of a plan."""
    await tx.execute(SAVE, _to_row(plan))


async def add_note(
    tx: Connection, plan: MonthPlan, interaction_id: InteractionId, note: PlanNote
) -> None:
    """Keep a note; the same interaction keeps it once."""
    values = {
        "note_id": interaction_id,
        "community_id": plan.community_id,
        "user_id": plan.user_id,
        "plan_id": plan.id,
        "day": note.day.isoformat(),
        "text": note.text,
        "noted_at": to_seconds(note.noted_at),
    }
    await tx.execute(ADD_NOTE, values)


async def notes(conn: Connection, plan: MonthPlan) -> tuple[PlanNote, ...]:
    """Return all notes of a plan, newest first."""
    key = {"community_id": plan.community_id, "plan_id": plan.id}
    return tuple(
        PlanNote(date.fromisoformat(row["day"]), row["text"], from_seconds(int(row["noted_at"])))
        for row in await conn.fetch_all(NOTES, key)
    )


async def happened(conn: Connection, practice: Practice, since: datetime) -> Happened:
    """Return when answers for a practice came, and when its member adopted adjustments."""
    values = {
        "community_id": practice.community_id,
        "user_id": practice.user_id,
        "practice_id": practice.id,
        "skill_id": practice.skill_id,
        "since": to_seconds(since),
    }
    answered, adopted = await conn.fetch_each((ANSWERED, values), (ADOPTED, values))
    return Happened(_instants(answered), _instants(adopted))


async def first_used(conn: Connection, practice: Practice) -> dict[str, date]:
    """Return the first day of every place in which a practice was logged, by its folded name."""
    key = {"community_id": practice.community_id, "practice_id": practice.id}
    found: dict[str, date] = {}
    for row in await conn.fetch_all(FIRST_USED, key):
        place, day = name_key(row["context"]), date.fromisoformat(row["first_day"])
        found[place] = min(day, found.get(place, day))
    return found


def _from_row(row: Row) -> MonthPlan:
    return MonthPlan(
        id=PlanId(row["plan_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=PracticeId(row["practice_id"]),
        started_on=date.fromisoformat(row["started_on"]),
        confidence_before=row["confidence_before"],
        confidence_after=row["confidence_after"],
        outcome=row["outcome"],
        outcome_on=_day(row["outcome_on"]),
        learnt=row["learnt"],
        stopped_on=_day(row["stopped_on"]),
        closed_on=_day(row["closed_on"]),
    )


def _to_row(plan: MonthPlan) -> dict[str, SqlValue]:
    return {
        "plan_id": plan.id,
        "community_id": plan.community_id,
        "user_id": plan.user_id,
        "practice_id": plan.practice_id,
        "started_on": plan.started_on.isoformat(),
        "confidence_before": plan.confidence_before,
        "confidence_after": plan.confidence_after,
        "outcome": plan.outcome,
        "outcome_on": _text(plan.outcome_on),
        "learnt": plan.learnt,
        "stopped_on": _text(plan.stopped_on),
        "closed_on": _text(plan.closed_on),
    }


def _instants(rows: list[Row]) -> tuple[datetime, ...]:
    return tuple(from_seconds(int(row["at"])) for row in rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
