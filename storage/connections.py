"""Connections as storage modules see them.

aiosqlite runs each connection in a thread of its own. A trip there and back costs about 65 µs of
CPU, so every call here is one trip, and BEGIN rides along with a transaction's first statement.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import aiosqlite

from storage.errors import translated
from storage.memory import Memory, Written, written

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from pathlib import Path

    from bot.domain.profiles import Profile

Row: TypeAlias = sqlite3.Row
SqlValue: TypeAlias = str | int | float | bytes | None
Parameters: TypeAlias = "Mapping[str, SqlValue]"
_T = TypeVar("_T")


class Driver(aiosqlite.Connection):
    """aiosqlite's connection, which also runs a function of ours in its thread."""

    async def run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run it in one trip and give back what it returns."""
        # The one place that leans on aiosqlite's inner parts; test_database.py holds them.
        return await self._execute(work, self._conn)  # pyright: ignore[reportUnknownMemberType]


class Connection:
    """A connection as storage modules see it: whole results, one thread trip a call.

    ``profiles`` is what was read before and still holds; a transaction has none, since it must see
    its own writes.
    """

    def __init__(
        self, driver: Driver, path: Path, profiles: Memory[Profile | None] | None = None
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
        """Run several queries in one thread trip, as of one moment, and give all rows of each."""

        def work(raw: sqlite3.Connection) -> list[list[Row]]:
            with _one_moment(raw):
                return [raw.execute(sql, parameters).fetchall() for sql, parameters in queries]

        return await self._run(work)

    async def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        with translated(self._path):
            return await self._driver.run(work)


@contextmanager
def _one_moment(raw: sqlite3.Connection) -> Generator[None]:
    """Let no commit of the writer come between the queries of the block."""
    if raw.in_transaction:
        yield
        return
    raw.execute("BEGIN")
    try:
        yield
    finally:
        raw.execute("COMMIT")


class Transaction(Connection):
    """The writer, for as long as one transaction lasts."""

    def __init__(self, driver: Driver, path: Path) -> None:
        super().__init__(driver, path)
        self.written: set[Written] = set()

    async def execute(self, sql: str, parameters: Parameters | None = None) -> int:
        """Run a statement and return how many rows it changed."""
        self._note(sql, parameters or {})
        return await super().execute(sql, parameters)

    async def execute_then_fetch(
        self, sql: str, query: str, parameters: Parameters
    ) -> tuple[int, list[Row]]:
        """Run a statement, then a query with the same parameters, in one thread trip.

        Returns how many rows were changed, and all rows of the query.
        """
        self._note(sql, parameters)

        def work(raw: sqlite3.Connection) -> tuple[int, list[Row]]:
            changed = raw.execute(sql, parameters).rowcount
            return changed, raw.execute(query, parameters).fetchall()

        return await self._run(work)

    async def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a statement once for each set of parameters."""
        batch = list(rows)
        for parameters in batch:
            self._note(sql, parameters)
        await super().execute_many(sql, batch)

    async def execute_each(self, sql: str, rows: Iterable[Parameters]) -> list[int]:
        """Do what ``execute_many`` does, and return how many rows each set changed."""
        batch = list(rows)
        for parameters in batch:
            self._note(sql, parameters)

        def work(raw: sqlite3.Connection) -> list[int]:
            return [raw.execute(sql, parameters).rowcount for parameters in batch]

        return await self._run(work)

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


class SingleStatement(Transaction):
    """The writer for one statement, which SQLite makes a transaction of its own."""

    async def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        if not self.written:
            message = "only a writing statement needs the writer"
            raise RuntimeError(message)
        return await Connection._run(self, work)  # noqa: SLF001 - skips BEGIN, on purpose

    def _note(self, sql: str, parameters: Parameters) -> None:
        if self.written:
            message = "a second statement needs a transaction"
            raise RuntimeError(message)
        super()._note(sql, parameters)
