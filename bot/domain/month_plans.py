"""The 30-day plan: four weeks of small steps, ticked by what was really logged, asked and given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.days import DAY, Span

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, PlanId, PracticeId, UserId
    from bot.domain.month_plan_weeks import Mean, PlanWeek
    from bot.domain.practices import Practice

PLAN_DAYS = 30
WEEKS = 4
WEEK_DAYS = 7
# The last days are for the outcome and for how sure somebody is by now.
LAST_DAYS_FROM = WEEKS * WEEK_DAYS + 1
REPORT_WAITS = timedelta(days=14)
LONGEST_NOTE = 500
LONGEST_OUTCOME = 300
LONGEST_LEARNT = 300
HIGHEST_CONFIDENCE = 5


class Stage(StrEnum):
    """How far a plan is."""

    RUNNING = "running"
    OVER = "over"
    STOPPED = "stopped"
    ARCHIVED = "archived"
    """Its practice was put aside, and the plan with it."""


class Moment(StrEnum):
    """When somebody said how sure they are."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """Thirty days with one practice; what is reached in them is derived.

    Confidences are from 1 to 5, None where not said; texts not written are "". ``closed_on`` is
    when its report was put away.
    """

    id: PlanId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId
    started_on: date
    confidence_before: int | None = None
    confidence_after: int | None = None
    outcome: str = ""
    outcome_on: date | None = None
    learnt: str = ""
    stopped_on: date | None = None
    closed_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether it was neither stopped nor put away: a member has one such plan at most."""
        return self.stopped_on is None and self.closed_on is None


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A line that somebody wrote on a day of their plan."""

    day: date
    text: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class PlanDays:
    """The thirty days of a plan: those from its start on which its practice does not rest."""

    started_on: date
    days: tuple[date, ...]

    @property
    def last(self) -> date:
        """The thirtieth day."""
        return self.days[-1]

    def begun(self, today: date) -> int:
        """Count the days of the plan that have begun: 0 to 30."""
        return bisect_right(self.days, today)

    def week(self, number: int) -> Span:
        """Give the days of week 1 to 4, resting days on the way included."""
        first = self.days[WEEK_DAYS * (number - 1)] if number > 1 else self.started_on
        return Span(first, self.days[WEEK_DAYS * number] - DAY)

    def week_on(self, today: date) -> int:
        """Give the week that a day belongs to; the days after the fourth still count for it."""
        return min(WEEKS, max(0, self.begun(today) - 1) // WEEK_DAYS + 1)


def plan_days(plan: MonthPlan, practice: Practice) -> PlanDays:
    """Find the days of a plan, which a rest or a pause pushes on."""
    rests = [rest for rest in practice.rests if rest.last >= plan.started_on]
    days: list[date] = []
    day = plan.started_on
    while len(days) < PLAN_DAYS:
        if not any(day in rest for rest in rests):
            days.append(day)
        day += DAY
    return PlanDays(plan.started_on, tuple(days))


def archived_on(plan: MonthPlan, practice: Practice) -> date | None:
    """Give the day on which the practice was put aside during the plan, for a day or more."""
    for gap in practice.archives:
        is_back = gap.restored_on is not None and gap.restored_on <= gap.archived_on + DAY
        if gap.archived_on >= plan.started_on and not is_back:
            return gap.archived_on
    return None


@dataclass(frozen=True, slots=True)
class Course:
    """Where a plan stands: its days, its stage, and the last day that counts for it."""

    days: PlanDays
    stage: Stage
    until: date

    @property
    def is_beginning(self) -> bool:
        """Whether it is in its first week."""
        return self.stage is Stage.RUNNING and self.days.begun(self.until) <= WEEK_DAYS

    @property
    def is_late(self) -> bool:
        """Whether its fourth week has begun; one that was given up before never comes so far."""
        is_whole = self.stage in {Stage.RUNNING, Stage.OVER}
        return is_whole and self.until >= self.days.week(WEEKS).first

    @property
    def is_ending(self) -> bool:
        """Whether it is in its last two days, or past them."""
        return self.is_late and self.days.begun(self.until) >= LAST_DAYS_FROM


def course_of(plan: MonthPlan, practice: Practice, today: date) -> Course:
    """Tell where a plan stands today. Nobody ends it: after its thirty days it is over."""
    days = plan_days(plan, practice)
    aside = archived_on(plan, practice)
    if plan.stopped_on:
        return Course(days, Stage.STOPPED, plan.stopped_on)
    if aside and aside <= days.last:
        return Course(days, Stage.ARCHIVED, aside)
    if today > days.last:
        return Course(days, Stage.OVER, days.last)
    return Course(days, Stage.RUNNING, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """A plan with what is ticked and what is open; ``noted`` is how many notes there are.

    ``resources`` is the community's own help, shown beside the safety note.
    """

    plan: MonthPlan
    practice: Practice
    today: date
    course: Course
    weeks: tuple[PlanWeek, ...]
    baseline: Mean | None
    skill: str | None
    noted: int
    resources: str = ""

    @property
    def day(self) -> int:
        """Which day of the plan the last one that counts is: 0 to 30."""
        return self.course.days.begun(self.course.until)

    @property
    def asks_before(self) -> bool:
        """Whether it is time to ask how sure one is at the start."""
        return self.course.is_beginning and self.plan.confidence_before is None

    @property
    def takes_after(self) -> bool:
        """Whether it is time to say how sure one is at the end."""
        return self.plan.is_held and self.course.is_ending

    @property
    def takes_outcome(self) -> bool:
        """Whether the outcome of the transfer test may be noted."""
        return self.plan.is_held and self.course.is_late


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """No plan is there: what one could be started with, and the last one, if there was any."""

    practices: tuple[Practice, ...]
    last: PlanId | None
    resources: str = ""


@dataclass(frozen=True, slots=True)
class PlanToday:
    """What `/today` says of a plan: its current week, or that its report waits.

    ``asks_after``: it is time to say how sure one is by now, and that was not said yet.
    """

    name: str
    stage: Stage
    day: int = 0
    week: PlanWeek | None = None
    asks_after: bool = False


@dataclass(frozen=True, slots=True)
class PlanNotes:
    """All notes of a plan, the newest first."""

    plan: MonthPlan
    practice: Practice
    today: date
    notes: tuple[PlanNote, ...]
