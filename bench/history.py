"""A database of a chosen size: one member with three practices of 1 000 days, and many others."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.migrations.runner import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Row = dict[str, int | str]

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


def seed(path: Path, community_id: int, user_id: int, logs: int) -> list[str]:
    """Fill a new database and return the ids of the member's practices.

    So many ``logs`` are other people's. Nothing is waited for to reach the disk.
    """
    migrate(path)
    first = datetime.now(UTC).date() - timedelta(days=DAYS)
    days = [(first + timedelta(days=number)).isoformat() for number in range(DAYS)]
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(COMMUNITY, {"community_id": community_id})
        for number in range(1 + logs // LOGS_A_MEMBER):
            whose: Row = {"community_id": community_id, "user_id": user_id + number}
            for statement in (MEMBER, CLOCK):
                db.execute(statement, whose)
            for practice in _practices(whose, user_id + number, days[0]):
                for statement in (PRACTICE, STANDARD, SCHEDULE):
                    db.execute(statement, practice)
                db.executemany(LOG, _logs(practice, days))
        db.commit()
    return [str(practice_id) for practice_id in _practice_ids(user_id)]


def _practice_ids(user_id: int) -> range:
    return range(user_id * 10, user_id * 10 + 3)


def _practices(whose: Row, user_id: int, started_on: str) -> Iterator[Row]:
    for number, practice_id in enumerate(_practice_ids(user_id)):
        yield {
            **whose,
            "practice_id": practice_id,
            "name": f"Practice {number}",
            "started_on": started_on,
        }


def _logs(practice: Row, days: list[str]) -> Iterator[Row]:
    first_id = int(practice["practice_id"]) % 10**12 * DAYS
    for number, day in enumerate(days):
        log: Row = {"log_id": first_id + number, "day": day, "logged_at": number * 86_400}
        yield practice | log
