"""What listeners made of ideas: marks ("now I can") and applications.

Deleting a listener removes their own marks and applications; deleting an idea's author removes
all that hang on their ideas. An application that a log told of goes when the log is taken back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ids import ApplicationId, CommunityId, IdeaId, LogId, UserId
from bot.domain.wisdom import Application, Share
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue

MARK = """
INSERT INTO idea_marks (community_id, idea_id, user_id, marked_at)
VALUES (:community_id, :idea_id, :user_id, :marked_at)
ON CONFLICT (idea_id, user_id) DO NOTHING
"""
UNMARK = """
DELETE FROM idea_marks
WHERE community_id = :community_id AND idea_id = :idea_id AND user_id = :user_id
"""
# The same interaction notes it once, and nobody notes one idea twice a day. The idea may have been
# taken down meanwhile.
ADD = """
INSERT INTO applications (
    application_id, community_id, idea_id, user_id, day, happened, log_id, applied_at
)
SELECT
    :application_id, i.community_id, i.idea_id, :user_id, :day, :happened, :log_id, :applied_at
FROM ideas i WHERE i.community_id = :community_id AND i.idea_id = :idea_id
ON CONFLICT DO NOTHING
"""
ON_DAY = """
SELECT * FROM applications
WHERE community_id = :community_id AND idea_id = :idea_id AND user_id = :user_id AND day = :day
"""
OF_LOG = """
SELECT idea_id FROM applications WHERE community_id = :community_id AND log_id = :log_id
"""
SAY = """
UPDATE applications SET happened = :happened
WHERE community_id = :community_id AND application_id = :application_id
"""
# Hidden words are told nowhere; that somebody applied the idea still counts.
OUTCOMES = """
SELECT * FROM applications a
WHERE a.community_id = :community_id AND a.idea_id = :idea_id AND a.happened <> ''
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = a.community_id AND h.kind = 'application'
            AND h.piece_id = a.application_id
    )
ORDER BY a.applied_at DESC, a.application_id DESC LIMIT :most
"""
IDEA_OF = """
SELECT idea_id FROM applications
WHERE community_id = :community_id AND application_id = :application_id
"""
TAKE_BACK = """
DELETE FROM applications
WHERE community_id = :community_id AND application_id = :application_id AND user_id = :user_id
RETURNING idea_id
"""
APPLIED = """
SELECT COUNT(DISTINCT user_id) AS people FROM applications
WHERE community_id = :community_id AND applied_at >= :since AND applied_at < :until
"""
# Whoever logged, looked back, gave feedback or applied an idea.
ACTIVE = """
SELECT COUNT(*) AS people FROM (
    SELECT m.community_id, m.user_id FROM members m
    WHERE m.community_id = :community_id AND (EXISTS (
        SELECT 1 FROM logs l WHERE l.community_id = m.community_id AND l.user_id = m.user_id
        AND l.logged_at >= :since AND l.logged_at < :until
    ) OR EXISTS (
        SELECT 1 FROM reflections r WHERE r.community_id = m.community_id AND r.user_id = m.user_id
        AND r.reflected_at >= :since AND r.reflected_at < :until
    ))
    UNION SELECT f.community_id, f.given_by FROM feedback f
    WHERE f.community_id = :community_id AND f.given_at >= :since AND f.given_at < :until
    AND f.given_by <> f.asked_by AND f.given_by <> 0
    UNION SELECT a.community_id, a.user_id FROM applications a
    WHERE a.community_id = :community_id AND a.applied_at >= :since AND a.applied_at < :until
) active WHERE active.community_id = :community_id
"""


async def toggle_mark(
    tx: Connection, community_id: CommunityId, idea_id: IdeaId, user_id: UserId, now: datetime
) -> None:
    """Let somebody say "now I can" about an idea, or take it back where they said so."""
    whose = {"community_id": community_id, "idea_id": idea_id, "user_id": user_id}
    if not await tx.execute(UNMARK, whose):
        await tx.execute(MARK, {**whose, "marked_at": to_seconds(now)})


async def add(tx: Connection, application: Application) -> None:
    """Note an application; a second one of the same person, idea and day changes nothing."""
    values: dict[str, SqlValue] = {
        "application_id": application.id,
        "community_id": application.community_id,
        "idea_id": application.idea_id,
        "user_id": application.user_id,
        "day": application.day.isoformat(),
        "happened": application.happened,
        "log_id": application.log_id,
        "applied_at": to_seconds(application.applied_at),
    }
    await tx.execute(ADD, values)


async def on_day(
    conn: Connection, community_id: CommunityId, idea_id: IdeaId, user_id: UserId, day: date
) -> Application | None:
    """Return what somebody noted about an idea for one of their days, or None."""
    key: dict[str, SqlValue] = {
        "community_id": community_id,
        "idea_id": idea_id,
        "user_id": user_id,
        "day": day.isoformat(),
    }
    row = await conn.fetch_one(ON_DAY, key)
    return _from_row(row) if row else None


async def outcomes(
    conn: Connection, community_id: CommunityId, idea_id: IdeaId, most: int
) -> tuple[Application, ...]:
    """Return the latest applications of an idea with words about what came of it."""
    key = {"community_id": community_id, "idea_id": idea_id, "most": most}
    return tuple(_from_row(row) for row in await conn.fetch_all(OUTCOMES, key))


async def idea_of(
    conn: Connection, community_id: CommunityId, application_id: ApplicationId
) -> IdeaId | None:
    """Return which idea was applied; None where the application is gone."""
    key = {"community_id": community_id, "application_id": application_id}
    row = await conn.fetch_one(IDEA_OF, key)
    return IdeaId(row["idea_id"]) if row else None


async def of_log(conn: Connection, community_id: CommunityId, log_id: LogId) -> tuple[IdeaId, ...]:
    """Return the ideas that a log told of."""
    rows = await conn.fetch_all(OF_LOG, {"community_id": community_id, "log_id": log_id})
    return tuple(IdeaId(row["idea_id"]) for row in rows)


async def say(tx: Connection, application: Application, happened: str) -> None:
    """Keep what came of an idea."""
    key = {"community_id": application.community_id, "application_id": application.id}
    await tx.execute(SAY, {**key, "happened": happened})


async def take_back(
    tx: Connection, community_id: CommunityId, application_id: ApplicationId, user_id: UserId
) -> IdeaId | None:
    """Take somebody's own application back; return its idea, or None where there is none."""
    key = {
        "community_id": community_id,
        "application_id": application_id,
        "user_id": user_id,
    }
    row = await tx.fetch_one(TAKE_BACK, key)
    return IdeaId(row["idea_id"]) if row else None


async def share(
    conn: Connection, community_id: CommunityId, since: datetime, until: datetime
) -> Share:
    """Count who applied an idea and who was active at all, from ``since`` to before ``until``."""
    span = {
        "community_id": community_id,
        "since": to_seconds(since),
        "until": to_seconds(until),
    }
    applied, active = await conn.fetch_each((APPLIED, span), (ACTIVE, span))
    return Share(applied=applied[0]["people"], active=active[0]["people"])


def _from_row(row: Row) -> Application:
    return Application(
        id=ApplicationId(row["application_id"]),
        community_id=CommunityId(row["community_id"]),
        idea_id=IdeaId(row["idea_id"]),
        user_id=UserId(row["user_id"]),
        day=date.fromisoformat(row["day"]),
        happened=row["happened"],
        applied_at=from_seconds(int(row["applied_at"])),
        log_id=None if row["log_id"] is None else LogId(row["log_id"]),
    )
