"""What the program remembers about itself between two starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import program_state

if TYPE_CHECKING:
    from storage.database import Database


class Program:
    """A few named texts, such as the fingerprint of the command list that Discord knows."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def remembered(self, name: str) -> str | None:
        """Return the text kept under a name, or None."""
        async with self._db.reading() as conn:
            return await program_state.get(conn, name)

    async def remember(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        async with self._db.transaction() as tx:
            await program_state.put(tx, name, value)
