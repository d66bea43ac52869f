"""Every step is whole or has not happened, and the file says which steps it has had."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.domain.settings import Nudges
from storage import communities, members
from storage.database import Database
from storage.errors import Damaged
from storage.migrations import runner
from tests.support.callers import ANNA, BEN, HERE
from tests.support.lives import TABLES, live
from tests.support.notes import CHILD, FIRST, GROW, committed, filled, write_migrations

if TYPE_CHECKING:
    from pathlib import Path


def look(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(sql).fetchall()


def version(path: Path) -> object:
    return look(path, "PRAGMA user_version")[0][0]


def test_the_real_steps_are_found_and_numbered() -> None:
    found = runner.steps()
    assert found
    assert [step.version for step in found] == list(range(1, len(found) + 1))


def test_the_real_steps_lead_to_a_sound_schema(db_path: Path) -> None:
    before, after = runner.migrate(db_path)
    assert (before, after) == (0, len(runner.steps()))
    assert look(db_path, "PRAGMA integrity_check") == [("ok",)]
    assert runner.migrate(db_path) == (after, after)


async def test_a_file_of_the_first_version_is_carried_over_whole(
    tmp_path: Path, db_path: Path
) -> None:
    first = runner.steps()[0]
    folder = write_migrations(tmp_path / "migrations", first.sql)
    old = await Database.open(db_path, folder)
    try:
        for user, start in ((ANNA, 100), (BEN, 500)):
            await live(old, HERE, user, start)
    finally:
        await old.close()
    tables = [name for (name,) in look(db_path, TABLES) if name != "sqlite_sequence"]
    assert len(tables) > 20
    before = {str(table): look(db_path, f"SELECT * FROM {table}") for table in tables}  # noqa: S608
    assert sum(map(len, before.values())) > 2 * 15
    new = await Database.open(db_path)
    try:
        async with new.reading() as conn:
            member, community = (
                await members.get(conn, HERE, ANNA),
                await communities.get(conn, HERE),
            )
            assert member
            assert member.nudges is Nudges.OFF
            assert community
            assert community.feedback_channel_id is None
            kept = await conn.fetch_all("SELECT source, source_id FROM adjustments")
            assert [tuple(row) for row in kept] == [("reflection", None)] * 2
    finally:
        await new.close()
    assert version(db_path) == len(runner.steps())
    assert look(db_path, "PRAGMA foreign_key_check") == []
    for table, rows in before.items():
        # New columns come last.
        now = look(db_path, f"SELECT * FROM {table}")  # noqa: S608
        assert [row[: len(old)] for row, old in zip(now, rows, strict=True)] == rows, table
    assert look(db_path.with_name(f"{db_path.name}.bak-v1"), "SELECT 1 FROM members")


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path) -> None:
    folder = write_migrations(tmp_path / "migrations", FIRST)
    (folder / "0003_late.sql").write_text(GROW, "utf-8")
    with pytest.raises(ValueError, match="not numbered 1 to 2"):
        runner.steps(folder)


async def test_steps_are_applied_in_order_and_the_old_file_is_kept(
    tmp_path: Path, db_path: Path
) -> None:
    folder = write_migrations(tmp_path / "migrations", FIRST)
    await filled(db_path, folder)
    write_migrations(folder, FIRST, GROW, "UPDATE notes SET mood = 'glad';")
    assert runner.migrate(db_path, folder) == (1, 3)
    assert look(db_path, "SELECT text, mood FROM notes") == [("kept", "glad")]
    kept = db_path.with_name(f"{db_path.name}.bak-v1")
    assert look(kept, "SELECT * FROM notes") == [(1, "kept")]
    assert version(kept) == 1
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == [
        db_path.name,
        kept.name,
        f"{db_path.name}.lock",
    ]


def test_a_new_file_leaves_no_copy(tmp_path: Path, db_path: Path) -> None:
    runner.migrate(db_path, write_migrations(tmp_path / "migrations", FIRST))
    assert not list(tmp_path.glob("*.bak*"))


async def test_a_failing_step_leaves_version_and_data_untouched(
    tmp_path: Path, db_path: Path
) -> None:
    folder = write_migrations(tmp_path / "migrations", FIRST)
    await filled(db_path, folder)
    half = "DELETE FROM notes;\nCREATE TABLE extra (id BIGINT);\nINSERT INTO nowhere VALUES (1);\n"
    write_migrations(folder, FIRST, half)
    for _ in range(2):  # and trying again changes nothing either
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            await Database.open(db_path, folder)
        assert version(db_path) == 1
        assert look(db_path, "SELECT text FROM notes") == [("kept",)]
        assert look(db_path, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    write_migrations(folder, FIRST, GROW)
    db = await Database.open(db_path, folder)
    try:
        assert await committed(db) == ["kept"]
    finally:
        await db.close()


def test_the_steps_before_a_failing_one_are_kept(tmp_path: Path, db_path: Path) -> None:
    folder = write_migrations(
        tmp_path / "migrations", FIRST, GROW, "INSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(sqlite3.OperationalError):
        runner.migrate(db_path, folder)
    assert version(db_path) == 2


def test_a_step_may_rebuild_a_table_that_others_point_to(tmp_path: Path, db_path: Path) -> None:
    rebuild = (
        "CREATE TABLE fresh (id BIGINT PRIMARY KEY, text TEXT NOT NULL, mood TEXT);\n"
        "INSERT INTO fresh (id, text) SELECT id, text FROM notes;\n"
        "DROP TABLE notes;\nALTER TABLE fresh RENAME TO notes;\n"
    )
    rows = "INSERT INTO notes VALUES (1, 'a');\nINSERT INTO marks VALUES (1, 1);\n"
    folder = write_migrations(tmp_path / "migrations", FIRST + CHILD, rows, rebuild)
    runner.migrate(db_path, folder)
    assert look(db_path, "SELECT text, mood FROM notes") == [("a", None)]
    assert look(db_path, "SELECT note_id FROM marks") == [(1,)]


def test_a_step_that_orphans_rows_is_undone(tmp_path: Path, db_path: Path) -> None:
    rows = "INSERT INTO notes VALUES (1, 'a');\nINSERT INTO marks VALUES (1, 1);\n"
    folder = write_migrations(tmp_path / "migrations", FIRST + CHILD + rows, "DELETE FROM notes;")
    with pytest.raises(Damaged, match="step 2 would leave rows without their parents"):
        runner.migrate(db_path, folder)
    assert version(db_path) == 1
    assert look(db_path, "SELECT text FROM notes") == [("a",)]


def test_a_step_may_not_commit_by_itself(tmp_path: Path, db_path: Path) -> None:
    """It would no longer be whole; the last statement then fails."""
    folder = write_migrations(tmp_path / "migrations", FIRST + "COMMIT;\n")
    with pytest.raises(sqlite3.OperationalError, match="no transaction is active"):
        runner.migrate(db_path, folder)
