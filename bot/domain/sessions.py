"""Sessions: meetings that come back, with a Discord event each and a rota of presenters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.names import clean_name, clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, SessionId, UserId
    from bot.domain.places import Place
    from bot.domain.session_meetings import Meeting

# Discord takes 100 characters for an event's name, and as many for its place.
LONGEST_TITLE = 80
LONGEST_PLACE = 100
LONGEST_AGREED = 1000
LEAST_MINUTES, MOST_MINUTES = 15, 240
MOST_WEEKS = 8
MOST_OPEN = 8


class SessionKind(StrEnum):
    """What people come together for."""

    PRACTICE = "practice"
    FEEDBACK = "feedback"


class SessionGone(Refusal):
    """There is no such session or meeting here."""


class SessionEnded(Refusal):
    """The series has been ended."""


class TooManySessions(Refusal):
    """The community has as many open sessions as fit into one list."""


class MeetingOver(Refusal):
    """The meeting is over, or was cancelled."""


class NotSoFar(Refusal):
    """The summary was to be written before the meeting has begun."""


class NotYourTurn(Refusal):
    """Somebody who is not in turn was to pass."""


class NotYourSummary(Refusal):
    """A summary by somebody who neither moderates nor presented."""


@dataclass(eq=False)
class IncompleteSession(Refusal):
    """A session without its title or its first start."""


@dataclass(eq=False)
class TitleTaken(Refusal):
    """An open session here has this title already."""

    title: str


@dataclass(eq=False)
class NotNow(Refusal):
    """Attendance is noted from ``opens`` to ``closes`` only."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class SessionWords:
    """A session as a moderator typed it; without a place it meets in this server."""

    title: str
    starts: str
    place: str = ""
    voice_channel_id: int | None = None
    minutes: int = 60
    every_weeks: int = 2
    kind: SessionKind = SessionKind.PRACTICE


@dataclass(frozen=True, slots=True)
class Session:
    """A series of meetings; ``every_weeks`` is 0 for one that does not come back."""

    id: SessionId
    community_id: CommunityId
    created_by: UserId
    kind: SessionKind
    title: str
    channel_id: int
    place: str = ""
    voice_channel_id: int | None = None
    minutes: int = 60
    every_weeks: int = 2
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A series as moderators see it.

    ``upcoming`` is the next meeting, ``last`` the latest one that has begun; ``rota`` is in turn.
    """

    session: Session
    upcoming: Meeting | None
    last: Meeting | None
    rota: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class ChangedSession:
    """A series after a change.

    The cards of two meetings are to say so: of that which is ``cancelled``, and of the ``last`` one
    that was held.
    """

    shown: ShownSession
    cancelled: ShownMeeting | None = None
    last: ShownMeeting | None = None


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as everybody sees it: who came, which is the next, where its posts stand."""

    meeting: Meeting
    came: tuple[UserId, ...]
    next: Meeting | None
    now: datetime
    card: Place | None = None
    summary: Place | None = None


@dataclass(frozen=True, slots=True)
class ShownRota:
    """A rota in turn, as somebody sees it who ``is_on`` it or not; ``meeting`` is the latest."""

    meeting: Meeting
    turns: tuple[UserId, ...]
    is_on: bool


def clean_session(words: SessionWords) -> SessionWords:
    """Return the words as they are kept.

    Raises:
        IncompleteSession: without a title or a start.
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    if not words.title.strip() or not words.starts.strip():
        raise IncompleteSession
    title = clean_name(words.title, "title", LONGEST_TITLE)
    place = words.place.strip() and clean_name(words.place, "place", LONGEST_PLACE)
    return replace(words, title=title, place=place)


def clean_agreed(text: str) -> str:
    """Return what was agreed, as it is kept.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return clean_text(text, "summary", LONGEST_AGREED)
