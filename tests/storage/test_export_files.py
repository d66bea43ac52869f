"""The ZIP of an export: whole or not at all, harmless, in small pieces, and of one moment."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId
from storage.errors import (
    AlreadyThere,
    AnotherSchema,
    CannotOpen,
    NotADatabase,
    StorageError,
    UnknownCommunity,
)
from storage.export_files import Snapshot, pack, require_free, snapshot, write_out
from storage.migrations.runner import connect, migrate
from tests.support.callers import ANNA, HERE
from tests.support.exporting import STANDING, change, export
from tests.support.lives import live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from storage.database import Database
    from tests.support.clock import FakeClock

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PAPERS = {"README.txt": "Read me: 日本"}


@pytest.fixture
async def found(db: Database) -> AsyncIterator[Snapshot]:
    """All that Anna has, while the bot has the file open."""
    await live(db, HERE, ANNA, 100)
    await change(db, *STANDING)
    with snapshot(db.path, HERE, NOW) as opened:
        yield opened


def left_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if not file.name.startswith("whetstone.db")}


async def test_formulas_are_harmless_in_csv_and_as_typed_in_json(
    db: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await live(db, HERE, ANNA, 100)
    await change(db, *STANDING)
    formulas = ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff20A1")
    for typed in (*formulas, 'a, "b"\nc', "'", "日本"):
        await change(db, "UPDATE logs SET note = :typed", typed=typed)
        # The helper holds every CSV file against its JSON file.
        (log,) = export(db, clock, tmp_path)["logs"]
        assert log["note"] == typed
    await change(db, "UPDATE logs SET note = '=cmd()'")
    export(db, clock, tmp_path)
    with zipfile.ZipFile(tmp_path / "export.zip") as packed:
        rows = list(csv.DictReader(io.StringIO(packed.read("csv/logs.csv").decode())))
    assert rows[0]["note"] == "'=cmd()"


async def test_papers_come_along_and_ids_are_text(found: Snapshot, tmp_path: Path) -> None:
    made = pack(found, tmp_path / "a.zip", PAPERS)
    assert made.size == made.path.stat().st_size
    assert made.rows["logs"] == 1
    with zipfile.ZipFile(made.path) as packed:
        assert packed.read("README.txt").decode() == PAPERS["README.txt"]
        assert {info.date_time for info in packed.infolist()} == {(2026, 11, 18, 12, 0, 0)}
        assert json.loads(packed.read("json/members.json"))[0]["user_id"] == str(ANNA)
        assert packed.testzip() is None


async def test_all_is_as_of_one_moment(db: Database, found: Snapshot, tmp_path: Path) -> None:
    assert found.logs == 1
    await change(db, "DELETE FROM logs", "UPDATE members SET counted = 0")
    assert pack(found, tmp_path / "a.zip", {}).rows["logs"] == 1
    with snapshot(db.path, HERE, NOW) as later:
        assert later.logs == 0


async def test_progress_ends_at_the_whole(found: Snapshot, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pack(found, tmp_path / "a.zip", {}, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (2, 2)
    assert {total for _, total in seen} == {2}


async def test_a_community_without_logs_has_progress_too(db: Database, tmp_path: Path) -> None:
    await live(db, HERE, ANNA, 100)
    await change(db, "DELETE FROM logs")
    seen: list[tuple[int, int]] = []
    with snapshot(db.path, HERE, NOW) as found:
        pack(found, tmp_path / "a.zip", {}, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1, 1)


async def test_whoever_watches_may_stop_it(found: Snapshot, tmp_path: Path) -> None:
    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_out(found, tmp_path / "a.zip", {}, force=False, progress=stop)
    assert left_in(tmp_path) == set()


async def test_a_file_that_is_there_is_replaced_only_by_force(
    found: Snapshot, tmp_path: Path
) -> None:
    target = tmp_path / "a.zip"
    target.write_text("mine")
    with pytest.raises(AlreadyThere, match="add --force"):
        require_free(target, tmp_path / "whetstone.db", force=False)
    with pytest.raises(AlreadyThere, match="add --force"):
        write_out(found, target, {}, force=False)
    assert target.read_text() == "mine"
    require_free(target, tmp_path / "whetstone.db", force=True)
    made = write_out(found, target, {}, force=True)
    assert made.path == target
    assert zipfile.is_zipfile(target)
    assert left_in(tmp_path) == {"a.zip"}


async def test_a_file_that_appears_meanwhile_is_kept(found: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"

    def appear(_: int, __: int) -> None:
        target.write_text("mine")

    with pytest.raises(AlreadyThere):
        write_out(found, target, {}, force=False, progress=appear)
    assert target.read_text() == "mine"
    assert left_in(tmp_path) == {"a.zip"}


async def test_where_it_cannot_be_written(found: Snapshot, tmp_path: Path) -> None:
    require_free(tmp_path / "a.zip", tmp_path / "whetstone.db", force=False)
    with pytest.raises(CannotOpen):
        require_free(tmp_path / "nowhere" / "a.zip", tmp_path / "whetstone.db", force=False)
    with pytest.raises(StorageError):
        write_out(found, tmp_path / "nowhere" / "a.zip", {}, force=False)

    def full(_: int, __: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageError, match="No space left"):
        write_out(found, tmp_path / "a.zip", {}, force=False, progress=full)
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError):
        write_out(found, tmp_path / "folder", {}, force=True)
    assert left_in(tmp_path) == {"folder"}


async def test_rows_are_never_held_all_at_once(db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    with snapshot(db.path, HERE, NOW) as found:
        columns, rows = found.read("logs")
    assert columns[0] == "log_id"
    assert iter(rows) is rows, "they come one by one"


def test_a_database_of_another_version(db_path: Path) -> None:
    migrate(db_path)
    with closing(connect(db_path)) as raw:
        raw.execute("PRAGMA user_version = 2")
    with (
        pytest.raises(AnotherSchema, match="schema 2; first run: whetstone migrate"),
        snapshot(db_path, HERE, NOW),
    ):
        pass


def test_no_such_community_and_no_such_file(db_path: Path) -> None:
    with pytest.raises(CannotOpen), snapshot(db_path, HERE, NOW):
        pass
    migrate(db_path)
    with (
        pytest.raises(UnknownCommunity, match=r"whetstone.db knows no such community \(77\)"),
        snapshot(db_path, CommunityId(77), NOW),
    ):
        pass
    db_path.write_text("Dear diary, " * 100)
    with pytest.raises(NotADatabase), snapshot(db_path, HERE, NOW):
        pass
