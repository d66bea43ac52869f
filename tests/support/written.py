"""One of everything that members write for each other, as rows, each with a card in channel 70.

Anna (11) has asked, thanked Ben (12), shown an example and shared an idea; Ben has answered her.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.database import Database

ROWS = {
    "requests": (
        "INSERT INTO requests (request_id, community_id, user_id, kind, state, audience, "
        "anonymous, title, link, work, question, counted, file_name, asked_at, channel_id, "
        "message_id) VALUES (41, 1, 11, 'work', 'open', 'anyone', 1, 'My essay', '', 'Words', "
        "'Clear?', '', '', 1, 70, 81)"
    ),
    "feedback": (
        "INSERT INTO feedback (feedback_id, community_id, request_id, asked_by, given_by, works, "
        "change, question, given_at, channel_id, message_id, problematic, remark, reply, "
        "applied_note, reply_channel_id, reply_message_id) VALUES (42, 1, 41, 11, 12, 'Good', "
        "'Cut it', '', 1, 70, 82, 0, 'Nonsense', 'Go away', '', 70, 85)"
    ),
    "kudos": (
        "INSERT INTO kudos (kudos_id, community_id, user_id, thanked_user_id, for_what, day, "
        "given_at, channel_id, message_id) VALUES (31, 1, 11, 12, 'helping', '2026-01-05', 1, 70, "
        "80)"
    ),
    "examples": (
        "INSERT INTO examples (example_id, community_id, user_id, state, title, link, work, "
        "look_at, first_version, file_name, added_at, channel_id, message_id) "
        "VALUES (43, 1, 11, 'shown', 'Etude', '', 'Notes', 'Rhythm', '', '', 1, 70, 83)"
    ),
    "ideas": (
        "INSERT INTO ideas (idea_id, community_id, user_id, kind, title, text, leaves_out, source, "
        "search_key, shared_at, channel_id, message_id) VALUES (44, 1, 11, 'insight', 'Slow', "
        "'Slow is smooth', '', '', '', 1, 70, 84)"
    ),
}


async def write_one_of_each(db: Database) -> None:
    """Put the rows into community 1, of which Anna must be a member."""
    async with db.transaction() as tx:
        for sql in ROWS.values():
            await tx.execute(sql)
