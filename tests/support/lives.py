"""A row for somebody in every table, made from the schema alone, so that no table is forgotten."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection
    from storage.database import Database

Value: TypeAlias = int | str | bytes | None

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
_VALUES: Mapping[str, Value] = {
    "TEXT": "2026-01-05",
    "INTEGER": 1,
    "BIGINT": 1,
    "BLOB": b"file",
}
# Stored words that storage reads back as one of a few.
_WORDS = {
    "removed_at": None,
    "nudges": "off",
    "offered_visibility": "open",
    "schedule": "127",
    "setting": "zone",
    "state": "open",
    "visibility": "open",
    "week": "2026-W02",
    "weekly_parts": "streaks",
    "zone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and the table and column whose rows it points at."""

    name: str
    kind: str
    parent: str | None
    parent_key: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it names a member."""
        return self.name == "user_id" or self.name.endswith(("_user_id", "_by"))


async def schema(conn: Connection) -> dict[str, tuple[Column, ...]]:
    """Return the columns of every table."""
    found: dict[str, tuple[Column, ...]] = {}
    for row in await conn.fetch_all(TABLES):
        table = row["name"]
        keys = await conn.fetch_all(f"PRAGMA foreign_key_list({table})")
        parents = {key["from"]: (key["table"], key["to"]) for key in keys}
        columns = await conn.fetch_all(f"PRAGMA table_info({table})")
        found[table] = tuple(
            Column(column["name"], column["type"], *parents.get(column["name"], (None, "")))
            for column in columns
        )
    return found


def personal(tables: dict[str, tuple[Column, ...]]) -> set[str]:
    """Return the tables that name a person, and those keyed to such a table."""
    found = {name for name, columns in tables.items() if any(each.is_person for each in columns)}
    while True:
        more = {
            name
            for name, columns in tables.items()
            if any(each.parent in found and each.name != "skill_id" for each in columns)
        }
        if more <= found:
            return found
        found |= more


async def live(
    db: Database, community_id: CommunityId, user_id: UserId, start: int
) -> dict[str, int]:
    """Give somebody one row in every table; return the ids of the rows by table."""
    ids: dict[str, int] = {}
    rows: dict[str, dict[str, Value]] = {}
    numbers = itertools.count(start)
    async with db.transaction() as tx:
        tables = await schema(tx)
        for table, columns in tables.items():
            if table == "program_state":
                continue
            ids[table] = next(numbers)
            known: dict[str, Value] = {
                "community_id": community_id,
                "synonym_of": ids.get("skills"),
                "name_key": str(ids[table]),
                "title_key": str(ids[table]),
                **_WORDS,
            }
            row = rows[table] = {
                column.name: known[column.name]
                if column.name in known
                else _value(column, ids[table], rows, user_id)
                for column in columns
            }
            names = ", ".join(row)
            places = ", ".join(f":{name}" for name in row)
            # The community is there from its first member on.
            await tx.execute(
                f"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING",  # noqa: S608
                row,
            )
    return ids


def _value(
    column: Column, number: int, rows: Mapping[str, Mapping[str, Value]], user_id: UserId
) -> Value:
    if column.is_person:
        return user_id
    if column.parent:
        # A row that may point at another one of its own table points at itself.
        return rows.get(column.parent, {}).get(column.parent_key, number)
    return number if column.name.endswith("_id") else _VALUES[column.kind]
