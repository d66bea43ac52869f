"""What `/feedback queue` costs with thousands of open requests in one community.

    .venv/bin/python -m bench.queue [--requests 10000] [--rounds 400] [--pause 0.02] [--at-once 16]

Its CPU is a ratio to the floor, as in ``bench.answers``; beside it stands what it costs with a
thousand. "mixed" is four interactions: somebody takes a request, looks at the queue, gives the
request back and looks again, so that each page has to put right what is remembered.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sqlite3
import tempfile
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answers import ADA, Asked, Way, floor, measure, started
from bench.history import COMMUNITY, MEMBER
from storage.migrations.runner import migrate
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    Row = dict[str, int | str | None]

FEW = 1_000
# As many as somebody may have open, in the mean.
REQUESTS_A_MEMBER = 3
STUCK_ONE_IN = 10
FOUR_WEEKS_S, NINETY_DAYS_S = 28 * 86_400, 90 * 86_400
REQUEST = """
INSERT INTO requests (
    request_id, community_id, user_id, kind, state, audience, anonymous, title, link, work,
    question, counted, file_name, asked_at, hardship, wish
) VALUES (
    :request_id, :community_id, :user_id, :kind, 'open', 'anyone', 0, :title, '', :work, :question,
    '', '', :asked_at, :hardship, :wish
)
"""
ANSWER = """
INSERT INTO feedback (
    feedback_id, community_id, asked_by, given_by, works, change, question, given_at, encouraging,
    useful, problematic, remark, rated_at, reply, applied_note
) VALUES (
    :feedback_id, :community_id, :asked_by, :given_by, '', '', '', :given_at, 2, :useful, 0, '',
    :given_at, '', ''
)
"""


def seed(path: Path, community_id: int, requests: int) -> None:
    """Fill a new database with open requests of four weeks, and as many answers of 90 days."""
    migrate(path)
    now = datetime.now(UTC)
    members = 1 + requests // REQUESTS_A_MEMBER
    here: Row = {"community_id": community_id}
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(COMMUNITY, here)
        db.executemany(MEMBER, (here | {"user_id": 1 + number} for number in range(members)))
        db.executemany(REQUEST, (here | row for row in _requests(requests, members, now)))
        db.executemany(ANSWER, (here | row for row in _answers(requests, members, now)))
        db.commit()


def _requests(number: int, members: int, now: datetime) -> Iterator[Row]:
    for each in range(1, number + 1):
        stuck = each % STUCK_ONE_IN == 0
        yield {
            "request_id": each,
            "user_id": 1 + _mix(each) % members,
            "kind": "stuck" if stuck else "work",
            "title": "" if stuck else f"Chapter {each}, the second draft",
            "work": "The words do not come any more. " * 5,
            "question": "" if stuck else "Does the beginning pull you in, and where did you stop?",
            "asked_at": int((now - timedelta(seconds=_mix(each + 1) % FOUR_WEEKS_S)).timestamp()),
            "hardship": "plateau" if stuck else None,
            "wish": "advice" if stuck else None,
        }


def _answers(number: int, members: int, now: datetime) -> Iterator[Row]:
    for each in range(1, number + 1):
        given_at = now - timedelta(seconds=_mix(each) % NINETY_DAYS_S)
        yield {
            "feedback_id": each,
            "asked_by": 1 + _mix(each + 1) % members,
            "given_by": 1 + _mix(each + 2) % members,
            "given_at": int(given_at.timestamp()),
            "useful": 1 + each % 3,
        }


def _mix(number: int) -> int:
    """Return a number that looks like any other, the same one in every run (Knuth)."""
    return number * 2_654_435_761 % 2**32


@asynccontextmanager
async def queue_of(requests: int) -> AsyncIterator[dict[str, Asked]]:
    """Run Whetstone over a community with so many open requests."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with WireDiscord() as wire:
            await asyncio.to_thread(seed, folder / "bench.db", next(iter(wire.guilds)), requests)
            people, numbers = itertools.count(ADA), itertools.cycle(range(1, requests + 1))

            async def look() -> None:
                await wire.slash(ADA, "feedback queue")

            async def take_and_look() -> None:
                somebody = next(people)
                desk = await wire.slash(somebody, "feedback give", request=str(next(numbers)))
                await wire.slash(somebody, "feedback queue")
                await wire.click(somebody, desk, "Give it back")
                await wire.slash(somebody, "feedback queue")

            async with started(wire, folder, "bot", "run") as process:
                yield {
                    f"{requests:,} open": Asked(process.pid, look),
                    f"{requests:,}, mixed": Asked(process.pid, take_and_look),
                }


async def main(requests: int, rounds: int, pause_s: float, at_once: int) -> None:
    """Measure the floor and both sizes in turn, and print the ratios."""
    ways = {
        "one by one": Way(rounds),
        f"idle {pause_s * 1000:.0f} ms in between": Way(rounds, pause_s=pause_s),
        f"{at_once} at once": Way(rounds, at_once=at_once),
    }
    async with floor() as bare, queue_of(FEW) as few, queue_of(requests) as many:
        measured = await measure(bare | few | many, ways)
    for name, commands in measured.items():
        print(f"{name}:")
        for label, each in commands.items():
            print(each.row(label, commands["pong"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="CPU and latency of the queue against the floor")
    parser.add_argument("--requests", type=int, default=10_000, help="open in one community")
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--pause", type=float, default=0.02, help="seconds")
    parser.add_argument("--at-once", type=int, default=16)
    given = parser.parse_args()
    asyncio.run(main(given.requests, given.rounds, given.pause, given.at_once))
