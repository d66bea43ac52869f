"""Sessions and their meetings.

Deleting somebody leaves sessions and meetings, and what was agreed there, without their name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, SessionId, UserId
from bot.domain.session_meetings import EventTrouble, Meeting
from bot.domain.sessions import Session, SessionKind
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue, Transaction

_MEETINGS = """
m.*, s.created_by, s.kind, s.title, s.place, s.voice_channel_id, s.channel_id, s.minutes,
    s.every_weeks, s.ended_at
FROM meetings m JOIN sessions s
    ON s.community_id = m.community_id AND s.session_id = m.session_id
"""
# All communities: meetings about which something is to be done.
DUE = (
    "SELECT "
    + _MEETINGS
    + """
JOIN communities c ON c.community_id = m.community_id
WHERE m.due_at <= :now AND c.removed_at IS NULL
ORDER BY m.due_at, m.session_id, m.number LIMIT :most
"""
)
OF_SESSION = (
    "SELECT " + _MEETINGS + "WHERE m.community_id = :community_id AND m.session_id = :session_id\n"
)
MEETING = OF_SESSION + "AND m.number = :number"
# Those that take or took place, as far as the bot knows.
_HELD = "AND m.cancelled_at IS NULL AND m.event_trouble <> 'missed' "
UPCOMING = OF_SESSION + _HELD + "AND m.starts_at > :since ORDER BY m.starts_at, m.number LIMIT 1"
LAST = OF_SESSION + _HELD + "AND m.starts_at <= :now ORDER BY m.starts_at DESC LIMIT 1"
NEWEST = OF_SESSION + "ORDER BY m.number DESC LIMIT 1"
GET = "SELECT * FROM sessions WHERE community_id = :community_id AND session_id = :session_id"
# Ended ones too, for as long as somebody may still write a summary.
SHOWN = """
SELECT * FROM sessions
WHERE community_id = :community_id AND (ended_at IS NULL OR ended_at > :since)
ORDER BY ended_at IS NOT NULL, session_id LIMIT :most
"""
ADD = """
INSERT INTO sessions (
    session_id, community_id, created_by, kind, title, place, voice_channel_id, channel_id,
    minutes, every_weeks
) VALUES (
    :session_id, :community_id, :created_by, :kind, :title, :place, :voice_channel_id, :channel_id,
    :minutes, :every_weeks
)
ON CONFLICT (session_id) DO NOTHING
RETURNING session_id
"""
END = """
UPDATE sessions SET ended_at = :ended_at
WHERE community_id = :community_id AND session_id = :session_id
"""
ADD_MEETING = """
INSERT INTO meetings (
    community_id, session_id, number, starts_at, event_id, event_trouble, presenter_user_id, agreed,
    due_at
) VALUES (
    :community_id, :session_id, :number, :starts_at, :event_id, :event_trouble, :presenter_user_id,
    :agreed, :due_at
)
ON CONFLICT (session_id, number) DO NOTHING
"""
SAVE_MEETING = """
UPDATE meetings SET
    event_id = :event_id, event_trouble = :event_trouble, presenter_user_id = :presenter_user_id,
    agreed = :agreed, summarised_by = :summarised_by, summarised_at = :summarised_at,
    cancelled_at = :cancelled_at, due_at = :due_at
WHERE community_id = :community_id AND session_id = :session_id AND number = :number
"""


async def get(conn: Connection, community_id: CommunityId, session_id: SessionId) -> Session | None:
    """Return a series, or None where there is none of this id here."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "session_id": session_id})
    return _session(row) if row else None


async def shown(
    conn: Connection, community_id: CommunityId, since: datetime, most: int
) -> tuple[Session, ...]:
    """Return the open series and those ended since then, open ones and older ones first."""
    values = {"community_id": community_id, "since": to_seconds(since), "most": most}
    return tuple(_session(row) for row in await conn.fetch_all(SHOWN, values))


async def add(tx: Transaction, session: Session) -> bool:
    """Keep a new series; False where the same interaction kept it already."""
    values: dict[str, SqlValue] = {
        "session_id": session.id,
        "community_id": session.community_id,
        "created_by": session.created_by,
        "kind": session.kind.value,
        "title": session.title,
        "place": session.place,
        "voice_channel_id": session.voice_channel_id,
        "channel_id": session.channel_id,
        "minutes": session.minutes,
        "every_weeks": session.every_weeks,
    }
    return await tx.fetch_one(ADD, values) is not None


async def end(tx: Connection, session: Session, ended_at: datetime | None) -> None:
    """Note when a series ended; None opens it again."""
    values = {**_key(session), "ended_at": to_seconds(ended_at)}
    await tx.execute(END, values)


async def due(conn: Connection, now: datetime, most: int) -> tuple[Meeting, ...]:
    """Return the meetings of all communities that are due, those waiting longest first."""
    rows = await conn.fetch_all(DUE, {"now": to_seconds(now), "most": most})
    return tuple(_meeting(row) for row in rows)


async def meeting(
    conn: Connection, community_id: CommunityId, session_id: int, number: int
) -> Meeting | None:
    """Return one meeting, or None where there is none."""
    key = {"community_id": community_id, "session_id": session_id, "number": number}
    row = await conn.fetch_one(MEETING, key)
    return _meeting(row) if row else None


async def upcoming(conn: Connection, session: Session, now: datetime) -> Meeting | None:
    """Return the next meeting of a series that has not begun; None where none is planned."""
    row = await conn.fetch_one(UPCOMING, {**_key(session), "since": to_seconds(now)})
    return _meeting(row) if row else None


async def last(conn: Connection, session: Session, now: datetime) -> Meeting | None:
    """Return the latest meeting of a series that has begun."""
    row = await conn.fetch_one(LAST, {**_key(session), "now": to_seconds(now)})
    return _meeting(row) if row else None


async def newest(conn: Connection, session: Session) -> Meeting | None:
    """Return the meeting with the highest number, whatever became of it."""
    row = await conn.fetch_one(NEWEST, _key(session))
    return _meeting(row) if row else None


async def add_meeting(tx: Connection, new: Meeting) -> None:
    """Keep a new meeting; one that is there stays as it is."""
    await tx.execute(ADD_MEETING, _row(new))


async def save_meeting(tx: Connection, changed: Meeting) -> None:
    """Replace what becomes of a meeting; its time stays."""
    await tx.execute(SAVE_MEETING, _row(changed))


def _key(session: Session) -> dict[str, SqlValue]:
    return {"community_id": session.community_id, "session_id": session.id}


def _row(meeting: Meeting) -> dict[str, SqlValue]:
    return {
        **_key(meeting.session),
        "number": meeting.number,
        "starts_at": to_seconds(meeting.starts_at),
        "event_id": meeting.event_id,
        "event_trouble": meeting.event_trouble.value if meeting.event_trouble else "",
        "presenter_user_id": meeting.presenter,
        "agreed": meeting.agreed,
        "summarised_by": meeting.summarised_by,
        "summarised_at": to_seconds(meeting.summarised_at),
        "cancelled_at": to_seconds(meeting.cancelled_at),
        "due_at": to_seconds(meeting.due_at),
    }


def _meeting(row: Row) -> Meeting:
    presenter, summarised_by = row["presenter_user_id"], row["summarised_by"]
    return Meeting(
        session=_session(row),
        number=row["number"],
        starts_at=from_seconds(int(row["starts_at"])),
        event_id=row["event_id"],
        event_trouble=EventTrouble(row["event_trouble"]) if row["event_trouble"] else None,
        presenter=None if presenter is None else UserId(presenter),
        agreed=row["agreed"],
        summarised_by=None if summarised_by is None else UserId(summarised_by),
        summarised_at=from_nullable(row["summarised_at"]),
        cancelled_at=from_nullable(row["cancelled_at"]),
        due_at=from_nullable(row["due_at"]),
    )


def _session(row: Row) -> Session:
    return Session(
        id=SessionId(row["session_id"]),
        community_id=CommunityId(row["community_id"]),
        created_by=UserId(row["created_by"]),
        kind=SessionKind(row["kind"]),
        title=row["title"],
        channel_id=row["channel_id"],
        place=row["place"],
        voice_channel_id=row["voice_channel_id"],
        minutes=row["minutes"],
        every_weeks=row["every_weeks"],
        ended_at=from_nullable(row["ended_at"]),
    )
