"""Reminders, and how their members want to be reminded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, PracticeId, ReminderId, UserId
from bot.domain.reminder_times import Quiet
from bot.domain.reminders import Choices, Reminder
from storage.due import due_page
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.members import Member
    from storage.connections import Connection, Row, SqlValue, Transaction

OF_MEMBER = """
SELECT * FROM reminders WHERE community_id = :community_id AND user_id = :user_id
ORDER BY practice_id IS NOT NULL, practice_id, reminder_id
"""
GET = """
SELECT * FROM reminders
WHERE community_id = :community_id AND user_id = :user_id AND reminder_id = :reminder_id
"""
CLOSED = """
SELECT count(*) AS closed FROM reminders
WHERE community_id = :community_id AND user_id = :user_id AND due_at IS NULL
"""
# What is due in all communities: messages to be sent, and those of which nobody knows whether they
# were.
DUE = """
SELECT * FROM reminders
WHERE due_at <= :now AND (due_at, reminder_id) > (:after_at, :after_id)
ORDER BY due_at, reminder_id LIMIT :most
"""
ADD = """
INSERT INTO reminders (
    reminder_id, community_id, user_id, practice_id, minute, cue, channel_id, day, turn, due_at,
    claimed_at, set_at
) VALUES (
    :reminder_id, :community_id, :user_id, :practice_id, :minute, :cue, :channel_id, :day, :turn,
    :due_at, :claimed_at, :set_at
) ON CONFLICT (reminder_id) DO NOTHING
"""
SAVE = """
UPDATE reminders SET channel_id = :channel_id, day = :day, turn = :turn, due_at = :due_at,
    claimed_at = :claimed_at
WHERE community_id = :community_id AND user_id = :user_id AND reminder_id = :reminder_id
"""
# Only if it still stands where it was read: its member may have snoozed it or moved meanwhile.
SWAP = """
UPDATE reminders SET day = :day, turn = :turn, due_at = :due_at, claimed_at = :claimed_at
WHERE community_id = :community_id AND reminder_id = :reminder_id AND day = :was_day
    AND turn = :was_turn AND due_at = :was_due_at
    AND COALESCE(claimed_at, -1) = COALESCE(:was_claimed_at, -1)
"""
IS_CLAIMED = """
SELECT 1 FROM reminders
WHERE community_id = :community_id AND user_id = :user_id AND reminder_id = :reminder_id
    AND day = :day AND turn = :turn AND claimed_at = :claimed_at
"""
# Those set later were confirmed by a message that arrived.
CLOSE = """
UPDATE reminders SET due_at = NULL, claimed_at = NULL
WHERE community_id = :community_id AND user_id = :user_id AND set_at <= :claimed_at
"""
REMOVE = """
DELETE FROM reminders
WHERE community_id = :community_id AND user_id = :user_id AND reminder_id = :reminder_id
"""
GET_CHOICES = """
SELECT * FROM reminder_choices WHERE community_id = :community_id AND user_id = :user_id
"""
SAVE_CHOICES = """
INSERT INTO reminder_choices (community_id, user_id, quiet_from, quiet_until, snooze_minutes)
VALUES (:community_id, :user_id, :quiet_from, :quiet_until, :snooze_minutes)
ON CONFLICT (community_id, user_id) DO UPDATE SET quiet_from = excluded.quiet_from,
    quiet_until = excluded.quiet_until, snooze_minutes = excluded.snooze_minutes
"""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[Reminder, ...]:
    """Return all reminders of a member, the one for all practices first."""
    whose = {"community_id": community_id, "user_id": user_id}
    return tuple(_from_row(row) for row in await conn.fetch_all(OF_MEMBER, whose))


async def get(
    conn: Connection, community_id: CommunityId, user_id: UserId, reminder_id: ReminderId
) -> Reminder | None:
    """Return one reminder of a member, or None where it is off."""
    key = {"community_id": community_id, "user_id": user_id, "reminder_id": reminder_id}
    row = await conn.fetch_one(GET, key)
    return _from_row(row) if row else None


async def closed(conn: Connection, community_id: CommunityId, user_id: UserId) -> int:
    """Count a member's reminders that are off because Discord refused a message."""
    whose = {"community_id": community_id, "user_id": user_id}
    (row,) = await conn.fetch_all(CLOSED, whose)
    return row["closed"]


async def due(
    conn: Connection, now: datetime, after: Reminder | None, most: int
) -> tuple[Reminder, ...]:
    """Return a page of what is due in all communities, after the last one of the page before."""
    last = (after.due_at, after.id) if after and after.due_at else None
    rows = await conn.fetch_all(DUE, due_page(now, last, most))
    return tuple(_from_row(row) for row in rows)


async def add(tx: Transaction, reminder: Reminder) -> None:
    """Keep a new reminder."""
    await tx.execute(ADD, _to_row(reminder))


async def save(tx: Connection, reminder: Reminder) -> None:
    """Replace where and when a reminder comes."""
    await tx.execute(SAVE, _to_row(reminder))


async def swap(tx: Transaction, before: Reminder, after: Reminder) -> bool:
    """Replace when a reminder comes; False where it is not as it was ``before`` any more."""
    (is_swapped,) = await swap_each(tx, ((before, after),))
    return is_swapped


async def swap_each(tx: Transaction, moves: Iterable[tuple[Reminder, Reminder]]) -> list[bool]:
    """Do what ``swap`` does for several reminders, in one trip."""
    rows = [{**_to_row(after), **_was(before)} for before, after in moves]
    return [changed == 1 for changed in await tx.execute_each(SWAP, rows)]


async def is_claimed(conn: Connection, claimed: Reminder) -> bool:
    """Tell whether a claim still stands as it was made."""
    return await conn.fetch_one(IS_CLAIMED, _to_row(claimed)) is not None


async def close(tx: Connection, refused: Reminder) -> None:
    """Switch off all reminders that a member had when Discord refused the message of one."""
    await tx.execute(CLOSE, {**_key(refused), "claimed_at": to_seconds(refused.claimed_at)})


async def remove(tx: Connection, reminder: Reminder) -> None:
    """Switch a reminder off."""
    await tx.execute(REMOVE, _key(reminder))


async def move_all(tx: Connection, member: Member, now: datetime) -> None:
    """Work out anew when a member's reminders are due, by the clock that they just chose."""
    for reminder in await of_member(tx, member.community_id, member.user_id):
        moved = reminder.moved_with(member, now)
        if moved != reminder:
            await save(tx, moved)


async def get_choices(conn: Connection, community_id: CommunityId, user_id: UserId) -> Choices:
    """Return how a member wants to be reminded; the usual where they never chose."""
    whose = {"community_id": community_id, "user_id": user_id}
    return choices_of(await conn.fetch_all(GET_CHOICES, whose))


def choices_of(rows: list[Row]) -> Choices:
    """Read what `GET_CHOICES` found."""
    if not rows:
        return Choices()
    (row,) = rows
    quiet = Quiet(row["quiet_from"], row["quiet_until"])
    return Choices(quiet, timedelta(minutes=row["snooze_minutes"]))


async def save_choices(
    tx: Connection, community_id: CommunityId, user_id: UserId, choices: Choices
) -> None:
    """Keep how a member wants to be reminded."""
    values = {
        "community_id": community_id,
        "user_id": user_id,
        "quiet_from": choices.quiet.start,
        "quiet_until": choices.quiet.end,
        "snooze_minutes": choices.snooze // timedelta(minutes=1),
    }
    await tx.execute(SAVE_CHOICES, values)


def _key(reminder: Reminder) -> dict[str, SqlValue]:
    return {
        "community_id": reminder.community_id,
        "user_id": reminder.user_id,
        "reminder_id": reminder.id,
    }


def _was(before: Reminder) -> dict[str, SqlValue]:
    return {
        "was_day": before.day.isoformat(),
        "was_turn": before.turn,
        "was_due_at": to_seconds(before.due_at),
        "was_claimed_at": to_seconds(before.claimed_at),
    }


def _to_row(reminder: Reminder) -> dict[str, SqlValue]:
    return {
        **_key(reminder),
        "practice_id": reminder.practice_id,
        "minute": reminder.minute,
        "cue": reminder.cue,
        "channel_id": reminder.channel_id,
        "day": reminder.day.isoformat(),
        "turn": reminder.turn,
        "due_at": to_seconds(reminder.due_at),
        "claimed_at": to_seconds(reminder.claimed_at),
        "set_at": to_seconds(reminder.set_at),
    }


def _from_row(row: Row) -> Reminder:
    practice_id = row["practice_id"]
    return Reminder(
        id=ReminderId(row["reminder_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=None if practice_id is None else PracticeId(practice_id),
        minute=row["minute"],
        cue=row["cue"],
        channel_id=row["channel_id"],
        day=date.fromisoformat(row["day"]),
        due_at=from_nullable(row["due_at"]),
        set_at=from_seconds(int(row["set_at"])),
        turn=row["turn"],
        claimed_at=from_nullable(row["claimed_at"]),
    )
