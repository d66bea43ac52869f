"""What is due in all communities, however much it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime

    from storage.connections import Connection
    from storage.database import Database

T = TypeVar("T")

PAGE = 100


async def each_due(
    db: Database,
    now: datetime,
    read: Callable[[Connection, datetime, T | None, int], Awaitable[Sequence[T]]],
) -> AsyncIterator[T]:
    """Give all that is due by ``now``; ``read`` gives a page of it, after the last one before.

    No reader is held while something is done about what was given.
    """
    last: T | None = None
    while True:
        async with db.reading() as conn:
            page = await read(conn, now, last, PAGE)
        for found in page:
            yield found
        if len(page) < PAGE:
            return
        last = page[-1]
