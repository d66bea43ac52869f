"""Acting on many things, some at once."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable

T = TypeVar("T")

log = logging.getLogger(__name__)

# So many may be under way: with more, members wait longer for their answers; with fewer, ten
# silent channels hold up the eleventh.
AT_ONCE = 12
_IDENTITY = ("community_id", "challenge_id", "id", "kind", "period")


async def spread(items: AsyncIterable[T], act: Callable[[T], Awaitable[None]]) -> None:
    """Act on each item, some at once; one failure does not stop the others."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(item: T) -> None:
        try:
            await act(item)
        except Exception:
            log.exception("incident %s with %s", secrets.token_hex(4), _name(item))
        finally:
            free.release()

    async with asyncio.TaskGroup() as group:
        async for item in items:
            await free.acquire()
            group.create_task(one(item))


def _name(item: object) -> str:
    """Name an item by what identifies it: what members wrote does not belong in the log."""
    if isinstance(item, int):
        return str(item)
    known = ((name, getattr(item, name, None)) for name in _IDENTITY)
    told = (f"{name} {value}" for name, value in known if value is not None)
    return " ".join((type(item).__name__, *told))


async def each(items: Iterable[T]) -> AsyncIterator[T]:
    """Give items that are there already to `spread`."""
    for item in items:
        yield item
