"""Norms: how people want to treat each other in a community, in versions that members agree to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.names import clean_text

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId, NormsId, UserId

LONGEST_NORMS = 1000


class NormsChanged(Refusal):
    """Somebody agreed to norms that hold no more."""


@dataclass(frozen=True, slots=True)
class Norms:
    """One version of a community's norms; without ``text`` there are none."""

    id: NormsId
    community_id: CommunityId
    text: str
    set_by: UserId
    set_at: datetime


@dataclass(frozen=True, slots=True)
class NormsWords:
    """Norms, and resources for hard times, as a moderator typed them."""

    norms: str
    resources: str


@dataclass(frozen=True, slots=True)
class NormsShown:
    """What holds, for moderators; ``agreed`` is how many members agreed to this version."""

    norms: Norms | None
    resources: str
    agreed: int


def clean_norms(typed: str) -> str:
    """Give the norms stripped; nothing typed takes them away.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return typed.strip() and clean_text(typed, "norms", LONGEST_NORMS)
