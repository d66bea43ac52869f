"""Seconds and memory of a picture, and how long the event loop stands still meanwhile.

    .venv/bin/python -m bench.pictures [--pictures 20]

Memory is what each process holds, from the kernel.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.footprint import resident_mib
from bot.domain.pictures import Form, Panel, Picture, Series
from bot.pictures.worker import Worker
from bot.services.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

TICK_S = 0.001


def described(panels: int = 5, labels: int = 12) -> Picture:
    """Describe a picture as large as that of a community's health."""
    values = tuple(float(number) for number in range(labels))
    series = (Series("practised", values), Series("reflected", values[::-1]))
    names = tuple(f"{number} Nov" for number in range(labels))
    forms = (Form.LINES, Form.BARS)
    return Picture(
        "How we are doing",
        tuple(
            Panel(f"Panel {number}", forms[number % 2], names, series) for number in range(panels)
        ),
        "Made up.",
    )


@asynccontextmanager
async def watched() -> AsyncGenerator[list[float]]:
    """Collect how much later than asked for the loop comes round, in seconds."""
    late: list[float] = []

    async def watch() -> None:
        while True:
            asked = time.perf_counter() + TICK_S
            await asyncio.sleep(TICK_S)
            late.append(time.perf_counter() - asked)

    watcher = asyncio.create_task(watch())
    try:
        yield late
    finally:
        watcher.cancel()


async def main(pictures: int) -> None:
    """Draw one cold, some warm and one from memory, and print what it took."""
    worker = Worker()
    service = Pictures(worker.run)
    one = described()
    seconds: list[float] = []
    try:
        async with watched() as late:
            for number in range(pictures + 1):
                begin = time.perf_counter()
                await service.png(replace(one, title=f"Picture {number}"))
                seconds.append(time.perf_counter() - begin)
            begin = time.perf_counter()
            content = await service.png(replace(one, title=f"Picture {pictures}"))
            cached = time.perf_counter() - begin
        child = await worker.run(os.getpid)
        cold, *warm = seconds
        print(f"first picture  {cold:6.3f} s")
        print(f"next pictures  {statistics.median(warm):6.3f} s, at most {max(warm):.3f}")
        print(f"from memory    {cached * 1000:6.3f} ms, {len(content) / 1000:.0f} kB")
        print(f"longest stall  {max(late) * 1000:6.1f} ms")
        print(
            f"memory         {resident_mib(os.getpid()):6.1f} MiB, worker {resident_mib(child):.1f}"
        )
    finally:
        await worker.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="pictures")
    parser.add_argument("--pictures", type=int, default=20)
    asyncio.run(main(parser.parse_args().pictures))
