"""Monthly check-ins: one for each member and month, revised as often as they like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.checkins import Checkin
from bot.domain.ids import CheckinId, CommunityId, UserId
from bot.domain.months import Month
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from storage.connections import Connection, Row, SqlValue

LATEST = """
SELECT * FROM checkins WHERE community_id = :community_id AND user_id = :user_id
ORDER BY month DESC LIMIT :most
"""
SAVE = """
INSERT INTO checkins (
    checkin_id, community_id, user_id, month, works, too_much, changes, checked_at
) VALUES (
    :checkin_id, :community_id, :user_id, :month, :works, :too_much, :changes, :checked_at
) ON CONFLICT (community_id, user_id, month) DO UPDATE SET
    works = excluded.works, too_much = excluded.too_much, changes = excluded.changes,
    checked_at = excluded.checked_at
"""


async def latest(
    conn: Connection, community_id: CommunityId, user_id: UserId, most: int
) -> tuple[Checkin, ...]:
    """Return a member's last check-ins, newest first."""
    values = {"community_id": community_id, "user_id": user_id, "most": most}
    return tuple(_from_row(row) for row in await conn.fetch_all(LATEST, values))


async def save(tx: Connection, checkin: Checkin) -> None:
    """Keep a check-in, in place of what the same month said before."""
    values: dict[str, SqlValue] = {
        "checkin_id": checkin.id,
        "community_id": checkin.community_id,
        "user_id": checkin.user_id,
        "month": f"{checkin.month.year:04d}-{checkin.month.number:02d}",
        "works": checkin.works,
        "too_much": checkin.too_much,
        "changes": checkin.changes,
        "checked_at": to_seconds(checkin.checked_at),
    }
    await tx.execute(SAVE, values)


def _from_row(row: Row) -> Checkin:
    year, number = row["month"].split("-")
    return Checkin(
        id=CheckinId(row["checkin_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        month=Month(int(year), int(number)),
        works=row["works"],
        too_much=row["too_much"],
        changes=row["changes"],
        checked_at=from_seconds(int(row["checked_at"])),
    )
