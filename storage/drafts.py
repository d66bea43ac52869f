"""What was typed into a refused form, kept for a day so that nobody types it twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.domain.drafts import Draft
from bot.domain.ids import CommunityId, UserId
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row

GET = """
SELECT * FROM drafts
WHERE community_id = :community_id AND user_id = :user_id AND draft_id = :draft_id
"""
LATEST = """
SELECT * FROM drafts
WHERE community_id = :community_id AND user_id = :user_id AND press = :press
ORDER BY expires_at DESC, draft_id DESC LIMIT 1
"""
KEEP = """
INSERT INTO drafts (draft_id, community_id, user_id, press, answers, expires_at)
VALUES (:draft_id, :community_id, :user_id, :press, :answers, :expires_at)
ON CONFLICT (draft_id) DO UPDATE SET
    press = excluded.press, answers = excluded.answers, expires_at = excluded.expires_at
"""
DELETE = """
DELETE FROM drafts
WHERE community_id = :community_id AND user_id = :user_id AND press = :press
"""
# All communities, for maintenance.
DELETE_EXPIRED = "DELETE FROM drafts WHERE expires_at <= :now"


async def get(
    conn: Connection, community_id: CommunityId, user_id: UserId, draft_id: int
) -> Draft | None:
    """Return a member's own draft, or None where it is not theirs or its time is over."""
    key = {"community_id": community_id, "user_id": user_id, "draft_id": draft_id}
    row = await conn.fetch_one(GET, key)
    return _from_row(row) if row else None


async def latest(
    conn: Connection, community_id: CommunityId, user_id: UserId, press: str
) -> Draft | None:
    """Return what a member typed last into one form or step, or None."""
    key = {"community_id": community_id, "user_id": user_id, "press": press}
    row = await conn.fetch_one(LATEST, key)
    return _from_row(row) if row else None


async def keep(tx: Connection, draft: Draft) -> None:
    """Keep a draft; one of the same id is replaced."""
    values = {
        "draft_id": draft.id,
        "community_id": draft.community_id,
        "user_id": draft.user_id,
        "press": draft.press,
        "answers": json.dumps(dict(draft.answers), ensure_ascii=False),
        "expires_at": to_seconds(draft.expires_at),
    }
    await tx.execute(KEEP, values)


async def delete(tx: Connection, community_id: CommunityId, user_id: UserId, press: str) -> None:
    """Delete all that a member typed into one form or step."""
    key = {"community_id": community_id, "user_id": user_id, "press": press}
    await tx.execute(DELETE, key)


async def delete_expired(tx: Connection, now: datetime) -> None:
    """Delete all drafts whose time is over."""
    await tx.execute(DELETE_EXPIRED, {"now": to_seconds(now)})


def _from_row(row: Row) -> Draft:
    return Draft(
        id=row["draft_id"],
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        press=row["press"],
        answers=json.loads(row["answers"]),
        expires_at=from_seconds(int(row["expires_at"])),
    )
