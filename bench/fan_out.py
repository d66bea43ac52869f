"""Latency of answers while the weekly posts of very many communities go out.

    .venv/bin/python -m bench.fan_out [--communities 10000] [--seconds 30] [--rate 100]

All communities are due at once when the bot starts; members ask at a steady rate meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answers import ADA, started
from bench.history import CLOCK, LOG, MEMBER, PRACTICE, SCHEDULE, STANDARD
from storage.database import Database
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMBERS, DAYS = 3, 21
COMMUNITY = """
INSERT INTO communities (
    community_id, zone, weekly_weekday, weekly_minute, weekly_channel_id, backfill_days, resources,
    set_up_at, next_weekly_at, created_at
) VALUES (:community_id, 'UTC', 6, 1080, :channel_id, 7, '', 0, :due, 0)
"""


async def seed(path: Path, guilds: dict[int, int]) -> None:
    """Make every server a community that is due now, each with a few members who practise."""
    due = int(datetime.now(UTC).timestamp())
    first = datetime.now(UTC).date() - timedelta(days=DAYS)
    db = await Database.open(path)
    try:
        async with db.transaction() as tx:
            rows = [{"community_id": g, "channel_id": c, "due": due} for g, c in guilds.items()]
            await tx.execute_many(COMMUNITY, rows)
            members = list(_members(guilds))
            for statement in (MEMBER, CLOCK):
                await tx.execute_many(statement, members)
            practices = [{**each, "started_on": first.isoformat()} for each in members]
            for statement in (PRACTICE, STANDARD, SCHEDULE):
                await tx.execute_many(statement, practices)
            await tx.execute_many(LOG, _logs(practices))
    finally:
        await db.close()


def _members(guilds: dict[int, int]) -> Iterator[dict[str, int | str]]:
    for number, guild_id in enumerate(guilds):
        for member in range(MEMBERS):
            practice_id = number * MEMBERS + member + 1
            yield {
                "community_id": guild_id,
                "user_id": ADA + member,
                "practice_id": practice_id,
                "name": "Guitar",
            }


def _logs(practices: list[dict[str, int | str]]) -> Iterator[dict[str, int | str]]:
    for practice in practices:
        first = datetime.fromisoformat(str(practice["started_on"]))
        for number in range(DAYS):
            day = first + timedelta(days=number)
            log_id = int(practice["practice_id"]) * DAYS + number
            yield {
                **practice,
                "log_id": log_id,
                "day": day.date().isoformat(),
                "logged_at": int(day.timestamp()),
            }


async def ask(wire: WireDiscord, seconds: float, rate: int) -> list[float]:
    """Ask at a steady rate, whether or not earlier questions were answered; return latencies."""
    latencies: list[float] = []

    async def one(number: int) -> None:
        begin = time.perf_counter()
        guild = number % len(wire.guilds)
        if number % 2:
            await wire.slash(ADA, "log", guild=guild, amount="25")
        else:
            await wire.slash(ADA, "today", guild=guild)
        latencies.append(time.perf_counter() - begin)

    start = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            group.create_task(one(number))
    return sorted(latencies)


async def main(communities: int, seconds: float, rate: int) -> None:
    """Start the bot with everything due, ask meanwhile, and print what came of both."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with WireDiscord(guilds=communities) as wire:
            await seed(folder / "bench.db", wire.guilds)
            async with started(wire, folder, "bot", "run"):
                # Its answer comes when all servers have been received.
                await wire.slash(ADA, "today", guild=communities - 1)
                latencies = await ask(wire, seconds, rate)
                posts = sum(call.path.endswith("/messages") for call in wire.calls)
    p50, p99 = statistics.median(latencies), latencies[int(len(latencies) * 0.99)]
    print(f"{len(latencies)} answers: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms")
    print(f"worst {latencies[-1] * 1000:.1f} ms; {posts} weekly posts went out meanwhile")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="answers while the weekly posts go out")
    parser.add_argument("--communities", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=int, default=100)
    given = parser.parse_args()
    asyncio.run(main(given.communities, given.seconds, given.rate))
