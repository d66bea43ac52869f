"""What an import costs everybody else: how long the loop and the writer are held meanwhile.

    .venv/bin/python -m bench.imports [--rows 50000] [--known] [--logs 500000]

Somebody else logs a hundred times a second while one file comes in. With --known its rows lie in
the past that practices already have, where all of them have to go in at once.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.history import LOG
from bot.clock import SystemClock
from bot.domain.callers import Caller
from bot.domain.entries import Entry
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.domain.practice_details import PracticeWords
from bot.pictures.worker import Worker
from bot.services.container import Services
from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

HERE, MEMBER, OTHER = CommunityId(1), UserId(11), UserId(12)
FIRST = date(2005, 1, 1)
DAYS, PRACTICES = 5_000, 10
BATCH = 10_000


class Act:
    """Callers, each with an interaction of their own."""

    def __init__(self) -> None:
        self._next = 10**17

    def __call__(self, user: UserId) -> Caller:
        """Return the user, acting anew."""
        self._next += 1
        return Caller(
            community_id=HERE,
            user_id=user,
            interaction_id=InteractionId(self._next),
            manages_server=False,
        )


def table(rows: int, *, add: int = 0) -> bytes:
    """Make a file in our own form."""
    lines = ["day,practice,amount,unit,minimum,days,note"]
    for number in range(rows):
        day = FIRST + timedelta(days=number // PRACTICES % DAYS)
        amount = 20 + number % 7 + add
        lines.append(f"{day},Practice {number % PRACTICES},{amount},min,20,every day,at home")
    return "\n".join(lines).encode()


@asynccontextmanager
async def watched(stalls: list[float]) -> AsyncGenerator[None]:
    """Note how late the loop is, every two milliseconds."""

    async def watch() -> None:
        while True:
            begin = time.perf_counter()
            await asyncio.sleep(0.002)
            stalls.append(time.perf_counter() - begin - 0.002)

    task = asyncio.create_task(watch())
    try:
        yield
    finally:
        task.cancel()


async def log_on(services: Services, act: Act, waits: list[float]) -> None:
    """Let somebody else log a hundred times a second."""
    while True:
        begin = time.perf_counter()
        await services.logs.add(act(OTHER), Entry("25"))
        waits.append(time.perf_counter() - begin)
        await asyncio.sleep(0.01)


async def fill(db: Database, practice_id: int, logs: int) -> None:
    """Let the database have had a life before."""
    for first in range(0, logs, BATCH):
        async with db.transaction() as tx:
            await tx.execute_many(
                LOG,
                [
                    {
                        "log_id": 1_000 + number,
                        "community_id": HERE,
                        "user_id": 100_000 + number % 9_973,
                        "practice_id": practice_id,
                        "day": str(FIRST + timedelta(days=number % DAYS)),
                        "logged_at": number * 60,
                    }
                    for number in range(first, min(first + BATCH, logs))
                ],
            )


def say(what: str, values: list[float]) -> None:
    """Print the middle, the slowest hundredth and the slowest, in milliseconds."""
    ordered = sorted(values)
    p99 = ordered[int(len(ordered) * 0.99)]
    middle = statistics.median(ordered)
    print(f"{what}: p50 {middle * 1e3:.1f}, p99 {p99 * 1e3:.1f}, worst {ordered[-1] * 1e3:.1f} ms")


async def quiet(_done: int, _total: int, /) -> None:
    """Tell nobody."""


async def main(rows: int, logs: int, *, known: bool) -> None:
    """Bring one file in, and print what everybody else noticed."""
    act, stalls, waits = Act(), list[float](), list[float]()
    with tempfile.TemporaryDirectory() as name:
        db, worker = await Database.open(Path(name) / "bench.db"), Worker()
        try:
            services = Services(db, SystemClock(), worker.run)
            words = PracticeWords(name="Guitar", minimum="20 min")
            added = await services.practices.add(act(OTHER), words)
            await fill(db, added.practice.id, logs)
            if known:
                before = await services.imports.begin(act(MEMBER), table(rows), "own.csv")
                await services.imports.bring_in(act(MEMBER), before.import_id, quiet)
            other = asyncio.create_task(log_on(services, act, waits))
            async with watched(stalls):
                begin = time.perf_counter()
                content = table(rows, add=10 * known)
                waiting = await services.imports.begin(act(MEMBER), content, "own.csv")
                looked = time.perf_counter()
                done = await services.imports.bring_in(act(MEMBER), waiting.import_id, quiet)
                end = time.perf_counter()
            other.cancel()
        finally:
            await worker.close()
            await db.close()
    print(f"{done.logs} rows: dry run {looked - begin:.1f} s, import {end - looked:.1f} s")
    say("the loop was late by", stalls)
    say("somebody else's log took", waits)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="what an import costs everybody else")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--logs", type=int, default=500_000)
    parser.add_argument("--known", action="store_true")
    given = parser.parse_args()
    asyncio.run(main(given.rows, given.logs, known=given.known))
