"""Brings a file from whatever version it has to the present one, a whole step at a time.

Synchronous, since it runs before anything else does: at start-up and for the command line.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from storage.errors import AnotherSchema, Damaged, NewerSchema, translated

# "Whet" in ASCII: SQLite's application_id tells our files from other programs'.
APPLICATION_ID = 0x57686574
MIGRATIONS = Path(__file__).parent
BUSY_TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered file; ``version`` is the schema version that it leads to."""

    version: int
    sql: str


def steps(folder: Path = MIGRATIONS) -> tuple[Step, ...]:
    """Read all steps, in order; they must be numbered 1, 2, 3 and so on."""
    files = sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))
    found = tuple(Step(int(file.name[:4]), file.read_text("utf-8")) for file in files)
    if [step.version for step in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations in {folder} are not numbered 1 to {len(found)}")
    return found


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the file with transactions in our own hands; CannotOpen where there is none."""
    mode = "rwc" if create else "rw"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
    )


def version_of(connection: sqlite3.Connection, path: Path, latest: int) -> int:
    """Give the file's schema version, 0 for an empty one; refuse what is not ours or is newer."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application, version, objects) != (0, 0, 0):
        raise AnotherSchema(path)
    if version > latest:
        raise NewerSchema(path, f"schema {version}, this program knows {latest}")
    return int(version)


def migrate(path: Path, folder: Path = MIGRATIONS) -> tuple[int, int]:
    """Apply what is missing and return the versions before and after.

    A file that held something is first copied to ``<name>.bak-v<version>``. A step that fails
    leaves the file as the step before left it.
    """
    todo = steps(folder)
    with translated(path):
        connection = connect(path, create=True)
        try:
            before = version_of(connection, path, len(todo))
            if 0 < before < len(todo):
                copy(connection, path.with_name(f"{path.name}.bak-v{before}"))
            for step in todo[before:]:
                _apply(connection, step, path)
        finally:
            connection.close()
    return before, len(todo)


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of the open database to ``target``, whole or not at all."""
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        copied = connect(partial, create=True)
        try:
            connection.backup(copied)
            # One file, without a write-ahead log beside it.
            copied.execute("PRAGMA journal_mode = DELETE")
        finally:
            copied.close()
        sync_to_disk(partial)
        partial.replace(target)
        sync_to_disk(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def sync_to_disk(path: Path) -> None:
    """Wait until the file, or the names in the folder, would survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _apply(connection: sqlite3.Connection, step: Step, path: Path) -> None:
    # Off while tables are rebuilt; the check below stands in for it.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        # BEGIN belongs into the script: executescript commits whatever was begun outside.
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{step.sql}\n;"
            f"PRAGMA application_id = {APPLICATION_ID};\n"
            f"PRAGMA user_version = {step.version};\n"
        )
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise Damaged(path, f"step {step.version} would leave rows without their parents")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
