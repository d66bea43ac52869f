"""A form that waits: refused once, or answered in steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import CommunityId, UserId

KEPT = timedelta(hours=24)


class DraftGone(Refusal):
    """A draft that is not there any more, or was never the caller's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one member typed into one form; ``press`` is the form's custom id."""

    id: int
    community_id: CommunityId
    user_id: UserId
    press: str
    answers: Mapping[str, str]
    expires_at: datetime
