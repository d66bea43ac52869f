"""What moderators do about people and what they wrote, all of it in one audit list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.pieces import AUTHORS_OWN

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, UserId
    from bot.domain.pieces import Piece, Written
    from bot.domain.reports import Report


class ActKind(StrEnum):
    """What a moderator did."""

    HID = "hid"
    RESTORED = "restored"
    SUSPENDED = "suspended"
    READMITTED = "readmitted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a moderator did; ``about`` is whom it concerned, ``piece`` what, if any."""

    id: int
    community_id: CommunityId
    by: UserId
    kind: ActKind
    about: UserId
    at: datetime
    piece: Piece | None = None


class Subject(NamedTuple):
    """Somebody whom a moderator wants to keep out, as Discord knows them just now."""

    user_id: UserId
    manages_server: bool = False
    role_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A report as moderators see it.

    ``written`` is the piece as it stands now, None where it is gone or no piece of ours; ``acts``
    are what was done about it, the first one first.
    """

    report: Report
    written: Written | None
    is_suspended: bool
    acts: tuple[Act, ...]

    @property
    def can_hide(self) -> bool:
        """Whether it stands somewhere, and is ours to hide."""
        return self.written is not None and not self.written.hidden

    @property
    def can_restore(self) -> bool:
        """Whether it is hidden, and ours to show again, not its author's alone to share."""
        return (
            self.written is not None
            and self.written.hidden
            and self.written.piece.kind not in AUTHORS_OWN
        )


@dataclass(frozen=True, slots=True)
class Moderated:
    """What came of a moderator's act: the case, and other reports of the same piece."""

    case: Case
    others: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What `/moderate reports` opens with: what is open, and who is kept out."""

    cases: tuple[Case, ...]
    suspended: tuple[UserId, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether somebody is kept out, and what moderators did about them, the first thing first."""

    user_id: UserId
    is_suspended: bool
    acts: tuple[Act, ...]


class Suspended(Refusal):
    """The moderators keep the caller from asking, answering and sharing here."""


class OwnSuspension(Refusal):
    """A moderator wanted to keep themselves out."""


class ModeratorStays(Refusal):
    """Somebody who moderates here was to be kept out."""


class OwnCase(Refusal):
    """A moderator wanted to decide about what they wrote themselves."""


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """Another moderator was faster; ``act`` is what they did, where it is known."""

    act: Act | None


class NotHideable(Refusal):
    """What was to be hidden or shown again is gone, or none of our cards."""
