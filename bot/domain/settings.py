"""What members choose for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import travel_days
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import UserId
    from bot.domain.members import Member

LATEST_DAY_START = 6


@dataclass(eq=False)
class BadDayStart(Refusal):
    """The text is no whole hour from 0 to `latest`."""

    text: str
    latest: int


class OwnBlock(Refusal):
    """A member wanted to be kept apart from themselves."""


class Visibility(StrEnum):
    """Who sees a member's cards and numbers; private until chosen otherwise.

    Stored as text, so that circles can add a level between the two.
    """

    OPEN = "open"
    PRIVATE = "private"


class Nudges(StrEnum):
    """Whether the bot may write to a member directly; off until chosen otherwise."""

    OFF = "off"
    ON = "on"
    CLOSED = "closed"
    """Chosen, but Discord refused a message, so that they were switched off."""


def parse_day_start(text: str) -> int:
    """Read the hour at which a day begins, 0 to 6.

    Raises:
        BadDayStart: for anything else.
    """
    if text not in map(str, range(LATEST_DAY_START + 1)):
        raise BadDayStart(text, LATEST_DAY_START)
    return int(text)


@dataclass(frozen=True, slots=True)
class Choices:
    """All that a member chose, as of ``now``; a stranger's are what they would begin with.

    ``blocked`` are those whom they want nothing to do with, the first one first.
    """

    member: Member
    now: datetime
    blocked: tuple[UserId, ...] = ()

    @property
    def local_time(self) -> datetime:
        """The wall clock in the member's zone."""
        return self.now.astimezone(ZoneInfo(self.member.zone))

    @property
    def today(self) -> date:
        """The member's local day."""
        return self.member.today(self.now)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A choice of zone or day start: the choices before and after it."""

    before: Choices
    after: Choices

    @property
    def changed(self) -> bool:
        """Whether anything but the answer is new."""
        return self.before.member.clock != self.after.member.clock

    @property
    def grace(self) -> tuple[date, ...]:
        """The local days that cannot be missed because of this change, in order."""
        new = travel_days(self.after.member.clock) - travel_days(self.before.member.clock)
        return tuple(sorted(new))

    @property
    def grace_used_up(self) -> bool:
        """Whether the offset changed again too soon after the last change that had grace."""
        was, now = self.before.member.clock[-1], self.after.member.clock[-1]
        if self.grace or not (was.zone_chosen and now.zone_chosen):
            return False
        at = self.after.now
        return at.astimezone(ZoneInfo(was.zone)).utcoffset() != self.after.local_time.utcoffset()
