"""The worker process, with functions that are there anyway: a child without matplotlib is quick."""

from __future__ import annotations

import asyncio
import math
import os
import pickle
import signal
import sys
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.domain.pictures import WorkFailed
from bot.pictures.worker import Worker

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

FOREVER_S = 600.0
PATIENCE_S = 20.0

# Keeps a worker busy, and says so once it is.
ORPHANING = """
import asyncio, time
from bot.pictures.worker import Worker

async def main():
    worker = Worker()
    await worker.run(abs, -1)
    asyncio.get_running_loop().call_later(0, print, "busy")
    await worker.run(time.sleep, 600)

asyncio.run(main())
"""


@asynccontextmanager
async def working(
    *, deadline_s: float = PATIENCE_S, idle_s: float = FOREVER_S, most: int = 100
) -> AsyncGenerator[Worker]:
    worker = Worker(deadline_s=deadline_s, idle_s=idle_s, most=most)
    try:
        yield worker
    finally:
        await worker.close()


async def begun(worker: Worker) -> asyncio.Task[None]:
    """Have it do what takes forever."""
    await worker.run(abs, -1)
    task = asyncio.create_task(worker.run(time.sleep, FOREVER_S))
    await asyncio.sleep(0)
    assert worker._one_at_a_time.locked()
    return task


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_works_in_one_process_beside_this_one() -> None:
    async with working() as worker:
        assert await worker.run(math.sqrt, 4) == 2
        first, second = await asyncio.gather(worker.run(os.getpid), worker.run(os.getpid))
        assert first == second != os.getpid()
        large = b"x" * 1_000_000
        assert await worker.run(bytes, large) == large
    assert not is_alive(first)


async def test_what_goes_wrong_there_arrives_here() -> None:
    async with working() as worker:
        with pytest.raises(ValueError, match="invalid literal") as raised:
            await worker.run(int, "x")
        assert "child.py" in raised.value.__notes__[0]
        # An error and a result that cannot travel.
        with pytest.raises(RuntimeError, match="too bad"):
            await worker.run(exec, "class Own(Exception): pass\nraise Own('too bad')")
        with pytest.raises((pickle.PicklingError, AttributeError)):
            await worker.run(eval, "lambda: 0")
        assert await worker.run(abs, -1) == 1


async def test_neither_signals_nor_prints_come_between() -> None:
    async with working() as worker:
        pid = await worker.run(os.getpid)
        for number in (signal.SIGINT, signal.SIGTERM):
            await worker.run(signal.raise_signal, number)
        await worker.run(print, "into the log")
        with pytest.raises(EOFError):
            await worker.run(input)
        assert await worker.run(os.getpid) == pid
        assert await worker.run(os.getsid, 0) == pid != os.getsid(0)


@pytest.mark.parametrize(
    ("end", "how"), [(os._exit, 3), (signal.raise_signal, signal.SIGSEGV)], ids=["exit", "crash"]
)
async def test_a_crash_is_a_refusal_and_the_next_work_starts_anew(
    end: Callable[[int], object], how: int
) -> None:
    async with working() as worker:
        pid = await worker.run(os.getpid)
        with pytest.raises(WorkFailed):
            await worker.run(end, how)
        assert await worker.run(os.getpid) != pid


async def test_what_takes_too_long_is_killed() -> None:
    async with working() as worker:
        pid = await worker.run(os.getpid)
        worker._deadline_s = 0.05
        with pytest.raises(WorkFailed):
            await worker.run(time.sleep, FOREVER_S)
        await asyncio.gather(*worker._ending)
        assert not is_alive(pid)
        worker._deadline_s = PATIENCE_S
        assert await worker.run(abs, -1) == 1


async def test_who_no_longer_waits_leaves_no_answer_for_the_next() -> None:
    async with working() as worker:
        task = await begun(worker)
        waiting = asyncio.create_task(worker.run(abs, -5))
        task.cancel()
        assert await waiting == 5
        assert task.cancelled()


async def test_the_process_is_replaced_after_so_much_work() -> None:
    async with working(most=2) as worker:
        pids = [await worker.run(os.getpid) for _ in range(4)]
        assert pids[0] == pids[1] != pids[2] == pids[3]
        await asyncio.gather(*worker._ending)
        assert not any(map(is_alive, pids))


async def test_an_idle_process_ends() -> None:
    async with working(idle_s=0) as worker:
        pid = await worker.run(os.getpid)
        async with asyncio.timeout(PATIENCE_S):
            while worker._child is not None:
                await asyncio.sleep(0)
        await asyncio.gather(*worker._ending)
        assert not is_alive(pid)
        assert await worker.run(os.getpid) != pid


async def test_closing_ends_what_is_under_way_and_refuses_what_waits() -> None:
    async with working() as worker:
        pid = await worker.run(os.getpid)
        tasks = [await begun(worker), asyncio.create_task(worker.run(abs, -1))]
        await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE_S / 4):
            await worker.close()
        assert not is_alive(pid)
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(each) for each in outcomes] == [WorkFailed, WorkFailed]


async def test_closing_kills_a_process_that_does_not_end() -> None:
    async with working() as worker:
        pid = await worker.run(os.getpid)
        os.kill(pid, signal.SIGSTOP)
        async with asyncio.timeout(PATIENCE_S / 4):
            await worker.close()
        assert not is_alive(pid)


async def test_closing_while_the_process_starts() -> None:
    async with working() as worker:
        task = asyncio.create_task(worker.run(time.sleep, FOREVER_S))
        await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE_S / 4):
            await worker.close()
        with pytest.raises(WorkFailed):
            await task
        assert worker._child is None


async def test_a_process_that_cannot_start_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    async with working() as worker:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", "/nowhere/python")
            with pytest.raises(WorkFailed):
                await worker.run(abs, -1)
        assert await worker.run(abs, -1) == 1


async def test_no_process_outlives_a_bot_that_was_killed() -> None:
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-u", "-c", ORPHANING),
        stdout=asyncio.subprocess.PIPE,
        # The worker's process writes there too: it ends when both have.
        stderr=asyncio.subprocess.PIPE,
    )
    assert bot.stdout
    assert bot.stderr
    async with asyncio.timeout(PATIENCE_S):
        assert await bot.stdout.readline() == b"busy\n"
        bot.kill()
        assert b"Traceback" not in await bot.stderr.read()
        await bot.wait()
