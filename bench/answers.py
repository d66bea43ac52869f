"""CPU and latency of an answer, as ratios to the floor, both over a loopback Discord.

    .venv/bin/python -m bench.answers [--logs 1000] [--rounds 400] [--pause 0.02] [--at-once 16]

The floor is a bare discord.py bot that says "pong" (``bench/pong.py``). CPU is what the bot's own
process used, from the kernel; latency is from sending the interaction to its content. Each command
is asked in three ways: one right after the other; with the bot idle in between, when every wake-up
costs more; and many at once, when wake-ups are shared.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.history import seed
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    Ask = Callable[[], Awaitable[object]]

ADA = 900_000_000_000_000_001
ROOT = Path(__file__).parents[1]
# The interpreter specialises code that it has met some dozens of times.
WARM_UP = 100


# All are measured in turn, so often: what else the machine does then falls on all of them alike.
TURNS = 8


class Way(NamedTuple):
    """How often to ask, how many at once, and how long to wait in between."""

    rounds: int
    at_once: int = 1
    pause_s: float = 0.0


class Asked(NamedTuple):
    """A command and the process that answers it."""

    pid: int
    ask: Ask


class Measured:
    """CPU and latency of many answers of one kind."""

    def __init__(self) -> None:
        self._cpu_ms: list[float] = []
        self._seconds: list[float] = []

    def add(self, cpu_ms: float, seconds: list[float]) -> None:
        """Add a turn: the mean CPU of its answers, and the latency of each."""
        self._cpu_ms.append(cpu_ms)
        self._seconds += seconds

    @property
    def cpu_ms(self) -> float:
        """CPU of an answer, in the median turn."""
        return statistics.median(self._cpu_ms)

    def row(self, name: str, floor: Measured) -> str:
        """Say it in one line, against the floor."""
        ordered = sorted(self._seconds)
        p50, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
        return (
            f"{name:<14} {self.cpu_ms:6.2f} ms CPU  x{self.cpu_ms / floor.cpu_ms:4.2f}   "
            f"p50 {p50 * 1000:6.2f} ms  p99 {p99 * 1000:6.2f} ms"
        )


@asynccontextmanager
async def started(
    wire: WireDiscord, folder: Path, *program: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a bot against the loopback until the block ends."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "WHETSTONE_DISCORD__TOKEN": wire.token,
        "WHETSTONE_DISCORD__API_URL": wire.api_url,
        "WHETSTONE_DISCORD__GATEWAY_URL": wire.gateway_url,
        "WHETSTONE_STORAGE__PATH": str(folder / "bench.db"),
        "WHETSTONE_LOG__LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *program, env=environment, cwd=folder
    )
    try:
        await wire.identified()
        yield process
    finally:
        with suppress(ProcessLookupError):  # where it could not even start
            process.terminate()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, all threads, user and system."""
    # Linux's id of that clock, as clock_getcpuclockid(3) makes it; /proc counts in 10 ms.
    return time.clock_gettime((~pid << 3) | 2)


async def measure(
    asked: Mapping[str, Asked], ways: Mapping[str, Way]
) -> dict[str, dict[str, Measured]]:
    """Return for each way, and in it for each command, what answers took."""
    for each in asked.values():
        for _ in range(WARM_UP):
            await each.ask()
    measured = {name: {label: Measured() for label in asked} for name in ways}
    for name, way in ways.items():
        for _ in range(TURNS):
            for label, each in asked.items():
                before = cpu_seconds(each.pid)
                seconds = await _ask(each.ask, way._replace(rounds=way.rounds // TURNS))
                used_ms = (cpu_seconds(each.pid) - before) * 1000
                measured[name][label].add(used_ms / len(seconds), seconds)
    return measured


async def _ask(ask: Ask, way: Way) -> list[float]:
    seconds: list[float] = []
    left = iter(range(way.rounds))

    async def one_after_the_other() -> None:
        for _ in left:
            await asyncio.sleep(way.pause_s)
            begin = time.perf_counter()
            await ask()
            seconds.append(time.perf_counter() - begin)

    await asyncio.gather(*(one_after_the_other() for _ in range(way.at_once)))
    return seconds


@asynccontextmanager
async def floor() -> AsyncIterator[dict[str, Asked]]:
    """Run the bare bot."""
    with tempfile.TemporaryDirectory() as name:
        async with WireDiscord() as wire, started(wire, Path(name), "bench.pong") as process:
            yield {"pong": Asked(process.pid, lambda: wire.slash(ADA, "ping"))}


@asynccontextmanager
async def ours(logs: int, suffix: str = "") -> AsyncIterator[dict[str, Asked]]:
    """Run Whetstone over a database with so many logs of others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with WireDiscord() as wire:
            guild_id = next(iter(wire.guilds))
            theirs = await asyncio.to_thread(seed, folder / "bench.db", guild_id, ADA, logs)
            # In turn: hundreds of logs on one day of one practice are nobody's.
            practices = itertools.cycle(theirs)
            commands: dict[str, Ask] = {
                "/log": lambda: wire.slash(ADA, "log", amount="25", practice=next(practices)),
                "/today": lambda: wire.slash(ADA, "today"),
                "/streak show": lambda: wire.slash(ADA, "streak show"),
            }
            async with started(wire, folder, "bot", "run") as process:
                yield {f"{key}{suffix}": Asked(process.pid, ask) for key, ask in commands.items()}


async def main(logs: int, rounds: int, pause_s: float, at_once: int) -> None:
    """Measure the floor and ours, and print the ratios."""
    ways = {
        "one by one": Way(rounds),
        f"idle {pause_s * 1000:.0f} ms in between": Way(rounds, pause_s=pause_s),
        f"{at_once} at once": Way(rounds, at_once=at_once),
    }
    async with floor() as bare, ours(logs) as whetstone:
        measured = await measure(bare | whetstone, ways)
    for name, commands in measured.items():
        print(f"{name}:")
        for label, each in commands.items():
            print(each.row(label, commands["pong"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="CPU and latency of answers against the floor")
    parser.add_argument(
        "--logs", type=int, default=1000, help="other people's logs in the database"
    )
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--pause", type=float, default=0.02, help="seconds")
    parser.add_argument("--at-once", type=int, default=16)
    given = parser.parse_args()
    asyncio.run(main(given.logs, given.rounds, given.pause, given.at_once))
