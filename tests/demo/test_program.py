"""`whetstone demo` from start to Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest
import typer

from bot.demo import main

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

PATIENCE_S = 30.0


async def start(folder: Path, *options: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "demo", "--no-browser", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"},
    )


async def address_of(program: Process) -> str:
    assert program.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        async for line in program.stdout:
            if b"http://" in line:
                return line.decode().split()[-1]
    raise AssertionError("no address was printed")


async def end(program: Process, number: signal.Signals) -> str:
    program.send_signal(number)
    async with asyncio.timeout(PATIENCE_S):
        rest, _ = await program.communicate()
    assert program.returncode == 0, rest
    assert b"Traceback" not in rest
    return rest.decode()


async def test_serves_a_page_and_leaves_nothing_behind(tmp_path: Path) -> None:
    program = await start(tmp_path)
    address = await address_of(program)
    async with aiohttp.ClientSession() as session, session.get(address) as page:
        assert page.status == 200
        assert "SimCord" in await page.text()
    assert "has ended" in await end(program, signal.SIGINT)
    assert not list(tmp_path.iterdir())


async def test_can_be_stopped_before_it_has_begun(tmp_path: Path) -> None:
    program = await start(tmp_path)
    assert program.stdout is not None
    await program.stdout.readline()
    await end(program, signal.SIGTERM)
    assert not list(tmp_path.iterdir())


async def test_keeps_its_database_where_it_is_told(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    program = await start(tmp_path, "--keep", str(kept))
    await address_of(program)
    assert str(kept) in await end(program, signal.SIGINT)
    assert kept.exists()


def test_never_plays_into_a_file_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.db"
    kept.write_text("mine")
    with pytest.raises(typer.Exit) as ended:
        main(keep=kept, port=None, open_browser=False)
    assert ended.value.exit_code == 1
    assert "is there already" in capsys.readouterr().err
    assert kept.read_text() == "mine"


def test_names_a_port_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        main(keep=None, port=99_999, open_browser=False)
    assert "99999" in capsys.readouterr().err
