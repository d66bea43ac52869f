"""The queue: what a helper may answer, in one order for everybody, and why in that order.

Stuck first; then whole days waited; then what its author gave minus what they took; then id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.requests import RequestKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.ids import CommunityId, RequestId, SkillId, UserId
    from bot.domain.requests import Hardship, Hold, Request, Wish

DAY = timedelta(days=1)
HOLDS = 1
HOLDS_OF_GIVERS = 2
PAGE = 5
PACE_OVER = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Entry:
    """An open request as the queue shows it. ``words`` say what is hard, for who is stuck.

    ``asked`` is the one person who may answer; None: anyone.
    """

    id: RequestId
    community_id: CommunityId
    user_id: UserId
    kind: RequestKind
    title: str
    asked_at: datetime
    question: str = ""
    words: str = ""
    asked: UserId | None = None
    anonymous: bool = False
    skill_id: SkillId | None = None
    skill: str | None = None
    rubric: str | None = None
    wanted_by: datetime | None = None
    hardship: Hardship | None = None
    wish: Wish | None = None
    hold: Hold | None = None

    def holder(self, now: datetime) -> UserId | None:
        """Return who holds it now, or None."""
        return self.hold.user_id if self.hold and self.hold.until > now else None

    def days_waited(self, now: datetime) -> int:
        """Return for how many whole days of 24 hours it has waited."""
        return max(0, (now - self.asked_at) // DAY)

    def next_day_at(self, now: datetime) -> datetime:
        """Return when it will have waited one whole day more."""
        return self.asked_at + (self.days_waited(now) + 1) * DAY


class Rank(NamedTuple):
    """A place in the queue: smaller comes first, and no two requests have the same."""

    is_work: bool
    minus_days: int
    minus_balance: int
    id: RequestId


def rank(entry: Entry, balance: int, now: datetime) -> Rank:
    """Return a request's place, by its author's balance of helpful given and taken."""
    is_work = entry.kind is not RequestKind.STUCK
    return Rank(is_work, -entry.days_waited(now), -balance, entry.id)


class Criterion(StrEnum):
    """What puts one request before another, the first one that differs."""

    STUCK = "stuck"
    WAITED = "waited"
    GAVE = "gave"
    ASKED_FIRST = "asked_first"


class Why(NamedTuple):
    """Why one request stands before another; the days are those that each has waited."""

    criterion: Criterion
    days: int
    other_days: int


def why_before(first: Rank, second: Rank) -> Why:
    """Tell why the first stands before the second, which it must."""
    pairs = zip(Criterion, zip(first, second, strict=True), strict=True)
    criterion = next(each for each, (one, other) in pairs if one != other)
    return Why(criterion, -first.minus_days, -second.minus_days)


class Viewer(NamedTuple):
    """Who looks at the queue, and whom they must not meet there."""

    user_id: UserId
    apart: frozenset[UserId]
    is_suspended: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One skill of the community to look for."""

    skill_id: SkillId
    name: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of what somebody may answer, with honest waiting times.

    ``mine`` are those of all pages that the viewer holds. ``longest_days`` is how long the one has
    waited that has waited longest; ``pace`` the median time to an answer over four weeks.
    """

    entries: tuple[Entry, ...]
    number: int
    last: int
    waiting: int
    longest_days: int
    pace: timedelta | None
    mine: frozenset[RequestId]
    only: Filter | None


class Placed(NamedTuple):
    """A request in the queue, and why it stands before the next one; None where none comes.

    What the viewer holds stands first for that alone.
    """

    entry: Entry
    why: Why | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A page of the queue with the reasons for its order."""

    placed: Sequence[Placed]
    page: QueuePage


@dataclass(frozen=True, slots=True)
class Taken:
    """A request that its helper may answer now; ``again`` where they held it already."""

    request: Request
    again: bool = False


@dataclass(eq=False)
class RequestHeld(Refusal):
    """Somebody was faster and holds it `until` an instant."""

    by: UserId
    until: datetime


@dataclass(eq=False)
class HoldsFull(Refusal):
    """The helper holds as many requests as `limit` allows: these."""

    limit: int
    held: tuple[RequestId, ...]


class OwnRequest(Refusal):
    """The caller wanted to answer their own request."""


def pace_of(waits: Collection[timedelta]) -> timedelta | None:
    """Return the time within which half of the answers came, None where there are none."""
    return sorted(waits)[(len(waits) - 1) // 2] if waits else None


def holds_allowed(*, gives_a_lot: bool) -> int:
    """Return how many requests a helper may hold at once."""
    return HOLDS_OF_GIVERS if gives_a_lot else HOLDS
