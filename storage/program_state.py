"""What the program remembers about itself between runs; nothing of a member or a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.connections import Connection, Transaction

GET = """
SELECT value
FROM program_state
WHERE name = :name
"""

PUT = """
INSERT INTO program_state (name, value)
VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


async def get(conn: Connection, name: str) -> str | None:
    """Give what was last written under ``name``."""
    row = await conn.fetch_one(GET, {"name": name})
    return None if row is None else row["value"]


async def put(tx: Transaction, name: str, value: str) -> None:
    """Remember ``value`` under ``name``, in place of what was there."""
    await tx.execute(PUT, {"name": name, "value": value})
