"""Things that happen and can be waited for, so that no test sleeps."""

from __future__ import annotations

import asyncio
from collections import Counter

PATIENCE_S = 20.0


class Milestones:
    """How often each thing has happened."""

    def __init__(self) -> None:
        self.reached: Counter[str] = Counter()
        self._waiting: list[tuple[str, int, asyncio.Future[None]]] = []

    def reach(self, name: str) -> None:
        """Note that it happened once more, and wake those who wait for it."""
        self.reached[name] += 1
        for awaited, times, future in self._waiting:
            if awaited == name and self.reached[name] >= times and not future.done():
                future.set_result(None)
        self._waiting = [entry for entry in self._waiting if not entry[2].done()]

    async def until(self, name: str, times: int = 1) -> None:
        """Wait until it has happened so many times in all.

        Raises:
            TimeoutError: after ``PATIENCE_S`` seconds.
        """
        if self.reached[name] >= times:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((name, times, future))
        try:
            await asyncio.wait_for(future, PATIENCE_S)
        except TimeoutError:
            message = f"{name!r} happened {self.reached[name]} times, not {times}; {self.reached}"
            raise TimeoutError(message) from None
