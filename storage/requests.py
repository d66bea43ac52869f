"""Requests for feedback. Deleting their author deletes them, with all that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from bot.domain.ids import (
    CommunityId,
    PracticeId,
    RequestId,
    RubricVersionId,
    SkillId,
    UserId,
)
from bot.domain.places import Place
from bot.domain.requests import (
    Audience,
    Counted,
    Due,
    Hardship,
    Hold,
    Request,
    RequestKind,
    RequestState,
    Step,
    Wish,
)
from storage import chosen_levels, request_files
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.connections import Connection, Row, SqlValue

T = TypeVar("T")


class ShownRow(NamedTuple):
    """A request, the name of its skill, and whether moderators hid it."""

    request: Request
    skill: str | None
    hidden: bool


GET = "SELECT * FROM requests WHERE community_id = :community_id AND request_id = :request_id"
ADD = """
INSERT INTO requests (
    request_id, community_id, user_id, kind, state, skill_id, practice_id, rubric_version_id,
    audience, asked_user_id, anonymous, wanted_by_at, title, link, work, question, earlier_id,
    counted, counted_amount, hardship, wish, file_name, asked_at, closed_at, held_by, held_until,
    channel_id, message_id, thread_id, next_step, due_at
) VALUES (
    :request_id, :community_id, :user_id, :kind, :state, :skill_id, :practice_id,
    :rubric_version_id, :audience, :asked_user_id, :anonymous, :wanted_by_at, :title, :link, :work,
    :question, :earlier_id, :counted, :counted_amount, :hardship, :wish, :file_name, :asked_at,
    :closed_at, :held_by, :held_until, :channel_id, :message_id, :thread_id, :next_step, :due_at
)
ON CONFLICT (request_id) DO NOTHING
"""
# What was asked stays as it was; what becomes of it changes.
SAVE = """
UPDATE requests SET
    state = :state, audience = :audience, asked_user_id = :asked_user_id, closed_at = :closed_at,
    held_by = :held_by, held_until = :held_until, channel_id = :channel_id,
    message_id = :message_id, thread_id = :thread_id, next_step = :next_step, due_at = :due_at
WHERE community_id = :community_id AND request_id = :request_id
"""
# With all that its card shows.
SHOWN = """
SELECT r.*, s.name AS skill_name, EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
) AS is_hidden
FROM requests r LEFT JOIN skills s ON s.skill_id = r.skill_id
WHERE r.community_id = :community_id AND r.request_id = :request_id
"""
OPEN_OF_MEMBER = """
SELECT * FROM requests
WHERE community_id = :community_id AND user_id = :user_id AND state = 'open'
ORDER BY asked_at DESC, request_id DESC
"""
VERSIONS = """
SELECT * FROM requests
WHERE community_id = :community_id AND user_id = :user_id
    AND kind IN ('work', 'self') AND state <> 'withdrawn'
ORDER BY asked_at DESC, request_id DESC LIMIT :most
"""
# The others' requests that anyone may answer.
WAITING = """
SELECT count(*) AS waiting FROM requests r
WHERE r.community_id = :community_id AND r.state = 'open' AND r.audience = 'anyone'
    AND r.user_id <> :user_id AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
"""
# The first place is kept for good.
STAND = """
UPDATE requests SET
    channel_id = coalesce(channel_id, :channel_id), message_id = coalesce(message_id, :message_id)
WHERE community_id = :community_id AND request_id = :request_id
RETURNING *
"""
FALL = """
UPDATE requests SET channel_id = NULL, message_id = NULL
WHERE community_id = :community_id AND request_id = :request_id AND message_id = :message_id
"""
FORGET_FILE = """
UPDATE requests SET file_name = ''
WHERE community_id = :community_id AND request_id = :request_id
"""


async def get(conn: Connection, community_id: CommunityId, request_id: RequestId) -> Request | None:
    """Return a request, or None where there is none."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "request_id": request_id})
    return from_row(row) if row else None


async def add(tx: Connection, request: Request) -> None:
    """Keep a new request; the same interaction keeps it once."""
    await tx.execute(ADD, _to_row(request))


async def save(tx: Connection, request: Request) -> None:
    """Keep what became of a request: state, audience, hold, places and what is due."""
    await tx.execute(SAVE, _to_row(request))


async def close(tx: Connection, closed: Request) -> None:
    """Keep a request that waits no more; with it goes what was kept for its helpers alone."""
    await save(tx, closed)
    await chosen_levels.forget(tx, closed.community_id, closed.id)
    await request_files.delete(tx, closed.community_id, closed.id)


async def shown(
    conn: Connection, community_id: CommunityId, request_id: RequestId
) -> ShownRow | None:
    """Return a request with its skill's name and whether moderators hid it, or None."""
    row = await conn.fetch_one(SHOWN, {"community_id": community_id, "request_id": request_id})
    return ShownRow(from_row(row), row["skill_name"], bool(row["is_hidden"])) if row else None


async def open_of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[Request, ...]:
    """Return a member's requests that wait, the latest first."""
    whose = {"community_id": community_id, "user_id": user_id}
    return tuple(from_row(row) for row in await conn.fetch_all(OPEN_OF_MEMBER, whose))


async def versions(
    conn: Connection, community_id: CommunityId, user_id: UserId, most: int
) -> tuple[Request, ...]:
    """Return a member's latest versions of work, asked about or scored alone, newest first."""
    whose = {"community_id": community_id, "user_id": user_id, "most": most}
    return tuple(from_row(row) for row in await conn.fetch_all(VERSIONS, whose))


async def waiting(conn: Connection, community_id: CommunityId, user_id: UserId) -> int:
    """Count the others' requests that wait for anyone."""
    row = await conn.fetch_one(WAITING, {"community_id": community_id, "user_id": user_id})
    return row["waiting"] if row else 0


async def stand(
    tx: Connection, community_id: CommunityId, request_id: RequestId, card: Place
) -> Request | None:
    """Remember where a request's card stands, the first place for good; None where it is gone."""
    values = {
        "community_id": community_id,
        "request_id": request_id,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    row = await tx.fetch_one(STAND, values)
    return from_row(row) if row else None


async def fall(
    tx: Connection, community_id: CommunityId, request_id: RequestId, card: Place
) -> None:
    """Forget a card that is not there any more, unless another one stands by now."""
    values = {
        "community_id": community_id,
        "request_id": request_id,
        "message_id": card.message_id,
    }
    await tx.execute(FALL, values)


async def forget_file(tx: Connection, community_id: CommunityId, request_id: RequestId) -> None:
    """Let a request stand without its file."""
    await tx.execute(FORGET_FILE, {"community_id": community_id, "request_id": request_id})


def _to_row(request: Request) -> dict[str, SqlValue]:
    return {**_asked(request), **_became(request)}


def _asked(request: Request) -> dict[str, SqlValue]:
    counted = request.counted
    return {
        "request_id": request.id,
        "community_id": request.community_id,
        "user_id": request.user_id,
        "kind": request.kind.value,
        "skill_id": request.skill_id,
        "practice_id": request.practice_id,
        "rubric_version_id": request.rubric_version_id,
        "anonymous": int(request.anonymous),
        "wanted_by_at": to_seconds(request.wanted_by),
        "title": request.title,
        "link": request.link,
        "work": request.work,
        "question": request.question,
        "earlier_id": request.earlier_id,
        "counted": counted.what if counted else "",
        "counted_amount": counted.amount if counted else None,
        "hardship": request.hardship.value if request.hardship else None,
        "wish": request.wish.value if request.wish else None,
        "file_name": request.file_name,
        "asked_at": to_seconds(request.asked_at),
    }


def _became(request: Request) -> dict[str, SqlValue]:
    hold, card, due = request.hold, request.card, request.due
    return {
        "state": request.state.value,
        "audience": request.audience.value,
        "asked_user_id": request.asked,
        "closed_at": to_seconds(request.closed_at),
        "held_by": hold.user_id if hold else None,
        "held_until": to_seconds(hold.until) if hold else None,
        "channel_id": card.channel_id if card else None,
        "message_id": card.message_id if card else None,
        "thread_id": request.thread_id,
        "next_step": due.step.value if due else None,
        "due_at": to_seconds(due.at) if due else None,
    }


def from_row(row: Row) -> Request:
    """Read a request from its row, for queries of other modules."""
    return Request(
        id=RequestId(row["request_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        kind=RequestKind(row["kind"]),
        state=RequestState(row["state"]),
        title=row["title"],
        work=row["work"],
        link=row["link"],
        question=row["question"],
        skill_id=_maybe(SkillId, row["skill_id"]),
        practice_id=_maybe(PracticeId, row["practice_id"]),
        rubric_version_id=_maybe(RubricVersionId, row["rubric_version_id"]),
        audience=Audience(row["audience"]),
        asked=_maybe(UserId, row["asked_user_id"]),
        anonymous=bool(row["anonymous"]),
        wanted_by=from_nullable(row["wanted_by_at"]),
        earlier_id=_maybe(RequestId, row["earlier_id"]),
        counted=Counted(row["counted"], row["counted_amount"]) if row["counted"] else None,
        hardship=_maybe(Hardship, row["hardship"]),
        wish=_maybe(Wish, row["wish"]),
        file_name=row["file_name"],
        asked_at=from_seconds(int(row["asked_at"])),
        closed_at=from_nullable(row["closed_at"]),
        hold=_hold(row),
        card=Place(row["channel_id"], row["message_id"]) if row["message_id"] else None,
        thread_id=row["thread_id"],
        due=_due(row),
    )


def _hold(row: Row) -> Hold | None:
    if row["held_by"] is None:
        return None
    return Hold(UserId(row["held_by"]), from_seconds(int(row["held_until"])))


def _due(row: Row) -> Due | None:
    if row["due_at"] is None:
        return None
    return Due(Step(row["next_step"]), from_seconds(int(row["due_at"])))


def _maybe(make: Callable[[Any], T], value: object) -> T | None:
    return None if value is None else make(value)
