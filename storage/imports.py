"""Files on their way in: what is kept of them, and their rows until all of them count.

Rows wait in slices, so that no transaction is long. Those of days which no rule covers go among the
logs slice by slice, where they make no difference yet; the others follow in the one transaction
that changes the practices.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, ImportId, UserId
from bot.domain.imports import KeptImport
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.logs import Log
    from bot.domain.practices import Practice
    from storage.connections import Connection, Row, SqlValue

WAITING, PLACING, DONE = "waiting", "placing", "done"
ADD = """
INSERT INTO imports (import_id, community_id, user_id, state, plan, file, expires_at)
VALUES (:import_id, :community_id, :user_id, :state, :plan, :file, :expires_at)
ON CONFLICT (import_id) DO NOTHING
"""
GET = """
SELECT import_id, community_id, user_id, state, plan, expires_at FROM imports
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
"""
OF_MEMBER = """
SELECT import_id, community_id, user_id, state, plan, expires_at FROM imports
WHERE community_id = :community_id AND user_id = :user_id ORDER BY import_id
"""
FILE = """
SELECT file FROM imports
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
"""
SAVE = """
UPDATE imports SET state = :state, plan = :plan
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
"""
REMOVE = """
DELETE FROM imports
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
"""
STAGE = """
INSERT INTO import_rows (
    import_id, community_id, user_id, ordinal, log_id, practice_id, day, amount, note, context,
    focus, felt, lesson, link, backfilled, logged_at
) VALUES (
    :import_id, :community_id, :user_id, :ordinal, :log_id, :practice_id, :day, :amount, :note,
    :context, :focus, :felt, :lesson, :link, :backfilled, :logged_at
)
"""
PLACE = """
INSERT INTO logs (
    log_id, community_id, user_id, practice_id, day, amount, note, context, focus, felt, lesson,
    link, proof, backfilled, logged_at
)
SELECT log_id, community_id, user_id, practice_id, day, amount, note, context, focus, felt, lesson,
    link, '', backfilled, logged_at
FROM import_rows
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
    AND ordinal >= :first AND ordinal < :until
"""
UNPLACE = """
DELETE FROM logs WHERE community_id = :community_id AND user_id = :user_id AND log_id IN (
    SELECT log_id FROM import_rows
    WHERE community_id = :community_id AND import_id = :import_id
        AND ordinal >= :first AND ordinal < :until
)
"""
DROP_ROWS = """
DELETE FROM import_rows
WHERE community_id = :community_id AND user_id = :user_id AND import_id = :import_id
    AND ordinal >= :first AND ordinal < :until
"""
ROWS = """
SELECT MAX(ordinal) + 1 AS rows FROM import_rows
WHERE community_id = :community_id AND import_id = :import_id
"""
MOVE_START = """
UPDATE practices SET started_on = :started_on
WHERE community_id = :community_id AND user_id = :user_id AND practice_id = :practice_id
"""
REMOVE_PRACTICE = """
DELETE FROM practices
WHERE community_id = :community_id AND user_id = :user_id AND practice_id = :practice_id
"""
# All communities, for maintenance.
EXPIRED = """
SELECT import_id, community_id, user_id, state, plan, expires_at FROM imports
WHERE expires_at <= :now ORDER BY import_id
"""
_COLUMNS = (
    *("ordinal", "log_id", "practice_id", "day", "amount", "note", "context", "focus", "felt"),
    *("lesson", "link", "backfilled", "logged_at"),
)


@dataclass(frozen=True, slots=True)
class StoredImport:
    """A file on its way in, without what stands in it."""

    id: ImportId
    community_id: CommunityId
    user_id: UserId
    state: str
    kept: KeptImport
    expires_at: datetime

    @property
    def key(self) -> dict[str, SqlValue]:
        """What all statements about it name."""
        return {
            "community_id": self.community_id,
            "user_id": self.user_id,
            "import_id": self.id,
        }


async def add(tx: Connection, stored: StoredImport, file: str) -> None:
    """Keep a file, packed; one of the same id stays as it is."""
    expires = {"expires_at": to_seconds(stored.expires_at), "file": file}
    await tx.execute(ADD, {**stored.key, **_state(stored), **expires})


async def get(
    conn: Connection, community_id: CommunityId, user_id: UserId, import_id: ImportId
) -> StoredImport | None:
    """Return a member's own file, however old; None where there is none."""
    key = {"community_id": community_id, "user_id": user_id, "import_id": import_id}
    row = await conn.fetch_one(GET, key)
    return _from_row(row) if row else None


async def file_of(conn: Connection, stored: StoredImport) -> str:
    """Return what was handed in, packed; nothing where it is gone."""
    row = await conn.fetch_one(FILE, stored.key)
    return row["file"] if row else ""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[StoredImport, ...]:
    """Return all files of a member."""
    rows = await conn.fetch_all(OF_MEMBER, {"community_id": community_id, "user_id": user_id})
    return tuple(_from_row(row) for row in rows)


async def expired(conn: Connection, now: datetime) -> tuple[StoredImport, ...]:
    """Return files of all communities whose time is over."""
    rows = await conn.fetch_all(EXPIRED, {"now": to_seconds(now)})
    return tuple(_from_row(row) for row in rows)


async def save(tx: Connection, stored: StoredImport) -> bool:
    """Replace what is known of a file and how far it is; False where it is gone."""
    return bool(await tx.execute(SAVE, {**stored.key, **_state(stored)}))


async def remove(tx: Connection, stored: StoredImport) -> None:
    """Delete a file, with such rows as are left of it."""
    await tx.execute(REMOVE, stored.key)


def packed_rows(batch: Sequence[Log], first: int) -> str:
    """Put logs into a text that `stage` takes; the first one gets this ordinal."""
    return json.dumps([_cells(log, first + place) for place, log in enumerate(batch)])


async def stage(tx: Connection, stored: StoredImport, rows: str) -> None:
    """Let rows wait."""
    key = stored.key
    values = [{**key, **dict(zip(_COLUMNS, each, strict=True))} for each in json.loads(rows)]
    await tx.execute_many(STAGE, values)


async def rows_waiting(conn: Connection, stored: StoredImport) -> int:
    """Return how many ordinals are in use."""
    row = await conn.fetch_one(ROWS, stored.key)
    return (row["rows"] or 0) if row else 0


async def place(tx: Connection, stored: StoredImport, first: int, until: int) -> None:
    """Put rows that wait among the logs, from the first ordinal on, before the other one."""
    await tx.execute(PLACE, {**stored.key, "first": first, "until": until})


async def take_back(tx: Connection, stored: StoredImport, first: int, until: int) -> None:
    """Take rows out of the logs again that `place` put there."""
    await tx.execute(UNPLACE, {**stored.key, "first": first, "until": until})


async def drop_rows(tx: Connection, stored: StoredImport, first: int, until: int) -> None:
    """Let rows wait no longer."""
    await tx.execute(DROP_ROWS, {**stored.key, "first": first, "until": until})


async def move_start(tx: Connection, practice: Practice) -> None:
    """Let a practice begin on another day."""
    key = {"user_id": practice.user_id, "practice_id": practice.id}
    start = {"started_on": practice.started_on.isoformat()}
    await tx.execute(MOVE_START, {"community_id": practice.community_id, **key, **start})


async def remove_practice(tx: Connection, stored: StoredImport, practice_id: int) -> None:
    """Take a practice back that was made for the rows of a file."""
    await tx.execute(REMOVE_PRACTICE, {**stored.key, "practice_id": practice_id})


def _cells(log: Log, ordinal: int) -> tuple[SqlValue, ...]:
    return (
        *(ordinal, log.id, log.practice_id, log.day.isoformat(), log.amount, log.note or ""),
        *(log.where or "", log.focus or "", log.felt.value if log.felt else None),
        *(log.lesson or "", log.link or "", int(log.backfilled), to_seconds(log.logged_at)),
    )


def _state(stored: StoredImport) -> dict[str, SqlValue]:
    return {"state": stored.state, "plan": stored.kept.model_dump_json()}


def _from_row(row: Row) -> StoredImport:
    return StoredImport(
        id=ImportId(row["import_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        state=row["state"],
        kept=KeptImport.model_validate_json(row["plan"]),
        expires_at=from_seconds(int(row["expires_at"])),
    )
