"""The journal: private entries, of which one or the other is shared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.days import Span
from bot.domain.ids import CommunityId, EntryId, UserId
from bot.domain.journal import Entry, EntryKind
from bot.domain.places import Place
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from storage.connections import Connection, Row, SqlValue

GET = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND entry_id = :entry_id
"""
LATEST_OUTCOME = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND kind IN ('celebrate', 'grieve')
    AND day BETWEEN :first AND :last
ORDER BY day DESC, written_at DESC, entry_id DESC LIMIT 1
"""
SETBACK_DAYS = """
SELECT DISTINCT day FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND kind = 'setback'
ORDER BY day
"""
OF_KIND = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND kind = :kind
ORDER BY day DESC, written_at DESC, entry_id DESC
"""
LATEST_WHY = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND kind = 'why'
ORDER BY day DESC, written_at DESC, entry_id DESC LIMIT 1
"""
WINS = """
SELECT * FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND kind IN ('win', 'celebrate')
ORDER BY day, written_at, entry_id
"""
# Imported and backfilled days were not logged on the day itself: the last instant tells enough.
LOGGED_DAYS = """
SELECT DISTINCT day FROM logs
WHERE community_id = :community_id AND user_id = :user_id AND logged_at >= :since
"""
LAST_LOGGED = """
SELECT MAX(logged_at) AS at FROM logs
WHERE community_id = :community_id AND user_id = :user_id
"""
ADD = """
INSERT INTO journal_entries (
    entry_id, community_id, user_id, kind, text, lesson, day, written_at, shared
) VALUES (
    :entry_id, :community_id, :user_id, :kind, :text, :lesson, :day, :written_at, 0
) ON CONFLICT (entry_id) DO NOTHING
"""
REMOVE = """
DELETE FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND entry_id = :entry_id
"""
# It comes down even if the program is killed now.
REMOVE_CARD = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id AND entry_id = :entry_id
    AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
"""
SHARE = """
UPDATE journal_entries SET shared = :shared
WHERE community_id = :community_id AND user_id = :user_id AND entry_id = :entry_id
"""
# Its author may have deleted it, taken it back, or shared it twice, while the card was on the way.
STAND = """
UPDATE journal_entries SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND entry_id = :entry_id AND shared = 1
    AND COALESCE(message_id, :message_id) = :message_id
"""
FALL = """
UPDATE journal_entries SET channel_id = NULL, message_id = NULL, shared = 0
WHERE community_id = :community_id AND entry_id = :entry_id
"""


async def outcome_on(
    conn: Connection, community_id: CommunityId, user_id: UserId, day: date
) -> Entry | None:
    """Return the outcome that a member's day is for, the newest one, or None."""
    return await outcome_within(conn, community_id, user_id, Span(day, day))


async def outcome_within(
    conn: Connection, community_id: CommunityId, user_id: UserId, days: Span
) -> Entry | None:
    """Return the newest outcome of the last day that has one, or None."""
    row = await conn.fetch_one(LATEST_OUTCOME, outcome_key(community_id, user_id, days))
    return _from_row(row) if row else None


def outcome_key(community_id: CommunityId, user_id: UserId, days: Span) -> dict[str, SqlValue]:
    """Give the parameters of `LATEST_OUTCOME`."""
    return {
        "community_id": community_id,
        "user_id": user_id,
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
    }


async def setback_days(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[date, ...]:
    """Return the days on which a member wrote of a setback, in order, each once."""
    rows = await conn.fetch_all(SETBACK_DAYS, {"community_id": community_id, "user_id": user_id})
    return tuple(date.fromisoformat(row["day"]) for row in rows)


async def get(
    conn: Connection, community_id: CommunityId, user_id: UserId, entry_id: EntryId
) -> Entry | None:
    """Return one of a member's own entries, or None."""
    row = await conn.fetch_one(GET, _key(community_id, user_id, entry_id))
    return _from_row(row) if row else None


async def latest_why(conn: Connection, community_id: CommunityId, user_id: UserId) -> Entry | None:
    """Return the why that holds now, or None where none was ever written."""
    row = await conn.fetch_one(LATEST_WHY, {"community_id": community_id, "user_id": user_id})
    return _from_row(row) if row else None


async def of_kind(
    conn: Connection, community_id: CommunityId, user_id: UserId, kind: EntryKind
) -> tuple[Entry, ...]:
    """Return a member's entries of one kind, newest first."""
    values = {"community_id": community_id, "user_id": user_id, "kind": kind.value}
    return tuple(_from_row(row) for row in await conn.fetch_all(OF_KIND, values))


async def wins(conn: Connection, community_id: CommunityId, user_id: UserId) -> tuple[Entry, ...]:
    """Return a member's wins and what they celebrated, oldest first."""
    rows = await conn.fetch_all(WINS, {"community_id": community_id, "user_id": user_id})
    return tuple(_from_row(row) for row in rows)


async def logged_days(
    conn: Connection, community_id: CommunityId, user_id: UserId, span: timedelta
) -> tuple[date, ...]:
    """Return the days that a member logged within this span of their last log."""
    whose: dict[str, SqlValue] = {"community_id": community_id, "user_id": user_id}
    row = await conn.fetch_one(LAST_LOGGED, whose)
    if row is None or row["at"] is None:
        return ()
    since = row["at"] - int(span.total_seconds())
    rows = await conn.fetch_all(LOGGED_DAYS, {**whose, "since": since})
    return tuple(date.fromisoformat(row["day"]) for row in rows)


async def add(tx: Connection, entry: Entry) -> None:
    """Keep a new entry; the same one again changes nothing."""
    values: dict[str, SqlValue] = {
        **_key(entry.community_id, entry.user_id, entry.id),
        "kind": entry.kind.value,
        "text": entry.text,
        "lesson": entry.lesson,
        "day": entry.day.isoformat(),
        "written_at": to_seconds(entry.written_at),
    }
    await tx.execute(ADD, values)


async def remove(tx: Connection, entry: Entry) -> None:
    """Delete an entry, and remember that its public card is to come down."""
    key = _key(entry.community_id, entry.user_id, entry.id)
    await tx.execute(REMOVE_CARD, key)
    await tx.execute(REMOVE, key)


async def share(tx: Connection, entry: Entry, *, shared: bool) -> None:
    """Note whether the community may see an entry; where its card stands is not touched."""
    key = _key(entry.community_id, entry.user_id, entry.id)
    await tx.execute(SHARE, {**key, "shared": int(shared)})


async def stand(tx: Connection, community_id: CommunityId, entry_id: EntryId, card: Place) -> bool:
    """Remember where the public card stands; False where it is not wanted there."""
    values: dict[str, SqlValue] = {
        "community_id": community_id,
        "entry_id": entry_id,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    return bool(await tx.execute(STAND, values))


async def fall(tx: Connection, community_id: CommunityId, entry_id: EntryId) -> None:
    """Note that there is no public card any more, and that the entry is its author's alone."""
    await tx.execute(FALL, {"community_id": community_id, "entry_id": entry_id})


def _key(community_id: CommunityId, user_id: UserId, entry_id: EntryId) -> dict[str, SqlValue]:
    return {"community_id": community_id, "user_id": user_id, "entry_id": entry_id}


def _from_row(row: Row) -> Entry:
    stands = row["message_id"] is not None
    return Entry(
        id=EntryId(row["entry_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        kind=EntryKind(row["kind"]),
        text=row["text"],
        lesson=row["lesson"],
        day=date.fromisoformat(row["day"]),
        written_at=from_seconds(int(row["written_at"])),
        shared=bool(row["shared"]),
        card=Place(row["channel_id"], row["message_id"]) if stands else None,
    )
