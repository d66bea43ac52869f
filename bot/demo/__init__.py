"""The try-out without Discord: the real bot on simcord's in-memory Discord, in a local page."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path

import typer
from simcord import SetupError

from bot.clock import SystemClock
from bot.demo.theatre import opened

DATABASE = "demo.db"
EXIT_START = 1


def main(*, keep: Path | None, port: int | None, open_browser: bool) -> None:
    """Serve the demo until Ctrl-C; without ``keep`` nothing is left behind."""
    if keep and keep.exists():
        hint = "the demo writes a new file: name another one, or remove this one first"
        typer.echo(f"whetstone: {keep} is there already; {hint}", err=True)
        raise typer.Exit(EXIT_START)
    with tempfile.TemporaryDirectory(prefix="whetstone-demo-") as folder:
        path = keep or Path(folder) / DATABASE
        try:
            asyncio.run(_serve(path, port, open_browser=open_browser))
        except SetupError as error:
            if port is None:
                raise
            typer.echo(f"whetstone: the page needs another port than {port}: {error}", err=True)
            raise typer.Exit(EXIT_START) from None
    typer.echo(
        f"The demo has ended. Its database is kept in {keep}." if keep else "The demo has ended."
    )


async def _serve(path: Path, port: int | None, *, open_browser: bool) -> None:
    """Play until somebody stops it, which is no error."""
    playing = asyncio.create_task(_play(path, port, open_browser=open_browser))
    loop = asyncio.get_running_loop()

    def stop() -> None:
        playing.cancel()
        # Asked again, Python itself stops, whatever is under way.
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await playing


async def _play(path: Path, port: int | None, *, open_browser: bool) -> None:
    typer.echo("Ten weeks of history are being lived through; a moment, please.")
    async with opened(path, SystemClock().now()) as theatre, theatre.page(port) as page:
        typer.echo(f"Whetstone's demo is here: {page.url}")
        typer.echo("Type /today, /log or /feedback queue; /demo moves time on. Ctrl-C ends it.")
        typer.echo("Above you choose who you are: Maya and Elif moderate, Kim has just joined.")
        if open_browser:
            await asyncio.to_thread(webbrowser.open, page.url)
        working = asyncio.create_task(theatre.keep_up())
        try:
            await page.wait_closed()
        finally:
            working.cancel()
