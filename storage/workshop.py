"""A folder in which a file is made before it is put in its place."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import ReadOnly

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def workshop(beside: Path) -> Generator[Path]:
    """Give a folder on the same disk, so that what is made there is put in place at a stroke."""
    try:
        made = tempfile.TemporaryDirectory(dir=beside.absolute().parent, prefix=".whetstone-")
    except OSError as error:
        raise ReadOnly(beside, str(error)) from error
    with made as folder:
        yield Path(folder)
