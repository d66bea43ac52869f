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
from datetime import date
from typing import TYPE_CHECKING

from bench.footprint import resident_mib
from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.pictures import Form, Panel, Picture, Series
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.progress import Period, Progress, ProgressShown, progress
from bot.domain.schedules import parse_schedule
from bot.domain.verdicts import DayLog, History
from bot.pictures.worker import Worker
from bot.render.progress_pictures import progress_picture
from bot.services.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

TICK_S = 0.001


def lived() -> History:
    """Give ten years of one practice."""
    start, today = date(2016, 11, 21), date(2026, 11, 18)
    practice = Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        user_id=UserId(1),
        name="Guitar",
        why="",
        skill_id=None,
        started_on=start,
        standards=(StandardFrom(start, Standard(2000, "min")),),
        schedules=(ScheduleFrom(start, parse_schedule("every day")),),
        archives=(),
    )
    days = (start + DAY * number for number in range((today - start).days))
    logs = {
        day: DayLog(2000 + day.day * 100, same_day=True, backfilled=False)
        for day in days
        if day.day % 6
    }
    return History(practice, logs, (), frozenset(), today)


def shown(found: Progress, period: Period) -> Picture:
    """Describe the picture of a period of those years."""
    return progress_picture(ProgressShown(lived().practice, period, found, (), (), own=True))


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


async def timed(service: Pictures, one: Picture, pictures: int) -> tuple[list[float], int]:
    """Draw a picture under so many titles; return the seconds of each and the bytes of the last."""
    seconds: list[float] = []
    content = b""
    for number in range(pictures):
        begin = time.perf_counter()
        content = await service.png(replace(one, title=f"{one.title} {number}"))
        seconds.append(time.perf_counter() - begin)
    return seconds, len(content)


def told(name: str, seconds: list[float], size: int) -> None:
    """Print a line about some pictures."""
    middle, most = statistics.median(seconds), max(seconds)
    print(f"{name:16}{middle:6.3f} s, at most {most:.3f}; {size / 1000:.0f} kB")


async def main(pictures: int) -> None:
    """Draw one cold, some warm and one from memory, and print what it took."""
    worker = Worker()
    service = Pictures(worker.run)
    one, history = described(), lived()
    try:
        async with watched() as late:
            (cold,), _ = await timed(service, replace(one, title="First"), 1)
            print(f"{'first picture':16}{cold:6.3f} s")
            told("a report", *await timed(service, one, pictures))
            for period in (Period.YEAR, Period.ALL):
                begin = time.perf_counter()
                found = await worker.run(progress, history, period)
                took = time.perf_counter() - begin
                print(f"{period + ', sums':16}{took:6.3f} s, from ten years of days")
                told(f"{period}, drawn", *await timed(service, shown(found, period), pictures))
            begin = time.perf_counter()
            await service.png(replace(one, title=f"{one.title} {pictures - 1}"))
            print(f"{'from memory':16}{(time.perf_counter() - begin) * 1000:6.3f} ms")
        child = await worker.run(os.getpid)
        print(f"{'longest stall':16}{max(late) * 1000:6.1f} ms")
        own, beside = resident_mib(os.getpid()), resident_mib(child)
        print(f"{'memory':16}{own:6.1f} MiB, worker {beside:.1f}")
    finally:
        await worker.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="pictures")
    parser.add_argument("--pictures", type=int, default=20)
    asyncio.run(main(parser.parse_args().pictures))
