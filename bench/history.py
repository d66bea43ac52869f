"""A database of a chosen size: one member with three practices of 1 000 days, and many others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.connections import Transaction

DAYS = 1000
LOGS_A_MEMBER = 3 * DAYS
COMMUNITY = """
INSERT INTO communities (
    community_id, zone, weekly_weekday, weekly_minute, backfill_days, resources,
    created_at
) VALUES (:community_id, 'UTC', 6, 1080, 7, '', 0)
"""
MEMBER = """
INSERT INTO members (community_id, user_id, visibility, on_boards, share_conditions, joined_at)
VALUES (:community_id, :user_id, 'private', 0, 0, 0)
"""
CLOCK = """
INSERT INTO clock_settings (
    community_id, user_id, interaction_id, since, zone, day_start, zone_chosen
) VALUES (:community_id, :user_id, :user_id, 0, 'UTC', 0, 0)
"""
PRACTICE = """
INSERT INTO practices (practice_id, community_id, user_id, name, why, started_on, created_at)
VALUES (:practice_id, :community_id, :user_id, :name, '', :started_on, 0)
"""
STANDARD = """
INSERT INTO practice_standards (community_id, practice_id, valid_from, minimum, unit)
VALUES (:community_id, :practice_id, :started_on, 2000, 'min')
"""
SCHEDULE = """
INSERT INTO practice_schedules (community_id, practice_id, valid_from, schedule)
VALUES (:community_id, :practice_id, :started_on, 'days:0123456')
"""
LOG = """
INSERT INTO logs (
    log_id, community_id, user_id, practice_id, day, amount, note, context, focus, lesson, link,
    proof, backfilled, logged_at
) VALUES (
    :log_id, :community_id, :user_id, :practice_id, :day, 2500, '', '', '', '', '', '', 0,
    :logged_at
)
"""


async def seed(path: Path, community_id: int, user_id: int, logs: int) -> str:
    """Fill a new database and return the id of the member's first practice."""
    db = await Database.open(path)
    try:
        async with db.transaction() as tx:
            await tx.execute(COMMUNITY, {"community_id": community_id})
        for number in range(1 + logs // LOGS_A_MEMBER):
            async with db.transaction() as tx:
                await _member(tx, community_id, user_id + number)
    finally:
        await db.close()
    return str(user_id * 10)


async def _member(tx: Transaction, community_id: int, user_id: int) -> None:
    whose = {"community_id": community_id, "user_id": user_id}
    await tx.execute(MEMBER, whose)
    await tx.execute(CLOCK, whose)
    first = datetime.now(UTC).date() - timedelta(days=DAYS)
    for number in range(3):
        values = {
            **whose,
            "practice_id": user_id * 10 + number,
            "name": f"Practice {number}",
            "started_on": first.isoformat(),
        }
        for statement in (PRACTICE, STANDARD, SCHEDULE):
            await tx.execute(statement, values)
        await tx.execute_many(LOG, _logs(values, first))


def _logs(practice: dict[str, int | str], first: date) -> Iterator[dict[str, int | str]]:
    for number in range(DAYS):
        day = first + timedelta(days=number)
        log_id = int(practice["practice_id"]) % 10**12 * DAYS + number
        yield {
            **practice,
            "log_id": log_id,
            "day": day.isoformat(),
            "logged_at": number * 86_400,
        }
