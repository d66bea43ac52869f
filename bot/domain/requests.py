"""Requests for feedback: what is asked, of whom, and how far a request has come.

A request is open until it is answered, withdrawn, or has waited for four weeks. While it is open a
helper may hold it for a while; a hold that is over is no hold, so nothing has to take it back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from bot.domain.ids import (
        CommunityId,
        PracticeId,
        RequestId,
        RubricVersionId,
        SkillId,
        UserId,
    )
    from bot.domain.places import Place

HOLD = timedelta(minutes=45)
OFFERED_AFTER = timedelta(days=2)
TOLD_AFTER = timedelta(days=7)
LAPSES_AFTER = timedelta(days=28)
LONGEST_TITLE = 80
LONGEST_TEXT = 1_000
LONGEST_COUNTED = 30


class RequestKind(StrEnum):
    """What is asked for."""

    WORK = "work"
    """Feedback on something that was made."""
    STUCK = "stuck"
    """Encouragement or advice, without any work."""
    SELF = "self"
    """Nothing: the author scored the work and keeps it as a version."""


class RequestState(StrEnum):
    """How far a request has come; all but the first are final."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    KEPT = "kept"
    """A self-score: never asked of anybody."""


class Audience(StrEnum):
    """Who may answer. Stored as text, so that circles and mentors can join."""

    ANYONE = "anyone"
    PERSON = "person"


class Hardship(StrEnum):
    """What makes it hard."""

    DOUBT = "doubt"
    PLATEAU = "plateau"
    STOPPING = "stopping"
    OTHER = "other"


class Wish(StrEnum):
    """What would help somebody who is stuck."""

    ENCOURAGEMENT = "encouragement"
    ADVICE = "advice"


class Step(StrEnum):
    """What the calendar does next with an open request."""

    OFFER = "offer"
    TELL = "tell"
    LAPSE = "lapse"


class Counted(NamedTuple):
    """What should get fewer, as the author counted it; the amount in hundredths."""

    what: str
    amount: int


class Hold(NamedTuple):
    """A helper who took a request, until an instant."""

    user_id: UserId
    until: datetime


class Due(NamedTuple):
    """The next thing that happens by itself, and when."""

    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """One request. ``work`` is the text itself, or what is hard for somebody who is stuck.

    ``asked`` is the one person who may answer; None: anyone. ``card`` is its public card.
    """

    id: RequestId
    community_id: CommunityId
    user_id: UserId
    kind: RequestKind
    title: str
    asked_at: datetime
    state: RequestState = RequestState.OPEN
    work: str = ""
    link: str = ""
    question: str = ""
    skill_id: SkillId | None = None
    practice_id: PracticeId | None = None
    rubric_version_id: RubricVersionId | None = None
    audience: Audience = Audience.ANYONE
    asked: UserId | None = None
    anonymous: bool = False
    wanted_by: datetime | None = None
    earlier_id: RequestId | None = None
    counted: Counted | None = None
    hardship: Hardship | None = None
    wish: Wish | None = None
    file_name: str = ""
    closed_at: datetime | None = None
    hold: Hold | None = None
    card: Place | None = None
    thread_id: int | None = None
    due: Due | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is RequestState.OPEN

    @property
    def is_public(self) -> bool:
        """Whether it has its card in the feedback channel, for everybody to see."""
        return self.audience is Audience.ANYONE and self.kind is not RequestKind.SELF

    def holder(self, now: datetime) -> UserId | None:
        """Return who holds it now, or None."""
        return self.hold.user_id if self.hold and self.hold.until > now else None

    def whole_days_waited(self, now: datetime) -> int:
        """Return for how many whole days of 24 hours it has waited."""
        return max(0, (now - self.asked_at) // timedelta(days=1))

    def closed(self, state: RequestState, now: datetime) -> Request:
        """Return the request as it stays."""
        return replace(self, state=state, closed_at=now, hold=None, due=None)


@dataclass(eq=False)
class UnknownRequest(Refusal):
    """The request is gone, hidden, or was never for the caller."""


@dataclass(eq=False)
class NotWaiting(Refusal):
    """The request does not wait for an answer any more; `state` tells why."""

    state: RequestState


@dataclass(eq=False)
class TooManyOpen(Refusal):
    """As many requests of the caller as `limit` wait already."""

    limit: int


class CannotAsk(Refusal):
    """That person cannot be asked; the reason stays theirs."""


class AskedOneself(Refusal):
    """Somebody asked themselves."""


class NothingToShow(Refusal):
    """Neither text nor link nor file, so there is nothing to look at."""


class NothingOpen(Refusal):
    """No request of the caller waits."""


@dataclass(eq=False)
class WhichRequest(Refusal):
    """Several requests of the caller wait: `requests`, and none was named."""

    requests: tuple[Request, ...]


@dataclass(eq=False)
class NotACount(Refusal):
    """The text is no number with a word for what is counted."""

    text: str
