"""Challenges as those who make them see them, and the list that everybody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.challenges import Challenge


@dataclass(frozen=True, slots=True)
class Standing:
    """A challenge that moderators made, and the channel in which it stands or soon will."""

    challenge: Challenge
    channel_id: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of challenges, open ones first."""

    challenges: tuple[Challenge, ...]
    number: int
    last: int
    is_moderator: bool
