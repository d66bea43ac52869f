"""One writer behind a lock, read-only readers beside it, and nothing half written."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from storage.connections import Connection, Driver, SingleStatement, Transaction
from storage.errors import translated
from storage.lock import FileLock
from storage.memory import Memory
from storage.migrations.runner import BUSY_TIMEOUT_S, MIGRATIONS, migrate
from storage.profiles import TABLES as PROFILE_TABLES

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection, Coroutine, Iterable
    from pathlib import Path

    from bot.domain.profiles import Profile
    from storage.memory import Written

READERS = 3
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # An acknowledged log survives a power cut; NORMAL would not promise that.
    "PRAGMA synchronous = FULL",
)


class Database:
    """An open database file; made by ``open``, of which a process has one per file."""

    def __init__(self, path: Path, lock: FileLock, writer: Driver, readers: list[Driver]) -> None:
        self.path = path
        self._file_lock = lock
        self._writer = writer
        self._readers = readers
        self._writing = asyncio.Lock()
        self._profiles: Memory[Profile | None] = Memory(PROFILE_TABLES)
        self._listeners: list[Callable[[Collection[Written]], None]] = [self._profiles.forget]
        # Last in, first out: a reader whose pages are still cached goes first.
        self._idle: asyncio.LifoQueue[Driver] = asyncio.LifoQueue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path, migrations: Path = MIGRATIONS) -> Database:
        """Migrate the file at ``path``, which is made if missing, and connect to it.

        Raises a StorageError that says what to do when the file cannot be used.
        """
        lock = FileLock(path)
        drivers: list[Driver] = []
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

    def listen(self, listener: Callable[[Collection[Written]], None]) -> None:
        """Tell somebody of every statement that may have been committed, right after it was."""
        self._listeners.append(listener)

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
                self._tell(tx.written)

    @asynccontextmanager
    async def single(self) -> AsyncGenerator[SingleStatement]:
        """Write one statement: whole and kept as in a transaction, in one trip instead of two."""
        async with self._writing:
            tx = SingleStatement(self._writer, self.path)
            try:
                yield tx
            except BaseException:
                # Cancelled, it may still be on its way: wait until it has arrived.
                await _to_the_end(self._writer.run(_roll_back))
                raise
            finally:
                self._tell(tx.written)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Connection]:
        """Read what is committed; never waits for the writer."""
        reader = await self._idle.get()
        try:
            yield Connection(reader, self.path, self._profiles)
        finally:
            self._idle.put_nowait(reader)

    def _tell(self, statements: Collection[Written]) -> None:
        for listener in self._listeners:
            listener(statements)


async def _connect(path: Path, mode: str) -> Driver:
    def connector() -> sqlite3.Connection:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_TIMEOUT_S,
        )
        raw.row_factory = sqlite3.Row
        return raw

    driver = Driver(connector, iter_chunk_size=64)
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


async def _close_all(drivers: Iterable[Driver]) -> None:
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
