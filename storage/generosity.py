"""What a member asked, received and gave: numbers and pages for their own eyes.

Self-scores count nowhere, nor does what moderators hid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.feedback import HELPFUL_FROM
from bot.domain.generosity import Exchanged, Generosity, Side
from bot.domain.ratings import RATING_WAITS, Answer
from storage import feedback, requests
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.feedback import Feedback
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.requests import Request
    from storage.connections import Connection, Row

UNDER_EXCHANGED = frozenset({"communities", "feedback", "hidden_pieces"})
EXCHANGED = """
SELECT 'given' AS side, count(*) AS answers FROM feedback f
WHERE f.community_id = :community_id AND f.given_by = :user_id AND f.asked_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
UNION ALL SELECT 'received', count(*) FROM feedback f
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
"""
GIVEN = """
SELECT count(*) AS answers, count(CASE WHEN f.useful >= :helpful_from THEN 1 END) AS helpful,
    count(CASE WHEN f.applied IN ('yes', 'partly') THEN 1 END) AS applied,
    count(CASE WHEN f.applied IN ('yes', 'partly', 'no') THEN 1 END) AS told
FROM feedback f
WHERE f.community_id = :community_id AND f.given_by = :user_id AND f.asked_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
"""
RECEIVED = """
SELECT count(*) AS answers,
    count(CASE WHEN f.applied IN ('yes', 'partly') THEN 1 END) AS applied,
    count(CASE WHEN f.applied IN ('yes', 'partly', 'no') THEN 1 END) AS told
FROM feedback f
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
"""
ENDED = """
SELECT count(*) AS ended, count(CASE WHEN state = 'answered' THEN 1 END) AS answered
FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND kind <> 'self'
    AND state IN ('answered', 'lapsed')
"""
WAITED = """
SELECT min(f.given_at) - r.asked_at AS waited
FROM requests r JOIN feedback f ON f.request_id = r.request_id
WHERE r.community_id = :community_id AND r.user_id = :user_id AND r.kind <> 'self'
GROUP BY r.request_id, r.asked_at
"""
VERSIONS = """
SELECT count(*) AS versions FROM requests
WHERE community_id = :community_id AND user_id = :user_id
    AND kind IN ('work', 'self') AND state <> 'withdrawn'
"""
LAPSED = """
SELECT * FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND state = 'lapsed'
    AND closed_at > :since
ORDER BY closed_at DESC, request_id DESC LIMIT :most
"""
# What is not rated yet comes first, for as long as it is asked for.
PAGE_RECEIVED = """
SELECT f.* FROM feedback f
WHERE f.community_id = :community_id AND f.asked_by = :user_id AND f.given_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
ORDER BY CASE WHEN f.rated_at IS NULL AND f.given_at > :since THEN 0 ELSE 1 END,
    f.given_at DESC, f.feedback_id DESC
LIMIT :size OFFSET :first
"""
# What came back and was not seen comes first.
PAGE_GIVEN = """
SELECT f.* FROM feedback f
WHERE f.community_id = :community_id AND f.given_by = :user_id AND f.asked_by <> :user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
ORDER BY CASE WHEN f.problematic = 0 AND (
        f.rated_at > coalesce(f.remark_seen_at, 0)
        OR f.replied_at > coalesce(f.remark_seen_at, 0)
        OR f.applied_at > coalesce(f.remark_seen_at, 0)
    ) THEN 0 ELSE 1 END, f.given_at DESC, f.feedback_id DESC
LIMIT :size OFFSET :first
"""
_PAGES = {Side.RECEIVED: PAGE_RECEIVED, Side.GIVEN: PAGE_GIVEN}


async def exchanged(conn: Connection, community_id: CommunityId, user_id: UserId) -> Exchanged:
    """Count the answers that a member gave and received."""
    whose = {"community_id": community_id, "user_id": user_id}
    given, received = await conn.fetch_all(EXCHANGED, whose)
    return Exchanged(given["answers"], received["answers"])


async def numbers(conn: Connection, community_id: CommunityId, user_id: UserId) -> Generosity:
    """Return all numbers of a member, in one trip."""
    whose = {"community_id": community_id, "user_id": user_id, "helpful_from": HELPFUL_FROM}
    queries = ((each, whose) for each in (GIVEN, RECEIVED, ENDED, WAITED))
    (given,), (received,), (ended,), waited = await conn.fetch_each(*queries)
    return Generosity(
        exchanged=Exchanged(given["answers"], received["answers"]),
        helpful=given["helpful"],
        given_applied=given["applied"],
        given_told=given["told"],
        received_applied=received["applied"],
        received_told=received["told"],
        answered=ended["answered"],
        ended=ended["ended"],
        waited=tuple(row["waited"] for row in waited),
    )


async def versions(conn: Connection, community_id: CommunityId, user_id: UserId) -> int:
    """Count the versions of a member's work that are kept."""
    whose = {"community_id": community_id, "user_id": user_id}
    row = await conn.fetch_one(VERSIONS, whose)
    return row["versions"] if row else 0


async def lapsed(
    conn: Connection, community_id: CommunityId, user_id: UserId, since: datetime, most: int
) -> tuple[Request, ...]:
    """Return a member's requests that were closed unanswered after an instant, latest first."""
    values = {
        "community_id": community_id,
        "user_id": user_id,
        "since": to_seconds(since),
        "most": most,
    }
    return tuple(requests.from_row(row) for row in await conn.fetch_all(LAPSED, values))


async def page(
    conn: Connection,
    community_id: CommunityId,
    user_id: UserId,
    side: Side,
    span: range,
    now: datetime,
) -> tuple[Answer, ...]:
    """Return the answers at these places of all that a member received or gave."""
    values = {
        "community_id": community_id,
        "user_id": user_id,
        "since": to_seconds(now - RATING_WAITS),
        "size": len(span),
        "first": span.start,
    }
    rows = await conn.fetch_all(_PAGES[side], values)
    return await with_requests(conn, [feedback.from_row(row) for row in rows])


async def with_requests(conn: Connection, answers: Iterable[Feedback]) -> tuple[Answer, ...]:
    """Put beside each answer the request it was for, where that is there and not hidden."""
    found = list(answers)
    keys = [{"community_id": each.community_id, "request_id": each.request_id} for each in found]
    asked = await conn.fetch_each(*((requests.SHOWN, key) for key in keys))
    pairs = zip(found, asked, strict=True)
    return tuple(Answer(each, _request(rows)) for each, rows in pairs)


def _request(rows: list[Row]) -> Request | None:
    return requests.from_row(rows[0]) if rows and not rows[0]["is_hidden"] else None
