"""`whetstone import`: a dry run beside the bot, the real thing without it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.config import PREFIX
from bot.domain.practice_details import PracticeWords
from bot.services.container import Services
from storage.database import Database
from tests.support.callers import act
from tests.support.clock import FakeClock
from tests.support.importing import loop

if TYPE_CHECKING:
    from typer.testing import Result

    from bot.domain.practices import Practice

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with Anna's database and her files, and settings that name it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"{PREFIX}STORAGE__PATH", "whetstone.db")
    asyncio.run(_begin())
    Path("loop.zip").write_bytes(loop())
    Path("piano.csv").write_text("Date,Minutes\n03/04/2026,25\n", encoding="utf-8")


async def _begin() -> None:
    db = await Database.open(Path("whetstone.db"))
    words = PracticeWords(name="Guitar", minimum="20 min")
    await Services(db, FakeClock(NOW)).practices.add(act(), words)
    await db.close()


async def _practices() -> tuple[Practice, ...]:
    db = await Database.open(Path("whetstone.db"))
    try:
        return await Services(db, FakeClock(NOW)).practices.of(act())
    finally:
        await db.close()


def practices() -> list[str]:
    return sorted(practice.name for practice in asyncio.run(_practices()))


def bring_in(*arguments: str, user: str = "11") -> Result:
    return CliRunner().invoke(cli.app, ["import", *arguments, "--community", "1", "--user", user])


def test_without_apply_nothing_is_changed() -> None:
    result = bring_in("loop.zip")
    assert result.exit_code == 0, result.output
    assert "Meditate (new, done): 2 new logs, 2 days of rest\n" in result.stdout
    assert "Read (new, done): 1 new log, archived\n" in result.stdout
    assert "left out, line 2: a limit to stay below" in result.stdout
    assert result.stdout.endswith("Nothing was changed; to bring it in, add --apply.\n")
    assert practices() == ["Guitar"]


def test_applied_it_is_in() -> None:
    result = bring_in("loop.zip", "--apply")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("It is in.\n")
    assert practices() == ["Guitar", "Meditate", "Read", "Run"]
    again = bring_in("loop.zip", "--apply")
    assert again.exit_code == 1
    assert "is here already" in again.stderr


def test_a_table_of_anybodys() -> None:
    asked = bring_in("piano.csv")
    assert asked.exit_code == 1
    assert "add --day-first or --month-first" in asked.stderr
    shown = bring_in("piano.csv", "--month-first", "--into", "guitar")
    assert "Guitar (known, 20 min): 1 new log\n" in shown.stdout
    done = bring_in("piano.csv", "--day-first", "--apply")
    assert "piano (new, 25 min): 1 new log\n" in done.stdout


def test_many_rows_left_out_are_counted() -> None:
    rows = "2026-03-04,Guitar,x,min,20,every day\n" * 510
    Path("own.csv").write_text(f"day,practice,amount,unit,minimum,days\n{rows}", encoding="utf-8")
    assert "left out beside these: 10 rows\n" in bring_in("own.csv").stdout


@pytest.mark.parametrize("apply", [(), ("--apply",)])
def test_the_bot_may_run_for_a_dry_run_alone(apply: tuple[str, ...]) -> None:
    async def running() -> Result:
        db = await Database.open(Path("whetstone.db"))
        try:
            return await asyncio.to_thread(bring_in, "loop.zip", *apply)
        finally:
            await db.close()

    result = asyncio.run(running())
    assert result.exit_code == (4 if apply else 0)
    assert "whetstone: " in result.stderr or not apply


def test_what_cannot_be_read_is_one_line() -> None:
    assert bring_in("missing.csv").stderr == (
        "whetstone: missing.csv cannot be read: No such file or directory\n"
    )
    stranger = bring_in("loop.zip", user="77")
    assert stranger.exit_code == 1
    assert "Traceback" not in stranger.stderr
    Path("empty.csv").write_bytes(b"")
    assert "Nothing stands in this file" in bring_in("empty.csv").stderr
