"""What was done early, told from the logs within somebody else's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.haste import KEPT_DAYS, Haste, held_since, is_raise
from storage import logs

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.practices import Practice
    from storage.connections import Connection


async def of_edit(conn: Connection, before: Practice, after: Practice, today: date) -> Haste | None:
    """Tell whether an edit raises the minimum much before 14 days were kept with the present."""
    if not is_raise(before, after, today):
        return None
    days = await logs.days(conn, before.community_id, before.id, held_since(before, today))
    minimum = before.standard_on(today).minimum
    kept = sum(day.amount >= minimum for day in days.values())
    return Haste.RAISED if kept < KEPT_DAYS else None
