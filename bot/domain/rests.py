"""Rests: planned days without blocks, with an end; a pause is a rest from everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.days import Span
    from bot.domain.ids import CommunityId, PracticeId, RestId, UserId


@dataclass(frozen=True, slots=True)
class Rest:
    """Days of rest from one practice, or from all of them where it names none.

    A pause holds everything at once and carries no words. ``tell_at`` is when its end is told
    directly, where that was asked for. ``gave_back`` and ``stays`` answer the one question at its
    end, answered or waved off at ``answered_at``.
    """

    id: RestId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId | None
    days: Span
    is_pause: bool
    taken_at: datetime
    reason: str = ""
    extended: int = 0
    tell_at: datetime | None = None
    gave_back: str = ""
    stays: str = ""
    answered_at: datetime | None = None

    def is_of(self, practice_id: PracticeId) -> bool:
        """Whether the practice rests in it."""
        return self.practice_id in {None, practice_id}

    def holds(self, day: date) -> bool:
        """Whether it is a pause that holds everything on the day."""
        return self.is_pause and day in self.days
