"""A stand-in for the Discord client, where only starting and stopping matter."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

TOKEN = "a.b.c"  # noqa: S105 - made up


class ScriptedBot:
    """A bot that notes what is done with it, and whose start and close do as they are told."""

    def __init__(
        self,
        start: Callable[[], Awaitable[None]] | None = None,
        close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.events: list[str] = []
        self.closed = asyncio.Event()
        self._start = start or self.closed.wait
        self._close = close

    async def start(self, token: str) -> None:
        assert token == TOKEN
        self.events.append("started")
        await self._start()

    async def close(self) -> None:
        self.events.append("closed")
        self.closed.set()
        if self._close is not None:
            await self._close()

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[ScriptedBot]:
        self.events.append("opened")
        try:
            yield self
        finally:
            self.events.append("storage closed")
