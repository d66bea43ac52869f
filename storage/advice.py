"""What was advised, so that it happens at most once in two weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.advice import AdviceKind, FeltDay, Given
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.logs import Felt
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.advice import Advice
    from storage.connections import Connection, Row

LATEST = """
SELECT * FROM advice WHERE community_id = :community_id AND user_id = :user_id
ORDER BY given_on DESC LIMIT 1
"""
FELT = """
SELECT day, felt FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND day >= :first
    AND felt IS NOT NULL
ORDER BY day
"""
# Nothing where another one was given since: two cards may be opened at once.
GIVE = """
INSERT INTO advice (community_id, user_id, practice_id, kind, given_on)
SELECT :community_id, :user_id, :practice_id, :kind, :given_on
WHERE NOT EXISTS (
    SELECT 1 FROM advice a
    WHERE a.community_id = :community_id AND a.user_id = :user_id AND a.given_on > :lately
)
ON CONFLICT DO NOTHING
"""
CLOSE = """
UPDATE advice SET closed_at = :closed_at
WHERE community_id = :community_id AND user_id = :user_id AND closed_at IS NULL
"""


async def latest(conn: Connection, community_id: CommunityId, user_id: UserId) -> Given | None:
    """Return what was advised last, or None."""
    row = await conn.fetch_one(LATEST, {"community_id": community_id, "user_id": user_id})
    return _from_row(row) if row else None


async def read(
    conn: Connection,
    community_id: CommunityId,
    user_id: UserId,
    practice_ids: Sequence[PracticeId],
    first: date,
) -> tuple[Given | None, Mapping[PracticeId, Sequence[FeltDay]]]:
    """Return `latest`, and how logs of practices felt from a local day on, in one trip."""
    since = {"community_id": community_id, "first": first.isoformat()}
    given, *found = await conn.fetch_each(
        (LATEST, {"community_id": community_id, "user_id": user_id}),
        *((FELT, {**since, "practice_id": practice_id}) for practice_id in practice_ids),
    )
    felt = {
        practice_id: tuple(
            FeltDay(date.fromisoformat(row["day"]), Felt(row["felt"])) for row in rows
        )
        for practice_id, rows in zip(practice_ids, found, strict=True)
    }
    return _from_row(given[0]) if given else None, felt


async def give(tx: Connection, advice: Advice, lately: date) -> None:
    """Note that an advice is given, unless another one was after the day ``lately``."""
    practice = advice.practice
    values = {
        "community_id": practice.community_id,
        "user_id": practice.user_id,
        "practice_id": practice.id,
        "kind": advice.kind.value,
        "given_on": advice.given_on.isoformat(),
        "lately": lately.isoformat(),
    }
    await tx.execute(GIVE, values)


async def close(tx: Connection, community_id: CommunityId, user_id: UserId, now: datetime) -> None:
    """Note that what was advised was followed, or waved off."""
    whose = {"community_id": community_id, "user_id": user_id}
    await tx.execute(CLOSE, {**whose, "closed_at": to_seconds(now)})


def _from_row(row: Row) -> Given:
    return Given(
        practice_id=PracticeId(row["practice_id"]),
        kind=AdviceKind(row["kind"]),
        given_on=date.fromisoformat(row["given_on"]),
        is_closed=row["closed_at"] is not None,
    )
