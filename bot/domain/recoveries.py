"""Taking ten: some minutes of recovery after a setback, and then a small restart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.amounts import Standard
    from bot.domain.ids import CommunityId, InteractionId, PracticeId, UserId
    from bot.domain.practices import Practice

# Discord lets a private card be changed for a quarter of an hour, and ten minutes are the most.
LATEST = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Minutes under way; the card with `token` and `message_id` becomes the restart at `due_at`."""

    id: InteractionId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId
    token: str = field(repr=False)  # whoever has it can write in our name
    message_id: int
    due_at: datetime

    def is_too_late(self, now: datetime) -> bool:
        """Tell whether its card cannot be changed any more."""
        return now - self.due_at > LATEST


class Begun(NamedTuple):
    """Minutes that begin now, by the member's own limit."""

    practice: Practice
    minutes: int
    ends_at: datetime


class FirstStep(NamedTuple):
    """What follows the minutes. If the practice ``waits`` (resting, put aside), nothing does."""

    practice: Practice
    standard: Standard
    waits: bool
