"""What stands beside a member's practices, in one trip, since `/today` asks for all of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ids import ChallengeId
from bot.domain.participations import ChallengeToday
from bot.domain.today import LAPSED_SHOWN, LONGEST_OPEN, Waiting
from storage import adjustments, goals, ratings, reflections, requests
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.days import Week
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection, Row


# All that is read here: each member's own, and what others write too, or takes it along.
OWN_TABLES = frozenset({"adjustments", "goals", "participants", "reflections"})
SHARED_TABLES = frozenset(
    {
        "blocks",
        "challenges",
        "communities",
        "feedback",
        "hidden_pieces",
        "members",
        "practices",
        "requests",
        "skills",
    }
)

# Requests that the member holds, that were put to them alone, and their own that lapsed lately.
REQUESTS = """
SELECT r.* FROM requests r
WHERE r.community_id = :community_id AND r.held_by = :user_id AND r.held_until > :now
    AND r.state = 'open'
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM blocks b WHERE b.community_id = r.community_id AND (
            (b.user_id = r.user_id AND b.blocked_user_id = :user_id)
            OR (b.user_id = :user_id AND b.blocked_user_id = r.user_id)
        )
    )
UNION ALL SELECT r.* FROM requests r
WHERE r.community_id = :community_id AND r.asked_user_id = :user_id AND r.state = 'open'
    AND (r.held_by IS NULL OR r.held_by <> :user_id OR r.held_until <= :now)
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM blocks b WHERE b.community_id = r.community_id AND (
            (b.user_id = r.user_id AND b.blocked_user_id = :user_id)
            OR (b.user_id = :user_id AND b.blocked_user_id = r.user_id)
        )
    )
UNION ALL SELECT r.* FROM requests r
WHERE r.community_id = :community_id AND r.user_id = :user_id AND r.asked_at > :asked_since
    AND r.state = 'lapsed' AND r.closed_at > :closed_since
ORDER BY asked_at, request_id
"""

# Open challenges in which the member takes part, or which they never joined.
CHALLENGES = """
SELECT c.challenge_id, c.title, c.first_day, c.last_day, c.join_until,
    CASE WHEN p.user_id IS NULL THEN 0 ELSE 1 END AS takes_part
FROM challenges c LEFT JOIN participants p
    ON p.community_id = c.community_id AND p.challenge_id = c.challenge_id
        AND p.user_id = :user_id
WHERE c.community_id = :community_id AND c.state = 'open' AND p.left_at IS NULL
ORDER BY c.last_day, c.challenge_id
"""


async def read_waiting(
    conn: Connection, community_id: CommunityId, user_id: UserId, week: Week, now: datetime
) -> Waiting:
    """Return what stands beside a member's practices in a week, as of now."""
    whose = {"community_id": community_id, "user_id": user_id}
    shown_since = now - LAPSED_SHOWN
    times = {
        "now": to_seconds(now),
        "closed_since": to_seconds(shown_since),
        "asked_since": to_seconds(shown_since - LONGEST_OPEN),
    }
    theirs, running, reflected, answered, asked, joined = await conn.fetch_each(
        (goals.LATEST_OF_MEMBER, whose),
        (adjustments.RUNNING, whose),
        (reflections.OF_WEEK, {**whose, "week": str(week)}),
        ratings.waiting_of(community_id, user_id, now),
        (REQUESTS, {**whose, **times}),
        (CHALLENGES, whose),
    )
    found = [goals.from_row(row) for row in theirs]
    return Waiting(
        goals={goal.practice_id: goal for goal in found},
        adjustment=adjustments.from_row(running[0]) if running else None,
        has_reflected=bool(reflected),
        answers=ratings.waiting_from(answered),
        requests=tuple(requests.from_row(row) for row in asked),
        challenges=tuple(_challenge(row) for row in joined),
    )


def _challenge(row: Row) -> ChallengeToday:
    return ChallengeToday(
        challenge_id=ChallengeId(row["challenge_id"]),
        title=row["title"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=date.fromisoformat(row["last_day"]),
        join_until=date.fromisoformat(row["join_until"]),
        takes_part=bool(row["takes_part"]),
    )
