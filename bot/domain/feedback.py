"""Feedback: one answer to a request, and what its author made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.ids import CommunityId, FeedbackId, RequestId, UserId
    from bot.domain.places import Place

LONGEST_ANSWER = 1_000
HELPFUL_FROM = 2
BEST = 3


class Applied(StrEnum):
    """Whether the author did what the feedback proposed."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NO = "no"


class Rating(NamedTuple):
    """What the author made of an answer: each 1 to 3, or problematic and without numbers."""

    encouraging: int | None
    useful: int | None
    problematic: bool
    remark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """One answer. ``levels`` are 1 to 4 by the criterion's position in the request's rubric.

    ``card`` is where it stands; None where only the request's author sees it. ``request_id`` is
    None, and ``asked_by`` nobody, once the author deleted their data.
    """

    id: FeedbackId
    community_id: CommunityId
    request_id: RequestId | None
    asked_by: UserId
    given_by: UserId
    given_at: datetime
    works: str
    change: str
    question: str = ""
    levels: Mapping[int, int] | None = None
    card: Place | None = None
    seen_at: datetime | None = None
    rating: Rating | None = None
    remark_seen_at: datetime | None = None
    reply: str = ""
    replied_at: datetime | None = None
    applied: Applied | None = None
    applied_note: str = ""
    applied_at: datetime | None = None

    @property
    def is_self(self) -> bool:
        """Whether the author scored their own work."""
        return self.asked_by == self.given_by

    def without_reply(self) -> Feedback:
        """Return the answer without the words that came back for it."""
        rating = self.rating._replace(remark="") if self.rating else None
        return replace(self, rating=rating, reply="", applied_note="")


@dataclass(eq=False)
class UnknownFeedback(Refusal):
    """The answer is gone, hidden, or was never the caller's to see."""
