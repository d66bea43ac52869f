"""A process beside the bot for what is heavy: it may be slow, large, and even die."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from bot.domain.pictures import WorkFailed
from bot.pictures.child import GRACE_S, LENGTH_BYTES, framed

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger(__name__)

DEADLINE_S = 15.0
# The process holds about 100 MiB, and a picture seldom comes alone.
IDLE_S = 300.0
# What matplotlib may leak stays small.
MOST = 200


class Child:
    """One process, and how much it has done."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.done = 0

    @classmethod
    async def start(cls) -> Child:
        """Start a process; a Ctrl-C in the bot's terminal does not reach it."""
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.pictures.child",
                stdin=PIPE,
                stdout=PIPE,
                start_new_session=True,
                # It finds its modules where this process did.
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )
        )

    async def ask(self, request: bytes) -> tuple[bool, Any]:
        """Have it work, and return whether that went well with what came of it.

        Raises `OSError` or `EOFError` where it died.
        """
        to, from_ = self._process.stdin, self._process.stdout
        if to is None or from_ is None:
            raise EOFError
        to.write(request)
        await to.drain()
        head = await from_.readexactly(LENGTH_BYTES)
        self.done += 1
        return pickle.loads(await from_.readexactly(int.from_bytes(head)))  # noqa: S301 - our own child

    def kill(self) -> None:
        """End it at once, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> None:
        """Let it end; kill it when it does not."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(GRACE_S):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()
        log.info("the worker process ended with %s", self._process.returncode)


class Worker:
    """Has functions called in a process of its own, one at a time.

    The process starts with the first work and ends when it has been idle for ``idle_s`` seconds or
    did ``most`` pieces of work, which gives its memory back. Work that takes longer than
    ``deadline_s`` seconds is killed.
    """

    def __init__(
        self, *, deadline_s: float = DEADLINE_S, idle_s: float = IDLE_S, most: int = MOST
    ) -> None:
        self._deadline_s = deadline_s
        self._idle_s = idle_s
        self._most = most
        self._one_at_a_time = asyncio.Lock()
        self._child: Child | None = None
        self._closed = False
        self._idle: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()

    async def run(self, function: Callable[..., T], /, *args: object) -> T:
        """Call a function of a module there; function, arguments and result must pickle.

        Raises what the function raises, and `WorkFailed` where the process died or was killed.
        """
        request = framed((function, args))
        async with self._one_at_a_time:
            went_well, result = await self._ask(request, function.__name__)
        if went_well:
            return result
        raise result

    async def close(self) -> None:
        """End the process at once, and with it the work that is under way."""
        self._closed = True
        if self._child is not None and self._one_at_a_time.locked():
            self._child.kill()
        async with self._one_at_a_time:
            self._let_go()
        await asyncio.gather(*self._ending)

    async def _ask(self, request: bytes, name: str) -> tuple[bool, Any]:
        if self._idle is not None:
            self._idle.cancel()
        try:
            async with asyncio.timeout(self._deadline_s):
                child = await self._ready()
                answer = await child.ask(request)
        except BaseException as error:
            # Whatever it was, the next message from this process may answer another question.
            if self._child is not None:
                self._child.kill()
            self._let_go()
            if isinstance(error, OSError | EOFError):  # a TimeoutError is an OSError
                log.warning("the worker process failed at %s: %r", name, error)
                raise WorkFailed from error
            raise
        if child.done >= self._most:
            self._let_go()
        else:
            self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._let_go)
        return answer

    async def _ready(self) -> Child:
        if self._child is None and not self._closed:
            self._child = await Child.start()
        # It may have been closed while the process was starting.
        if self._child is None or self._closed:
            raise WorkFailed
        return self._child

    def _let_go(self) -> None:
        """Let the process end by itself; the next work starts another."""
        if self._idle is not None:
            self._idle.cancel()
        child, self._child = self._child, None
        if child is not None:
            ending = asyncio.create_task(child.stop())
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
