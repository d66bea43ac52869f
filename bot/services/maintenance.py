"""What is thrown away when its time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage import drafts, receipts

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.services.imports import Imports
    from storage.database import Database

# Discord delivers an interaction again within seconds, if at all.
RECEIPTS_KEPT = timedelta(days=1)


class Maintenance:
    """Deletes what the rules say is kept no longer."""

    def __init__(self, db: Database, clock: Clock, imports: Imports) -> None:
        self._db = db
        self._clock = clock
        self._imports = imports

    async def tidy_up(self) -> None:
        """Delete expired drafts, old receipts, and files that were never brought in."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await drafts.delete_expired(tx, now)
            await receipts.purge(tx, now - RECEIPTS_KEPT)
        await self._imports.tidy_up()
