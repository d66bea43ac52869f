"""The card of a log: what it shows, where it stands, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.ids import IdeaId, UserId
    from bot.domain.logs import Log
    from bot.domain.places import Place
    from bot.domain.practices import Practice
    from bot.domain.summaries import Summary


@dataclass(frozen=True, slots=True)
class PostedCard:
    """Where the public card of a log stands, and whether a moderator hid it."""

    place: Place
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCard:
    """One log with its numbers as of now; ``today`` is its author's, amounts in hundredths.

    Where the author is not open any more (``is_open``), a card that still stands in public may show
    this log, and no newer number. ``sign`` is the author's own sign to pause, for nobody else,
    where the log felt hard.
    """

    log: Log
    practice: Practice
    summary: Summary
    today: date
    day_amount: int
    is_open: bool
    posted: PostedCard | None = None
    cheered_by: tuple[UserId, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Logged:
    """A log that was just made.

    Where it is ``public``, its card belongs into the community's log channel, or without one into
    the channel in which it was made. ``applied`` is the idea that it tried.
    """

    card: LogCard
    public: bool
    log_channel_id: int | None
    applied: IdeaId | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A log with the practice that it belongs to."""

    log: Log
    practice: Practice


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, where its card stood, the streak now, and what could follow.

    ``applied`` are the ideas that it had told of.
    """

    line: LogLine
    posted: PostedCard | None
    streak: int
    today: date
    latest: tuple[LogLine, ...]
    applied: tuple[IdeaId, ...] = ()


class LogGone(Refusal):
    """The log was taken back, or never was in this community."""


class UnknownLog(Refusal):
    """The text names no log at all."""


class NothingToUndo(Refusal):
    """The member has no log to take back."""


class NotYourLog(Refusal):
    """Somebody else's log was to be changed."""


class OwnCheer(Refusal):
    """A member cheered their own log."""


class AlreadyCheered(Refusal):
    """A member cheered the same log twice."""


class NoPractice(Refusal):
    """The member has no active practice to log."""


@dataclass(eq=False)
class WhichPractice(Refusal):
    """Several practices could be meant."""

    practices: tuple[Practice, ...]
