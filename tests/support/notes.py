"""A schema of one table, for tests of the storage's own promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from storage.connections import Connection

FIRST = "CREATE TABLE notes (id BIGINT PRIMARY KEY, text TEXT NOT NULL);\n"
CHILD = (
    "CREATE TABLE marks (id BIGINT PRIMARY KEY, note_id BIGINT NOT NULL REFERENCES notes (id));\n"
)
GROW = "ALTER TABLE notes ADD COLUMN mood TEXT NOT NULL DEFAULT '';\n"
ADD = "INSERT INTO notes (id, text) VALUES (:id, :text)"
TEXTS = "SELECT text FROM notes ORDER BY id"


def write_migrations(folder: Path, *scripts: str) -> Path:
    """Make a folder of numbered migrations and return it."""
    folder.mkdir(exist_ok=True)
    for number, script in enumerate(scripts, start=1):
        (folder / f"{number:04}_step.sql").write_text(script, "utf-8")
    return folder


async def add(db: Database, number: int, text: str) -> None:
    async with db.transaction() as tx:
        await tx.execute(ADD, {"id": number, "text": text})


async def texts(conn: Connection) -> list[str]:
    return [row["text"] for row in await conn.fetch_all(TEXTS)]


async def committed(db: Database) -> list[str]:
    async with db.reading() as conn:
        return await texts(conn)


async def filled(path: Path, migrations: Path, text: str = "kept") -> Path:
    """Make a database at ``path`` that holds one note."""
    db = await Database.open(path, migrations)
    await add(db, 1, text)
    await db.close()
    return path


async def texts_in(path: Path, migrations: Path) -> list[str]:
    """Open the database at ``path``, as the bot would, and read its notes."""
    db = await Database.open(path, migrations)
    try:
        return await committed(db)
    finally:
        await db.close()
