"""The one source of feedback that a member trusts for a practice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import CommunityId, PracticeId, RubricId, UserId
    from bot.domain.rubrics import RubricVersion


class SourceKind(StrEnum):
    """What is trusted. Stored as text, so that a mentor can join."""

    PEER = "peer"
    RUBRIC = "rubric"
    VERSIONS = "versions"
    """The member's own earlier versions."""


@dataclass(frozen=True, slots=True)
class TrustedSource:
    """One per practice; ``peer`` or ``rubric_id`` where the kind needs it.

    ``rubric_name`` is that rubric's name now, empty where there is none.
    """

    practice_id: PracticeId
    community_id: CommunityId
    user_id: UserId
    kind: SourceKind
    peer: UserId | None = None
    rubric_id: RubricId | None = None
    rubric_name: str = ""


class Choice(NamedTuple):
    """What was chosen: a kind, and the peer or the rubric where it needs one."""

    kind: SourceKind
    peer: UserId | None = None
    rubric_id: RubricId | None = None


@dataclass(frozen=True, slots=True)
class TrustedPanel:
    """A practice with its trusted source, and the rubrics that may become it."""

    practice_id: PracticeId
    practice: str
    source: TrustedSource | None
    rubrics: Sequence[RubricVersion]


class TrustedOneself(Refusal):
    """Somebody chose themselves; their own earlier versions are what they may have meant."""


class CannotTrust(Refusal):
    """That person cannot be asked by the caller; the reason stays theirs."""
