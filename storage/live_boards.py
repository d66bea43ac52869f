"""What is known of the boards of challenges: what they show, since when, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenges import State
from bot.domain.deliveries import Trouble
from bot.domain.ids import ChallengeId, CommunityId
from bot.domain.live_boards import LiveBoard
from bot.domain.posts import Kind
from bot.domain.posts import State as PostState
from storage import posts
from storage.times import from_nullable, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Transaction

# All communities: what may be due, those with boards that may still change.
WATCHED = """
SELECT community_id FROM challenges WHERE state = 'open'
UNION SELECT community_id FROM challenges WHERE ended_at > :since
"""
OF_COMMUNITY = """
SELECT h.challenge_id, h.state, h.board_edited_at, h.board_shown, h.board_trouble, h.board_told_at,
    c.moderator_channel_id
FROM challenges h JOIN communities c ON c.community_id = h.community_id
WHERE h.community_id = :community_id AND c.removed_at IS NULL
    AND (h.state = 'open'
        OR (h.ended_at > :since AND (h.board_edited_at IS NULL OR h.board_edited_at <= h.ended_at)))
ORDER BY h.challenge_id
"""
SAVE = """
UPDATE challenges SET
    board_edited_at = :edited_at, board_shown = :shown, board_trouble = :trouble,
    board_told_at = :told_at
WHERE community_id = :community_id AND challenge_id = :challenge_id
"""
POSTED = """
UPDATE challenges SET
    board_edited_at = :edited_at, board_shown = :shown, board_trouble = '', board_told_at = NULL
WHERE community_id = :community_id AND challenge_id = :challenge_id
"""


async def watched(conn: Connection, since: datetime) -> tuple[CommunityId, ...]:
    """Return the communities with open challenges, or some that ended after ``since``."""
    rows = await conn.fetch_all(WATCHED, {"since": to_seconds(since)})
    return tuple(CommunityId(row["community_id"]) for row in rows)


async def of_community(
    conn: Connection, community_id: CommunityId, since: datetime
) -> list[LiveBoard]:
    """Return the boards that stand in channels: of open challenges, and of those ended since.

    Of those that ended, only what was not edited afterwards.
    """
    key = {"community_id": community_id, "since": to_seconds(since)}
    found: list[LiveBoard] = []
    for row in await conn.fetch_all(OF_COMMUNITY, key):
        post = await posts.get(conn, community_id, Kind.CHALLENGE, str(row["challenge_id"]))
        if post is None or post.state is not PostState.SENT:
            continue
        if post.channel_id is None or post.message_id is None:
            continue
        board = LiveBoard(
            community_id=community_id,
            challenge_id=ChallengeId(row["challenge_id"]),
            is_open=row["state"] == State.OPEN,
            post=post,
            channel_id=post.channel_id,
            message_id=post.message_id,
            moderator_channel_id=row["moderator_channel_id"],
            shown=row["board_shown"],
            edited_at=from_nullable(row["board_edited_at"]),
            trouble=Trouble(row["board_trouble"]) if row["board_trouble"] else None,
            told_at=from_nullable(row["board_told_at"]),
        )
        found.append(board)
    return found


async def save(tx: Transaction, board: LiveBoard) -> None:
    """Replace what is known of a board."""
    values = {
        "community_id": board.community_id,
        "challenge_id": board.challenge_id,
        "edited_at": to_seconds(board.edited_at),
        "shown": board.shown,
        "trouble": board.trouble.value if board.trouble else "",
        "told_at": to_seconds(board.told_at),
    }
    await tx.execute(SAVE, values)


async def posted(
    tx: Transaction,
    community_id: CommunityId,
    challenge_id: ChallengeId,
    shown: str,
    now: datetime,
) -> None:
    """Note what a board shows that is about to be posted, or posted anew."""
    values = {
        "community_id": community_id,
        "challenge_id": challenge_id,
        "edited_at": to_seconds(now),
        "shown": shown,
    }
    await tx.execute(POSTED, values)
