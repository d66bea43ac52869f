"""Challenges: what is counted, with whom, until when, and what everybody agreed to.

A challenge's days are each member's own local days. Progress is derived from logs; nothing counts
a second time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, monday_of
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import ChallengeId, CommunityId, UserId


LONGEST_TITLE = 60
LONGEST_STORY = 500
MOST_OPEN = 5


@dataclass(eq=False)
class UnknownChallenge(Refusal):
    """No challenge here has this title or id."""

    text: str


class ChallengeGone(Refusal):
    """The challenge is not there any more, or never was."""


@dataclass(eq=False)
class ChallengeOver(Refusal):
    """A challenge that has ended, or was cancelled, was to be changed."""

    title: str


@dataclass(eq=False)
class DuplicateTitle(Refusal):
    """Another open challenge of the community has this title."""

    title: str


@dataclass(eq=False)
class TooManyOpen(Refusal):
    """So many challenges are open at once that nobody could follow more."""

    most: int


class NoChallengeChannel(Refusal):
    """The community has chosen no channel in which a challenge could be announced."""


class EverybodyPinged(Refusal):
    """A role was to be pinged that everybody has, or that the bot may not mention."""


class Measure(StrEnum):
    """What a challenge counts, within its days; all but `BLOCKS` count up to a target number."""

    DAYS = "days"
    """Days on which anything was logged."""
    BLOCKS = "blocks"
    """Blocks kept of one's own plan; its target is in percent, or a number of blocks together."""
    AMOUNT = "amount"
    """What was logged in one unit, in hundredths."""
    REFLECTIONS = "reflections"
    """Weeks that were looked back on."""
    FEEDBACK = "feedback"
    """Answers given to requests of others."""
    IDEAS = "ideas"
    """Ideas applied."""
    EXPERIMENTS = "experiments"
    """Ideas applied for the first time, with what came of it."""
    PLACES = "places"
    """Different places of practice (`where`)."""
    FOCUS = "focus"
    """Days on which one spot was named (`focus`)."""
    CALM = "calm"
    """Days without a miss on which no minimum was exceeded by more than a quarter."""


class Mode(StrEnum):
    """Who walks with whom."""

    ALONE = "alone"
    TEAMS = "teams"
    TOGETHER = "together"
    """The whole community towards one goal."""


class Ranking(StrEnum):
    """By what lines are ordered; raw totals never rank."""

    IMPROVEMENT = "improvement"
    TARGET = "target"


class Draw(StrEnum):
    """How teams are made."""

    DRAWN = "drawn"
    """At the start, balanced by what each kept of the plan before."""
    CHOSEN = "chosen"


class State(StrEnum):
    """How far a challenge has come."""

    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"
    """Ended by a moderator before its first day."""


IMPROVABLE = frozenset({Measure.DAYS, Measure.BLOCKS, Measure.AMOUNT})
"""Measures with a baseline of one's own; the others are ranked by the target reached."""


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of what is to be reached; versions count from 1.

    ``target`` is in hundredths for `Measure.AMOUNT`, in percent of one's own plan for
    `Measure.BLOCKS` alone or in teams, else a whole number. ``breaks`` is how many empty days (or
    missed blocks) of each ISO week do not count.
    """

    version: int
    target: int
    breaks: int
    valid_from: date

    def is_harder_than(self, other: Terms) -> bool:
        """Tell whether anything is asked that the other did not ask."""
        return self.target > other.target or self.breaks < other.breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A challenge; ``terms`` are its versions, oldest first, at least one.

    ``created_by`` is nobody where the rotation of themes made it. Days run from ``first_day`` to
    ``last_day``, both included; until ``grace_days`` later they may be logged for.
    """

    id: ChallengeId
    community_id: CommunityId
    created_by: UserId
    title: str
    story: str
    measure: Measure
    mode: Mode
    ranking: Ranking
    first_day: date
    last_day: date
    join_until: date
    terms: tuple[Terms, ...]
    created_at: datetime
    template: str = ""
    unit: str = ""
    teams: int = 0
    draw: Draw | None = None
    grace_days: int = 0
    ping_role_id: int | None = None
    state: State = State.OPEN
    ended_at: datetime | None = None
    drawn_at: datetime | None = None

    @property
    def length(self) -> int:
        """The number of its days."""
        return (self.last_day - self.first_day).days + 1

    @property
    def weeks(self) -> int:
        """The number of ISO weeks that it touches."""
        return (monday_of(self.last_day) - monday_of(self.first_day)).days // 7 + 1

    @property
    def newest_terms(self) -> Terms:
        """What whoever joins now agrees to."""
        return self.terms[-1]

    @property
    def is_open(self) -> bool:
        """Whether it has neither ended nor been cancelled."""
        return self.state is State.OPEN

    @property
    def asks_by_days(self) -> bool:
        """Whether fewer days ask for less: not of a part of one's plan, nor of one goal of all."""
        return self.measure is not Measure.BLOCKS and self.mode is not Mode.TOGETHER

    def require_open(self) -> None:
        """Let through what may still change.

        Raises:
            ChallengeOver: for what has ended or was cancelled.
        """
        if not self.is_open:
            raise ChallengeOver(self.title)

    @property
    def grace_until(self) -> date:
        """The last day on which its days may be logged for."""
        return self.last_day + self.grace_days * DAY

    def is_over_on(self, today: date) -> bool:
        """Tell whether for somebody whose day this is the last day and the grace have passed."""
        return today > self.grace_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody who joined; ``joined_on`` is their own day of the first time.

    Whoever left and comes back goes on where they were; ``removed_by`` is the moderator who took
    them off. ``terms`` is the newest version that they agreed to.
    """

    challenge_id: ChallengeId
    community_id: CommunityId
    user_id: UserId
    joined_on: date
    joined_at: datetime
    terms: int
    team: int | None = None
    grouped: bool = False
    left_at: datetime | None = None
    removed_by: UserId | None = None

    @property
    def takes_part(self) -> bool:
        """Whether they are on the board."""
        return self.left_at is None

    def first_day(self, challenge: Challenge) -> date:
        """Give the first of the days that count for them."""
        return max(challenge.first_day, self.joined_on)

    def agreed(self, version: int) -> Participant:
        """Return the participant with a newer version of the terms agreed to."""
        return replace(self, terms=max(self.terms, version))


class DueChallenge(NamedTuple):
    """A challenge with which something happens by itself; ``look_at`` is when that was to be."""

    look_at: datetime
    community_id: CommunityId
    challenge_id: ChallengeId
