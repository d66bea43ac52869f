"""The rota of a session: whose turn it is to present."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.ids import UserId


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody on a rota, who last presented at ``presented_at``.

    ``passed`` is the latest meeting that they asked to be left out of.
    """

    user_id: UserId
    joined_at: datetime
    presented_at: datetime | None = None
    passed: int = 0


def in_turn(rota: Iterable[Turn]) -> tuple[Turn, ...]:
    """Put those first who never presented, then those whose turn lies furthest back."""
    return tuple(sorted(rota, key=_waited))


def next_presenter(rota: Iterable[Turn], number: int) -> UserId | None:
    """Return whose turn a meeting is; None where everybody passed or nobody is there."""
    waiting = (turn for turn in in_turn(rota) if turn.passed != number)
    return next((turn.user_id for turn in waiting), None)


def _waited(turn: Turn) -> tuple[bool, float, float, int]:
    presented = turn.presented_at.timestamp() if turn.presented_at else 0.0
    return turn.presented_at is not None, presented, turn.joined_at.timestamp(), turn.user_id
