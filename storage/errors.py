"""What can be wrong with the database file, in words that say what to do next."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


class StorageError(Unavailable):
    """Something about the file, not about the request; nothing was written."""

    problem = "cannot be used"

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail

    def __str__(self) -> str:
        """Say which file it is, what is wrong, and what to do."""
        text = f"{self.path} {self.problem}"
        return f"{text} ({self.detail})" if self.detail else text


class Locked(StorageError):
    """Another connection holds the file for longer than we wait."""

    problem = "is locked by another program; stop that program and try again"


class InUse(StorageError):
    """Another Whetstone has the file open for writing."""

    problem = "is in use by another Whetstone; stop that one first"


class Full(StorageError):
    """No room left on the disk."""

    problem = "cannot grow, the disk is full; make room and try again"


class ReadOnly(StorageError):
    """The file or its folder does not let us write."""

    problem = "is read-only for this user; check the rights of the file and its folder"


class CannotOpen(StorageError):
    """No such file or folder, or no right to look into it."""

    problem = "cannot be opened; check that its folder exists and may be written to"


class NewerSchema(StorageError):
    """A later version of the program wrote the file."""

    problem = "was written by a newer Whetstone; install that version"


class AnotherSchema(StorageError):
    """SQLite can read the file, but it is not one of ours."""

    problem = "belongs to another program or has another schema"


class NotADatabase(StorageError):
    """Not an SQLite file at all."""

    problem = "is not a database; check storage.path"


class Damaged(StorageError):
    """The file breaks SQLite's own rules, or ours."""

    problem = "is damaged; restore a backup with: whetstone restore FILE --force"


class AlreadyThere(StorageError):
    """The place to write to is taken."""

    problem = "exists already and was left as it is"


class OurOwnFile(StorageError):
    """Something was to be written in the place of the database."""

    problem = "belongs to the database and was left as it is; choose another file"


class UnknownCommunity(StorageError):
    """The bot has never been in the community that was named."""

    problem = "knows no such community"


_KINDS: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: CannotOpen,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_IOERR: StorageError,
}


@contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn SQLite's errors about the file into ours; mistakes in statements pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind, the rest only details it.
        kind = _KINDS.get((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF)
        if kind is None:
            raise
        raise kind(path, str(error)) from error
