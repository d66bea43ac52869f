"""All open requests of a community, kept in the queue's order while they come, go and grow older.

A page is cut from the front of what is in order already: ten thousand open requests are sorted
once, and moved one by one afterwards.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, insort
from datetime import timedelta
from heapq import heapify, heappop, heappush, merge
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.ids import RequestId
from bot.domain.queues import Placed, Rank, rank, why_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import SkillId, UserId
    from bot.domain.queues import Entry, Viewer, Why

# After so long it is cheaper to sort everything than to move what has waited a day more.
SORTED_AFTER = timedelta(hours=6)
# Further back than this, the clock was set back.
MOMENT = timedelta(minutes=1)
# No place comes before these two, where the parts of the line begin.
FIRST_STUCK = Rank(is_work=False, minus_days=-sys.maxsize, minus_balance=0, id=RequestId(0))
FIRST_WORK = FIRST_STUCK._replace(is_work=True)


class Lane(NamedTuple):
    """A part of the line: requests to one person or to anyone, of one skill or of all."""

    asked: UserId | None
    skill_id: SkillId | None


class Line:
    """The queue of one community, in the order of the instant it was last moved on to."""

    def __init__(
        self, entries: Iterable[Entry], balances: Mapping[UserId, int], now: datetime
    ) -> None:
        self._balances = balances
        self._entries = {entry.id: entry for entry in entries}
        self._sort(now)

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._entries)

    def move_on(self, now: datetime) -> None:
        """Let time pass: whatever has waited one whole day more moves forward.

        Somebody who began to look a moment earlier sees the line as of the later moment.
        """
        if not self._now - MOMENT < now < self._now + SORTED_AFTER:
            self._sort(now)
            return
        self._now = max(self._now, now)
        while self._next_days and self._next_days[0][0] <= self._now:
            _, request_id = heappop(self._next_days)
            self._growing.discard(request_id)
            entry = self._entries.get(request_id)
            if entry:
                self._leave(entry)
                self._queue_up(entry)
                self._grow(entry)

    def put(self, entry: Entry) -> None:
        """Put a request in its place, anew where it is there already."""
        self.remove(entry.id)
        self._entries[entry.id] = entry
        self._note(entry)
        self._queue_up(entry)
        self._grow(entry)

    def remove(self, request_id: RequestId) -> None:
        """Take a request out, if it is there."""
        entry = self._entries.pop(request_id, None)
        if entry is None:
            return
        self._held.discard(request_id)
        theirs = self._by_author[entry.user_id]
        theirs.discard(request_id)
        if not theirs:
            del self._by_author[entry.user_id]
        self._leave(entry)

    def weigh(self, balances: Mapping[UserId, int]) -> None:
        """Move the requests of those whose balance of given and taken has changed."""
        before, self._balances = self._balances, balances
        for user_id, theirs in self._by_author.items():
            if before.get(user_id, 0) != balances.get(user_id, 0):
                for entry in [self._entries[request_id] for request_id in theirs]:
                    self._leave(entry)
                    self._queue_up(entry)

    def of_author(self, user_id: UserId) -> frozenset[RequestId]:
        """Return what somebody asked and is open."""
        return frozenset(self._by_author.get(user_id, ()))

    def view(self, viewer: Viewer, skill_id: SkillId | None = None) -> View:
        """Return the line as somebody sees it; it holds until the line changes."""
        unseen = {each for user_id in viewer.apart for each in self._by_author.get(user_id, ())}
        unseen |= self._by_author.get(viewer.user_id, set())
        mine: list[Rank] = []
        for request_id in list(self._held):
            entry = self._entries[request_id]
            holder = entry.holder(self._now)
            if holder is None:
                self._held.discard(request_id)
            elif request_id not in unseen:
                unseen.add(request_id)
                if holder == viewer.user_id and entry.asked in (None, viewer.user_id):
                    mine.append(self._ranks[request_id])
        lanes = [
            lane
            for asked in (None, viewer.user_id)
            if (lane := self._lanes.get(Lane(asked, skill_id)))
        ]
        return View(self._entries, self._ranks, sorted(mine), lanes, unseen)

    def _sort(self, now: datetime) -> None:
        self._now = now
        self._ranks: dict[RequestId, Rank] = {}
        self._lanes: dict[Lane, list[Rank]] = {}
        self._by_author: dict[UserId, set[RequestId]] = {}
        self._held: set[RequestId] = set()
        for entry in self._entries.values():
            self._note(entry)
            place = self._ranks[entry.id] = self._rank(entry)
            for lane in _lanes_of(entry):
                self._lanes.setdefault(lane, []).append(place)
        for places in self._lanes.values():
            places.sort()
        # When each one has waited a whole day more; at most one item for each request.
        self._next_days = [(each.next_day_at(now), each.id) for each in self._entries.values()]
        self._growing = set(self._entries)
        heapify(self._next_days)

    def _rank(self, entry: Entry) -> Rank:
        return rank(entry, self._balances.get(entry.user_id, 0), self._now)

    def _note(self, entry: Entry) -> None:
        self._by_author.setdefault(entry.user_id, set()).add(entry.id)
        if entry.hold:
            self._held.add(entry.id)

    def _grow(self, entry: Entry) -> None:
        if entry.id not in self._growing:
            self._growing.add(entry.id)
            heappush(self._next_days, (entry.next_day_at(self._now), entry.id))

    def _queue_up(self, entry: Entry) -> None:
        place = self._ranks[entry.id] = self._rank(entry)
        for lane in _lanes_of(entry):
            insort(self._lanes.setdefault(lane, []), place)

    def _leave(self, entry: Entry) -> None:
        place = self._ranks.pop(entry.id)
        for lane in _lanes_of(entry):
            places = self._lanes[lane]
            del places[bisect_left(places, place)]
            if not places:
                del self._lanes[lane]


class View:
    """What one viewer may answer: what they hold, of any skill, and then the others in order."""

    def __init__(
        self,
        entries: Mapping[RequestId, Entry],
        ranks: Mapping[RequestId, Rank],
        mine: Sequence[Rank],
        lanes: Sequence[Sequence[Rank]],
        unseen: set[RequestId],
    ) -> None:
        self._entries = entries
        self._ranks = ranks
        self._mine = mine
        self._lanes = lanes
        self._unseen = unseen

    def __len__(self) -> int:
        """Return how many there are, what the viewer holds included."""
        missing = sum(
            _is_in(lane, self._ranks[request_id])
            for request_id in self._unseen
            for lane in self._lanes
        )
        return len(self._mine) + sum(map(len, self._lanes)) - missing

    @property
    def mine(self) -> frozenset[RequestId]:
        """What the viewer holds."""
        return frozenset(place.id for place in self._mine)

    @property
    def longest_days(self) -> int:
        """For how many whole days the one has waited that has waited longest."""
        # Both parts of the line begin with the one that has waited longest.
        firsts = (next(self._others(start), None) for start in (FIRST_STUCK, FIRST_WORK))
        return max((-each.minus_days for each in (*self._mine, *firsts) if each), default=0)

    def page(self, number: int, size: int) -> tuple[Entry, ...]:
        """Return the entries of a page, counted from 0."""
        places = islice(chain(self._mine, self._others()), number * size, (number + 1) * size)
        return tuple(self._entries[place.id] for place in places)

    def explain(self, number: int, size: int) -> tuple[Placed, ...]:
        """Return a page, each entry with the reason why it stands before the next one."""
        places = chain(self._mine, self._others(), (None,))
        pairs = islice(pairwise(places), number * size, (number + 1) * size)
        return tuple(
            Placed(self._entries[place.id], self._why(place, after))
            for place, after in pairs
            if place
        )

    def _why(self, place: Rank, after: Rank | None) -> Why | None:
        return None if after is None or place in self._mine else why_before(place, after)

    def _others(self, start: Rank = FIRST_STUCK) -> Iterator[Rank]:
        """Give the places of what nobody holds, in order, from a place on."""
        parts = (_from(lane, bisect_left(lane, start)) for lane in self._lanes)
        return (place for place in merge(*parts) if place.id not in self._unseen)


def _lanes_of(entry: Entry) -> tuple[Lane, ...]:
    every = Lane(entry.asked, None)
    return (every,) if entry.skill_id is None else (every, Lane(entry.asked, entry.skill_id))


def _from(places: Sequence[Rank], index: int) -> Iterator[Rank]:
    return (places[each] for each in range(index, len(places)))


def _is_in(places: Sequence[Rank], place: Rank) -> bool:
    index = bisect_left(places, place)
    return index < len(places) and places[index] == place
