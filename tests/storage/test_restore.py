"""A restore either happens as a whole or changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import workshop
from storage.backup import back_up, restore
from storage.database import Database
from storage.errors import (
    AlreadyThere,
    AnotherSchema,
    CannotOpen,
    Damaged,
    InUse,
    Locked,
    NewerSchema,
    NotADatabase,
    ReadOnly,
)
from storage.migrations import runner
from tests.support.notes import (
    CHILD,
    FIRST,
    GROW,
    add,
    committed,
    filled,
    texts_in,
    write_migrations,
)


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write_migrations(tmp_path / "migrations", FIRST + CHILD)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def files(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200:] = b"\xff" * (len(content) - 200)
    path.write_bytes(content)


async def test_restore_where_nothing_is(db_path: Path, migrations: Path, target: Path) -> None:
    await filled(db_path, migrations)
    back_up(db_path, target, migrations)
    fresh = db_path.with_name("fresh.db")
    restore(fresh, target, migrations=migrations)
    assert await texts_in(fresh, migrations) == ["kept"]
    assert await texts_in(target, migrations) == ["kept"]


async def test_restore_needs_force_to_replace(
    db_path: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations, "old")
    await filled(db_path, migrations, "new")
    with pytest.raises(AlreadyThere, match="add --force"):
        restore(db_path, target, migrations=migrations)
    assert await texts_in(db_path, migrations) == ["new"]
    restore(db_path, target, force=True, migrations=migrations)
    assert await texts_in(db_path, migrations) == ["old"]


async def test_what_a_crash_left_is_not_replayed_into_the_restored_file(
    tmp_path: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations, "old")
    db = await Database.open(tmp_path / "live.db", migrations)
    await add(db, 1, "new")
    for suffix in ("", "-wal", "-shm"):
        shutil.copyfile(tmp_path / f"live.db{suffix}", tmp_path / f"crashed.db{suffix}")
    await db.close()
    restore(tmp_path / "crashed.db", target, force=True, migrations=migrations)
    assert await texts_in(tmp_path / "crashed.db", migrations) == ["old"]


async def test_restore_from_a_copy_with_its_write_ahead_log(
    tmp_path: Path, db_path: Path, migrations: Path
) -> None:
    db = await Database.open(tmp_path / "live.db", migrations)
    await add(db, 1, "only in the write-ahead log")
    for suffix in ("", "-wal"):
        shutil.copyfile(tmp_path / f"live.db{suffix}", tmp_path / f"copied.db{suffix}")
    await db.close()
    restore(db_path, tmp_path / "copied.db", migrations=migrations)
    assert await texts_in(db_path, migrations) == ["only in the write-ahead log"]


async def test_restore_of_an_older_backup_brings_it_up_to_date(
    db_path: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations)
    before = target.read_bytes()
    write_migrations(migrations, FIRST + CHILD, GROW)
    restore(db_path, target, migrations=migrations)
    assert target.read_bytes() == before
    with closing(sqlite3.connect(db_path)) as raw:
        assert raw.execute("SELECT text, mood FROM notes").fetchall() == [("kept", "")]
    assert not list(db_path.parent.glob("*.bak*"))


@pytest.fixture
async def present(db_path: Path, migrations: Path) -> Path:
    """A database that a refused restore must leave alone, byte for byte."""
    return await filled(db_path, migrations, "present")


async def refused(
    path: Path, source: Path, migrations: Path, error: type[Exception], words: str
) -> None:
    content, names = path.read_bytes(), files(path.parent)
    with pytest.raises(error, match=words) as caught:
        restore(path, source, force=True, migrations=migrations)
    assert str(source) in str(caught.value)
    assert path.read_bytes() == content
    assert files(path.parent) == names


async def test_restore_refuses_no_file(present: Path, migrations: Path, target: Path) -> None:
    await refused(present, target, migrations, CannotOpen, "no such file")


async def test_restore_refuses_no_database(present: Path, migrations: Path, target: Path) -> None:
    target.write_text("Dear diary, " * 1000)
    await refused(present, target, migrations, NotADatabase, "is not a database")


async def test_restore_refuses_an_empty_file(present: Path, migrations: Path, target: Path) -> None:
    target.touch()
    await refused(present, target, migrations, AnotherSchema, "it is empty")


async def test_restore_refuses_another_program(
    present: Path, migrations: Path, target: Path
) -> None:
    with closing(sqlite3.connect(target)) as raw:
        raw.execute("CREATE TABLE notes (id)")
        raw.commit()
    await refused(present, target, migrations, AnotherSchema, "belongs to another program")


async def test_restore_refuses_our_mark_on_another_schema(
    present: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations)
    with closing(sqlite3.connect(target)) as raw:
        raw.execute("ALTER TABLE notes ADD COLUMN odd TEXT")
    await refused(present, target, migrations, AnotherSchema, "another schema")


async def test_restore_refuses_a_newer_schema(
    present: Path, migrations: Path, target: Path
) -> None:
    newer = write_migrations(migrations.with_name("newer"), FIRST + CHILD, GROW)
    await filled(target, newer)
    shutil.rmtree(newer)
    await refused(present, target, migrations, NewerSchema, "newer Whetstone")


async def test_restore_refuses_damage(present: Path, migrations: Path, target: Path) -> None:
    await filled(target, migrations)
    spoil(target)
    await refused(present, target, migrations, Damaged, "is damaged")


async def test_restore_refuses_damage_that_only_a_full_check_finds(
    present: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations)
    with closing(sqlite3.connect(target)) as raw:
        (root,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_notes_1'"
        ).fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with target.open("r+b") as raw_file:
        raw_file.seek((root - 1) * size)
        raw_file.write(b"\x0a" + bytes(size - 1))  # an index page that holds nothing
    await refused(present, target, migrations, Damaged, "is damaged")


async def test_restore_refuses_a_database_in_use(
    db_path: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations, "old")
    db = await Database.open(db_path, migrations)
    try:
        await add(db, 1, "new")
        with pytest.raises(InUse):
            restore(db_path, target, force=True, migrations=migrations)
        assert await committed(db) == ["new"]
    finally:
        await db.close()


async def test_restore_refuses_a_database_that_another_program_holds(
    present: Path, migrations: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "BUSY_TIMEOUT_S", 0.01)
    await filled(target, migrations, "old")
    with closing(sqlite3.connect(present, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked):
            restore(present, target, force=True, migrations=migrations)
        other.execute("ROLLBACK")
    assert await texts_in(present, migrations) == ["present"]


async def test_restore_refuses_itself(present: Path, migrations: Path) -> None:
    with pytest.raises(AlreadyThere, match="from itself"):
        restore(present, present, force=True, migrations=migrations)
    assert await texts_in(present, migrations) == ["present"]


async def test_restore_over_a_damaged_database_is_what_it_is_for(
    present: Path, migrations: Path, target: Path
) -> None:
    await filled(target, migrations, "old")
    spoil(present)
    restore(present, target, force=True, migrations=migrations)
    assert await texts_in(present, migrations) == ["old"]


async def test_restore_that_fails_at_the_last_step_leaves_the_old_file(
    present: Path, migrations: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(target, migrations, "old")

    def fails(*_: object) -> Path:
        raise OSError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="pulled the plug"):
            restore(present, target, force=True, migrations=migrations)
    assert await texts_in(present, migrations) == ["present"]


async def test_no_room_to_work_in(
    present: Path, migrations: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(target, migrations, "old")

    def fails(**_: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(workshop.tempfile, "TemporaryDirectory", fails)
    with pytest.raises(ReadOnly, match="not here"):
        restore(present, target, force=True, migrations=migrations)
