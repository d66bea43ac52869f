"""What was read and still holds, so that it need not be read again for every command.

Nothing has to be told to forget: a committed statement that writes one of the tables behind a value
makes it forgotten, by the ids among the statement's own parameters. One process
owns a database file, so nobody else can write behind our back.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

T = TypeVar("T")

MOST_REMEMBERED = 2_000
_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)


class Written(NamedTuple):
    """Where a statement wrote; None stands for everybody, and for all requests."""

    table: str
    community_id: int | None
    user_id: int | None
    request_id: int | None = None


def written(sql: str, parameters: Mapping[str, object]) -> Written | None:
    """Tell where a statement writes, or None for one that only reads."""
    table = _table_written(sql)
    if table is None:
        return None
    return Written(
        table,
        _id(parameters, "community_id"),
        _id(parameters, "user_id"),
        _id(parameters, "request_id"),
    )


class _Reading(NamedTuple, Generic[T]):
    """What is being read, and after how many changes that began; None where it comes to nothing."""

    as_of: int
    value: asyncio.Future[T | None]


class Memory(Generic[T]):
    """Values of members, derived from some tables; the ones used least lately go first.

    In ``tables`` a member's rows change only their own value; in ``shared`` everybody's here.
    """

    def __init__(self, tables: frozenset[str], shared: frozenset[str] = frozenset()) -> None:
        self._tables = tables | shared
        self._shared = shared
        self._values: OrderedDict[tuple[int, int], T] = OrderedDict()
        self._reading: dict[tuple[int, int], _Reading[T]] = {}
        self.changes = 0
        """How often something was forgotten: what was read before may be out of date."""

    def get(self, community_id: int, user_id: int) -> T | None:
        """Return what is remembered of a member, or None."""
        key = (community_id, user_id)
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key]

    async def recall(
        self,
        community_id: int,
        user_id: int,
        read: Callable[[], Awaitable[T]],
        *,
        holds: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """Return what is remembered of a member and still ``holds``, or read and remember it.

        What somebody else is reading already is waited for, unless something changed since they
        began. None says that there is nobody, and is not remembered.
        """
        known = self.get(community_id, user_id)
        if known is not None and holds(known):
            return known
        reading = self._reading.get((community_id, user_id))
        if reading and reading.as_of == self.changes:
            value = await asyncio.shield(reading.value)
            if value is not None and holds(value):
                return value
        return await self._read(community_id, user_id, read)

    async def _read(self, community_id: int, user_id: int, read: Callable[[], Awaitable[T]]) -> T:
        """Read and remember, and let those who wait have it, or read for themselves."""
        key, found = (community_id, user_id), None
        reading: _Reading[T] = _Reading(self.changes, asyncio.Future())
        self._reading[key] = reading
        try:
            value = found = await read()
        finally:
            if self._reading.get(key) is reading:
                del self._reading[key]
            reading.value.set_result(found)
        if value is not None:
            self.keep(community_id, user_id, value, as_of=reading.as_of)
        return value

    def keep(self, community_id: int, user_id: int, value: T, *, as_of: int) -> None:
        """Remember a value, unless something changed since ``as_of``, when it was read."""
        if as_of != self.changes:
            return
        self._values[community_id, user_id] = value
        if len(self._values) > MOST_REMEMBERED:
            self._values.popitem(last=False)

    def forget(self, statements: Iterable[Written]) -> None:
        """Forget what committed statements may have changed."""
        for statement in statements:
            if statement.table in self._tables:
                self.changes += 1
                is_own = statement.table not in self._shared
                self._drop(statement.community_id, statement.user_id if is_own else None)

    def _drop(self, community_id: int | None, user_id: int | None) -> None:
        if community_id is not None and user_id is not None:
            self._values.pop((community_id, user_id), None)
            return
        for key in list(self._values):
            if (community_id in (None, key[0])) and (user_id in (None, key[1])):
                del self._values[key]


@lru_cache(maxsize=1_000)
def _table_written(sql: str) -> str | None:
    found = _WRITES.match(sql)
    return found[1] if found else None


def _id(parameters: Mapping[str, object], name: str) -> int | None:
    value = parameters.get(name)
    return value if isinstance(value, int) else None
