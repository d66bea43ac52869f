"""Members and the history of their clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import ClockSetting
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.members import Member
from bot.domain.settings import Nudges, Visibility
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.connections import Connection, Row

# One row for every clock setting, oldest first, so that one statement reads a whole member.
GET = """
SELECT m.*, c.since, c.zone, c.day_start, c.zone_chosen
FROM members m
JOIN clock_settings c ON c.community_id = m.community_id AND c.user_id = m.user_id
WHERE m.community_id = :community_id AND m.user_id = :user_id
ORDER BY c.since, c.interaction_id
"""
ADD = """
INSERT INTO members (
    community_id, user_id, visibility, on_boards, share_conditions, nudges, counted, joined_at
) VALUES (
    :community_id, :user_id, :visibility, :on_boards, :share_conditions, :nudges, :counted,
    :joined_at
)
ON CONFLICT (community_id, user_id) DO NOTHING
"""
SAVE = """
UPDATE members SET
    visibility = :visibility, on_boards = :on_boards, share_conditions = :share_conditions,
    nudges = :nudges, counted = :counted
WHERE community_id = :community_id AND user_id = :user_id
"""
ADD_CLOCK = """
INSERT INTO clock_settings (
    community_id, user_id, interaction_id, since, zone, day_start, zone_chosen
) VALUES (:community_id, :user_id, :interaction_id, :since, :zone, :day_start, :zone_chosen)
ON CONFLICT (community_id, user_id, interaction_id) DO NOTHING
"""


async def get(conn: Connection, community_id: CommunityId, user_id: UserId) -> Member | None:
    """Return a member with every clock setting, or None for a stranger."""
    rows = await conn.fetch_all(GET, {"community_id": community_id, "user_id": user_id})
    return from_rows(rows) if rows else None


async def get_each(
    conn: Connection, keys: Iterable[tuple[CommunityId, UserId]]
) -> list[Member | None]:
    """Return what ``get`` does for several members, in one trip."""
    found = await conn.fetch_each(
        *(
            (GET, {"community_id": community_id, "user_id": user_id})
            for community_id, user_id in keys
        )
    )
    return [from_rows(rows) if rows else None for rows in found]


async def add(tx: Connection, member: Member, interaction_id: InteractionId) -> None:
    """Keep a new member with the clock that holds from now on."""
    await tx.execute(ADD, {**_to_row(member), "joined_at": to_seconds(member.joined_at)})
    await add_clock(tx, member, member.clock[-1], interaction_id)


async def save(tx: Connection, member: Member) -> None:
    """Replace a member's choices; the clock has its own history."""
    await tx.execute(SAVE, _to_row(member))


async def add_clock(
    tx: Connection, member: Member, setting: ClockSetting, interaction_id: InteractionId
) -> None:
    """Add one clock setting to a member's history; the same interaction adds it once."""
    values = {
        "community_id": member.community_id,
        "user_id": member.user_id,
        "interaction_id": interaction_id,
        "since": to_seconds(setting.since),
        "zone": setting.zone,
        "day_start": setting.day_start,
        "zone_chosen": int(setting.zone_chosen),
    }
    await tx.execute(ADD_CLOCK, values)


def _to_row(member: Member) -> dict[str, int | str]:
    return {
        "community_id": member.community_id,
        "user_id": member.user_id,
        "visibility": member.visibility.value,
        "on_boards": int(member.on_boards),
        "share_conditions": int(member.share_conditions),
        "nudges": member.nudges.value,
        "counted": int(member.counted),
    }


def from_rows(rows: list[Row]) -> Member:
    """Read a member from the rows of `GET`, one for every clock setting."""
    row = rows[0]
    return Member(
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        visibility=Visibility(row["visibility"]),
        on_boards=bool(row["on_boards"]),
        share_conditions=bool(row["share_conditions"]),
        joined_at=from_seconds(int(row["joined_at"])),
        clock=tuple(_clock(each) for each in rows),
        nudges=Nudges(row["nudges"]),
        counted=bool(row["counted"]),
    )


def _clock(row: Row) -> ClockSetting:
    return ClockSetting(
        since=from_seconds(int(row["since"])),
        zone=row["zone"],
        day_start=row["day_start"],
        zone_chosen=bool(row["zone_chosen"]),
    )
