"""Who changed which setting of a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.setting_changes import Setting, SettingChange
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.connections import Connection, Row, Transaction

ADD = """
INSERT INTO setting_changes (
    change_id, community_id, setting, before, after, changed_by, changed_at
) VALUES (:change_id, :community_id, :setting, :before, :after, :changed_by, :changed_at)
ON CONFLICT (change_id, setting) DO NOTHING
"""
NEWEST = """
SELECT * FROM setting_changes
WHERE community_id = :community_id
ORDER BY changed_at DESC, change_id DESC, setting
LIMIT :most OFFSET :skipped
"""
COUNT = "SELECT count(*) AS number FROM setting_changes WHERE community_id = :community_id"


async def add(tx: Transaction, changes: Iterable[SettingChange]) -> None:
    """Keep what one interaction changed."""
    await tx.execute_many(ADD, [_to_row(change) for change in changes])


async def newest(
    conn: Connection, community_id: CommunityId, most: int, skipped: int = 0
) -> tuple[SettingChange, ...]:
    """Return at most so many changes, the newest first, after skipping some."""
    values = {"community_id": community_id, "most": most, "skipped": skipped}
    return tuple(_from_row(row) for row in await conn.fetch_all(NEWEST, values))


async def count(conn: Connection, community_id: CommunityId) -> int:
    """Return how many changes there were."""
    row = await conn.fetch_one(COUNT, {"community_id": community_id})
    return int(row["number"]) if row else 0


def _to_row(change: SettingChange) -> dict[str, int | str]:
    return {
        "change_id": change.id,
        "community_id": change.community_id,
        "setting": change.setting.value,
        "before": change.before,
        "after": change.after,
        "changed_by": change.changed_by,
        "changed_at": to_seconds(change.changed_at),
    }


def _from_row(row: Row) -> SettingChange:
    return SettingChange(
        id=InteractionId(row["change_id"]),
        community_id=CommunityId(row["community_id"]),
        setting=Setting(row["setting"]),
        before=row["before"],
        after=row["after"],
        changed_by=UserId(row["changed_by"]),
        changed_at=from_seconds(int(row["changed_at"])),
    )
