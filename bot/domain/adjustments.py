"""Adjustments: the one small change that a member tries next, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.names import same_name

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


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change, adopted in the reflection of ``week``; at most one of a member is running."""

    id: AdjustmentId
    community_id: CommunityId
    user_id: UserId
    change: str
    week: Week
    adopted_at: datetime
    outcome: Outcome = Outcome.RUNNING
    ended_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is still being tried."""
        return self.outcome is Outcome.RUNNING

    def says(self, change: str) -> bool:
        """Tell whether these words name the same change."""
        return same_name(self.change, change)
