"""Who presents in turn at a session, and who came to its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.session_rotas import Turn
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.session_meetings import Meeting
    from bot.domain.sessions import Session
    from storage.connections import Connection, SqlValue

# Whom moderators keep out does not present; earlier turns are those at meetings begun by then.
ROTA = """
SELECT r.*, (
    SELECT MAX(m.starts_at) FROM meetings m
    WHERE m.community_id = r.community_id AND m.session_id = r.session_id
        AND m.presenter_user_id = r.user_id AND m.cancelled_at IS NULL AND m.starts_at < :before
) AS presented_at
FROM rota r
WHERE r.community_id = :community_id AND r.session_id = :session_id AND NOT EXISTS (
    SELECT 1 FROM suspensions k
    WHERE k.community_id = r.community_id AND k.user_id = r.user_id
)
"""
JOIN = """
INSERT INTO rota (community_id, session_id, user_id, joined_at, passed)
VALUES (:community_id, :session_id, :user_id, :joined_at, 0)
ON CONFLICT (session_id, user_id) DO NOTHING
"""
LEAVE = """
DELETE FROM rota
WHERE community_id = :community_id AND session_id = :session_id AND user_id = :user_id
"""
SKIP_TURN = """
UPDATE rota SET passed = :number
WHERE community_id = :community_id AND session_id = :session_id AND user_id = :user_id
"""
CAME = """
SELECT user_id FROM attendances
WHERE community_id = :community_id AND session_id = :session_id AND number = :number
ORDER BY attended_at, user_id
"""
COME = """
INSERT INTO attendances (community_id, session_id, number, user_id, attended_at)
VALUES (:community_id, :session_id, :number, :user_id, :attended_at)
ON CONFLICT (session_id, number, user_id) DO NOTHING
"""
TAKE_BACK = """
DELETE FROM attendances
WHERE community_id = :community_id AND session_id = :session_id AND number = :number
    AND user_id = :user_id
"""


async def rota(conn: Connection, session: Session, before: datetime) -> tuple[Turn, ...]:
    """Return everybody on a rota, with the turns they had before an instant; in no order."""
    values = {**_whose(session), "before": to_seconds(before)}
    return tuple(
        Turn(
            user_id=UserId(row["user_id"]),
            joined_at=from_seconds(int(row["joined_at"])),
            presented_at=from_nullable(row["presented_at"]),
            passed=row["passed"],
        )
        for row in await conn.fetch_all(ROTA, values)
    )


async def join(tx: Connection, session: Session, user_id: UserId, now: datetime) -> None:
    """Put somebody on the rota; who is there keeps their place."""
    await tx.execute(JOIN, {**_whose(session), "user_id": user_id, "joined_at": to_seconds(now)})


async def leave(tx: Connection, session: Session, user_id: UserId) -> bool:
    """Take somebody off the rota; False where they were not on it."""
    return await tx.execute(LEAVE, {**_whose(session), "user_id": user_id}) > 0


async def pass_turn(tx: Connection, meeting: Meeting, user_id: UserId) -> None:
    """Leave somebody out of one meeting; they stay on the rota."""
    values = {**_whose(meeting.session), "user_id": user_id, "number": meeting.number}
    await tx.execute(SKIP_TURN, values)


async def came(conn: Connection, meeting: Meeting) -> tuple[UserId, ...]:
    """Return who said that they are there, in that order."""
    values = {**_whose(meeting.session), "number": meeting.number}
    return tuple(UserId(row["user_id"]) for row in await conn.fetch_all(CAME, values))


async def toggle_attendance(
    tx: Connection, meeting: Meeting, user_id: UserId, now: datetime
) -> None:
    """Note that somebody is there, or take it back."""
    key: dict[str, SqlValue] = {
        **_whose(meeting.session),
        "number": meeting.number,
        "user_id": user_id,
    }
    if not await tx.execute(TAKE_BACK, key):
        await tx.execute(COME, {**key, "attended_at": to_seconds(now)})


def _whose(session: Session) -> dict[str, SqlValue]:
    return {"community_id": session.community_id, "session_id": session.id}
