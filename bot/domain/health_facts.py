"""What a health report is made of, about members who agreed to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.days import WEEK, local_day, monday_of
from bot.domain.health import RETAINED_WEEKS
from bot.domain.months import Month

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from bot.domain.ids import UserId
    from bot.domain.requests import RequestState

# Two more weeks of logs tell nearly always whether somebody was absent when the weeks began.
LEAD = 2 * WEEK


@dataclass(frozen=True, slots=True)
class HealthSpan:
    """Which ISO weeks a report is about: the whole ones before ``monday``, as of an instant.

    ``monday`` begins the week that runs in the community's ``zone``.
    """

    at: datetime
    zone: str
    weeks: int

    @property
    def monday(self) -> date:
        """The first day of the week that runs."""
        return monday_of(local_day(self.at, self.zone, 0))

    @property
    def now(self) -> tuple[date, ...]:
        """The Mondays of the report's weeks, the oldest first."""
        return self._until(self.monday, self.weeks)

    @property
    def before(self) -> tuple[date, ...]:
        """The Mondays of as many weeks before them."""
        return self._until(self.now[0], self.weeks)

    @property
    def retained(self) -> tuple[date, ...]:
        """The Mondays of the last four weeks."""
        return self._until(self.monday, RETAINED_WEEKS)

    @property
    def retained_before(self) -> tuple[date, ...]:
        """The Mondays of the last four weeks when the report's weeks began."""
        return self._until(self.now[0], RETAINED_WEEKS)

    @property
    def first(self) -> date:
        """The first day of which anything is told."""
        return min(self.before[0], self.retained_before[0])

    @property
    def known(self) -> tuple[date, ...]:
        """The Mondays of all weeks of which anything is told."""
        return self._until(self.monday, (self.monday - self.first).days // 7)

    @property
    def month(self) -> Month:
        """The month that it is."""
        return Month.of(self.at, self.zone)

    @property
    def read_from(self) -> date:
        """The day from which logs are needed, as a day of their four-week block."""
        return self.first - LEAD

    def begins(self, day: date) -> datetime:
        """Return the first instant of a day in the community's zone."""
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def _until(self, monday: date, weeks: int) -> tuple[date, ...]:
        return tuple(monday - WEEK * back for back in range(weeks, 0, -1))


class Counted(NamedTuple):
    """A member who agreed to be counted."""

    is_open: bool
    joined_at: datetime


class Asked(NamedTuple):
    """A request for feedback; `is_open`: anybody may know whose it is."""

    user_id: UserId
    is_open: bool
    state: RequestState
    asked_at: datetime
    closed_at: datetime | None


class Tried(NamedTuple):
    """Who tried somebody's idea in a month, and who was active in it at all."""

    applied: AbstractSet[UserId]
    active: AbstractSet[UserId]


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What the counted members did. Weeks are named by their Mondays, and none may be missing.

    ``kept`` are blocks kept and planned; ``received`` is when each was answered, thanked or
    cheered; ``requests`` are those that are not hidden; ``broke`` is when a rhythm broke.
    """

    span: HealthSpan
    members: Mapping[UserId, Counted]
    kept: Mapping[date, Mapping[UserId, tuple[int, int]]]
    practised: Mapping[date, AbstractSet[UserId]]
    reflected: Mapping[date, AbstractSet[UserId]]
    gave: Mapping[date, AbstractSet[UserId]]
    came_back: Mapping[date, AbstractSet[UserId]]
    received: Mapping[UserId, tuple[datetime, ...]]
    requests: tuple[Asked, ...]
    tried: Tried
    tried_before: Tried
    broke: Mapping[UserId, date]
