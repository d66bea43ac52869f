"""One statement, whole and kept like a transaction."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.ids import InteractionId
from storage import communities, members, profiles
from storage.database import Database
from tests.storage.test_logs import MEMBER, NOW
from tests.support.callers import ANNA, HERE
from tests.support.notes import ADD, FIRST, TEXTS, add, committed, texts_in, write_migrations

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable
    from pathlib import Path

    from storage.connections import SingleStatement


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write_migrations(tmp_path / "migrations", FIRST)


@pytest.fixture
async def notes(db_path: Path, migrations: Path) -> AsyncGenerator[Database]:
    db = await Database.open(db_path, migrations)
    try:
        yield db
    finally:
        await db.close()


async def add_alone(db: Database, number: int, text: str) -> None:
    async with db.single() as tx:
        await tx.execute(ADD, {"id": number, "text": text})


async def test_it_is_kept_at_once_and_a_query_in_the_same_trip_sees_it(notes: Database) -> None:
    async with notes.single() as tx:
        one = {"id": 1, "text": "one"}
        changed, rows = await tx.execute_then_fetch(ADD, TEXTS, one)
        assert await committed(notes) == ["one"]
    assert (changed, [row["text"] for row in rows]) == (1, ["one"])


STATEMENTS: dict[str, Callable[[SingleStatement], Awaitable[object]]] = {
    "one": lambda tx: tx.execute(ADD, {"id": 2, "text": "two"}),
    "many": lambda tx: tx.execute_many(ADD, [{"id": 2, "text": "two"}]),
    "returning": lambda tx: tx.fetch_one(f"{ADD} RETURNING id", {"id": 2, "text": "two"}),
    "with a query": lambda tx: tx.execute_then_fetch(ADD, TEXTS, {"id": 2, "text": "two"}),
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
async def test_a_second_statement_is_refused(
    notes: Database, statement: Callable[[SingleStatement], Awaitable[object]]
) -> None:
    with pytest.raises(RuntimeError, match="a second statement"):
        async with notes.single() as tx:
            await tx.execute(ADD, {"id": 1, "text": "one"})
            await statement(tx)
    assert await committed(notes) == ["one"]


async def test_many_rows_are_not_one_statement(notes: Database) -> None:
    with pytest.raises(RuntimeError, match="a second statement"):
        async with notes.single() as tx:
            await tx.execute_many(ADD, [{"id": n, "text": str(n)} for n in (1, 2)])
    assert await committed(notes) == []


async def test_reading_alone_is_refused(notes: Database) -> None:
    with pytest.raises(RuntimeError, match="only a writing statement"):
        async with notes.single() as tx:
            await tx.fetch_all(TEXTS)


async def test_a_statement_that_fails_keeps_nothing(notes: Database) -> None:
    await add_alone(notes, 1, "first")
    with pytest.raises(sqlite3.IntegrityError):
        async with notes.single() as tx:
            several = "INSERT INTO notes (id, text) VALUES (2, 'second'), (1, 'the same key')"
            await tx.execute(several)
    assert await committed(notes) == ["first"]
    await add(notes, 2, "next")
    assert await committed(notes) == ["first", "next"]


async def test_it_is_no_part_of_a_transaction_under_way(notes: Database) -> None:
    begun = asyncio.Event()

    async def second() -> None:
        await begun.wait()
        await add_alone(notes, 2, "two")

    waiting = asyncio.create_task(second())
    with pytest.raises(LookupError):
        async with notes.transaction() as tx:
            await tx.execute(ADD, {"id": 1, "text": "one"})
            begun.set()
            await asyncio.wait((waiting,), timeout=0.05)
            raise LookupError
    await waiting
    assert await committed(notes) == ["two"]


async def test_a_profile_is_forgotten(db: Database) -> None:
    async with db.transaction() as tx:
        await communities.add(tx, Community(HERE), NOW)
        await members.add(tx, MEMBER, InteractionId(1))
    async with db.reading() as conn:
        assert await profiles.get(conn, HERE, ANNA)
    async with db.single() as tx:
        erase = "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id"
        await tx.execute(erase, {"community_id": HERE, "user_id": ANNA})
    async with db.reading() as conn:
        assert await profiles.get(conn, HERE, ANNA) is None


async def test_cancelled_on_its_way_it_arrives_before_anything_goes_on(notes: Database) -> None:
    """Else what is forgotten could be remembered again, as it was before the statement."""
    held = threading.Event()
    forgotten_after: list[list[str]] = []

    async def interrupted() -> None:
        async with notes.single() as tx:
            await tx.execute(ADD, {"id": 1, "text": "whole"})

    def forget(_: object) -> None:
        with sqlite3.connect(notes.path) as other:
            forgotten_after.append([text for (text,) in other.execute(TEXTS)])
        other.close()

    notes.listen(forget)
    blocked = asyncio.create_task(notes._writer.run(lambda _: held.wait(3)))
    await asyncio.sleep(0)
    task = asyncio.create_task(interrupted())
    await asyncio.sleep(0)
    for _ in range(2):  # impatience changes nothing
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    held.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await blocked
    assert forgotten_after == [["whole"]]


_WRITES_AND_WAITS = """
import asyncio, sys
from pathlib import Path
from storage.database import Database
from tests.support.notes import ADD

async def main():
    db = await Database.open(Path(sys.argv[1]), Path(sys.argv[2]))
    async with db.single() as tx:
        await tx.execute(ADD, {"id": 1, "text": "acknowledged"})
        print("kept", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_kill_9_keeps_it_once_it_was_acknowledged(db_path: Path, migrations: Path) -> None:
    command = [sys.executable, "-c", _WRITES_AND_WAITS, str(db_path), str(migrations)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        process.send_signal(signal.SIGKILL)
    assert await texts_in(db_path, migrations) == ["acknowledged"]
