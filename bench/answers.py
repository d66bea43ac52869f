"""CPU and latency of an answer, as ratios to the floor, both over a loopback Discord.

    .venv/bin/python -m bench.answers [--logs 1000] [--rounds 400]

The floor is a bare discord.py bot that says "pong" (``bench/pong.py``). CPU is what the bot's own
process used, from the kernel; latency is from sending the interaction to its content.
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
from typing import TYPE_CHECKING

from bench.history import seed
from tests.wire.server import WireDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

ADA = 900_000_000_000_000_001
ROOT = Path(__file__).parents[1]
WARM_UP = 30
TICKS = os.sysconf("SC_CLK_TCK")


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
    """Return the CPU time that a process has used, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def measure(pid: int, ask: Callable[[], Awaitable[object]], rounds: int) -> Measured:
    """Ask so many times, one after the other, after a few that warm up."""
    for _ in range(WARM_UP):
        await ask()
    seconds: list[float] = []
    before = cpu_seconds(pid)
    for _ in range(rounds):
        start = time.perf_counter()
        await ask()
        seconds.append(time.perf_counter() - start)
    return Measured((cpu_seconds(pid) - before) / rounds * 1000, seconds)


async def main(logs: int, rounds: int) -> None:
    """Measure the floor, then ours, and print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with WireDiscord() as wire, started(wire, folder, "bench.pong") as process:
            floor = await measure(process.pid, lambda: wire.slash(ADA, "ping"), rounds)
        print(floor.row("pong", floor))
        async with WireDiscord() as wire:
            guild_id = next(iter(wire.guilds))
            practice = await seed(folder / "bench.db", guild_id, ADA, logs)
            async with started(wire, folder, "bot", "run") as process:
                for label, ask in {
                    "/log": lambda: wire.slash(ADA, "log", amount="25", practice=practice),
                    "/today": lambda: wire.slash(ADA, "today"),
                    "/streak show": lambda: wire.slash(ADA, "streak show"),
                }.items():
                    print((await measure(process.pid, ask, rounds)).row(label, floor))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="CPU and latency of answers against the floor")
    parser.add_argument(
        "--logs", type=int, default=1000, help="other people's logs in the database"
    )
    parser.add_argument("--rounds", type=int, default=400)
    arguments = parser.parse_args()
    asyncio.run(main(arguments.logs, arguments.rounds))
