"""Generosity: what a member asked, received and gave, for their own eyes.

Only whoever it is about sees these numbers, but for how much was given and received; nobody is
ranked by them.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import FeedbackId, UserId
    from bot.domain.ratings import Answer
    from bot.domain.requests import Request


class Side(StrEnum):
    """One of the three parts of what is mine."""

    ASKED = "asked"
    RECEIVED = "received"
    GIVEN = "given"


class Exchanged(NamedTuple):
    """How many answers somebody gave and received."""

    given: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Generosity:
    """Numbers of one member, self-scores left out.

    ``told`` counts answers of which it is known whether they were applied, ``applied`` those that
    were, at least partly. ``ended`` counts requests that were answered or closed after four weeks,
    ``waited`` says how many seconds each answered one waited for its first answer.
    """

    exchanged: Exchanged
    helpful: int
    given_applied: int
    given_told: int
    received_applied: int
    received_told: int
    answered: int
    ended: int
    waited: tuple[int, ...]

    @property
    def median_wait(self) -> timedelta | None:
        """How long a request typically waited."""
        return timedelta(seconds=statistics.median(self.waited)) if self.waited else None


@dataclass(frozen=True, slots=True)
class MineAsked:
    """My open requests: as many as ``limit`` may wait at once, from ``helpful`` answers lately.

    ``versions`` counts all versions of my work that are kept, ``latest`` is the last of them.
    ``lapsed`` are those that nobody answered, the latest first, while they are offered to be
    asked again.
    """

    numbers: Generosity
    requests: tuple[Request, ...]
    limit: int
    helpful: int
    versions: int
    latest: Request | None
    now: datetime
    lapsed: tuple[Request, ...] = ()

    def holder(self, request: Request) -> UserId | None:
        """Return who is on a request now."""
        return request.holder(self.now)


@dataclass(frozen=True, slots=True)
class MineAnswered:
    """A page of what I received or gave, what waits first; pages are counted from 0 to ``last``."""

    side: Side
    numbers: Generosity
    answers: tuple[Answer, ...]
    page: int
    last: int
    now: datetime


@dataclass(frozen=True, slots=True)
class FeedbackWaiting:
    """What waits for a member: each with the answers that it is about, the newest first.

    ``unseen`` were never opened, ``unrated`` were opened and not rated, ``undecided`` are asked
    about once more, ``news`` came back to answers that the member gave.
    """

    unseen: Sequence[FeedbackId] = ()
    unrated: Sequence[FeedbackId] = ()
    undecided: Sequence[FeedbackId] = ()
    news: Sequence[FeedbackId] = ()

    def __bool__(self) -> bool:
        return bool(self.unseen or self.unrated or self.undecided or self.news)
