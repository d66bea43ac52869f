"""Reminders by the thousand: what finding and sending them costs, and who has to wait for it.

    .venv/bin/python -m bench.reminders [--members 100000] [--due 10000] [--rate 100]

Prints the cost of the due query, the memory with no reminder and with everybody's set, the time
until the last of those due in one minute is out, and how long commands take meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answers import ADA, cpu_seconds, started
from bench.footprint import resident_mib
from bench.history import CLOCK, COMMUNITY, LOG, MEMBER, PRACTICE, SCHEDULE, STANDARD
from storage import reminders
from storage.database import Database
from storage.migrations.runner import migrate
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.reminders import Reminder

DAYS = 7
PAGE = 100
# Longer than a run takes that keeps the budget: five minutes.
PATIENCE_S = 540
# So many members use commands meanwhile, whose reminders are not due; for so long at a time.
ASKING, TURN_S = 1_000, 5


def seed(path: Path, guild_id: int, members: int, due: int) -> None:
    """Let everybody practise for a week, with a reminder each; the first so many are due now."""
    migrate(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(COMMUNITY, {"community_id": guild_id})
        for statement in (MEMBER, CLOCK, PRACTICE, STANDARD, SCHEDULE):
            db.executemany(statement, _members(guild_id, members))
        db.executemany(LOG, _logs(guild_id, members))
        db.executemany(reminders.ADD, _reminders(guild_id, members, due))
        db.commit()


def _members(guild_id: int, members: int) -> Iterator[dict[str, int | str]]:
    first = (datetime.now(UTC).date() - timedelta(days=DAYS)).isoformat()
    for number in range(members):
        yield {
            "community_id": guild_id,
            "user_id": ADA + number,
            "practice_id": number + 1,
            "name": "Guitar",
            "started_on": first,
        }


def _logs(guild_id: int, members: int) -> Iterator[dict[str, int | str]]:
    today = datetime.now(UTC).date()
    for member in _members(guild_id, members):
        for ago in range(1, DAYS + 1):
            log_id = int(member["practice_id"]) * DAYS + ago
            day = (today - timedelta(days=ago)).isoformat()
            yield {**member, "log_id": log_id, "day": day, "logged_at": log_id}


def _reminders(guild_id: int, members: int, due: int) -> Iterator[dict[str, int | str | None]]:
    now = datetime.now(UTC)
    for number, member in enumerate(_members(guild_id, members)):
        # Those who ask meanwhile have theirs like everybody.
        later = timedelta(days=1) * (number >= due)
        yield {
            **member,
            "reminder_id": number + 1,
            "minute": now.hour * 60 + now.minute,
            "cue": "",
            "channel_id": 10**17 + number,
            "day": (now + later).date().isoformat(),
            "turn": 0,
            "due_at": int((now + later).timestamp()),
            "claimed_at": None,
            "set_at": 0,
        }


async def query_cost(path: Path) -> tuple[int, float]:
    """Return how many reminders are due, and what a page of them takes to read, in ms."""
    db = await Database.open(path)
    try:
        found, took, last = 0, list[float](), None
        page: tuple[Reminder, ...] = ()
        while not took or len(page) == PAGE:
            begin = time.perf_counter()
            async with db.reading() as conn:
                page = await reminders.due(conn, datetime.now(UTC), last, PAGE)
            took.append((time.perf_counter() - begin) * 1000)
            found, last = found + len(page), page[-1] if page else None
        return found, statistics.median(took)
    finally:
        await db.close()


async def memory(members: int, *, with_reminders: bool) -> float:
    """Return what a bot holds that is ready and answered once, nothing being due, in MiB."""
    with tempfile.TemporaryDirectory() as name:
        async with WireDiscord() as wire:
            guild_id = next(iter(wire.guilds))
            await asyncio.to_thread(seed, Path(name) / "bench.db", guild_id, members, 0)
            if not with_reminders:
                with closing(sqlite3.connect(Path(name) / "bench.db")) as db:
                    db.execute("DELETE FROM reminders")
                    db.commit()
            async with started(wire, Path(name), "bot", "run") as process:
                await wire.slash(ADA, "today")
                return resident_mib(process.pid)


async def ask(wire: WireDiscord, rate: int, users: range) -> list[float]:
    """Ask at a steady rate, whether or not earlier questions were answered; return latencies."""
    latencies: list[float] = []

    async def one(number: int) -> None:
        begin = time.perf_counter()
        user = random.choice(users)  # noqa: S311 - no secret
        if number % 2:
            await wire.slash(user, "log", amount="25")
        else:
            await wire.slash(user, "today")
        latencies.append(time.perf_counter() - begin)

    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(TURN_S * rate):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            group.create_task(one(number))
    return latencies


async def minute(members: int, due: int, rate: int) -> None:
    """Let so many be due at once while members ask, and print what came of both."""
    with tempfile.TemporaryDirectory() as name:
        async with WireDiscord() as wire:
            path, guild_id = Path(name) / "bench.db", next(iter(wire.guilds))
            await asyncio.to_thread(seed, path, guild_id, members, due)
            found, page_ms = await query_cost(path)
            print(f"{found} due of {members} set: {page_ms:.2f} ms for a page of {PAGE}")
            begin = time.perf_counter()
            async with started(wire, Path(name), "bot", "run") as process:
                await wire.slash(ADA, "today")
                latencies: list[float] = []
                seconds = 0.0
                while not latencies or (_sent(wire) < due and seconds < PATIENCE_S):
                    latencies += await ask(wire, rate, range(ADA + due, ADA + due + ASKING))
                    seconds = time.perf_counter() - begin
                mib, cpu = resident_mib(process.pid), cpu_seconds(process.pid)
    latencies.sort()
    p50, p99 = statistics.median(latencies), latencies[int(len(latencies) * 0.99)]
    print(f"{_sent(wire)} of {due} out after {seconds:.0f} s, {cpu:.0f} of them CPU; {mib:.1f} MiB")
    print(f"{len(latencies)} answers: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")


def _sent(wire: WireDiscord) -> int:
    return sum(call.method == "POST" and call.path.endswith("/messages") for call in wire.calls)


async def main(members: int, due: int, rate: int) -> None:
    """Measure memory first, then the busy minute."""
    for with_reminders in (False, True):
        mib = await memory(members, with_reminders=with_reminders)
        print(f"{members if with_reminders else 0:>7} reminders set: {mib:6.1f} MiB")
    await minute(members, due, rate)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="what reminders cost")
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--rate", type=int, default=100, help="questions a second meanwhile")
    given = parser.parse_args()
    asyncio.run(main(given.members, given.due, given.rate))
