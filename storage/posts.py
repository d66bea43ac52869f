"""Posts: claimed before they are sent, settled after, one of each kind and period.

They belong to the community and hold nothing about a person: deleting somebody leaves them as is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId
from bot.domain.posts import Kind, Post, Reason, State
from storage.due import due_page
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.days import Week
    from storage.connections import Connection, Row, SqlValue, Transaction

# All communities: what is due.
DUE = """
SELECT community_id, next_weekly_at FROM communities
WHERE next_weekly_at <= :now AND removed_at IS NULL
    AND (next_weekly_at, community_id) > (:after_at, :after_id)
ORDER BY next_weekly_at, community_id LIMIT :most
"""
# All communities: claims that a crash or a silent Discord has left behind.
UNSETTLED = """
SELECT * FROM posts WHERE state = 'claimed' AND retry_at <= :now
ORDER BY retry_at, community_id, kind DESC LIMIT :most
"""
# All communities: posts that did not come, of which no moderator knows.
UNTOLD = """
SELECT DISTINCT p.community_id, c.moderator_channel_id
FROM posts p JOIN communities c ON c.community_id = p.community_id
WHERE (p.state = 'failed' OR p.reason = 'too_late') AND p.told_at IS NULL
    AND c.removed_at IS NULL AND p.community_id > :after_id
ORDER BY p.community_id LIMIT :most
"""
UNTOLD_IN = """
SELECT * FROM posts
WHERE community_id = :community_id
    AND (state = 'failed' OR reason = 'too_late') AND told_at IS NULL
"""
# All communities: what failed and may be tried again by now.
FAILED = """
SELECT * FROM posts
WHERE state = 'failed' AND kind NOT IN ('streaks', 'reflection') AND retry_at <= :now
ORDER BY retry_at, community_id, kind LIMIT :most
"""
GET = """
SELECT * FROM posts
WHERE community_id = :community_id AND kind = :kind AND period = :period
"""
OF_PERIOD = """
SELECT * FROM posts WHERE community_id = :community_id AND period = :period
"""
FAILURES = """
SELECT * FROM posts
WHERE community_id = :community_id AND (state = 'failed' OR reason = 'too_late')
    AND due_at >= :since
ORDER BY due_at DESC, kind DESC
"""
SENT_BEFORE = """
SELECT 1 FROM posts
WHERE community_id = :community_id AND kind = :kind AND state = 'sent' AND period < :period LIMIT 1
"""
ADD = """
INSERT INTO posts (
    community_id, kind, period, state, reason, due_at, claimed_at, attempts, retry_at, settled_at,
    late, question, channel_id, message_id, edition
) VALUES (
    :community_id, :kind, :period, :state, :reason, :due_at, :claimed_at, :attempts, :retry_at,
    :settled_at, :late, :question, :channel_id, :message_id, :edition
)
ON CONFLICT (community_id, kind, period) DO NOTHING
RETURNING period
"""
REOPEN = """
DELETE FROM posts
WHERE community_id = :community_id AND period = :period AND state IN ('skipped', 'failed')
"""
SAVE = """
UPDATE posts SET
    state = :state, reason = :reason, claimed_at = :claimed_at, attempts = :attempts,
    retry_at = :retry_at, settled_at = :settled_at, late = :late, message_id = :message_id
WHERE community_id = :community_id AND kind = :kind AND period = :period AND state = 'claimed'
"""
SAVE_FAILED = """
UPDATE posts SET
    state = :state, reason = :reason, claimed_at = :claimed_at, retry_at = :retry_at,
    settled_at = :settled_at, channel_id = :channel_id
WHERE community_id = :community_id AND kind = :kind AND period = :period AND state = 'failed'
"""
SAVE_LOST = """
UPDATE posts SET
    state = :state, claimed_at = :claimed_at, attempts = :attempts, retry_at = :retry_at,
    settled_at = :settled_at, channel_id = :channel_id, edition = :edition, due_at = :due_at
WHERE community_id = :community_id AND kind = :kind AND period = :period AND state = 'sent'
"""
GIVE_UP = """
UPDATE posts SET state = 'skipped'
WHERE community_id = :community_id AND kind = :kind AND period = :period AND state = 'failed'
"""
TOLD = """
UPDATE posts SET told_at = :now
WHERE community_id = :community_id AND kind = :kind AND period = :period
    AND (state = 'failed' OR reason = 'too_late') AND told_at IS NULL
"""


async def due(
    conn: Connection, now: datetime, after: tuple[datetime, CommunityId] | None, most: int
) -> tuple[tuple[datetime, CommunityId], ...]:
    """Return the next communities whose weekly time has come, those waiting longest first."""
    return tuple(
        (from_seconds(int(row["next_weekly_at"])), CommunityId(row["community_id"]))
        for row in await conn.fetch_all(DUE, due_page(now, after, most))
    )


async def unsettled(conn: Connection, now: datetime, most: int) -> tuple[Post, ...]:
    """Return claims whose time to be settled has come, oldest first."""
    values = {"now": to_seconds(now), "most": most}
    return tuple(_from_row(row) for row in await conn.fetch_all(UNSETTLED, values))


async def untold(
    conn: Connection, after: CommunityId | None, most: int
) -> tuple[tuple[CommunityId, int | None], ...]:
    """Return the next communities with news for moderators, and the moderators' channel."""
    values = {"after_id": after or 0, "most": most}
    return tuple(
        (CommunityId(row["community_id"]), row["moderator_channel_id"])
        for row in await conn.fetch_all(UNTOLD, values)
    )


async def untold_in(conn: Connection, community_id: CommunityId) -> tuple[Post, ...]:
    """Return the posts that failed or came too late, of which no moderator knows."""
    rows = await conn.fetch_all(UNTOLD_IN, {"community_id": community_id})
    return tuple(_from_row(row) for row in rows)


async def failed(conn: Connection, now: datetime, most: int) -> tuple[Post, ...]:
    """Return posts that failed, weekly ones apart, whose time to be tried again has come."""
    values = {"now": to_seconds(now), "most": most}
    return tuple(_from_row(row) for row in await conn.fetch_all(FAILED, values))


async def get(conn: Connection, community_id: CommunityId, kind: Kind, period: str) -> Post | None:
    """Return one post, or None where there is none yet."""
    key = {"community_id": community_id, "kind": kind.value, "period": period}
    row = await conn.fetch_one(GET, key)
    return _from_row(row) if row else None


async def of_period(
    conn: Connection, community_id: CommunityId, period: object
) -> dict[Kind, Post]:
    """Return all posts of one period: those of a week, say."""
    key = {"community_id": community_id, "period": str(period)}
    posts = (_from_row(row) for row in await conn.fetch_all(OF_PERIOD, key))
    return {post.kind: post for post in posts}


async def failures(
    conn: Connection, community_id: CommunityId, since: datetime
) -> tuple[Post, ...]:
    """Return the posts due since then that failed or came too late, newest first."""
    key = {"community_id": community_id, "since": to_seconds(since)}
    return tuple(_from_row(row) for row in await conn.fetch_all(FAILURES, key))


async def was_sent_before(
    conn: Connection, community_id: CommunityId, kind: Kind, week: Week
) -> bool:
    """Tell whether any earlier week had a post of this kind."""
    key = {"community_id": community_id, "kind": kind.value, "period": str(week)}
    return await conn.fetch_one(SENT_BEFORE, key) is not None


async def add(tx: Transaction, post: Post) -> bool:
    """Claim or record a post; False where this kind and week has one already."""
    return await tx.fetch_one(ADD, _to_row(post)) is not None


async def reopen(tx: Transaction, community_id: CommunityId, week: Week) -> None:
    """Take back that a week's posts were skipped or failed, so that they can be claimed again."""
    await tx.execute(REOPEN, {"community_id": community_id, "period": str(week)})


async def save(tx: Transaction, post: Post) -> None:
    """Replace a claim; one that is settled already stays as it is."""
    await tx.execute(SAVE, _to_row(post))


async def save_failed(tx: Transaction, post: Post) -> None:
    """Claim a post that failed again; one that did not stays as it is."""
    await tx.execute(SAVE_FAILED, _to_row(post))


async def save_lost(tx: Transaction, post: Post) -> None:
    """Claim the next edition of a post that was sent, since its message is no more."""
    await tx.execute(SAVE_LOST, _to_row(post))


async def give_up(tx: Transaction, post: Post) -> None:
    """Try a post that failed no more."""
    await tx.execute(GIVE_UP, _to_row(post))


async def told(
    tx: Transaction, community_id: CommunityId, posts: Iterable[Post], now: datetime
) -> None:
    """Note that moderators know, as far as they can be told, that these posts did not come."""
    whose = {"community_id": community_id, "now": to_seconds(now)}
    keys = [{**whose, "kind": post.kind.value, "period": post.period} for post in posts]
    await tx.execute_many(TOLD, keys)


def _to_row(post: Post) -> dict[str, SqlValue]:
    return {
        "community_id": post.community_id,
        "kind": post.kind.value,
        "period": post.period,
        "state": post.state.value,
        "reason": post.reason.value if post.reason else "",
        "due_at": to_seconds(post.due_at),
        "claimed_at": to_seconds(post.claimed_at),
        "attempts": post.attempts,
        "retry_at": to_seconds(post.retry_at),
        "settled_at": to_seconds(post.settled_at),
        "late": int(post.late),
        "question": post.question,
        "channel_id": post.channel_id,
        "message_id": post.message_id,
        "edition": post.edition,
    }


def _from_row(row: Row) -> Post:
    return Post(
        community_id=CommunityId(row["community_id"]),
        kind=Kind(row["kind"]),
        period=row["period"],
        due_at=from_seconds(int(row["due_at"])),
        claimed_at=from_seconds(int(row["claimed_at"])),
        retry_at=from_seconds(int(row["retry_at"])),
        state=State(row["state"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        attempts=row["attempts"],
        question=row["question"],
        settled_at=None if row["settled_at"] is None else from_seconds(int(row["settled_at"])),
        late=bool(row["late"]),
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        edition=row["edition"],
    )
