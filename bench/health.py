"""What `/community health` costs in a large community, and whether anybody waits for it meanwhile.

    .venv/bin/python -m bench.health [--members 10000] [--logs 1000000] [--weeks 4] [--rounds 3]

Every member agreed to be counted. The report is computed in the worker process, as the bot does it;
"cold" has the start of that process in it. A stall is how much later than asked for the event loop
woke up.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.history import CLOCK, COMMUNITY, STANDARD
from bot.clock import SystemClock
from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.pictures.worker import Worker
from bot.services.container import Services
from storage.database import Database
from storage.migrations.runner import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = dict[str, int | str | None]

HERE = 1
WEEKS = 52
SCHEDULES = ("days:0123456", "days:01234", "days:024", "times:3", "days:1")
PRACTICES_OF_TEN = 13
OPEN_ONE_IN = 3
WAKE_EVERY_S = 0.005
MEMBER = """
INSERT INTO members (
    community_id, user_id, visibility, on_boards, share_conditions, joined_at, counted
) VALUES (:community_id, :user_id, :visibility, 0, 0, :joined_at, 1)
"""
PRACTICE = """
INSERT INTO practices (practice_id, community_id, user_id, name, why, started_on, created_at)
VALUES (:practice_id, :community_id, :user_id, 'Guitar', '', :started_on, 0)
"""
SCHEDULE = """
INSERT INTO practice_schedules (community_id, practice_id, valid_from, schedule)
VALUES (:community_id, :practice_id, :started_on, :schedule)
"""
LOG = """
INSERT INTO logs (
    log_id, community_id, user_id, practice_id, day, amount, note, context, focus, lesson, link,
    proof, backfilled, logged_at
) VALUES (
    :log_id, :community_id, :user_id, :practice_id, :day, :amount, :note, 'at home', '', '', '', '',
    0, :logged_at
)
"""
REFLECTION = """
INSERT INTO reflections (
    reflection_id, community_id, user_id, week, question, answer, goal_outcomes, behaviour,
    conditions, unknown_conditions, adjustment, goal, three_weeks, shared, reflected_at
) VALUES (
    :reflection_id, :community_id, :user_id, :week, '', '', '', 'slower', 'mornings', 0, '', '', 0,
    0, :reflected_at
)
"""
REQUEST = """
INSERT INTO requests (
    request_id, community_id, user_id, kind, state, audience, anonymous, title, link, work,
    question, counted, file_name, asked_at, closed_at
) VALUES (
    :request_id, :community_id, :user_id, 'work', :state, 'anyone', 0, 'Chapter', '', '', '', '',
    '', :asked_at, :closed_at
)
"""
ANSWER = """
INSERT INTO feedback (
    feedback_id, community_id, request_id, asked_by, given_by, works, change, question, given_at,
    problematic, remark, reply, applied_note
) VALUES (
    :request_id, :community_id, :request_id, :user_id, :other, '', '', '', :closed_at, 0, '', '', ''
)
"""
KUDOS = """
INSERT INTO kudos (kudos_id, community_id, user_id, thanked_user_id, for_what, day, given_at)
VALUES (:request_id, :community_id, :user_id, :other, 'patience', :day, :asked_at)
ON CONFLICT DO NOTHING
"""
CHEER = """
INSERT INTO cheers (community_id, log_id, user_id, cheered_at)
VALUES (:community_id, :log_id, :other, :cheered_at)
ON CONFLICT DO NOTHING
"""


class Size(NamedTuple):
    """How many members and logs there are."""

    members: int
    logs: int


def seed(path: Path, size: Size, today: date) -> None:
    """Fill a new database with a year of a community."""
    migrate(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(COMMUNITY, {"community_id": HERE})
        members = list(_members(size, today))
        for statement in (MEMBER, CLOCK):
            db.executemany(statement, members)
        practices = list(_practices(size, members))
        for statement in (PRACTICE, STANDARD, SCHEDULE):
            db.executemany(statement, practices)
        db.executemany(LOG, _logs(size, practices, today))
        db.executemany(REFLECTION, _reflections(size, today))
        exchanges = list(_exchanges(size, today))
        db.executemany(REQUEST, exchanges)
        db.executemany(ANSWER, (each for each in exchanges if each["state"] == "answered"))
        db.executemany(KUDOS, exchanges)
        db.executemany(CHEER, _cheers(size, today))
        db.commit()


def _members(size: Size, today: date) -> Iterator[Row]:
    for number in range(1, size.members + 1):
        joined = today - timedelta(weeks=WEEKS - number % 40)
        yield {
            "community_id": HERE,
            "user_id": number,
            "visibility": "open" if number % OPEN_ONE_IN == 0 else "private",
            "joined_at": _noon(joined),
            "started_on": joined.isoformat(),
        }


def _practices(size: Size, members: list[Row]) -> Iterator[Row]:
    for number in range(size.members * PRACTICES_OF_TEN // 10):
        yield {
            **members[number % size.members],
            "practice_id": number,
            "schedule": SCHEDULES[number % len(SCHEDULES)],
        }


def _logs(size: Size, practices: list[Row], today: date) -> Iterator[Row]:
    """Spread the logs over the days of the practices; some members have stopped by now."""
    turns = -(-size.logs // len(practices))
    for number in range(size.logs):
        turn, which = divmod(number, len(practices))
        practice, mixed = practices[which], _mix(number)
        started = date.fromisoformat(str(practice["started_on"]))
        stopped = today - timedelta(days=40 if which % 11 == 0 else 0)
        days = (stopped - started).days
        # Irregular, and seldom twice a day.
        day = started + timedelta(days=days * turn // turns + mixed % max(2 * days // turns, 1))
        yield {
            **practice,
            "log_id": number,
            "day": min(day, stopped).isoformat(),
            "amount": 1_000 + 500 * (mixed // 1_000 % 5),
            "note": "slow and clean, with the metronome" if number % 4 else "",
            "logged_at": _noon(min(day, stopped)),
        }


def _reflections(size: Size, today: date) -> Iterator[Row]:
    for number in range(size.members * 4):
        day = today - timedelta(weeks=number // size.members, days=7)
        year, week, _ = day.isocalendar()
        yield {
            "reflection_id": number,
            "community_id": HERE,
            "user_id": 1 + number % size.members,
            "week": f"{year}-W{week:02d}",
            "reflected_at": _noon(day),
        }


def _exchanges(size: Size, today: date) -> Iterator[Row]:
    for number in range(size.members):
        asked = today - timedelta(days=_mix(number) % (WEEKS * 7))
        is_waiting = (today - asked).days < WEEKS and number % 5 == 0
        yield {
            "request_id": number,
            "community_id": HERE,
            "user_id": 1 + _mix(number + 1) % size.members,
            "other": 1 + _mix(number + 2) % size.members,
            "state": "open" if is_waiting else "lapsed" if number % 4 == 0 else "answered",
            "asked_at": _noon(asked),
            "closed_at": None if is_waiting else _noon(asked) + 3_600 * (number % 90),
            "day": asked.isoformat(),
        }


def _cheers(size: Size, today: date) -> Iterator[Row]:
    for number in range(size.logs // 10):
        yield {
            "community_id": HERE,
            "log_id": number * 10,
            "other": 1 + _mix(number) % size.members,
            "cheered_at": _noon(today) - _mix(number + 1) % (WEEKS * 7 * 86_400),
        }


def _noon(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def _mix(number: int) -> int:
    """Return a number that looks like any other, the same one in every run (Knuth)."""
    return number * 2_654_435_761 % 2**32


class Watch:
    """The longest time that the event loop was late."""

    def __init__(self) -> None:
        self.stall_s = 0.0

    async def run(self) -> None:
        """Wake up again and again, until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(WAKE_EVERY_S)
            self.stall_s = max(self.stall_s, time.perf_counter() - before - WAKE_EVERY_S)


async def main(size: Size, weeks: int, rounds: int) -> None:
    """Make the community, ask for its report again and again, and print how long it took."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.db"
        await asyncio.to_thread(seed, path, size, datetime.now(UTC).date())
        db, worker = await Database.open(path), Worker()
        try:
            await _measure(Services(db, SystemClock(), worker.run), weeks, rounds)
        finally:
            await worker.close()
            await db.close()


async def _measure(services: Services, weeks: int, rounds: int) -> None:
    moderator = Caller(CommunityId(HERE), UserId(1), InteractionId(1), manages_server=True)
    for number in range(rounds + 1):
        watch = Watch()
        watching = asyncio.create_task(watch.run())
        before = time.perf_counter()
        report = await services.health.report(moderator, weeks)
        seconds = time.perf_counter() - before
        watching.cancel()
        print(
            f"{'warm' if number else 'cold'}: {seconds:.2f} s for {report.agreed.total:,} members, "
            f"longest stall {watch.stall_s * 1000:.0f} ms"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Seconds for a report of a large community")
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--logs", type=int, default=1_000_000)
    parser.add_argument("--weeks", type=int, default=4, help="1 to 26")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    asyncio.run(main(Size(options.members, options.logs), options.weeks, options.rounds))
