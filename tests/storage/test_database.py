"""One writer, readers that see only what is committed, and all or nothing."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from storage import database
from storage.database import Database
from storage.errors import Full, Locked, ReadOnly
from tests.support.notes import ADD, CHILD, FIRST, TEXTS, add, committed, texts, write_migrations

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write_migrations(tmp_path / "migrations", FIRST + CHILD)


@pytest.fixture
async def notes(db_path: Path, migrations: Path) -> AsyncGenerator[Database]:
    db = await Database.open(db_path, migrations)
    try:
        yield db
    finally:
        await db.close()


async def test_the_writer_promises_durability_and_the_readers_cannot_write(notes: Database) -> None:
    async with notes.transaction() as tx:
        pragmas = {
            name: (await tx.fetch_all(f"PRAGMA {name}"))[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 2000,
    }
    async with notes.reading() as conn:
        with pytest.raises(ReadOnly):
            await conn.execute(ADD, {"id": 1, "text": "never"})


async def test_a_block_that_ends_well_is_kept(notes: Database) -> None:
    async with notes.transaction() as tx:
        assert await tx.execute(ADD, {"id": 1, "text": "one"}) == 1
        await tx.execute_many(ADD, ({"id": n, "text": str(n)} for n in (2, 3)))
        first = await tx.fetch_one(TEXTS)
        assert first is not None
        assert first["text"] == "one"
        assert await tx.fetch_one("SELECT 1 FROM notes WHERE id = :id", {"id": 9}) is None
    assert await committed(notes) == ["one", "2", "3"]


async def test_several_queries_see_one_moment(notes: Database) -> None:
    """A commit that comes between them is in none of them."""
    await add(notes, 1, "one")
    async with notes.reading() as conn:

        def write_meanwhile(found: int) -> int:
            with closing(sqlite3.connect(notes.path)) as plain:
                plain.execute("INSERT INTO notes (id, text) VALUES (2, 'two')")
                plain.commit()
            return found

        await conn._driver.create_function("write_meanwhile", 1, write_meanwhile)
        first, _, last = await conn.fetch_each(
            (TEXTS, {}), ("SELECT write_meanwhile(1)", {}), (TEXTS, {})
        )
    assert [row["text"] for row in first] == [row["text"] for row in last] == ["one"]
    assert await committed(notes) == ["one", "two"]


async def test_several_queries_in_one_trip(notes: Database) -> None:
    await add(notes, 1, "one")
    by_id = "SELECT text FROM notes WHERE id = :id"
    async with notes.reading() as conn:
        found = await conn.fetch_each((by_id, {"id": 1}), (by_id, {"id": 2}), (TEXTS, {}))
    assert [[row["text"] for row in rows] for rows in found] == [["one"], [], ["one"]]


async def test_an_empty_block_is_no_transaction(notes: Database) -> None:
    async with notes.transaction():
        pass
    assert await committed(notes) == []


async def test_a_block_that_fails_leaves_nothing(notes: Database) -> None:
    with pytest.raises(LookupError):
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 1, "text": "lost"})
            raise LookupError
    assert await committed(notes) == []
    await add(notes, 1, "kept")
    assert await committed(notes) == ["kept"]


async def test_a_mistaken_statement_undoes_the_whole_block(notes: Database) -> None:
    await add(notes, 1, "first")
    with pytest.raises(sqlite3.IntegrityError):
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 2, "text": "second"})
            await tx.execute(ADD, {"id": 1, "text": "the same key"})
    assert await committed(notes) == ["first"]


async def test_foreign_keys_are_enforced(notes: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        async with notes.transaction() as tx:
            await tx.execute("INSERT INTO marks (id, note_id) VALUES (1, 1)")


async def test_a_reader_does_not_see_what_is_not_committed(notes: Database) -> None:
    async with notes.transaction() as tx:
        await tx.execute(ADD, {"id": 1, "text": "soon"})
        assert await committed(notes) == []
        assert await texts(tx) == ["soon"]
    assert await committed(notes) == ["soon"]


async def test_transactions_wait_for_each_other(notes: Database) -> None:
    """Each reads the count and writes it on: any overlap would break a key."""

    async def append() -> None:
        async with notes.transaction() as tx:
            row = await tx.fetch_one("SELECT count(*) AS n FROM notes")
            assert row is not None
            await asyncio.sleep(0)
            await tx.execute(ADD, {"id": row["n"], "text": str(row["n"])})

    await asyncio.gather(*(append() for _ in range(20)))
    assert len(await committed(notes)) == 20


async def test_more_readers_than_connections_wait_and_are_served(notes: Database) -> None:
    await add(notes, 1, "one")
    results = await asyncio.gather(*(committed(notes) for _ in range(5 * database.READERS)))
    assert results == [["one"]] * (5 * database.READERS)


async def test_cancelled_in_the_middle_rolls_back_before_the_next_begins(notes: Database) -> None:
    inside = asyncio.Event()

    async def interrupted() -> None:
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 1, "text": "half"})
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(interrupted())
    await inside.wait()
    waiting = asyncio.create_task(add(notes, 2, "next"))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await waiting
    assert await committed(notes) == ["next"]


async def test_cancelled_during_a_statement_rolls_it_back(notes: Database) -> None:
    async def interrupted() -> None:
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 1, "text": "half"})

    task = asyncio.create_task(interrupted())
    await asyncio.sleep(0)  # the statement is on its way to the thread
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await committed(notes) == []
    await add(notes, 1, "whole")


async def test_cancelled_during_commit_finishes_it_first(
    notes: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    committing = asyncio.Event()
    let_go = asyncio.Event()
    original = notes._writer.run

    async def slow(work: Callable[[sqlite3.Connection], object]) -> object:
        if work is database._commit:
            committing.set()
            await let_go.wait()
        return await original(work)

    monkeypatch.setattr(notes._writer, "run", slow)
    task = asyncio.create_task(add(notes, 1, "whole"))
    await committing.wait()
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()  # impatience changes nothing
    await asyncio.sleep(0)
    assert not task.done()
    let_go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await committed(notes) == ["whole"]


async def test_locked_by_another_program(notes: Database, db_path: Path) -> None:
    async with notes.transaction() as tx:
        await tx.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(db_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="is locked by another program"):
            await add(notes, 1, "not now")
        other.execute("ROLLBACK")
    await add(notes, 1, "now")
    assert await committed(notes) == ["now"]


async def test_a_full_disk_loses_nothing_that_was_kept(notes: Database) -> None:
    await add(notes, 1, "kept")
    async with notes.transaction() as tx:
        row = await tx.fetch_one("PRAGMA page_count")
        assert row is not None
        await tx.execute(f"PRAGMA max_page_count = {row[0]}")
    with pytest.raises(Full, match="disk is full"):
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 2, "text": "fits"})
            await tx.execute(ADD, {"id": 3, "text": "x" * 100_000})
    assert await committed(notes) == ["kept"]


async def test_closing_waits_for_the_transaction_and_leaves_one_file(
    db_path: Path, migrations: Path
) -> None:
    db = await Database.open(db_path, migrations)
    inside = asyncio.Event()
    let_go = asyncio.Event()

    async def writing() -> None:
        async with db.transaction() as tx:
            await tx.execute(ADD, {"id": 1, "text": "in time"})
            inside.set()
            await let_go.wait()

    task = asyncio.create_task(writing())
    await inside.wait()
    closing_down = asyncio.create_task(db.close())
    await asyncio.sleep(0)
    let_go.set()
    await asyncio.gather(task, closing_down)
    with closing(sqlite3.connect(f"file:{db_path}?mode=ro&immutable=1", uri=True)) as plain:
        assert plain.execute(TEXTS).fetchall() == [("in time",)]
    assert not db_path.with_name(f"{db_path.name}-wal").exists()


_WRITES_AND_WAITS = """
import asyncio, sys
from pathlib import Path
from storage.database import Database
from tests.support.notes import add

async def main():
    db = await Database.open(Path(sys.argv[1]), Path(sys.argv[2]))
    await add(db, 1, "acknowledged")
    print("committed", flush=True)
    async with db.transaction() as tx:
        await tx.execute("INSERT INTO notes (id, text) VALUES (2, 'half')")
        print("inside", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_kill_9_keeps_what_was_acknowledged_and_nothing_else(
    db_path: Path, migrations: Path
) -> None:
    command = [sys.executable, "-c", _WRITES_AND_WAITS, str(db_path), str(migrations)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "committed\n"
        assert process.stdout.readline() == "inside\n"
        process.send_signal(signal.SIGKILL)
    db = await Database.open(db_path, migrations)
    try:
        assert await committed(db) == ["acknowledged"]
    finally:
        await db.close()
