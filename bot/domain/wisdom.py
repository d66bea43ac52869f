"""Ideas that members share, and what came of them for others.

Marks and applications are what listeners made of an idea; its author has none. They are counted on
the idea alone, and people are never ranked by them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.coming_days import parse_coming_day
from bot.domain.days import DAY, UnknownDay
from bot.domain.errors import Refusal
from bot.domain.names import clean_name, clean_text

if TYPE_CHECKING:
    from bot.domain.ids import ApplicationId, CommunityId, IdeaId, LogId, UserId
    from bot.domain.members import Member
    from bot.domain.places import Place

LONGEST_TITLE = 80
LONGEST_IDEA = 1_000
LONGEST_SOURCE = 200
LONGEST_LEFT_OUT = 300
LONGEST_HAPPENED = 500
LONGEST_UNTIL = 40
# With the longest words, so many fit into one message.
PAGE = 3
FURTHEST = timedelta(days=365)
# What somebody did lately with an idea makes it worth telling.
LATELY = timedelta(days=28)
# Among fewer people a percentage tells who it was.
FEWEST_ACTIVE = 5


class IdeaKind(StrEnum):
    """What an idea is."""

    INSIGHT = "insight"
    SHORTCUT = "shortcut"
    MISTAKE = "mistake"
    STRATEGY = "strategy"
    CONCEPT = "concept"
    """Something explained in the author's own words."""
    OPPORTUNITY = "opportunity"
    """An opportunity or a place, which leaves by itself."""


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea. ``leaves_out`` is a short cut's alone, ``leaves_at`` an opportunity's.

    ``skill`` is the word that it carries, for reading; ``card`` is where its public card stands.
    """

    id: IdeaId
    community_id: CommunityId
    user_id: UserId
    kind: IdeaKind
    shared_at: datetime
    title: str = ""
    text: str = ""
    leaves_out: str = ""
    source: str = ""
    skill: str | None = None
    leaves_at: datetime | None = None
    card: Place | None = None

    def has_left(self, now: datetime) -> bool:
        """Whether its time is over: it is not found or told any more."""
        return self.leaves_at is not None and self.leaves_at <= now


@dataclass(frozen=True, slots=True)
class Application:
    """Somebody tried an idea; ``happened`` is what came of it, or blank.

    ``day`` is their own on which they noted it, once for each idea; ``log_id`` is the log that told
    of it.
    """

    id: ApplicationId
    community_id: CommunityId
    idea_id: IdeaId
    user_id: UserId
    day: date
    happened: str
    applied_at: datetime
    log_id: LogId | None = None


@dataclass(frozen=True, slots=True)
class ShownIdea:
    """An idea with what came of it: how many people can now, how many applied it.

    ``outcomes`` are the latest words about it, without names.
    """

    idea: Idea
    can_now: int
    applied: int
    outcomes: tuple[str, ...]
    has_left: bool


@dataclass(frozen=True, slots=True)
class CameOf:
    """An idea, and the latest applications of it that say what came of it."""

    idea: Idea
    said: tuple[Application, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """An application that was just noted, and its idea with it."""

    shown: ShownIdea
    application: Application


class Share(NamedTuple):
    """How many of a community's active members applied somebody else's idea in a month."""

    applied: int
    active: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None among so few that it would give somebody away."""
        return round(100 * self.applied / self.active) if self.active >= FEWEST_ACTIVE else None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the ideas that fit; pages are numbered from 0 to ``last``.

    ``share`` tells how much of the community tries ideas this month.
    """

    ideas: tuple[ShownIdea, ...]
    number: int
    last: int
    share: Share


@dataclass(frozen=True, slots=True)
class IdeaWords:
    """An idea as it was typed."""

    title: str
    text: str
    source: str = ""
    skill: str = ""
    leaves_out: str = ""
    until: str = ""


@dataclass(eq=False)
class UnknownIdea(Refusal):
    """The text names no idea of this community."""

    text: str


class IdeaGone(Refusal):
    """The idea was taken down or hidden."""


class OwnIdea(Refusal):
    """The author of an idea marked or applied it; marks are for listeners."""


class NotYourIdea(Refusal):
    """Somebody else's idea was to be taken down."""


class AppliedToday(Refusal):
    """The caller has noted this idea for today already, in words as well."""


class ApplicationGone(Refusal):
    """The application is not there any more, or is not the caller's."""


@dataclass(eq=False)
class UnknownUntil(Refusal):
    """The text names no day on which something ends."""

    text: str


@dataclass(eq=False)
class LeftAlready(Refusal):
    """The day on which the opportunity leaves is over."""

    day: date


@dataclass(eq=False)
class TooFarAhead(Refusal):
    """The day on which the opportunity leaves is after `latest`."""

    day: date
    latest: date


def read_idea(idea: Idea, words: IdeaWords, member: Member, now: datetime) -> Idea:
    """Put checked words into an idea.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        UnknownUntil, LeftAlready, TooFarAhead: for an opportunity without its last day.
    """
    leaves_out, leaves_at = "", None
    if idea.kind is IdeaKind.SHORTCUT:
        leaves_out = clean_name(words.leaves_out, "part it leaves out", LONGEST_LEFT_OUT)
    if idea.kind is IdeaKind.OPPORTUNITY:
        leaves_at = _end_of(parse_until(words.until, member.today(now)), member)
    return replace(
        idea,
        title=clean_name(words.title, "title", LONGEST_TITLE),
        text=clean_text(words.text, "idea", LONGEST_IDEA),
        leaves_out=leaves_out,
        source=clean_name(words.source, "source", LONGEST_SOURCE) if words.source.strip() else "",
        leaves_at=leaves_at,
    )


def clean_happened(text: str) -> str:
    """Give what came of an idea on one line, or nothing where nothing was typed.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    typed = text.strip()
    return " ".join(clean_text(typed, "outcome", LONGEST_HAPPENED).split()) if typed else ""


def parse_until(text: str, today: date) -> date:
    """Read "2026-12-24", "tomorrow", "in 10 days" or "friday" (the coming one, today included).

    Raises:
        UnknownUntil: for anything else.
        LeftAlready, TooFarAhead: for a day before today, or more than a year ahead.
    """
    try:
        day = parse_coming_day(text, today)
    except UnknownDay:
        raise UnknownUntil(text) from None
    if day < today:
        raise LeftAlready(day)
    if day > today + FURTHEST:
        raise TooFarAhead(day, today + FURTHEST)
    return day


def _end_of(day: date, member: Member) -> datetime:
    """Return the instant at which a member's day is over."""
    end = datetime.combine(day + DAY, time(member.day_start), ZoneInfo(member.zone))
    return end.astimezone(UTC)
