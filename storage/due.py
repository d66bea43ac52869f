"""What is due is read a page at a time, those waiting longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime


def due_page(now: datetime, after: tuple[datetime, int] | None, most: int) -> dict[str, int]:
    """Give the parameters of a page: what is due by now, and was not on the page before.

    ``after`` is when the last one there was due, with its id.
    """
    after_at, after_id = after or (None, 0)
    return {
        "now": to_seconds(now),
        "after_at": to_seconds(after_at) if after_at else 0,
        "after_id": after_id,
        "most": most,
    }
