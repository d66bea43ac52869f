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
import os
import statistics
import sys
import tempfile
import time
from contextlib import asynccontextmanager
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


class Way(NamedTuple):
    """How often to ask, how many at once, and how long to wait in between."""

    rounds: int
    at_once: int = 1
    pause_s: float = 0.0


class Measured:
    """CPU and latency of many answers of one kind."""

    def __init__(self, cpu_ms: float, seconds: list[float]) -> None:
        self.cpu_ms = cpu_ms
        ordered = sorted(seconds)
        self.p50_ms = statistics.median(ordered) * 1000
        self.p99_ms = ordered[int(len(ordered) * 0.99)] * 1000

    def row(self, name: str, floor: Measured) -> str:
        """Say it in one line, against the floor."""
        return (
            f"{name:<14} {self.cpu_ms:6.2f} ms CPU  x{self.cpu_ms / floor.cpu_ms:4.2f}   "
            f"p50 {self.p50_ms:6.2f} ms  p99 {self.p99_ms:6.2f} ms"
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
        process.terminate()
        await process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, all threads, user and system."""
    # Linux's id of that clock, as clock_getcpuclockid(3) makes it; /proc counts in 10 ms.
    return time.clock_gettime((~pid << 3) | 2)


async def measure(pid: int, ask: Ask, way: Way) -> Measured:
    """Ask in one way and count, after some answers that warm up."""
    for _ in range(WARM_UP):
        await ask()
    seconds: list[float] = []
    left = iter(range(way.rounds))

    async def one_after_the_other() -> None:
        for _ in left:
            await asyncio.sleep(way.pause_s)
            begin = time.perf_counter()
            await ask()
            seconds.append(time.perf_counter() - begin)

    before = cpu_seconds(pid)
    await asyncio.gather(*(one_after_the_other() for _ in range(way.at_once)))
    return Measured((cpu_seconds(pid) - before) / way.rounds * 1000, seconds)


async def measure_all(
    pid: int, commands: Mapping[str, Ask], ways: Mapping[str, Way]
) -> dict[str, dict[str, Measured]]:
    """Return for each way, and in it for each command, what it took."""
    return {
        name: {label: await measure(pid, ask, way) for label, ask in commands.items()}
        for name, way in ways.items()
    }


async def floor(ways: Mapping[str, Way]) -> dict[str, dict[str, Measured]]:
    """Measure the bare bot."""
    with tempfile.TemporaryDirectory() as name:
        async with WireDiscord() as wire, started(wire, Path(name), "bench.pong") as process:
            return await measure_all(process.pid, {"pong": lambda: wire.slash(ADA, "ping")}, ways)


async def ours(ways: Mapping[str, Way], logs: int) -> dict[str, dict[str, Measured]]:
    """Measure Whetstone over a database with so many logs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with WireDiscord() as wire:
            practice = seed(folder / "bench.db", next(iter(wire.guilds)), ADA, logs)
            commands: dict[str, Ask] = {
                "/log": lambda: wire.slash(ADA, "log", amount="25", practice=practice),
                "/today": lambda: wire.slash(ADA, "today"),
                "/streak show": lambda: wire.slash(ADA, "streak show"),
            }
            async with started(wire, folder, "bot", "run") as process:
                return await measure_all(process.pid, commands, ways)


async def main(logs: int, rounds: int, pause_s: float, at_once: int) -> None:
    """Measure the floor, then ours, and print the ratios."""
    ways = {
        "one by one": Way(rounds),
        f"idle {pause_s * 1000:.0f} ms in between": Way(rounds, pause_s=pause_s),
        f"{at_once} at once": Way(rounds, at_once=at_once),
    }
    bare, whetstone = await floor(ways), await ours(ways, logs)
    for name in ways:
        print(f"{name}:")
        for label, measured in (bare[name] | whetstone[name]).items():
            print(measured.row(label, bare[name]["pong"]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="CPU and latency of answers against the floor")
    parser.add_argument("--logs", type=int, default=1000, help="all logs in the database")
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--pause", type=float, default=0.02, help="seconds")
    parser.add_argument("--at-once", type=int, default=16)
    given = parser.parse_args()
    asyncio.run(main(given.logs, given.rounds, given.pause, given.at_once))
