"""Kudos, at most one a day from one member to another; deleting either deletes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, KudosId, UserId
from bot.domain.kudos import Roundup, Thanks
from bot.domain.places import Place
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue

GET = "SELECT * FROM kudos WHERE community_id = :community_id AND kudos_id = :kudos_id"
OF_DAY = """
SELECT * FROM kudos
WHERE community_id = :community_id AND user_id = :user_id AND day = :day
ORDER BY given_at, kudos_id
"""
ADD = """
INSERT INTO kudos (kudos_id, community_id, user_id, thanked_user_id, for_what, day, given_at)
VALUES (:kudos_id, :community_id, :user_id, :thanked_user_id, :for_what, :day, :given_at)
ON CONFLICT DO NOTHING
"""
STAND = """
UPDATE kudos SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND kudos_id = :kudos_id
"""
NEWEST = """
SELECT * FROM kudos AS k
WHERE k.community_id = :community_id AND k.given_at >= :since AND k.given_at < :until
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces AS h
        WHERE h.community_id = k.community_id AND h.kind = 'kudos' AND h.piece_id = k.kudos_id
    )
ORDER BY k.given_at DESC, k.kudos_id DESC LIMIT :most
"""
COUNT = """
SELECT COUNT(*) AS given FROM kudos AS k
WHERE k.community_id = :community_id AND k.given_at >= :since AND k.given_at < :until
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces AS h
        WHERE h.community_id = k.community_id AND h.kind = 'kudos' AND h.piece_id = k.kudos_id
    )
"""


async def get(conn: Connection, community_id: CommunityId, kudos_id: KudosId) -> Thanks | None:
    """Return the kudos with this id, hidden or not, or None where they are gone."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "kudos_id": kudos_id})
    return _from_row(row) if row else None


async def of_day(
    conn: Connection, community_id: CommunityId, user_id: UserId, day: date
) -> tuple[Thanks, ...]:
    """Return whom a member has thanked on a day of theirs, the first one first."""
    key = {"community_id": community_id, "user_id": user_id, "day": day.isoformat()}
    return tuple(_from_row(row) for row in await conn.fetch_all(OF_DAY, key))


async def add(tx: Connection, thanks: Thanks) -> None:
    """Keep new kudos; the same interaction, or pair and day, is kept once."""
    values: dict[str, SqlValue] = {
        "kudos_id": thanks.id,
        "community_id": thanks.community_id,
        "user_id": thanks.user_id,
        "thanked_user_id": thanks.thanked,
        "for_what": thanks.for_what,
        "day": thanks.day.isoformat(),
        "given_at": to_seconds(thanks.given_at),
    }
    await tx.execute(ADD, values)


async def stand(tx: Connection, community_id: CommunityId, kudos_id: KudosId, place: Place) -> bool:
    """Remember where the card stands; False where the kudos are gone."""
    values = {
        "community_id": community_id,
        "kudos_id": kudos_id,
        "channel_id": place.channel_id,
        "message_id": place.message_id,
    }
    return bool(await tx.execute(STAND, values))


async def between(
    conn: Connection, community_id: CommunityId, since: datetime, until: datetime, most: int
) -> Roundup:
    """Return the newest kudos from ``since`` to before ``until``, without hidden ones."""
    span: dict[str, SqlValue] = {
        "community_id": community_id,
        "since": to_seconds(since),
        "until": to_seconds(until),
    }
    newest, counted = await conn.fetch_each((NEWEST, {**span, "most": most}), (COUNT, span))
    return Roundup(tuple(_from_row(row) for row in newest), int(counted[0]["given"]))


def _from_row(row: Row) -> Thanks:
    channel_id, message_id = row["channel_id"], row["message_id"]
    return Thanks(
        id=KudosId(row["kudos_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        thanked=UserId(row["thanked_user_id"]),
        for_what=row["for_what"],
        day=date.fromisoformat(row["day"]),
        given_at=from_seconds(int(row["given_at"])),
        place=None if message_id is None else Place(channel_id, message_id),
    )
