"""Norms of communities in all their versions, and who agreed to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, NormsId, UserId
from bot.domain.norms import Norms
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Transaction

NEWEST = """
SELECT * FROM norms WHERE community_id = :community_id
ORDER BY set_at DESC, norms_id DESC LIMIT 1
"""
ADD = """
INSERT INTO norms (norms_id, community_id, text, set_by, set_at)
VALUES (:norms_id, :community_id, :text, :set_by, :set_at)
ON CONFLICT (norms_id) DO NOTHING
"""
AGREE = """
INSERT INTO agreements (community_id, norms_id, user_id, agreed_at)
VALUES (:community_id, :norms_id, :user_id, :agreed_at)
ON CONFLICT (norms_id, user_id) DO NOTHING
"""
HAS_AGREED = """
SELECT 1 FROM agreements
WHERE community_id = :community_id AND norms_id = :norms_id AND user_id = :user_id
"""
AGREED = """
SELECT count(*) AS number FROM agreements
WHERE community_id = :community_id AND norms_id = :norms_id
"""


async def current(conn: Connection, community_id: CommunityId) -> Norms | None:
    """Return the norms that hold; None where there are none, or none any more."""
    row = await conn.fetch_one(NEWEST, {"community_id": community_id})
    if row is None or not row["text"]:
        return None
    return Norms(
        id=NormsId(row["norms_id"]),
        community_id=CommunityId(row["community_id"]),
        text=row["text"],
        set_by=UserId(row["set_by"]),
        set_at=from_seconds(int(row["set_at"])),
    )


async def add(tx: Transaction, norms: Norms) -> None:
    """Keep a new version, which holds from now on."""
    values = {
        "norms_id": norms.id,
        "community_id": norms.community_id,
        "text": norms.text,
        "set_by": norms.set_by,
        "set_at": to_seconds(norms.set_at),
    }
    await tx.execute(ADD, values)


async def agree(tx: Transaction, norms: Norms, user_id: UserId, now: datetime) -> None:
    """Note that a member agreed to this version; a second time changes nothing."""
    await tx.execute(AGREE, {**_key(norms), "user_id": user_id, "agreed_at": to_seconds(now)})


async def has_agreed(conn: Connection, norms: Norms, user_id: UserId) -> bool:
    """Tell whether a member agreed to this version."""
    return await conn.fetch_one(HAS_AGREED, {**_key(norms), "user_id": user_id}) is not None


async def agreed(conn: Connection, norms: Norms) -> int:
    """Return how many members agreed to this version."""
    row = await conn.fetch_one(AGREED, _key(norms))
    return int(row["number"]) if row else 0


def _key(norms: Norms) -> dict[str, int]:
    return {"community_id": norms.community_id, "norms_id": norms.id}
