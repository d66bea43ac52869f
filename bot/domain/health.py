"""How a community is doing: sums for its moderators, about members who agreed to be counted.

A member who is private is never named, and counts only where five or more private members stand
behind the same number; fewer are left out of it altogether. So what is left when the names are
taken away from a number is nobody, or five and more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, WEEK
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from bot.domain.ids import UserId
    from bot.domain.months import Month

FEWEST = 5
"""Among fewer people a number tells who it is about."""
MOST_REPORT_WEEKS = 26
REPORT_WEEKS = 4
GOAL_PERCENT = 70
"""So many of the active members try somebody's idea in a month, if all goes well."""
RETAINED_WEEKS = 4
BANDS = (0, 20, 40, 60, 80)
"""Where each band of the adherence begins, in percent; the last one holds 100 % as well."""


@dataclass(eq=False)
class BadWeeks(Refusal):
    """A report about no week, or about more than `most`."""

    most: int


class Measure(StrEnum):
    """A number with a list behind it."""

    ACTIVE = "active"
    PRACTISED = "practised"
    REFLECTED = "reflected"
    GAVE = "gave"
    ADHERENCE = "adherence"
    COMEBACKS = "comebacks"
    RETENTION = "retention"
    ANSWERED = "answered"
    APPLIED = "applied"
    ALONE = "alone"
    WAITING = "waiting"
    HAND = "hand"


class Trend(StrEnum):
    """How a number stands against the same number of weeks before."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Tally:
    """Members behind a number: open ones by name, private ones as a number, 0 or five and more."""

    named: tuple[UserId, ...] = ()
    others: int = 0

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.named) + self.others

    @property
    def is_shown(self) -> bool:
        """Whether they are enough for a sum."""
        return self.total >= FEWEST


class Share(NamedTuple):
    """Some of all."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The share in whole percent; None where there is nothing to share."""
        return (200 * self.part + self.whole) // (2 * self.whole) if self.whole else None


class Group(NamedTuple):
    """Part of a list: members under one heading, which is a band's, a cohort's or blank."""

    heading: str
    members: Tally


@dataclass(frozen=True, slots=True)
class Spread:
    """How well members keep their plans: their adherence over all weeks of the report.

    ``bands`` count members by 0-19, 20-39, 40-59, 60-79 and 80-100 %; ``quartiles`` are in whole
    percent, None where fewer than five are counted.
    """

    bands: tuple[Tally, ...]
    quartiles: tuple[int, int, int] | None

    @property
    def total(self) -> int:
        """How many members have anything planned."""
        return sum(band.total for band in self.bands)


class Cohort(NamedTuple):
    """Those who joined in one month, five or more, and who of them was active in four weeks."""

    month: Month
    joined: Tally
    active: Tally

    @property
    def share(self) -> Share:
        """Who is still here, of all who joined."""
        return Share(self.active.total, self.joined.total)


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of requests that ended: answered, or closed unanswered after four weeks.

    ``share`` and ``median_wait_hours`` are None where fewer than five authors stand behind them.
    """

    share: Share | None
    median_wait_hours: float | None


@dataclass(frozen=True, slots=True)
class HealthWeek:
    """One ISO week, in each member's own days; None stands for fewer than five.

    ``median_percent`` is the median adherence.
    """

    monday: date
    active: int | None
    practised: int | None
    reflected: int | None
    gave: int | None
    median_percent: int | None
    answered: Answers

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + WEEK - DAY


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that wait now, and since when the oldest does; their authors are ``members``."""

    requests: int
    oldest_at: datetime | None
    members: Tally


@dataclass(frozen=True, slots=True)
class HealthReport:
    """All that `/community health` shows. Nothing of it is stored.

    ``weeks`` are whole ISO weeks, the oldest first; ``trends`` compare with as many before them,
    each number on the same footing: with private members where both have enough of them, else
    without. ``cohorts`` are the newest first. ``applied`` is of the current month.
    """

    at: datetime
    weeks: tuple[HealthWeek, ...]
    agreed: Tally
    active: Tally
    practised: Tally
    reflected: Tally
    gave: Tally
    adherence: Spread
    comebacks: Tally
    cohorts: tuple[Cohort, ...]
    answers: Answers
    answered: tuple[Group, ...]
    applied: tuple[Tally, Tally]
    """Who tried somebody's idea, and who was active at all."""
    alone: Tally
    waiting: Waiting
    hand: Tally
    """Whose rhythm broke."""
    trends: dict[Measure, Trend]

    @property
    def applied_share(self) -> Share:
        """Who tried somebody's idea this month, of the active members."""
        return Share(self.applied[0].total, self.applied[1].total)


def compare(now: float | None, before: float | None) -> Trend | None:
    """Tell which way a number went; None where one of them is not known."""
    if now is None or before is None:
        return None
    if now == before:
        return Trend.SAME
    return Trend.UP if now > before else Trend.DOWN


def tally(members: Iterable[UserId], open_members: AbstractSet[UserId]) -> Tally:
    """Name the open members, and count the private ones where they are five or more."""
    behind = sorted(members)
    named = tuple(each for each in behind if each in open_members)
    others = len(behind) - len(named)
    return Tally(named, others if others >= FEWEST else 0)
