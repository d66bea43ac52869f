"""Everything that a member wrote for themselves, from the newest back, some at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.ids import LARGEST_ID
from bot.domain.journal import EntryKind
from bot.domain.journal_pages import Mark, Note, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection, Row, SqlValue

NEWEST = Mark(LARGEST_ID, LARGEST_ID)

# Each gives id, instant, day, kind, practice and, under any other names, the words in order.
ENTRIES = """
SELECT entry_id AS id, written_at AS at, day, kind, '' AS practice, text, lesson
FROM journal_entries
WHERE community_id = :community_id AND user_id = :user_id
    AND (written_at < :at OR (written_at = :at AND entry_id < :id))
ORDER BY written_at DESC, entry_id DESC LIMIT :most
"""
REFLECTIONS = """
SELECT reflection_id AS id, reflected_at AS at, week AS day, NULL AS kind, '' AS practice,
    behaviour, conditions, adjustment, goal, answer
FROM reflections
WHERE community_id = :community_id AND user_id = :user_id
    AND (reflected_at < :at OR (reflected_at = :at AND reflection_id < :id))
ORDER BY reflected_at DESC, reflection_id DESC LIMIT :most
"""
LOGS = """
SELECT l.log_id AS id, l.logged_at AS at, l.day, NULL AS kind, p.name AS practice, l.note, l.lesson
FROM logs l JOIN practices p ON p.practice_id = l.practice_id
WHERE l.community_id = :community_id AND l.user_id = :user_id
    AND (l.note <> '' OR l.lesson <> '')
    AND (l.logged_at < :at OR (l.logged_at = :at AND l.log_id < :id))
ORDER BY l.logged_at DESC, l.log_id DESC LIMIT :most
"""
PLAN_NOTES = """
SELECT n.note_id AS id, n.noted_at AS at, n.day, NULL AS kind, p.name AS practice, n.text
FROM plan_notes n
JOIN plans m ON m.plan_id = n.plan_id
JOIN practices p ON p.practice_id = m.practice_id
WHERE n.community_id = :community_id AND n.user_id = :user_id
    AND (n.noted_at < :at OR (n.noted_at = :at AND n.note_id < :id))
ORDER BY n.noted_at DESC, n.note_id DESC LIMIT :most
"""
SOURCES: Mapping[Source, str] = {
    Source.ENTRY: ENTRIES,
    Source.REFLECTION: REFLECTIONS,
    Source.LOG: LOGS,
    Source.PLAN: PLAN_NOTES,
}
_NO_WORDS = frozenset({"id", "at", "day", "kind", "practice"})


async def before(
    conn: Connection, community_id: CommunityId, user_id: UserId, mark: Mark, most: int
) -> tuple[Note, ...]:
    """Return what a member wrote before a mark, the newest first."""
    values: dict[str, SqlValue] = {
        "community_id": community_id,
        "user_id": user_id,
        "at": mark.at,
        "id": mark.id,
        "most": most,
    }
    found = await conn.fetch_each(*((sql, values) for sql in SOURCES.values()))
    notes = [
        _from_row(source, row) for source, rows in zip(SOURCES, found, strict=True) for row in rows
    ]
    return tuple(sorted(notes, key=lambda note: note.mark, reverse=True)[:most])


def _from_row(source: Source, row: Row) -> Note:
    fields = dict(zip(row.keys(), tuple(row), strict=True))
    day = fields["day"]
    return Note(
        source=source,
        mark=Mark(fields["at"], fields["id"]),
        day=Week.parse(day).monday if source is Source.REFLECTION else date.fromisoformat(day),
        texts=tuple(value for name, value in fields.items() if name not in _NO_WORDS and value),
        kind=EntryKind(fields["kind"]) if fields["kind"] else None,
        practice=fields["practice"],
    )
