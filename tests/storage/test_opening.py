"""What a file can be other than ours, present and writable, and that nothing is lost by it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage import database
from storage.database import Database
from storage.errors import (
    AnotherSchema,
    CannotOpen,
    Damaged,
    InUse,
    Locked,
    NewerSchema,
    NotADatabase,
    ReadOnly,
    StorageError,
    translated,
)
from storage.migrations import runner
from tests.support.notes import FIRST, filled, texts_in, write_migrations

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write_migrations(tmp_path / "migrations", FIRST)


@pytest.fixture
async def present(db_path: Path, migrations: Path) -> Path:
    return await filled(db_path, migrations)


def driver_threads() -> int:
    """Count connections' threads that do not end by themselves."""
    threads = [each for each in threading.enumerate() if "connection_worker" in each.name]
    for thread in threads:
        thread.join(timeout=1)
    return sum(thread.is_alive() for thread in threads)


async def test_a_second_process_is_refused_until_the_first_has_closed(
    present: Path, migrations: Path
) -> None:
    first = await Database.open(present, migrations)
    with pytest.raises(InUse, match="in use by another Whetstone"):
        await Database.open(present, migrations)
    await first.close()
    assert await texts_in(present, migrations) == ["kept"]


async def test_a_refused_file_leaves_no_thread_and_no_lock(present: Path, migrations: Path) -> None:
    newer = write_migrations(migrations.with_name("newer"), FIRST, "SELECT 1;")
    await (await Database.open(present, newer)).close()
    for _ in range(2):
        with pytest.raises(NewerSchema, match="schema 2, this program knows 1"):
            await Database.open(present, migrations)
    assert driver_threads() == 0
    assert await texts_in(present, newer) == ["kept"]


async def test_a_failure_after_migrating_closes_what_was_opened(
    present: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("something else")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_read_only", fails)
        with pytest.raises(sqlite3.OperationalError, match="something else"):
            await Database.open(present, migrations)
    assert driver_threads() == 0
    assert await texts_in(present, migrations) == ["kept"]


async def test_not_a_database(db_path: Path, migrations: Path) -> None:
    content = b"Dear diary, this is not a database at all. " * 100
    db_path.write_bytes(content)
    with pytest.raises(NotADatabase, match=r"check storage\.path"):
        await Database.open(db_path, migrations)
    assert db_path.read_bytes() == content


async def test_another_programs_database(db_path: Path, migrations: Path) -> None:
    with closing(sqlite3.connect(db_path)) as other:
        other.execute("CREATE TABLE theirs (id)")
        other.commit()
    before = db_path.read_bytes()
    with pytest.raises(AnotherSchema, match="belongs to another program"):
        await Database.open(db_path, migrations)
    assert db_path.read_bytes() == before


async def test_an_empty_file_becomes_ours(db_path: Path, migrations: Path) -> None:
    db_path.touch()
    assert await texts_in(db_path, migrations) == []
    with closing(sqlite3.connect(db_path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (runner.APPLICATION_ID,)


async def test_damaged(present: Path, migrations: Path) -> None:
    content = bytearray(present.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)  # all but the header
    present.write_bytes(content)
    with pytest.raises(Damaged, match="restore a backup"):
        await Database.open(present, migrations)
    assert present.read_bytes() == content


async def test_no_folder(tmp_path: Path, migrations: Path) -> None:
    with pytest.raises(CannotOpen, match="check that its folder exists"):
        await Database.open(tmp_path / "nowhere" / "x.db", migrations)


async def test_a_folder_in_its_place(tmp_path: Path, migrations: Path) -> None:
    with pytest.raises(CannotOpen):
        await Database.open(tmp_path, migrations)


async def test_locked_while_opening(
    present: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BUSY_TIMEOUT_S", 0.01)
    with closing(sqlite3.connect(present, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            await Database.open(present, migrations)
    assert await texts_in(present, migrations) == ["kept"]


@pytest.fixture
def readable_only() -> Generator[Path]:
    """A folder in which this user may not write; root becomes nobody, whom rights bind."""
    folder = Path(tempfile.mkdtemp())
    privileged = os.geteuid() == 0
    try:
        yield folder
    finally:
        if privileged:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


async def test_read_only_folder_and_file(
    readable_only: Path, present: Path, migrations: Path
) -> None:
    path = readable_only / "x.db"
    shutil.copyfile(present, path)
    before = path.read_bytes()
    found = runner.steps(migrations)
    path.chmod(0o444)
    readable_only.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    with pytest.raises(ReadOnly, match="check the rights"):
        await Database.open(path, migrations)
    with (
        pytest.raises(ReadOnly),
        translated(path),
        closing(runner.connect(path)) as connection,
    ):
        runner._apply(connection, found[0], path)
    assert path.read_bytes() == before


def test_errors_of_statements_pass_unchanged(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as raw,
        pytest.raises(sqlite3.OperationalError, match="syntax"),
        translated(tmp_path),
    ):
        raw.execute("SELEKT")


def test_an_error_without_a_code_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), translated(tmp_path):
        raise sqlite3.ProgrammingError("made by the driver")


def test_a_disk_error_names_the_file(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    with (
        pytest.raises(StorageError, match=r"cannot be used \(disk I/O error\)"),
        translated(tmp_path),
    ):
        raise error
