"""Memory of a bot that is ready, and how long it took to get there, over a loopback Discord.

    .venv/bin/python -m bench.footprint [--communities 1]

Memory is the process's resident set, from the kernel.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from bench.answers import ADA, started
from tests.wire.server import WireDiscord


def resident_mib(pid: int) -> float:
    """Return the memory that a process holds, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    line = next(line for line in lines if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


async def main(communities: int) -> None:
    """Start the floor and ours, answer once, and print both."""
    for label, command, program in (
        ("pong", "ping", ("bench.pong",)),
        ("whetstone", "today", ("bot", "run")),
    ):
        with tempfile.TemporaryDirectory() as folder:
            async with WireDiscord(guilds=communities) as wire:
                begin = time.perf_counter()
                async with started(wire, Path(folder), *program) as process:
                    await wire.slash(ADA, command, guild=communities - 1)
                    seconds = time.perf_counter() - begin
                    mib = resident_mib(process.pid)
        print(f"{label:<10} {communities:>6} servers {mib:6.1f} MiB, answers after {seconds:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="memory and start-up")
    parser.add_argument("--communities", type=int, default=1)
    asyncio.run(main(parser.parse_args().communities))
