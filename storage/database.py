"""One writer behind a lock, read-only readers beside it, and nothing half written.

aiosqlite runs each connection in a thread of its own. A trip there and back costs about 65 µs of
CPU, so every call here is one trip, and BEGIN rides along with a transaction's first statement.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import aiosqlite

from storage.errors import translated
from storage.lock import FileLock
from storage.memory import Memory, Written, written
from storage.migrations.runner import BUSY_TIMEOUT_S, MIGRATIONS, migrate
from storage.profiles import TABLES as PROFILE_TABLES

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Mapping
    from pathlib import Path

    from bot.domain.profiles import Profile

Row: TypeAlias = sqlite3.Row
SqlValue: TypeAlias = str | int | float | bytes | None
Parameters: TypeAlias = "Mapping[str, SqlValue]"
_T = TypeVar("_T")

READERS = 3
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # An acknowledged log survives a power cut; NORMAL would not promise that.
    "PRAGMA synchronous = FULL",
)


class _Driver(aiosqlite.Connection):
    """aiosqlite's connection, which also runs a function of ours in its thread."""

    async def run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        # The one place that leans on aiosqlite's inner parts; test_database.py holds them.
        return await self._execute(work, self._conn)  # pyright: ignore[reportUnknownMemberType]


class Connection:
    """A connection as storage modules see it: whole results, one thread trip a call.

    ``profiles`` is what was read before and still holds; a transaction has none, since it must see
    its own writes.
    """

    def __init__(
        self, driver: _Driver, path: Path, profiles: Memory[Profile] | None = None
    ) -> None:
        self._driver = driver
        self._path = path
        self.profiles = profiles

    async def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """Run a statement and return how many rows it changed."""

        def work(raw: sqlite3.Connection) -> int:
            return raw.execute(sql, parameters or {}).rowcount

        return await self._run(work)

    async def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        # Copied here, so that an iterator of the caller is not run in another thread.
        batch = list(rows)

        def work(raw: sqlite3.Connection) -> None:
            raw.executemany(sql, batch)

        await self._run(work)

    async def fetch_one(self, sql: str, parameters: Parameters | None = None) -> Row | None:
        """Run a query, or a statement with RETURNING, and give its first row."""
        rows = await self.fetch_all(sql, parameters)
        return rows[0] if rows else None

    async def fetch_all(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Run a query, or a statement with RETURNING, and give all its rows."""

        def work(raw: sqlite3.Connection) -> list[Row]:
            return raw.execute(sql, parameters or {}).fetchall()

        return await self._run(work)

    async def fetch_each(self, *queries: tuple[str, Parameters]) -> list[list[Row]]:
        """Run several queries in one thread trip and give all rows of each."""

        def work(raw: sqlite3.Connection) -> list[list[Row]]:
            return [raw.execute(sql, parameters).fetchall() for sql, parameters in queries]

        return await self._run(work)

    async def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with translated(self._path):
            return await self._driver.run(work)


class Transaction(Connection):
    """The writer, for as long as one transaction lasts."""

    def __init__(self, driver: _Driver, path: Path) -> None:
        super().__init__(driver, path)
        self.written: set[Written] = set()

    async def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """Run a statement and return how many rows it changed."""
        self._note(sql, parameters or {})
        return await super().execute(sql, parameters)

    async def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        batch = list(rows)
        for parameters in batch:
            self._note(sql, parameters)
        await super().execute_many(sql, batch)

    async def fetch_all(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Run a query, or a statement with RETURNING, and give all its rows."""
        self._note(sql, parameters or {})
        return await super().fetch_all(sql, parameters)

    def _note(self, sql: str, parameters: Parameters) -> None:
        statement = written(sql, parameters)
        if statement:
            self.written.add(statement)

    async def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        def begun(raw: sqlite3.Connection) -> _T:
            if not raw.in_transaction:
                raw.execute("BEGIN IMMEDIATE")
            return work(raw)

        return await super()._run(begun)


class Database:
    """An open database file; made by ``open``, of which a process has one per file."""

    def __init__(self, path: Path, lock: FileLock, writer: _Driver, readers: list[_Driver]) -> None:
        self.path = path
        self._file_lock = lock
        self._writer = writer
        self._readers = readers
        self._writing = asyncio.Lock()
        self._profiles: Memory[Profile] = Memory(PROFILE_TABLES)
        # Last in, first out: a reader whose pages are still cached goes first.
        self._idle: asyncio.LifoQueue[_Driver] = asyncio.LifoQueue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path, migrations: Path = MIGRATIONS) -> Database:
        """Migrate the file at ``path``, which is made if missing, and connect to it.

        Raises a StorageError that says what to do when the file cannot be used.
        """
        lock = FileLock(path)
        drivers: list[_Driver] = []
        try:
            with translated(path):
                await asyncio.to_thread(migrate, path, migrations)
                drivers.append(await _connect(path, "rw"))
                for _ in range(READERS):
                    drivers.append(await _connect(path, "ro"))  # noqa: PERF401 - closed below
        except BaseException:
            await _close_all(drivers)
            lock.release()
            raise
        return cls(path, lock, drivers[0], drivers[1:])

    async def close(self) -> None:
        """Let a transaction under way finish, fold the write-ahead log into the file, let go."""
        async with self._writing:
            try:
                # Readers first: the last connection to close takes the write-ahead log away.
                await _close_all([*self._readers, self._writer])
            finally:
                self._file_lock.release()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Transaction]:
        """Write as one whole: all is kept if the block ends well, nothing if it does not.

        The lock is taken at the first statement, and one transaction waits for another. Nothing
        that speaks to the network may be awaited inside.
        """
        async with self._writing:
            tx = Transaction(self._writer, self.path)
            try:
                yield tx
                with translated(self.path):
                    await _to_the_end(self._writer.run(_commit))
            except BaseException:
                await _to_the_end(self._writer.run(_roll_back))
                raise
            finally:
                self._profiles.forget(tx.written)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """Read what is committed; never waits for the writer."""
        reader = await self._idle.get()
        try:
            yield Connection(reader, self.path, self._profiles)
        finally:
            self._idle.put_nowait(reader)


async def _connect(path: Path, mode: str) -> _Driver:
    def connector() -> sqlite3.Connection:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT_S,
        )
        raw.row_factory = sqlite3.Row
        return raw

    driver = _Driver(connector, iter_chunk_size=64)
    await driver
    try:
        await driver.run(_write_ahead if mode == "rw" else _read_only)
    except BaseException:
        await driver.close()
        raise
    return driver


def _write_ahead(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA journal_mode = WAL")
    for pragma in _PRAGMAS:
        raw.execute(pragma)


def _read_only(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA query_only = ON")


def _commit(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        raw.execute("COMMIT")


def _roll_back(raw: sqlite3.Connection) -> None:
    # A full disk has SQLite roll back by itself.
    if raw.in_transaction:
        raw.execute("ROLLBACK")


async def _close_all(drivers: Iterable[_Driver]) -> None:
    for driver in drivers:
        await driver.close()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Await ``work`` even when cancelled meanwhile, and only then pass the cancellation on."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    task.result()
    if cancelled is not None:
        raise cancelled
