"""How a community is doing: sums for its moderators, about members who agreed to be counted.

A member who is private is never named, and private members count in whole fives: what is over is
left out of the number. So what is left when the names are taken away from a number, or one number
from another (of other weeks, of another measure, of a minute ago), is nobody, or five and more.
Shares and medians that hold private members go in steps of five for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, WEEK
from bot.domain.errors import Refusal
from bot.domain.sums import FEWEST, whole_fives

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from datetime import date, datetime

    from bot.domain.ids import UserId
    from bot.domain.months import Month

STEP_PERCENT = 5
"""Where private members stand behind a percentage, it is told in such steps."""
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
    """Members behind a number: open ones by name, private ones in whole fives."""

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
    """Some of all; ``step`` is that of the percentage."""

    part: int
    whole: int
    step: int = 1

    @property
    def percent(self) -> int | None:
        """The share in percent, in its steps; None where there is nothing to share."""
        if not self.whole:
            return None
        unit = self.whole * self.step
        return (200 * self.part + unit) // (2 * unit) * self.step


class Part(NamedTuple):
    """Members who did something, of all who might have, on the same footing."""

    members: Tally
    whole: Tally
    share: Share


class Group(NamedTuple):
    """Part of a list: members under one heading, which is a band's, a cohort's or blank."""

    heading: str
    members: Tally


@dataclass(frozen=True, slots=True)
class Spread:
    """How well members keep their plans: their adherence over all weeks of the report.

    ``bands`` count members by 0-19, 20-39, 40-59, 60-79 and 80-100 %; ``quartiles`` are in whole
    percent, or in steps of five where private members are among them, and None where fewer than
    five are counted.
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
    share: Share


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of requests that ended: answered, or closed unanswered after four weeks.

    ``share`` and ``median_wait_hours`` are None where fewer than five authors stand behind them;
    ``requests`` is how many the share is of, private ones in whole fives.
    """

    share: Share | None = None
    requests: int = 0
    median_wait_hours: float | None = None


@dataclass(frozen=True, slots=True)
class HealthWeek:
    """One ISO week, in each member's own days.

    ``median_percent`` is the median adherence; None where fewer than five have one.
    """

    monday: date
    active: int
    practised: int
    reflected: int
    gave: int
    median_percent: int | None
    answered: Answers

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + WEEK - DAY


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that wait now, private ones in whole fives; their authors are ``members``.

    ``oldest_at`` is when the first of those was asked whose author may be named.
    """

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
    applied: Part
    """Who tried somebody's idea, of those who were active at all."""
    alone: Tally
    waiting: Waiting
    hand: Tally
    """Whose rhythm broke."""
    trends: dict[Measure, Trend]


def compare(now: float | None, before: float | None) -> Trend | None:
    """Tell which way a number went; None where one of them is not known."""
    if now is None or before is None:
        return None
    if now == before:
        return Trend.SAME
    return Trend.UP if now > before else Trend.DOWN


def tally(members: Iterable[UserId], open_members: AbstractSet[UserId]) -> Tally:
    """Name the open members, and count the private ones in whole fives."""
    behind = sorted(members)
    named = tuple(each for each in behind if each in open_members)
    return Tally(named, whole_fives(len(behind) - len(named)))
