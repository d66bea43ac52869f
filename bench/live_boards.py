"""What keeping boards up to date costs a day, and whether members wait for it meanwhile.

    .venv/bin/python -m bench.live_boards [--communities 100] [--participants 50] [--hours 1]

Each community has one running challenge whose board stands in its channel, and somebody logs in
each of them every minute, so that each board changes and is edited every ten minutes. The minutes
are a fake clock's, and editing takes as long as Discord does. First the CPU of the minute job
alone; then what a log and a home cost members who ask at a steady rate while all boards are due
at once, with the longest time for which the event loop could do nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.boards import CHALLENGE, HERE, NOW, seed
from bench.health import Watch
from bot.delivery import Delivery
from bot.domain.callers import Caller
from bot.domain.deliveries import Sent
from bot.domain.entries import Entry
from bot.domain.ids import CommunityId, InteractionId, UserId
from bot.jobs import challenges
from bot.runner import spare_what_stays
from bot.services.container import Services
from storage.database import Database
from tests.support.clock import FakeClock

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from bot.render.card import Card

DAYS = 60
MINUTES_A_DAY = 24 * 60
ASK_EVERY_S = 0.01
DISCORD_S = 0.1
POSTED = NOW - timedelta(days=2)
POST = """
INSERT INTO posts (
    community_id, kind, period, state, reason, due_at, claimed_at, attempts, retry_at, settled_at,
    late, question, channel_id, message_id, edition
) VALUES (
    :community_id, 'challenge', :period, 'sent', '', :at, :at, 0, :at, :at, 0, '', :community_id,
    :community_id, 0
)
"""


class Channels(Delivery):
    """Takes every edit, after as long as Discord takes."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.edits = 0

    async def edit(
        self, channel_id: int, message_id: int, card: Card, *, keep_files: bool = True
    ) -> Outcome:
        """Count the edit."""
        del channel_id, card, keep_files
        await asyncio.sleep(self._seconds)
        self.edits += 1
        return Sent(message_id)

    async def look(self, channel_id: int, message_id: int) -> Outcome:
        """Find every message where it was."""
        del channel_id
        await asyncio.sleep(self._seconds)
        return Sent(message_id)


class Crowd:
    """Members who log, and ask for their home."""

    def __init__(self, services: Services, communities: int, participants: int) -> None:
        self._services = services
        self._communities = communities
        self._participants = participants
        self._turns = itertools.count()
        self.seconds: list[float] = []

    async def log(self, community: int, minute: int) -> None:
        """Have the next one in a community log five minutes."""
        number = community * self._participants + minute % self._participants
        await self._services.logs.add(self._caller(community, number), Entry(amount="5"))

    async def ask(self) -> None:
        """Ask at a steady rate, until cancelled; the rate does not wait for answers."""
        async with asyncio.TaskGroup() as group:
            for turn in itertools.count():
                group.create_task(self._ask(turn))
                await asyncio.sleep(ASK_EVERY_S)

    async def _ask(self, turn: int) -> None:
        community = turn % self._communities
        before = perf_counter()
        if turn % 2:
            await self.log(community, turn)
        else:
            number = community * self._participants
            await self._services.today.home(self._caller(community, number))
        self.seconds.append(perf_counter() - before)

    def _caller(self, community: int, number: int) -> Caller:
        act = InteractionId(10**9 + next(self._turns))
        return Caller(CommunityId(HERE + community), UserId(1 + number), act)


def post_boards(path: Path, communities: int) -> None:
    """Have each board stand in a channel since two days ago."""
    at = int(POSTED.timestamp())
    with closing(sqlite3.connect(path)) as db:
        for number in range(communities):
            row = {"community_id": HERE + number, "period": str(CHALLENGE + number), "at": at}
            db.execute(POST, row)
        db.commit()


async def main(communities: int, participants: int, hours: int) -> None:
    """Measure a day's CPU, then the members' wait, and print both."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.db"
        seed(path, participants, DAYS, communities)
        post_boards(path, communities)
        clock = FakeClock(NOW)
        db = await Database.open(path)
        services = Services(db, clock)
        crowd = Crowd(services, communities, participants)
        try:
            await _cost(services, clock, crowd, communities, hours)
            clock.advance(timedelta(minutes=10))
            await _wait(services, clock.now(), crowd, communities)
        finally:
            await db.close()


async def _cost(
    services: Services, clock: FakeClock, crowd: Crowd, communities: int, hours: int
) -> None:
    channels, seconds = Channels(0), 0.0
    await challenges.run_due(services, channels, clock.now())
    channels.edits = 0
    await spare_what_stays()
    for minute in range(60 * hours):
        clock.advance(timedelta(minutes=1))
        for community in range(communities):
            await crowd.log(community, minute)
        before = process_time()
        await challenges.run_due(services, channels, clock.now())
        seconds += process_time() - before
    a_day = seconds * MINUTES_A_DAY / (60 * hours)
    print(f"{channels.edits} edits in {hours} h, {1000 * seconds / channels.edits:.1f} ms CPU each")
    print(f"{a_day:.0f} s CPU a day, {100 * a_day / 86_400:.2f} % of one core")


async def _wait(services: Services, now: datetime, crowd: Crowd, communities: int) -> None:
    for community in range(communities):
        await crowd.log(community, 0)
    for boards_are_due in (False, True):
        watch, channels = Watch(), Channels(DISCORD_S)
        crowd.seconds.clear()
        meanwhile = [asyncio.create_task(each) for each in (watch.run(), crowd.ask())]
        await asyncio.sleep(1)
        before = perf_counter()
        if boards_are_due:
            await challenges.run_due(services, channels, now)
        else:
            await asyncio.sleep(3)
        taken = perf_counter() - before
        for task in meanwhile:
            task.cancel()
        await asyncio.gather(*meanwhile, return_exceptions=True)
        ordered = sorted(crowd.seconds)
        print(
            f"{'all boards' if boards_are_due else 'no board'} due for {taken:.1f} s: "
            f"{len(ordered)} answers, "
            f"p50 {ordered[len(ordered) // 2] * 1000:.1f} ms, "
            f"p99 {ordered[int(len(ordered) * 0.99)] * 1000:.1f} ms, "
            f"longest stall {watch.stall_s * 1000:.0f} ms"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="live boards of many communities")
    parser.add_argument("--communities", type=int, default=100)
    parser.add_argument("--participants", type=int, default=50)
    parser.add_argument("--hours", type=int, default=1, help="of the fake clock")
    given = parser.parse_args()
    asyncio.run(main(given.communities, given.participants, given.hours))
