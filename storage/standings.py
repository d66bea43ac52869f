"""Answers among members, as far as standings count them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, UserId
from bot.domain.standings import Exchange
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from storage.connections import Connection, Row

OF_COMMUNITY = """
SELECT asked_by, given_by, encouraging, useful, given_at, problematic FROM feedback
WHERE community_id = :community_id AND given_at > :since AND asked_by <> given_by
"""
OF_MEMBER = """
SELECT asked_by, given_by, encouraging, useful, given_at, problematic FROM feedback
WHERE community_id = :community_id AND given_at > :since AND given_by = :user_id
    AND asked_by <> :user_id
UNION ALL SELECT asked_by, given_by, encouraging, useful, given_at, problematic FROM feedback
WHERE community_id = :community_id AND given_at > :since AND asked_by = :user_id
    AND given_by <> :user_id
"""
GIVEN_BY = """
SELECT asked_by, given_by, encouraging, useful, given_at, problematic FROM feedback
WHERE community_id = :community_id AND given_at > :since AND given_by = :user_id
    AND asked_by NOT IN (:user_id, :besides)
"""


async def exchanges(
    conn: Connection, community_id: CommunityId, since: datetime
) -> tuple[Exchange, ...]:
    """Return all answers of a community after an instant, but self-scores."""
    whose = {"community_id": community_id, "since": to_seconds(since)}
    return _from_rows(await conn.fetch_all(OF_COMMUNITY, whose))


async def exchanges_of(
    conn: Connection, community_id: CommunityId, user_id: UserId, since: datetime
) -> tuple[Exchange, ...]:
    """Return all answers after an instant that a member gave or took, but self-scores."""
    whose = {"community_id": community_id, "user_id": user_id, "since": to_seconds(since)}
    return _from_rows(await conn.fetch_all(OF_MEMBER, whose))


async def given_to_others(
    conn: Connection,
    community_id: CommunityId,
    helpers: Collection[UserId],
    besides: UserId,
    since: datetime,
) -> tuple[Exchange, ...]:
    """Return all answers after an instant that each of the helpers gave to anybody but one."""
    values = {"community_id": community_id, "since": to_seconds(since), "besides": besides}
    found = await conn.fetch_each(
        *((GIVEN_BY, values | {"user_id": user_id}) for user_id in helpers)
    )
    return tuple(exchange for rows in found for exchange in _from_rows(rows))


def _from_rows(rows: list[Row]) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            asked_by=UserId(asked_by),
            given_by=UserId(given_by),
            encouraging=encouraging,
            useful=useful,
            given_at=from_seconds(int(given_at)),
            problematic=bool(problematic),
        )
        for asked_by, given_by, encouraging, useful, given_at, problematic in rows
    )
