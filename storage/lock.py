"""One writing process per database file."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from storage.errors import CannotOpen, InUse, ReadOnly

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """Held from creation until ``release``; the system lets go of it when the process dies.

    The empty file beside the database stays: deleting it would let two processes lock two files.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock for the database at ``path``; InUse when another process has it."""
        try:
            self._descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise ReadOnly(path, str(error)) from error
        except OSError as error:
            raise CannotOpen(path, str(error)) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._descriptor)
            raise InUse(path) from error

    def release(self) -> None:
        """Let others in."""
        os.close(self._descriptor)
