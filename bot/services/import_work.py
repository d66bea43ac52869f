"""The heavy part of an import: reading files and comparing them with what is logged.

It runs in the worker process, so it stands by itself.
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.import_columns import doubtful_day, layout_of, read_table
from bot.domain.import_files import check_size, is_zip, read_sheet, unpack
from bot.domain.import_loop import is_checkmarks, read_checkmarks, read_loop
from bot.domain.import_own import is_own, read_own
from bot.domain.import_plans import plan_import
from bot.domain.import_standing import Logged, named
from bot.domain.practice_files import write_own
from storage import import_reading, imports

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.ids import PracticeId
    from bot.domain.import_files import Sheet
    from bot.domain.import_standing import ImportPlan, Standing
    from bot.domain.imports import Contents, DryRun, KeptImport
    from bot.domain.practices import Practice
    from bot.domain.rests import Rest

CHUNK = 500
# More rows would hold the writer for longer than others should wait. Where more lie on days that
# rules cover already, the oldest go in before, and their author may see them come.
MOST_AT_ONCE = 5_000


class Prepared(NamedTuple):
    """What an import writes: rows as texts of 500 each, the first ``early`` rows going first."""

    dry_run: DryRun
    new: tuple[Practice, ...]
    moved: tuple[Practice, ...]
    rests: tuple[Rest, ...]
    touched: frozenset[PracticeId]
    chunks: tuple[str, ...]
    rows: int
    early: int


def take_in(
    path: Path, content: bytes, kept: KeptImport, standing: Standing
) -> tuple[KeptImport, str]:
    """Look at a file for the first time; beside what is known of it stands the file, packed.

    Raises the refusals of `bot.domain.imports` for a file that cannot be used, and a StorageError.
    """
    check_size(len(content))
    return _look(path, content, kept, standing), base64.b64encode(zlib.compress(content)).decode()


def look_again(path: Path, packed: str, kept: KeptImport, standing: Standing) -> KeptImport:
    """Look at a packed file once more, with what was said about its columns."""
    return _look(path, _unpacked(packed), kept, standing)


def prepare(path: Path, packed: str, kept: KeptImport, standing: Standing) -> Prepared:
    """Work out all that the import writes."""
    content = _unpacked(packed)
    sheet = None if is_zip(content) else read_sheet(content)
    found = _known(content, sheet)
    if found is None and sheet and kept.columns:
        found = read_table(sheet, kept.columns)
    if found is None:
        raise ValueError("its columns were never named")
    plan = _plan(path, found, standing)
    logs = (*plan.early, *sorted(plan.others, key=lambda log: log.day))
    surplus = max(0, len(plan.others) - MOST_AT_ONCE)
    return Prepared(
        dry_run=plan.dry_run,
        new=plan.new,
        moved=plan.moved,
        rests=plan.rests,
        touched=frozenset(log.practice_id for log in logs),
        chunks=tuple(
            imports.packed_rows(logs[first : first + CHUNK], first)
            for first in range(0, len(logs), CHUNK)
        ),
        rows=len(logs),
        early=len(plan.early) + surplus,
    )


def write_out(path: Path, practices: tuple[Practice, ...], standing: Standing) -> bytes:
    """Give all logs of these practices as our own CSV. Raises a StorageError."""
    ids = [practice.id for practice in practices]
    logs = import_reading.all_logs(path, standing.member.community_id, ids)
    return write_own(practices, logs, standing.today)


def _look(path: Path, content: bytes, kept: KeptImport, standing: Standing) -> KeptImport:
    sheet = None if is_zip(content) else read_sheet(content)
    found, asks_order = _known(content, sheet), ""
    if found is None and sheet:
        if kept.columns is None:
            layout = layout_of(sheet, kept.file_name)
            return kept.model_copy(update={"layout": layout})
        asks_order = doubtful_day(sheet, kept.columns)
        found = None if asks_order else read_table(sheet, kept.columns)
    dry_run = _plan(path, found, standing).dry_run if found else None
    return kept.model_copy(update={"asks_order": asks_order, "dry_run": dry_run})


def _known(content: bytes, sheet: Sheet | None) -> Contents | None:
    """Read a file of a known kind; None for a table whose columns have to be named."""
    if sheet is None:
        return read_loop(unpack(content))
    if is_own(sheet):
        return read_own(sheet)
    return read_checkmarks(sheet) if is_checkmarks(sheet) else None


def _plan(path: Path, found: Contents, standing: Standing) -> ImportPlan:
    known = (named(standing.practices, practice.name) for practice in found.practices)
    ids = {practice.id for practice in known if practice}
    logged = import_reading.logged(path, standing.member.community_id, ids) if ids else Logged()
    return plan_import(found, standing, logged)


def _unpacked(packed: str) -> bytes:
    return zlib.decompress(base64.b64decode(packed))
