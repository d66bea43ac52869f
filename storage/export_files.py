"""A community's data in one ZIP: every table as CSV and as JSON, beside papers that explain them.

Synchronous, with a connection of its own that only reads: for threads, and for the command line
while the bot runs. All is as of one moment, and nothing is held in memory but a row at a time.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.days import DAY, monday_of, week_of
from bot.domain.exports import Exported, harmless
from bot.domain.sums import FEWEST, whole_fives
from storage.errors import (
    AlreadyThere,
    AnotherSchema,
    CannotOpen,
    OurOwnFile,
    StorageError,
    UnknownCommunity,
    translated,
)
from storage.exports import KNOWN, LOGS_SHARED, PRIVATE_DAYS, TABLES
from storage.migrations.runner import MIGRATIONS, connect, steps, version_of
from storage.times import from_seconds, to_seconds
from storage.workshop import workshop

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import IO

    from bot.domain.exports import Cell, Progress
    from bot.domain.ids import CommunityId

PRIVATE_WEEKS = "private_weeks"
_WEEK_COLUMNS = ("week", "members", "logs")
_AMOUNTS = frozenset({"amount", "minimum", "target"})
_OUR_ENDINGS = ("", "-wal", "-shm", "-journal", ".lock")
_ADD_FORCE = "to replace it, add --force"
# How many rows are written between two words about the progress.
_BATCH = 1_000


class Snapshot:
    """One community as of one moment."""

    def __init__(self, raw: sqlite3.Connection, community_id: CommunityId, now: datetime) -> None:
        self.now = now
        self._raw = raw
        self._whose = {
            "community_id": community_id,
            "fewest": FEWEST,
            "now": to_seconds(now),
            # Sums are of weeks that are over for everybody, wherever they live.
            "until": monday_of(now.date() - DAY).isoformat(),
        }

    @property
    def knows(self) -> bool:
        """Whether there is such a community."""
        return self._raw.execute(KNOWN, self._whose).fetchone() is not None

    @property
    def logs(self) -> int:
        """How many logs are shared; they are most of the work."""
        (number,) = self._raw.execute(LOGS_SHARED, self._whose).fetchone()
        return int(number)

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of all tables."""
        return (*TABLES, PRIVATE_WEEKS)

    def read(self, table: str) -> tuple[tuple[str, ...], Iterator[Sequence[Cell]]]:
        """Give the columns of a table, and its rows one by one, in units that people know."""
        if table == PRIVATE_WEEKS:
            return _WEEK_COLUMNS, self._private_weeks()
        found = self._raw.execute(TABLES[table], self._whose)
        columns = tuple(name for name, *_ in found.description)
        instants = [at for at, name in enumerate(columns) if name.endswith("_at")]
        amounts = [at for at, name in enumerate(columns) if name in _AMOUNTS]
        return columns, (_readable(row, instants, amounts) for row in found)

    def _private_weeks(self) -> Iterator[tuple[str, int, int]]:
        days = self._raw.execute(PRIVATE_DAYS, self._whose)
        for week, found in groupby(days, key=_week):
            people: set[int] = set()
            logs = 0
            for _, user_id, number in found:
                people.add(user_id)
                logs += number
            if members := whole_fives(len(people)):
                yield week, members, whole_fives(logs)


@contextmanager
def snapshot(path: Path, community_id: CommunityId, now: datetime) -> Generator[Snapshot]:
    """Open the database at ``path`` for reading.

    Raises:
        UnknownCommunity: where the bot has never been.
        AnotherSchema: for a database that has not been brought up to date.
        StorageError: where the file cannot be used.
    """
    with translated(path), closing(connect(path)) as raw:
        latest = len(steps(MIGRATIONS))
        version = version_of(raw, path, latest)
        if version != latest:
            raise AnotherSchema(path, f"schema {version}; first run: whetstone migrate")
        raw.execute("PRAGMA query_only = ON")
        raw.execute("BEGIN")
        found = Snapshot(raw, community_id, now)
        if not found.knows:
            raise UnknownCommunity(path, str(community_id))
        yield found


def pack(
    found: Snapshot,
    target: Path,
    papers: Mapping[str, str],
    progress: Progress = lambda _, __: None,
) -> Exported:
    """Write the ZIP to ``target``; ``papers`` are texts that come along, by file name.

    ``progress`` may raise to stop the work.
    """
    meter = _Meter(progress, 2 * found.logs)
    rows: dict[str, int] = {}
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in papers.items():
            packed.writestr(_entry(name, found.now), text)
        for table in found.tables:
            with _file(packed, f"csv/{table}.csv", found.now) as file:
                columns, records = found.read(table)
                rows[table] = _write_csv(file, columns, meter.count(table, records))
            with _file(packed, f"json/{table}.json", found.now) as file:
                columns, records = found.read(table)
                _write_json(file, columns, meter.count(table, records))
    meter.finish()
    return Exported(target, target.stat().st_size, rows)


def require_free(target: Path, database: Path, *, force: bool) -> None:
    """Tell before the work is done that `write_out` could not end well.

    Raises:
        OurOwnFile: for the database, or a file beside it that it stands on.
        AlreadyThere: for a file that is there, without ``force``.
        CannotOpen: for a folder that is not there.
    """
    ours = database.resolve()
    if target.resolve() in {ours.with_name(ours.name + end) for end in _OUR_ENDINGS}:
        raise OurOwnFile(target)
    if not target.parent.is_dir():
        raise CannotOpen(target)
    if target.exists() and not force:
        raise AlreadyThere(target, _ADD_FORCE)


def write_out(
    found: Snapshot,
    target: Path,
    papers: Mapping[str, str],
    *,
    force: bool,
    progress: Progress = lambda _, __: None,
) -> Exported:
    """Write the ZIP to ``target``, whole or not at all.

    Raises:
        AlreadyThere: rather than overwrite a file without ``force``.
        StorageError: where the folder or the disk does not take it.
    """
    with workshop(target) as folder:
        try:
            made = pack(found, folder / "fresh", papers, progress)
            if force:
                made.path.replace(target)
            else:
                # Unlike a rename, a link never replaces a file that appeared meanwhile.
                target.hardlink_to(made.path)
        except FileExistsError:
            raise AlreadyThere(target, _ADD_FORCE) from None
        except OSError as error:
            raise StorageError(target, str(error)) from error
    return replace(made, path=target)


class _Meter:
    """Tells the progress by the logs written, each of them twice."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0

    def count(self, table: str, records: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for number, record in enumerate(records):
            if number % _BATCH == 0:
                self._progress(self._done, self._total)
            self._done += table == "logs"
            yield record

    def finish(self) -> None:
        self._progress(self._total, self._total)


def _readable(row: Sequence[Cell], instants: Sequence[int], amounts: Sequence[int]) -> list[Cell]:
    """Turn instants into ISO text, and amounts without a fraction into whole numbers."""
    cells = list(row)
    for at in instants:
        seconds = cells[at]
        cells[at] = from_seconds(seconds).isoformat() if isinstance(seconds, int) else None
    for at in amounts:
        amount = cells[at]
        cells[at] = int(amount) if isinstance(amount, float) and amount.is_integer() else amount
    return cells


def _week(row: Sequence[str]) -> str:
    return str(week_of(date.fromisoformat(row[0])))


@contextmanager
def _file(packed: zipfile.ZipFile, name: str, now: datetime) -> Generator[IO[str]]:
    # How long it becomes is not known before.
    with (
        packed.open(_entry(name, now), "w", force_zip64=True) as raw,
        io.TextIOWrapper(raw, "utf-8", newline="") as file,
    ):
        yield file


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, now.timetuple()[:6])
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def _write_csv(file: IO[str], columns: Sequence[str], records: Iterable[Sequence[Cell]]) -> int:
    writer = csv.writer(file)
    writer.writerow(columns)
    number = 0
    for number, record in enumerate(records, 1):  # noqa: B007 - counted
        writer.writerow([harmless(cell) for cell in record])
    return number


def _write_json(file: IO[str], columns: Sequence[str], records: Iterable[Sequence[Cell]]) -> None:
    # Ids in text: a program that reads JSON numbers as floats would round them.
    ids = [at for at, name in enumerate(columns) if name.endswith(("_id", "_by"))]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    before = "[\n"
    for record in records:
        cells = list(record)
        for at in ids:
            cells[at] = None if cells[at] is None else str(cells[at])
        file.write(before + encode(dict(zip(columns, cells, strict=True))))
        before = ",\n"
    file.write("[]\n" if before == "[\n" else "\n]\n")
