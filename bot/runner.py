"""Runs the bot until it fails or the system asks it to stop, and stops it in good time."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from typing import TYPE_CHECKING, Protocol

from bot.endpoints import answers_under_way

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

log = logging.getLogger(__name__)

# Together under the 5 s in which the program promises to be gone.
DRAIN_S = 2.0
CLOSE_S = 2.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Bot(Protocol):
    """What the runner needs of a Discord client."""

    async def start(self, token: str) -> None:
        """Log in and stay connected."""
        ...

    async def close(self) -> None:
        """Disconnect."""
        ...


async def spare_what_stays() -> None:
    """Take what is there for good, such as ten thousand servers, out of garbage collection.

    Otherwise each full collection looks at all of it, and every answer waits meanwhile.
    """
    gc.collect()
    gc.freeze()


async def run(opened: AbstractAsyncContextManager[Bot], token: str) -> None:
    """Open what the bot stands on, run it until SIGTERM or SIGINT, and close everything.

    Raises what made the bot fail, after closing.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, stop.set)
    try:
        async with opened as bot:
            await _run_until(stop, bot, token)
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)


async def _run_until(stop: asyncio.Event, bot: Bot, token: str) -> None:
    running = asyncio.create_task(bot.start(token), name="bot")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        failed = running.done()
        if not failed:
            log.info("stopping")
            await _drain()
    finally:
        await _close(bot)
        stopping.cancel()
        running.cancel()
        # A start that is interrupted may fail in any way; after a signal that is no news.
        (outcome,) = await asyncio.gather(running, return_exceptions=True)
    if failed and isinstance(outcome, BaseException):
        raise outcome


async def _drain() -> None:
    """Let members who are being answered have their answer."""
    answering = answers_under_way()
    if answering:
        await asyncio.wait(answering, timeout=DRAIN_S)


async def _close(bot: Bot) -> None:
    try:
        async with asyncio.timeout(CLOSE_S):
            await bot.close()
    except TimeoutError:
        log.warning("the connection did not close within %s s and was dropped", CLOSE_S)
    except Exception:
        log.exception("closing the connection failed")
