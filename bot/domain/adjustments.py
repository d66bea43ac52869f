"""Adjustments: the one small change that a member tries next, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.names import clean_text, same_name

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.days import Week
    from bot.domain.ids import AdjustmentId, CommunityId, UserId

LONGEST_CHANGE = 100


class Outcome(StrEnum):
    """What became of an adjustment."""

    KEPT = "kept"
    DROPPED = "dropped"
    RUNNING = "running"


class Source(StrEnum):
    """Where a change comes from."""

    REFLECTION = "reflection"
    FEEDBACK = "feedback"
    """The one change that an answer proposes."""
    IDEA = "idea"
    SETBACK = "setback"
    """The lesson of a log that went badly."""


class Origin(NamedTuple):
    """The very thing that a change comes from: an answer, an idea or a log, by its id."""

    source: Source
    id: int


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change, adopted in ``week``; at most one of a member is running.

    ``origin`` is None where it was named in a reflection.
    """

    id: AdjustmentId
    community_id: CommunityId
    user_id: UserId
    change: str
    week: Week
    adopted_at: datetime
    outcome: Outcome = Outcome.RUNNING
    ended_at: datetime | None = None
    origin: Origin | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is still being tried."""
        return self.outcome is Outcome.RUNNING

    def says(self, change: str) -> bool:
        """Tell whether these words name the same change."""
        return same_name(self.change, change)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that may be adopted, and what is being tried already."""

    origin: Origin
    change: str
    running: Adjustment | None

    @property
    def is_running(self) -> bool:
        """Whether this very change is being tried already."""
        running = self.running
        return running is not None and (running.origin == self.origin or running.says(self.line))

    @property
    def rival(self) -> Adjustment | None:
        """What has to go first, since only one change is tried at a time."""
        return None if self.is_running else self.running

    @property
    def line(self) -> str:
        """The change on one line."""
        return " ".join(self.change.split())

    @property
    def is_short(self) -> bool:
        """Whether it can be adopted as it stands; else its member says it in one line."""
        return len(self.line) <= LONGEST_CHANGE


@dataclass(eq=False)
class NothingToAdopt(Refusal):
    """What the change came from is gone, hidden, or names no change."""


def clean_change(text: str) -> str:
    """Give a change on one line.

    Raises:
        EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return " ".join(clean_text(text, "adjustment", LONGEST_CHANGE).split())
