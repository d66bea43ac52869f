"""What the board of one challenge costs with a thousand participants and 60 days of logs.

    .venv/bin/python -m bench.boards [--participants 1000] [--days 60] [--rounds 5]

The time of one board stands beside its ratio to bare SQL, which only reads the same rows, and
beside the longest time for which the event loop could do nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench.history import CLOCK, COMMUNITY, LOG, MEMBER, PRACTICE, SCHEDULE, STANDARD
from bot.domain.ids import ChallengeId, CommunityId
from bot.services.challenge_boards import ChallengeBoards
from storage.database import Database
from storage.migrations.runner import migrate
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    Row = dict[str, int | str]

HERE, CHALLENGE = 1, 2
TICK_S = 0.001
LAST = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
JOIN = """
INSERT INTO participants (
    community_id, challenge_id, user_id, joined_on, joined_at, terms, grouped
) VALUES (:community_id, :challenge_id, :user_id, '2026-11-16', 0, 1, 0)
"""
CHALLENGES = """
INSERT INTO challenges (
    challenge_id, community_id, created_by, template, title, title_key, story, measure, unit, mode,
    ranking, teams, draw, first_day, last_day, join_until, grace_days, state, created_at,
    board_shown, board_trouble
) VALUES (
    :challenge_id, :community_id, 1, '', 'Show up', 'show up', '', 'days', '', 'alone',
    'improvement', 0, '', '2026-11-16', '2026-11-22', '2026-11-18', 1, 'open', 0, '', ''
)
"""
TERMS = """
INSERT INTO challenge_terms (
    community_id, challenge_id, version, target, breaks, valid_from, set_by, set_at
) VALUES (:community_id, :challenge_id, 1, 5, 1, '2026-11-16', 1, 0)
"""
BARE = """
SELECT practice_id, day, SUM(amount) FROM logs WHERE community_id = :community_id
GROUP BY practice_id, day
"""


def seed(path: Path, participants: int, days: int, communities: int = 1) -> None:
    """Fill a new database: one challenge each, whose people log on six of seven days.

    Communities are numbered from `HERE` on, and so are their challenges from `CHALLENGE` on.
    """
    migrate(path)
    first = LAST - timedelta(days=days - 1)
    people: list[Row] = [
        {
            "community_id": HERE + number // participants,
            "challenge_id": CHALLENGE + number // participants,
            "user_id": 1 + number,
            "practice_id": 1 + number,
            "name": "Guitar",
            "started_on": first.isoformat(),
        }
        for number in range(communities * participants)
    ]
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for statement in (COMMUNITY, CHALLENGES, TERMS):
            db.executemany(statement, people[::participants])
        for statement in (MEMBER, CLOCK, PRACTICE, STANDARD, SCHEDULE, JOIN):
            db.executemany(statement, people)
        db.executemany(LOG, _logs(people, first, days))
        db.commit()


def _logs(people: list[Row], first: date, days: int) -> Iterator[Row]:
    ids = itertools.count(1)
    for row, number in itertools.product(people, range(days)):
        if (number + int(row["user_id"])) % 7:
            day = (first + timedelta(days=number)).isoformat()
            yield {**row, "log_id": next(ids), "day": day, "logged_at": 0}


async def main(participants: int, days: int, rounds: int) -> None:
    """Measure bare reading and the board in turn, and print both."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.db"
        seed(path, participants, days)
        db = await Database.open(path)
        boards = ChallengeBoards(db, FakeClock(NOW))

        async def read() -> None:
            async with db.reading() as conn:
                await conn.fetch_all(BARE, {"community_id": HERE})

        async def board() -> None:
            await boards.board(CommunityId(HERE), ChallengeId(CHALLENGE))

        try:
            bare, whole, longest = [], [], 0.0
            for _ in range(rounds):
                bare.append((await _time(read))[0])
                taken, held = await _time(board)
                whole.append(taken)
                longest = max(longest, held)
        finally:
            await db.close()
    ratio = median(whole) / median(bare)
    print(
        f"{participants:,} participants, {days} days of logs: {median(whole) * 1000:.0f} ms a board"
    )
    print(f"{ratio:.1f} times bare reading ({median(bare) * 1000:.0f} ms)")
    print(f"the loop was held for {longest * 1000:.0f} ms at most")


async def _time(work: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Return how long something takes, and the longest wait of somebody else meanwhile."""
    longest = 0.0

    async def somebody_else() -> None:
        nonlocal longest
        while True:
            before = perf_counter()
            await asyncio.sleep(TICK_S)
            longest = max(longest, perf_counter() - before - TICK_S)

    meanwhile = asyncio.create_task(somebody_else())
    start = perf_counter()
    await work()
    taken = perf_counter() - start
    meanwhile.cancel()
    return taken, longest


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="time of one challenge's board")
    parser.add_argument("--participants", type=int, default=1_000)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asyncio.run(main(given.participants, given.days, given.rounds))
