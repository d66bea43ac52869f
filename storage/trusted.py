"""One trusted source of feedback per practice; it goes with the practice, or with the peer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, PracticeId, RubricId, UserId
from bot.domain.rubric_bank import shipped_rubric
from bot.domain.trusted import SourceKind, TrustedSource

if TYPE_CHECKING:
    from storage.connections import Connection, Row, SqlValue

OF_PRACTICE = """
SELECT t.*, r.name AS rubric_name FROM trusted_sources t
LEFT JOIN rubrics r ON r.rubric_id = t.rubric_id
WHERE t.community_id = :community_id AND t.practice_id = :practice_id
"""
OF_MEMBER = """
SELECT t.*, r.name AS rubric_name FROM trusted_sources t
LEFT JOIN rubrics r ON r.rubric_id = t.rubric_id
WHERE t.community_id = :community_id AND t.user_id = :user_id
"""
PUT = """
INSERT INTO trusted_sources (practice_id, community_id, user_id, kind, peer_user_id, rubric_id)
VALUES (:practice_id, :community_id, :user_id, :kind, :peer_user_id, :rubric_id)
ON CONFLICT (practice_id) DO UPDATE SET
    kind = excluded.kind, peer_user_id = excluded.peer_user_id, rubric_id = excluded.rubric_id
"""
REMOVE = """
DELETE FROM trusted_sources
WHERE community_id = :community_id AND practice_id = :practice_id
"""


async def of_practice(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId
) -> TrustedSource | None:
    """Return a practice's trusted source, or None where none was chosen."""
    key = {"community_id": community_id, "practice_id": practice_id}
    row = await conn.fetch_one(OF_PRACTICE, key)
    return _from_row(row) if row else None


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> dict[PracticeId, TrustedSource]:
    """Return the trusted sources of a member's practices."""
    rows = await conn.fetch_all(OF_MEMBER, {"community_id": community_id, "user_id": user_id})
    return {PracticeId(row["practice_id"]): _from_row(row) for row in rows}


async def put(tx: Connection, source: TrustedSource) -> None:
    """Keep a practice's trusted source in place of the one before; its name is not kept."""
    values: dict[str, SqlValue] = {
        "practice_id": source.practice_id,
        "community_id": source.community_id,
        "user_id": source.user_id,
        "kind": source.kind.value,
        "peer_user_id": source.peer,
        "rubric_id": source.rubric_id,
    }
    await tx.execute(PUT, values)


async def remove(tx: Connection, community_id: CommunityId, practice_id: PracticeId) -> None:
    """Leave a practice without a trusted source."""
    await tx.execute(REMOVE, {"community_id": community_id, "practice_id": practice_id})


def _from_row(row: Row) -> TrustedSource:
    peer, rubric = row["peer_user_id"], row["rubric_id"]
    shipped = shipped_rubric(rubric) if rubric else None
    return TrustedSource(
        practice_id=PracticeId(row["practice_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        kind=SourceKind(row["kind"]),
        peer=None if peer is None else UserId(peer),
        rubric_id=None if rubric is None else RubricId(rubric),
        rubric_name=shipped.name if shipped else row["rubric_name"] or "",
    )
