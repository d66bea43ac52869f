"""A member: one person in one community, with a clock and a wish for privacy of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain import days
from bot.domain.errors import Refusal
from bot.domain.settings import Nudges

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.days import ClockSetting
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.settings import Visibility


class NotStarted(Refusal):
    """The caller has no practice, choice or reflection here yet."""


@dataclass(frozen=True, slots=True)
class Member:
    """One user in one community; ``clock`` is the history of zone and day start, oldest first."""

    community_id: CommunityId
    user_id: UserId
    visibility: Visibility
    on_boards: bool
    share_conditions: bool
    joined_at: datetime
    clock: tuple[ClockSetting, ...]
    nudges: Nudges = Nudges.OFF
    counted: bool = False
    """Whether the moderators' report and export may hold this member."""

    @property
    def zone(self) -> str:
        """The IANA time zone in force."""
        return self.clock[-1].zone

    @property
    def day_start(self) -> int:
        """The hour at which this member's day begins, 0 to 6."""
        return self.clock[-1].day_start

    def today(self, now: datetime) -> date:
        """Return this member's local day; it never goes back."""
        return days.today(now, self.clock)
