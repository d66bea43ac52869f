"""Copies out of and into the database file; what is there is replaced whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from storage.errors import (
    AlreadyThere,
    AnotherSchema,
    CannotOpen,
    Damaged,
    NotADatabase,
    StorageError,
    translated,
)
from storage.lock import FileLock
from storage.migrations.runner import (
    MIGRATIONS,
    connect,
    copy,
    migrate,
    steps,
    sync_to_disk,
    version_of,
)
from storage.workshop import workshop

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_SCHEMA = """
SELECT type, name, tbl_name, sql
FROM sqlite_master
WHERE name NOT LIKE 'sqlite_%'
ORDER BY type, name
"""
# What SQLite keeps beside a file in use, and must not find beside another one.
_WRITE_AHEAD = "-wal"
_SHARED_MEMORY = "-shm"


def back_up(path: Path, target: Path, migrations: Path = MIGRATIONS) -> None:
    """Write a consistent copy of the database to ``target``, also while the bot runs.

    The copy is one file, checked after writing. Raises AlreadyThere rather than overwrite.
    """
    if target.exists():
        raise AlreadyThere(target)
    if not target.parent.is_dir():
        raise CannotOpen(target)
    with workshop(target) as folder, translated(path):
        fresh = folder / "fresh"
        with closing(connect(path)) as connection:
            if version_of(connection, path, len(steps(migrations))) == 0:
                raise AnotherSchema(path, "it is still empty")
            copy(connection, fresh)
        with closing(connect(fresh)) as connection:
            _check(connection, path)
        try:
            # Unlike a rename, a link never replaces a file that appeared meanwhile.
            target.hardlink_to(fresh)
        except FileExistsError:
            raise AlreadyThere(target) from None
    sync_to_disk(target.parent)


def restore(
    path: Path, source: Path, *, force: bool = False, migrations: Path = MIGRATIONS
) -> None:
    """Put a copy of the backup ``source`` in the place of the database.

    An older backup is brought to the present schema on the way. Refused, with nothing changed:
    a source that is damaged or not ours, a database in use, and, without ``force``, any database
    that is there already.
    """
    if not source.is_file():
        raise CannotOpen(source, "no such file")
    if path.exists() and not force:
        raise AlreadyThere(path, "to replace it, add --force")
    if path.exists() and path.samefile(source):
        raise AlreadyThere(path, "it cannot be restored from itself")
    lock = FileLock(path)
    try:
        with workshop(path) as folder:
            fresh = _prepared(source, folder, migrations)
            _fold_write_ahead_log(path)
            fresh.replace(path)
            sync_to_disk(path.parent)
    finally:
        lock.release()


def _prepared(source: Path, folder: Path, migrations: Path) -> Path:
    """Copy ``source`` into ``folder``, check it and bring it to the present schema."""
    fresh = folder / "fresh"
    # Copied as bytes: opening it with SQLite could write to it.
    for suffix in ("", _WRITE_AHEAD):
        if (part := source.with_name(source.name + suffix)).is_file():
            shutil.copyfile(part, fresh.with_name(fresh.name + suffix))
    try:
        with translated(fresh), closing(connect(fresh)) as connection:
            _check(connection, fresh)
            if version_of(connection, fresh, len(steps(migrations))) == 0:
                raise AnotherSchema(fresh, "it is empty")
        migrate(fresh, migrations)
        model = folder / "model"
        migrate(model, migrations)
        if _schema_of(fresh) != _schema_of(model):
            raise AnotherSchema(fresh)
    except StorageError as error:
        raise type(error)(source, error.detail) from error
    sync_to_disk(fresh)
    return fresh


def _check(connection: sqlite3.Connection, path: Path) -> None:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise Damaged(path, verdict)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise Damaged(path, "rows without their parents")


def _schema_of(path: Path) -> list[tuple[str, ...]]:
    with closing(connect(path)) as connection:
        # Also folds in the write-ahead log, so that the one file is all there is.
        connection.execute("PRAGMA journal_mode = DELETE")
        return connection.execute(_SCHEMA).fetchall()


def _fold_write_ahead_log(path: Path) -> None:
    """Leave nothing beside the old file that SQLite would replay into the new one."""
    try:
        if path.exists():
            with translated(path), closing(connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
    except (NotADatabase, Damaged):
        pass  # often the very reason for restoring
    for suffix in (_WRITE_AHEAD, _SHARED_MEMORY):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
