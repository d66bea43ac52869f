"""The queues of communities, remembered in memory so that a page need not sort all that is open.

What is remembered is derived, never stored. Every committed statement tells what it may have
changed (``storage.memory``), and before the next page that much is read again.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, RequestId, UserId
from bot.domain.queue_lines import Line
from bot.domain.queues import PACE_OVER, pace_of
from storage import queues

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from bot.domain.queues import Viewer
    from bot.services.standings import Standings
    from storage.connections import Connection
    from storage.database import Database
    from storage.memory import Written

# About a kilobyte each; the queue asked for last is remembered whatever its size.
MOST_REMEMBERED = 20_000
_OVERHEAD = 10
# Reading more rows one by one takes longer than reading everything.
MOST_SINGLE = 200
# The pace of answers is told in hours and days.
WEIGHED_FOR = timedelta(hours=1)
BEFORE, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
UNDER_VIEWERS = frozenset({"blocks", "communities", "members", "suspensions"})
UNDER_LINES = frozenset(
    {
        "communities",  # take everything with them
        "feedback",  # what was given and taken, and how fast
        "hidden_pieces",
        "members",  # take their requests with them
        "requests",
        "suspensions",  # keep requests out of the queue
        "skills",  # name entries; deleting one takes it off the requests that carried it
    }
)


@dataclass(slots=True)
class _Stale:
    """What has to be read again."""

    everything: bool = False
    weights: bool = False
    requests: set[RequestId] = field(default_factory=set[RequestId])
    authors: set[UserId] = field(default_factory=set[UserId])

    def __bool__(self) -> bool:
        return self.everything or self.weights or bool(self.requests or self.authors)

    def note(self, statement: Written) -> None:
        if statement.table == "feedback":
            self.weights = True
        elif statement.table == "members" and statement.user_id is not None:
            self.authors.add(UserId(statement.user_id))  # whose requests go with them
        elif statement.table == "requests" and statement.request_id is not None:
            self.requests.add(RequestId(statement.request_id))
        else:
            self.everything = True


class _Kept:
    """The queue of one community, as far as it was read."""

    def __init__(self) -> None:
        self.balances: Mapping[UserId, int] = {}
        self.line = Line((), self.balances, BEFORE)
        self.pace: timedelta | None = None
        self.weighed_until = BEFORE
        self.viewers: dict[UserId, Viewer] = {}
        self.stale = _Stale(everything=True)
        self.reading = asyncio.Lock()

    def note(self, statement: Written) -> None:
        if statement.table in UNDER_VIEWERS:
            self.viewers = {}
        if statement.table in UNDER_LINES:
            self.stale.note(statement)

    @property
    def size(self) -> int:
        return _OVERHEAD + len(self.line) + len(self.viewers)

    def is_fresh(self, now: datetime) -> bool:
        # While somebody reads, what they found stale is not put right yet.
        return not (self.stale or self.reading.locked()) and now < self.weighed_until


class QueueLines:
    """Gives the queue of a community as it is committed now."""

    def __init__(self, db: Database, standings: Standings) -> None:
        self._db = db
        self._standings = standings
        self._kept: OrderedDict[CommunityId, _Kept] = OrderedDict()
        db.listen(self._note)

    async def viewer(self, community_id: CommunityId, user_id: UserId) -> Viewer:
        """Return what decides which requests somebody sees."""
        viewers = self._remember(community_id).viewers
        viewer = viewers.get(user_id)
        if viewer is None:
            async with self._db.reading() as conn:
                viewer = await queues.viewer(conn, community_id, user_id)
            # Where one was written meanwhile, these viewers are remembered no more.
            viewers[user_id] = viewer
        return viewer

    async def of(self, community_id: CommunityId, now: datetime) -> tuple[Line, timedelta | None]:
        """Return the line as of now, and the median time to an answer in the last four weeks.

        The line holds until the next await.
        """
        kept = self._remember(community_id)
        if not kept.is_fresh(now):
            async with kept.reading:
                await self._refresh(kept, community_id, now)
            self._let_go()
        kept.line.move_on(now)
        return kept.line, kept.pace

    def _note(self, statements: Collection[Written]) -> None:
        for statement in statements:
            if statement.table not in UNDER_LINES | UNDER_VIEWERS:
                continue
            if statement.community_id is None:
                self._kept.clear()
            elif kept := self._kept.get(CommunityId(statement.community_id)):
                kept.note(statement)

    def _remember(self, community_id: CommunityId) -> _Kept:
        kept = self._kept.get(community_id)
        if kept is None:
            kept = self._kept[community_id] = _Kept()
        self._kept.move_to_end(community_id)
        return kept

    async def _refresh(self, kept: _Kept, community_id: CommunityId, now: datetime) -> None:
        stale, kept.stale = kept.stale, _Stale()
        try:
            async with self._db.reading() as conn:
                if stale.weights or now >= kept.weighed_until:
                    await self._weigh(conn, kept, community_id, now)
                await _read(conn, kept, community_id, stale, now)
        except BaseException:
            kept.stale = _Stale(everything=True, weights=True)
            raise

    async def _weigh(
        self, conn: Connection, kept: _Kept, community_id: CommunityId, now: datetime
    ) -> None:
        standing = await self._standings.of_community(conn, community_id, now)
        waits = await queues.waits(conn, community_id, now - PACE_OVER)
        kept.balances = {user_id: each.balance for user_id, each in standing.by_member.items()}
        kept.line.weigh(kept.balances)
        kept.pace = pace_of(waits)
        kept.weighed_until = min(now + WEIGHED_FOR, standing.until or NEVER)

    def _let_go(self) -> None:
        """Forget the queues asked for least lately, where too much is remembered."""
        size = sum(kept.size for kept in self._kept.values())
        while size > MOST_REMEMBERED and len(self._kept) > 1:
            _, kept = self._kept.popitem(last=False)
            size -= kept.size


async def _read(
    conn: Connection, kept: _Kept, community_id: CommunityId, stale: _Stale, now: datetime
) -> None:
    """Put right what may have changed since it was read."""
    changed = {
        *stale.requests,
        *(each for who in stale.authors for each in kept.line.of_author(who)),
    }
    if stale.everything or len(changed) > MOST_SINGLE:
        kept.line = Line(await queues.entries(conn, community_id), kept.balances, now)
    elif changed:
        found = await queues.entries_of(conn, community_id, changed)
        for request_id in changed - {entry.id for entry in found}:
            kept.line.remove(request_id)
        for entry in found:
            kept.line.put(entry)
