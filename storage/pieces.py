"""Everything that members wrote for others, by kind and id, and whether moderators hid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import EntryId, LogId, ReflectionId, UserId
from bot.domain.pieces import Piece, PieceKind, Written
from bot.domain.places import Place
from storage import journal, log_cards, reflections
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.ids import CommunityId
    from storage.connections import Connection, Row, SqlValue

# Each gives the author, the place of the card and, under any other names, the words in order.
REQUEST = """
SELECT user_id AS author, channel_id, message_id, anonymous, title, work, link, question, counted,
    file_name
FROM requests WHERE community_id = :community_id AND request_id = :piece_id
"""
FEEDBACK = """
SELECT given_by AS author, channel_id, message_id, works, change, question
FROM feedback WHERE community_id = :community_id AND feedback_id = :piece_id
"""
REPLY = """
SELECT f.asked_by AS author, f.reply_channel_id AS channel_id, f.reply_message_id AS message_id,
    COALESCE(r.anonymous, 0) AS anonymous, f.reply, f.remark, f.applied_note
FROM feedback f LEFT JOIN requests r ON r.request_id = f.request_id
WHERE f.community_id = :community_id AND f.feedback_id = :piece_id
"""
KUDOS = """
SELECT user_id AS author, channel_id, message_id, for_what
FROM kudos WHERE community_id = :community_id AND kudos_id = :piece_id
"""
# Before its author agrees, only whoever proposed it has said something here.
EXAMPLE = """
SELECT CASE WHEN e.state = 'proposed' AND e.proposed_by <> 0 THEN e.proposed_by ELSE e.user_id END
        AS author, e.channel_id, e.message_id, e.title,
    CASE WHEN e.state = 'proposed' THEN '' ELSE e.work END AS work, e.link, e.look_at,
    e.first_version, p.name AS practice, e.file_name
FROM examples e LEFT JOIN practices p ON p.practice_id = e.practice_id
WHERE e.community_id = :community_id AND e.example_id = :piece_id
"""
IDEA = """
SELECT user_id AS author, channel_id, message_id, title, text, leaves_out, source
FROM ideas WHERE community_id = :community_id AND idea_id = :piece_id
"""
# Its author is named to nobody, and the card is the idea's.
APPLICATION = """
SELECT a.user_id AS author, i.channel_id, i.message_id, 1 AS anonymous, a.happened
FROM applications a JOIN ideas i ON i.idea_id = a.idea_id
WHERE a.community_id = :community_id AND a.application_id = :piece_id
"""
# Only what stands in public: a log without a card is its author's alone.
LOG = """
SELECT l.user_id AS author, c.channel_id, c.message_id, c.hidden_by IS NOT NULL AS hidden,
    p.name, l.note, l.lesson, l.focus, l.context, l.link, l.proof
FROM log_cards c
JOIN logs l ON l.log_id = c.log_id
JOIN practices p ON p.practice_id = l.practice_id
WHERE c.community_id = :community_id AND c.log_id = :piece_id
"""
# What is not shared any more, by its author's wish or a moderator's, is not ours to read.
REFLECTION = """
SELECT user_id AS author, channel_id, message_id, 1 - shared AS hidden,
    CASE WHEN shared = 1 THEN behaviour ELSE '' END AS behaviour,
    CASE WHEN shared = 1 THEN conditions ELSE '' END AS conditions,
    CASE WHEN shared = 1 THEN adjustment ELSE '' END AS adjustment,
    CASE WHEN shared = 1 THEN goal ELSE '' END AS goal,
    CASE WHEN shared = 1 THEN answer ELSE '' END AS answer
FROM reflections WHERE community_id = :community_id AND reflection_id = :piece_id
"""
ENTRY = """
SELECT user_id AS author, channel_id, message_id, 1 - shared AS hidden,
    CASE WHEN shared = 1 THEN text ELSE '' END AS text,
    CASE WHEN shared = 1 THEN lesson ELSE '' END AS lesson
FROM journal_entries WHERE community_id = :community_id AND entry_id = :piece_id
"""
READ: Mapping[PieceKind, str] = {
    PieceKind.REQUEST: REQUEST,
    PieceKind.FEEDBACK: FEEDBACK,
    PieceKind.REPLY: REPLY,
    PieceKind.KUDOS: KUDOS,
    PieceKind.EXAMPLE: EXAMPLE,
    PieceKind.IDEA: IDEA,
    PieceKind.APPLICATION: APPLICATION,
    PieceKind.LOG: LOG,
    PieceKind.REFLECTION: REFLECTION,
    PieceKind.ENTRY: ENTRY,
}
HIDDEN = """
SELECT hidden_at FROM hidden_pieces
WHERE community_id = :community_id AND kind = :kind AND piece_id = :piece_id
"""
HIDE = """
INSERT INTO hidden_pieces (community_id, kind, piece_id, hidden_by, hidden_at)
VALUES (:community_id, :kind, :piece_id, :hidden_by, :hidden_at)
ON CONFLICT (community_id, kind, piece_id) DO NOTHING
"""
RESTORE = """
DELETE FROM hidden_pieces
WHERE community_id = :community_id AND kind = :kind AND piece_id = :piece_id
"""
AT = """
SELECT 'request' AS kind, request_id AS piece_id FROM requests
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'feedback', feedback_id FROM feedback
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'reply', feedback_id FROM feedback
WHERE community_id = :community_id AND reply_message_id = :message_id
    AND reply_channel_id = :channel_id
UNION ALL SELECT 'kudos', kudos_id FROM kudos
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'example', example_id FROM examples
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'idea', idea_id FROM ideas
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'log', log_id FROM log_cards
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'reflection', reflection_id FROM reflections
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
UNION ALL SELECT 'entry', entry_id FROM journal_entries
WHERE community_id = :community_id AND message_id = :message_id AND channel_id = :channel_id
"""
_NO_WORDS = frozenset({"author", "channel_id", "message_id", "anonymous", "hidden"})


async def read(conn: Connection, community_id: CommunityId, piece: Piece) -> Written | None:
    """Return a piece as moderators read it; None where it is gone, or no piece of ours."""
    sql = READ.get(piece.kind)
    if sql is None:
        return None
    key = _key(community_id, piece)
    found, hidden = await conn.fetch_each((sql, key), (HIDDEN, key))
    return _from_row(piece, found[0], hidden=bool(hidden)) if found else None


async def at(conn: Connection, community_id: CommunityId, place: Place) -> Piece | None:
    """Return the piece whose public card this is, or None."""
    key = {
        "community_id": community_id,
        "channel_id": place.channel_id,
        "message_id": place.message_id,
    }
    row = await conn.fetch_one(AT, key)
    return Piece(PieceKind(row["kind"]), row["piece_id"]) if row else None


async def hide(
    tx: Connection, community_id: CommunityId, piece: Piece, moderator_id: UserId, now: datetime
) -> None:
    """Hide a piece: a log's card, what a reflection or an entry shares, or the piece itself."""
    if piece.kind is PieceKind.LOG:
        await log_cards.hide(tx, community_id, LogId(piece.id), moderator_id)
    elif piece.kind is PieceKind.REFLECTION:
        await reflections.fall(tx, community_id, ReflectionId(piece.id))
    elif piece.kind is PieceKind.ENTRY:
        await journal.fall(tx, community_id, EntryId(piece.id))
    else:
        values = {
            **_key(community_id, piece),
            "hidden_by": moderator_id,
            "hidden_at": to_seconds(now),
        }
        await tx.execute(HIDE, values)


async def restore(tx: Connection, community_id: CommunityId, piece: Piece) -> None:
    """Show a hidden piece again."""
    if piece.kind is PieceKind.LOG:
        await log_cards.show(tx, community_id, LogId(piece.id))
    else:
        await tx.execute(RESTORE, _key(community_id, piece))


def _key(community_id: CommunityId, piece: Piece) -> dict[str, SqlValue]:
    return {"community_id": community_id, "kind": piece.kind.value, "piece_id": piece.id}


def _from_row(piece: Piece, row: Row, *, hidden: bool) -> Written:
    fields = dict(zip(row.keys(), tuple(row), strict=True))
    words = [value for name, value in fields.items() if name not in _NO_WORDS and value]
    stands = fields["message_id"] is not None
    return Written(
        piece=piece,
        author=UserId(fields["author"]),
        text="\n".join(words),
        place=Place(fields["channel_id"], fields["message_id"]) if stands else None,
        hidden=hidden or bool(fields.get("hidden")),
        anonymous=bool(fields.get("anonymous")),
    )
