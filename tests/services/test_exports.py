"""Who may take a community's data along, where the file is meanwhile, and what explains it."""

from __future__ import annotations

import asyncio
import csv
import io
import tempfile
import threading
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.communities import ModeratorsOnly
from bot.domain.exports import ExportUnderWay
from bot.render import exports as words
from bot.render.export_words import COLUMNS, TABLES
from bot.services import exports
from storage.export_files import snapshot
from tests.support.callers import ANNA, ELSEWHERE, HERE, act
from tests.support.exporting import unpack
from tests.support.lives import live

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.exports import Exported
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

MONA = act(manages_server=True)
DAY = {"meaning": "The member's own local day", "unit": "ISO date"}


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are made: nothing may stay in it."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


async def test_a_moderator_gets_a_file_that_is_gone_afterwards(
    services: Services, db: Database, scratch: Path
) -> None:
    await live(db, HERE, ANNA, 100)
    await live(db, ELSEWHERE, ANNA, 500)
    async with services.exports.export(MONA, words.papers()) as found:
        tables = unpack(found.path)
        assert found.size == found.path.stat().st_size
        (log,) = tables["logs"]
        assert int(log["log_id"]) < 500, "the other community's"
    assert list(scratch.iterdir()) == []


async def test_nobody_else_does(services: Services, scratch: Path) -> None:
    with pytest.raises(ModeratorsOnly):
        async with services.exports.export(act(), {}):
            pass
    assert list(scratch.iterdir()) == []


async def test_one_at_a_time_for_each_community(services: Services, db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    await live(db, ELSEWHERE, ANNA, 500)
    async with services.exports.export(MONA, {}):
        with pytest.raises(ExportUnderWay):
            async with services.exports.export(MONA, {}):
                pass
        away = act(community=ELSEWHERE, manages_server=True)
        async with services.exports.export(away, {}) as other:
            assert other.rows["logs"] == 1
    async with services.exports.export(MONA, {}) as again:
        assert again.rows["logs"] == 1


async def test_it_delays_nobody_and_ends_with_whoever_asked(
    services: Services, db: Database, monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> None:
    await live(db, HERE, ANNA, 100)
    begun, ended = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def packs(*given: Any) -> Exported:
        loop.call_soon_threadsafe(begun.set)
        try:
            while True:
                given[-1](0, 1)
        finally:
            ended.set()

    monkeypatch.setattr(exports, "pack", packs)

    async def ask() -> None:
        async with services.exports.export(MONA, {}):
            pass

    asked = asyncio.create_task(ask())
    await begun.wait()
    assert (await services.communities.get(MONA)).community_id == HERE
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await asyncio.to_thread(ended.wait, 5), "the thread works on for nobody"
    assert list(scratch.iterdir()) == []


async def test_the_dictionary_tells_of_every_column(db: Database, clock: FakeClock) -> None:
    await live(db, HERE, ANNA, 100)
    with snapshot(db.path, HERE, clock.now()) as found:
        assert tuple(TABLES) == tuple(COLUMNS) == found.tables
        for table in found.tables:
            columns, _ = found.read(table)
            assert tuple(COLUMNS[table]) == columns, table
    rows = list(csv.DictReader(io.StringIO(words.papers()["dictionary.csv"])))
    assert len(rows) == len(TABLES) + sum(map(len, COLUMNS.values()))
    assert {"table": "logs", "column": "day", **DAY} in rows
    assert all(row["meaning"] for row in rows)


async def test_the_papers_are_in_the_file(services: Services, db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    async with services.exports.export(MONA, words.papers()) as found:
        with zipfile.ZipFile(found.path) as packed:
            assert packed.namelist()[:2] == ["README.txt", "dictionary.csv"]
            assert "sums alone, in whole fives" in packed.read("README.txt").decode()
