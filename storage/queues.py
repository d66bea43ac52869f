"""Open requests as the queue shows them, and what decides who may answer them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, RequestId, SkillId, UserId
from bot.domain.queues import Entry, Viewer
from bot.domain.requests import Hardship, Hold, Request, RequestKind, Wish
from bot.domain.rubric_bank import shipped_version
from storage import blocks, requests, suspensions
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.connections import Connection, Row

# Cut here already, since all open requests of a community are read at once.
OPEN = """
SELECT r.request_id, r.community_id, r.user_id, r.kind, r.title, r.asked_at,
    substr(r.question, 1, 200) AS question,
    substr(CASE r.kind WHEN 'stuck' THEN r.work ELSE '' END, 1, 200) AS words,
    CASE r.audience WHEN 'person' THEN r.asked_user_id END AS asked, r.anonymous, r.skill_id,
    s.name AS skill, r.rubric_version_id, v.name AS rubric, r.wanted_by_at, r.hardship,
    r.wish, r.held_by, r.held_until
FROM requests r
    LEFT JOIN skills s ON s.skill_id = r.skill_id
    LEFT JOIN rubric_versions v ON v.version_id = r.rubric_version_id
WHERE r.community_id = :community_id AND r.state = 'open' AND r.kind IN ('work', 'stuck')
    AND (r.audience = 'anyone' OR r.audience = 'person' AND r.asked_user_id IS NOT NULL)
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM suspensions u
        WHERE u.community_id = r.community_id AND u.user_id = r.user_id
    )
"""
OPEN_ONE = OPEN + "    AND r.request_id = :request_id"
# What moderators hid, or whose author is kept apart by now, keeps no hand full.
HELD_BY = """
SELECT * FROM requests r
WHERE r.community_id = :community_id AND r.held_by = :user_id AND r.held_until > :now
    AND r.state = 'open'
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM blocks b WHERE b.community_id = r.community_id AND (
            (b.user_id = r.user_id AND b.blocked_user_id = :user_id)
            OR (b.user_id = :user_id AND b.blocked_user_id = r.user_id)
        )
    )
ORDER BY r.held_until, r.request_id
"""
ANSWERED = """
SELECT r.asked_at, f.given_at
FROM feedback f JOIN requests r ON r.request_id = f.request_id
WHERE f.community_id = :community_id AND f.given_at > :since AND f.asked_by <> f.given_by
"""


async def entries(conn: Connection, community_id: CommunityId) -> tuple[Entry, ...]:
    """Return all that is open in a community, from members who may take part, and not hidden."""
    rows = await conn.fetch_all(OPEN, {"community_id": community_id})
    return tuple(_entry(row) for row in rows)


async def entries_of(
    conn: Connection, community_id: CommunityId, request_ids: Iterable[RequestId]
) -> tuple[Entry, ...]:
    """Return those of these requests that are open and not hidden."""
    keys = [{"community_id": community_id, "request_id": each} for each in request_ids]
    found = await conn.fetch_each(*((OPEN_ONE, key) for key in keys))
    return tuple(_entry(row) for rows in found for row in rows)


async def viewer(conn: Connection, community_id: CommunityId, user_id: UserId) -> Viewer:
    """Return what decides which requests somebody sees."""
    whose = {"community_id": community_id, "user_id": user_id}
    suspended, apart = await conn.fetch_each((suspensions.GET, whose), (blocks.APART, whose))
    return Viewer(user_id, frozenset(UserId(row["other"]) for row in apart), bool(suspended))


async def held_by(
    conn: Connection, community_id: CommunityId, user_id: UserId, now: datetime
) -> tuple[Request, ...]:
    """Return what somebody holds, the one whose time is over first first."""
    whose = {"community_id": community_id, "user_id": user_id, "now": to_seconds(now)}
    return tuple(requests.from_row(row) for row in await conn.fetch_all(HELD_BY, whose))


async def waits(
    conn: Connection, community_id: CommunityId, since: datetime
) -> tuple[timedelta, ...]:
    """Return for each answer given after an instant how long its request had waited."""
    values = {"community_id": community_id, "since": to_seconds(since)}
    rows = await conn.fetch_all(ANSWERED, values)
    return tuple(timedelta(seconds=row["given_at"] - row["asked_at"]) for row in rows)


def _entry(row: Row) -> Entry:
    held_by = row["held_by"]
    version_id, skill_id = row["rubric_version_id"], row["skill_id"]
    return Entry(
        id=RequestId(row["request_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        kind=RequestKind(row["kind"]),
        title=row["title"],
        question=row["question"],
        words=row["words"],
        asked_at=from_seconds(int(row["asked_at"])),
        asked=None if row["asked"] is None else UserId(row["asked"]),
        anonymous=bool(row["anonymous"]),
        skill_id=None if skill_id is None else SkillId(skill_id),
        skill=row["skill"],
        rubric=row["rubric"] or _shipped(version_id),
        wanted_by=from_nullable(row["wanted_by_at"]),
        hardship=None if row["hardship"] is None else Hardship(row["hardship"]),
        wish=None if row["wish"] is None else Wish(row["wish"]),
        hold=None if held_by is None else Hold(held_by, from_seconds(int(row["held_until"]))),
    )


def _shipped(version_id: int | None) -> str | None:
    version = None if version_id is None else shipped_version(version_id)
    return version.name if version else None
