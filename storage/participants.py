"""Who takes part in which challenge, and who did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.challenges import Participant
from bot.domain.ids import ChallengeId, CommunityId, UserId
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.connections import Connection, Row, SqlValue, Transaction

GET = """
SELECT * FROM participants
WHERE community_id = :community_id AND challenge_id = :challenge_id AND user_id = :user_id
"""
OF_CHALLENGE = """
SELECT * FROM participants
WHERE community_id = :community_id AND challenge_id = :challenge_id
ORDER BY joined_at, user_id
"""
ADD = """
INSERT INTO participants (
    community_id, challenge_id, user_id, joined_on, joined_at, terms, team, grouped, left_at,
    removed_by
) VALUES (
    :community_id, :challenge_id, :user_id, :joined_on, :joined_at, :terms, :team, :grouped,
    :left_at, :removed_by
)
ON CONFLICT (challenge_id, user_id) DO NOTHING
"""
SAVE = """
UPDATE participants SET
    terms = :terms, team = :team, grouped = :grouped, left_at = :left_at, removed_by = :removed_by
WHERE community_id = :community_id AND challenge_id = :challenge_id AND user_id = :user_id
"""


async def get(
    conn: Connection, community_id: CommunityId, challenge_id: ChallengeId, user_id: UserId
) -> Participant | None:
    """Return how somebody takes part, or did; None for those who never joined."""
    key = {"community_id": community_id, "challenge_id": challenge_id, "user_id": user_id}
    row = await conn.fetch_one(GET, key)
    return from_row(row) if row else None


async def of_challenge(
    conn: Connection, community_id: CommunityId, challenge_id: ChallengeId
) -> tuple[Participant, ...]:
    """Return everybody who ever joined, in the order of joining."""
    key = {"community_id": community_id, "challenge_id": challenge_id}
    return tuple(from_row(row) for row in await conn.fetch_all(OF_CHALLENGE, key))


async def add(tx: Transaction, participant: Participant) -> None:
    """Keep somebody who joins; one who is there already stays as they are."""
    values = {
        "joined_on": participant.joined_on.isoformat(),
        "joined_at": to_seconds(participant.joined_at),
    }
    await tx.execute(ADD, {**_to_row(participant), **values})


async def save(tx: Transaction, participant: Participant) -> None:
    """Replace how somebody takes part; when they first joined stays."""
    await tx.execute(SAVE, _to_row(participant))


async def save_all(tx: Transaction, everybody: Iterable[Participant]) -> None:
    """Replace how each of them takes part, in one trip."""
    await tx.execute_many(SAVE, [_to_row(each) for each in everybody])


def _to_row(participant: Participant) -> dict[str, SqlValue]:
    return {
        "community_id": participant.community_id,
        "challenge_id": participant.challenge_id,
        "user_id": participant.user_id,
        "terms": participant.terms,
        "team": participant.team,
        "grouped": int(participant.grouped),
        "left_at": to_seconds(participant.left_at),
        "removed_by": participant.removed_by,
    }


def from_row(row: Row) -> Participant:
    """Read a participant from their row, for queries of other modules that join it."""
    return Participant(
        challenge_id=ChallengeId(row["challenge_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        joined_on=date.fromisoformat(row["joined_on"]),
        joined_at=from_seconds(int(row["joined_at"])),
        terms=row["terms"],
        team=row["team"],
        grouped=bool(row["grouped"]),
        left_at=from_nullable(row["left_at"]),
        removed_by=None if row["removed_by"] is None else UserId(row["removed_by"]),
    )
