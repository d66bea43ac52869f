"""The bot as its own process, started as an operator would start it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tests.wire.server import WireDiscord

ROOT = Path(__file__).parents[2]


class BotProcess:
    """``python -m bot run`` against a loopback Discord, its data in a folder of its own."""

    def __init__(self, wire: WireDiscord, folder: Path, *, token: str | None = None) -> None:
        self._folder = folder
        self._output = folder / "output.txt"
        self._process: asyncio.subprocess.Process | None = None
        ours = {name: value for name, value in os.environ.items() if "WHETSTONE" not in name}
        self._environment = {
            **ours,
            "PYTHONPATH": str(ROOT),
            "WHETSTONE_DISCORD__TOKEN": token or wire.token,
            "WHETSTONE_DISCORD__API_URL": wire.api_url,
            "WHETSTONE_DISCORD__GATEWAY_URL": wire.gateway_url,
            "WHETSTONE_STORAGE__PATH": str(folder / "whetstone.db"),
        }

    @property
    def output(self) -> str:
        """Everything the process has printed or logged, over all its starts."""
        return self._output.read_text("utf-8")

    async def start(self) -> None:
        with self._output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    async def reaches(self, milestone: Awaitable[None]) -> None:
        """Wait for something that only a living bot can do.

        Raises:
            AssertionError: with all output, when the process ended or the milestone never came.
        """
        assert self._process is not None
        ending = asyncio.create_task(self._process.wait())
        waiting = asyncio.ensure_future(milestone)
        await asyncio.wait((ending, waiting), return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if not waiting.done():
            waiting.cancel()
        (outcome,) = await asyncio.gather(waiting, return_exceptions=True)
        assert outcome is None, f"{outcome!r}, exit code {self._process.returncode}\n{self.output}"

    async def ended(self, within_s: float) -> int:
        """Wait for the end and return the exit code.

        Raises:
            TimeoutError: when it still runs after so many seconds.
        """
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), within_s)

    def children(self) -> dict[int, str]:
        """Return the command lines of the processes that it has started and that live, by id."""
        assert self._process is not None
        own = self._process.pid
        known = Path(f"/proc/{own}/task/{own}/children").read_text("ascii").split()
        lines = {int(each): Path(f"/proc/{each}/cmdline").read_text("utf-8") for each in known}
        return {number: line.replace("\0", " ") for number, line in lines.items()}

    def send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def close(self) -> None:
        """Kill it where it still runs."""
        if self._process is not None and self._process.returncode is None:
            self.send(signal.SIGKILL)
            await self._process.wait()
