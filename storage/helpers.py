"""Who wants to help, and whom we have written to about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot.domain.ids import CommunityId, SkillId, UserId
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.requests import Request
    from storage.connections import Connection

# Members who switched nudges on and logged lately, but for those who are kept apart from the
# author or out of the community; whoever practises the skill comes first.
WILLING = """
SELECT m.user_id, (
    SELECT max(l.logged_at) FROM logs l
    WHERE l.community_id = :community_id AND l.user_id = m.user_id
) AS last_logged_at, (
    SELECT min(l.day) FROM logs l JOIN practices p ON p.practice_id = l.practice_id
    WHERE p.community_id = :community_id AND p.user_id = m.user_id AND p.skill_id = :skill_id
) AS since
FROM members m
WHERE m.community_id = :community_id AND m.nudges = 'on' AND m.user_id <> :user_id
    AND EXISTS (
        SELECT 1 FROM logs l
        WHERE l.community_id = :community_id AND l.user_id = m.user_id
            AND l.logged_at >= :active_since
    )
    AND NOT EXISTS (
        SELECT 1 FROM suspensions s
        WHERE s.community_id = :community_id AND s.user_id IN (m.user_id, :user_id)
    )
    AND m.user_id NOT IN (
        SELECT b.blocked_user_id FROM blocks b
        WHERE b.community_id = :community_id AND b.user_id = :user_id
    )
    AND m.user_id NOT IN (
        SELECT b.user_id FROM blocks b
        WHERE b.community_id = :community_id AND b.blocked_user_id = :user_id
    )
ORDER BY since IS NULL, last_logged_at DESC, m.user_id LIMIT :most
"""
SINCE = """
SELECT min(l.day) AS since FROM logs l JOIN practices p ON p.practice_id = l.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id AND p.skill_id = :skill_id
"""
# At most one a week: whoever has had one lately gets no row.
NUDGE = """
INSERT INTO nudges (community_id, request_id, user_id, nudged_at)
SELECT :community_id, :request_id, :user_id, :nudged_at
WHERE NOT EXISTS (
    SELECT 1 FROM nudges n
    WHERE n.community_id = :community_id AND n.user_id = :user_id AND n.nudged_at > :lately
)
ON CONFLICT (request_id, user_id) DO NOTHING
"""


class Sought(Protocol):
    """What help is sought for: a request, or a practice of somebody's own."""

    @property
    def community_id(self) -> CommunityId:
        """Where it is sought."""
        ...

    @property
    def user_id(self) -> UserId:
        """Who seeks it."""
        ...

    @property
    def skill_id(self) -> SkillId | None:
        """For which skill, where there is one."""
        ...


class Willing(NamedTuple):
    """Somebody who wants to help; ``since`` is their first log with the skill asked about."""

    user_id: UserId
    last_logged_at: datetime
    since: date | None


async def willing(
    conn: Connection, sought: Sought, active_since: datetime, most: int
) -> tuple[Willing, ...]:
    """Return members who want to help others than themselves and logged since an instant."""
    values = {
        "community_id": sought.community_id,
        "user_id": sought.user_id,
        "skill_id": sought.skill_id,
        "active_since": to_seconds(active_since),
        "most": most,
    }
    rows = await conn.fetch_all(WILLING, values)
    return tuple(
        Willing(
            UserId(row["user_id"]), from_seconds(int(row["last_logged_at"])), _day(row["since"])
        )
        for row in rows
    )


async def since(conn: Connection, request: Request) -> date | None:
    """Return the first day on which a request's author logged for its skill."""
    values = {
        "community_id": request.community_id,
        "user_id": request.user_id,
        "skill_id": request.skill_id,
    }
    row = await conn.fetch_one(SINCE, values)
    return _day(row["since"]) if row else None


async def nudge(
    tx: Connection, request: Request, user_id: UserId, now: datetime, lately: datetime
) -> bool:
    """Note that somebody is written to about a request; False where they were since ``lately``."""
    values = {
        "community_id": request.community_id,
        "request_id": request.id,
        "user_id": user_id,
        "nudged_at": to_seconds(now),
        "lately": to_seconds(lately),
    }
    return bool(await tx.execute(NUDGE, values))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
