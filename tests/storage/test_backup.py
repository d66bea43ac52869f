"""A backup can be trusted, and never replaces anything."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage import backup
from storage.backup import back_up
from storage.database import Database
from storage.errors import AlreadyThere, AnotherSchema, CannotOpen, Damaged
from tests.support.notes import CHILD, FIRST, add, filled, texts_in, write_migrations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write_migrations(tmp_path / "migrations", FIRST + CHILD)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "backup.db"


def files(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


async def test_backup_of_a_running_bot_is_one_sound_file(
    db_path: Path, migrations: Path, target: Path
) -> None:
    db = await Database.open(db_path, migrations)
    try:
        await add(db, 1, "before")
        back_up(db_path, target, migrations)
        await add(db, 2, "after")
    finally:
        await db.close()
    assert files(target.parent) == {"migrations", db_path.name, f"{db_path.name}.lock", target.name}
    assert await texts_in(target, migrations) == ["before"]


async def test_backup_of_what_a_crash_left_behind_has_the_last_log(
    tmp_path: Path, migrations: Path, target: Path
) -> None:
    db = await Database.open(tmp_path / "live.db", migrations)
    await add(db, 1, "only in the write-ahead log")
    for suffix in ("", "-wal"):
        shutil.copyfile(tmp_path / f"live.db{suffix}", tmp_path / f"crashed.db{suffix}")
    await db.close()
    back_up(tmp_path / "crashed.db", target, migrations)
    assert await texts_in(target, migrations) == ["only in the write-ahead log"]


async def test_backup_never_overwrites(db_path: Path, migrations: Path, target: Path) -> None:
    await filled(db_path, migrations)
    target.write_text("precious")
    with pytest.raises(AlreadyThere, match="was left as it is"):
        back_up(db_path, target, migrations)
    assert target.read_text() == "precious"


async def test_backup_does_not_replace_what_appears_meanwhile(
    db_path: Path, migrations: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(db_path, migrations)
    monkeypatch.setattr(backup, "_check", lambda *_: target.write_text("precious"))
    with pytest.raises(AlreadyThere):
        back_up(db_path, target, migrations)
    assert target.read_text() == "precious"


def test_backup_of_nothing(db_path: Path, migrations: Path, target: Path) -> None:
    with pytest.raises(CannotOpen):
        back_up(db_path, target, migrations)
    db_path.touch()
    with pytest.raises(AnotherSchema, match="it is still empty"):
        back_up(db_path, target, migrations)
    assert not target.exists()
    assert files(target.parent) == {"migrations", db_path.name}


async def test_backup_into_a_folder_that_is_not_there(
    db_path: Path, migrations: Path, tmp_path: Path
) -> None:
    await filled(db_path, migrations)
    with pytest.raises(CannotOpen, match="nowhere"):
        back_up(db_path, tmp_path / "nowhere" / "x.db", migrations)


async def test_backup_of_a_damaged_database_says_so(
    db_path: Path, migrations: Path, target: Path
) -> None:
    await filled(db_path, migrations)
    with closing(sqlite3.connect(db_path)) as raw:
        raw.execute("INSERT INTO marks VALUES (1, 99)")  # foreign keys are off here
        raw.commit()
    with pytest.raises(Damaged, match="rows without their parents"):
        back_up(db_path, target, migrations)
    assert not target.exists()
