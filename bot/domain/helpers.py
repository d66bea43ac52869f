"""Likely helpers: who could answer a request well, and why, from what they share.

In this order: those who practise the same skill and came through a break or a plateau of their own
in the last eight weeks; those who have practised it for longer than whoever asks; everybody else,
for another field sees other things. Only those are asked who want to be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from bot.domain.plateaus import LATELY, came_through

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.ids import UserId
    from bot.domain.requests import Request
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import Record

MOST_ASKED = 3
ONE_NUDGE_IN = timedelta(days=7)
# Whoever logged nothing for so long is not likely to answer soon.
ACTIVE_WITHIN = timedelta(days=28)
# So many are looked at, those with the same skill and the latest log first.
MOST_CONSIDERED = 30


class Likeness(IntEnum):
    """How close a helper is to what is asked, the closest first."""

    CAME_THROUGH = 0
    LONGER = 1
    OTHER = 2


class Hurdle(StrEnum):
    """What somebody came through."""

    BREAK = "break"
    PLATEAU = "plateau"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who wants to help. ``since`` is their first log with the skill that is asked about.

    ``practice`` names what they practise; ``is_open``: others may be told of it.
    """

    user_id: UserId
    is_open: bool
    practice: str
    has_skill: bool
    since: date | None
    hurdle: Hurdle | None
    last_logged_at: datetime


@dataclass(frozen=True, slots=True)
class Helper:
    """A candidate with the reason for which they are asked."""

    candidate: Candidate
    likeness: Likeness

    @property
    def user_id(self) -> UserId:
        """Who it is."""
        return self.candidate.user_id


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that is offered to somebody by direct message.

    ``helper`` says why; None where the author asked this very person.
    """

    request: Request
    user_id: UserId
    helper: Helper | None


def hurdle(summary: Summary, record: Record, today: date) -> Hurdle | None:
    """Tell what a practice came through in the last eight weeks, a break before a plateau."""
    if any(today - each.day <= LATELY for each in summary.comebacks):
        return Hurdle.BREAK
    return Hurdle.PLATEAU if came_through(record, today) else None


def rank(candidates: Iterable[Candidate], author_since: date | None) -> tuple[Helper, ...]:
    """Put the likeliest first; ``author_since`` is the first log of whoever asks in the skill."""
    helpers = [Helper(each, _likeness(each, author_since)) for each in candidates]
    return tuple(sorted(helpers, key=_order))


def _likeness(candidate: Candidate, author_since: date | None) -> Likeness:
    if not candidate.has_skill:
        return Likeness.OTHER
    if candidate.hurdle:
        return Likeness.CAME_THROUGH
    since = candidate.since
    if since and (author_since is None or since < author_since):
        return Likeness.LONGER
    return Likeness.OTHER


def _order(helper: Helper) -> tuple[int, bool, float, date, int]:
    """Within a likeness: the same skill, the latest log, the longest practice, then the id."""
    who = helper.candidate
    return (
        helper.likeness,
        not who.has_skill,
        -who.last_logged_at.timestamp(),
        who.since or date.max,
        who.user_id,
    )
