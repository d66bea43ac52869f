"""Planned rests and pauses of members."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.days import Span
from bot.domain.ids import CommunityId, PracticeId, RestId, UserId
from bot.domain.rest_rules import tell_at
from bot.domain.rests import Rest
from storage.due import due_page
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.members import Member
    from storage.connections import Connection, Row, SqlValue

OF_MEMBER = """
SELECT * FROM rests WHERE community_id = :community_id AND user_id = :user_id
ORDER BY first_day, rest_id
"""
ADD = """
INSERT INTO rests (
    rest_id, community_id, user_id, practice_id, first_day, last_day, is_pause, reason, extended,
    taken_at, tell_at, gave_back, stays, answered_at
) VALUES (
    :rest_id, :community_id, :user_id, :practice_id, :first_day, :last_day, :is_pause, :reason,
    :extended, :taken_at, :tell_at, :gave_back, :stays, :answered_at
) ON CONFLICT (rest_id) DO NOTHING
"""
SAVE = """
UPDATE rests SET first_day = :first_day, last_day = :last_day, reason = :reason,
    extended = :extended, tell_at = :tell_at, gave_back = :gave_back, stays = :stays,
    answered_at = :answered_at
WHERE community_id = :community_id AND user_id = :user_id AND rest_id = :rest_id
"""
REMOVE = """
DELETE FROM rests
WHERE community_id = :community_id AND user_id = :user_id AND rest_id = :rest_id
"""
# What is due in all communities: rests whose end somebody asked to be told of.
DUE = """
SELECT * FROM rests
WHERE tell_at <= :now AND (tell_at > :after_at OR (tell_at = :after_at AND rest_id > :after_id))
ORDER BY tell_at, rest_id LIMIT :most
"""
# A rest is told of once, by whoever takes the wish away.
TOLD = """
UPDATE rests SET tell_at = NULL
WHERE community_id = :community_id AND user_id = :user_id AND rest_id = :rest_id
    AND tell_at = :tell_at
"""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[Rest, ...]:
    """Return all rests of a member, by their first day."""
    whose = {"community_id": community_id, "user_id": user_id}
    return tuple(from_row(row) for row in await conn.fetch_all(OF_MEMBER, whose))


async def add(tx: Connection, rest: Rest) -> None:
    """Keep a new rest."""
    await tx.execute(ADD, _to_row(rest))


async def save(tx: Connection, rest: Rest) -> None:
    """Replace what may change of a rest."""
    await tx.execute(SAVE, _to_row(rest))


async def remove(tx: Connection, rest: Rest) -> None:
    """Take a rest back as if it had never been planned."""
    key = {"community_id": rest.community_id, "user_id": rest.user_id, "rest_id": rest.id}
    await tx.execute(REMOVE, key)


async def due(conn: Connection, now: datetime, after: Rest | None, most: int) -> tuple[Rest, ...]:
    """Return a page of the rests whose end is to be told by now, after the last one before."""
    last = (after.tell_at, after.id) if after and after.tell_at else None
    rows = await conn.fetch_all(DUE, due_page(now, last, most))
    return tuple(from_row(row) for row in rows)


async def told(tx: Connection, rest: Rest) -> bool:
    """Take away the wish to be told of a rest's end; False where it changed meanwhile."""
    key = {"community_id": rest.community_id, "user_id": rest.user_id, "rest_id": rest.id}
    at = to_seconds(rest.tell_at)
    return bool(await tx.execute(TOLD, {**key, "tell_at": at}))


async def move_told(tx: Connection, member: Member) -> None:
    """Let the ends of rests be told by the clock that the member follows now."""
    for rest in await of_member(tx, member.community_id, member.user_id):
        if rest.tell_at:
            await save(tx, replace(rest, tell_at=tell_at(rest, member.zone)))


def from_row(row: Row) -> Rest:
    """Read a rest."""
    practice_id = row["practice_id"]
    return Rest(
        id=RestId(row["rest_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=None if practice_id is None else PracticeId(practice_id),
        days=days_of(row),
        is_pause=bool(row["is_pause"]),
        taken_at=from_seconds(int(row["taken_at"])),
        reason=row["reason"],
        extended=row["extended"],
        tell_at=from_nullable(row["tell_at"]),
        gave_back=row["gave_back"],
        stays=row["stays"],
        answered_at=from_nullable(row["answered_at"]),
    )


def days_of(row: Row) -> Span:
    """Read the days of a rest alone."""
    return Span(date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))


def rows_for(practice: Row, rests: Iterable[Row]) -> list[Row]:
    """Give those rests of the practice's member in which this practice rests."""
    own = {None, practice["practice_id"]}
    return [row for row in rests if row["practice_id"] in own]


def _to_row(rest: Rest) -> dict[str, SqlValue]:
    return {
        "rest_id": rest.id,
        "community_id": rest.community_id,
        "user_id": rest.user_id,
        "practice_id": rest.practice_id,
        "first_day": rest.days.first.isoformat(),
        "last_day": rest.days.last.isoformat(),
        "is_pause": int(rest.is_pause),
        "reason": rest.reason,
        "extended": rest.extended,
        "taken_at": to_seconds(rest.taken_at),
        "tell_at": to_seconds(rest.tell_at),
        "gave_back": rest.gave_back,
        "stays": rest.stays,
        "answered_at": to_seconds(rest.answered_at),
    }
