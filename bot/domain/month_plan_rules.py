"""What may be done with a 30-day plan, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.log_cards import NoPractice
from bot.domain.month_plans import LONGEST_LEARNT, WEEKS, Moment, Stage
from bot.domain.names import clean_text
from bot.domain.practices import pick

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.month_plans import Course, MonthPlan
    from bot.domain.practices import Practice


@dataclass(eq=False)
class NoPlan(Refusal):
    """No plan of the member is running, or not the one that was meant."""


@dataclass(eq=False)
class PlanRunning(Refusal):
    """A plan is running already, with the practice of this name."""

    name: str


@dataclass(eq=False)
class PlanOnArchived(Refusal):
    """The practice is archived, so nothing can be planned with it."""

    name: str


@dataclass(eq=False)
class PlanIsOver(Refusal):
    """The plan came to its end by itself: there is nothing to stop, and nothing to note."""


@dataclass(eq=False)
class OutcomeTooEarly(Refusal):
    """The outcome belongs to the fourth week, which begins on ``first`` at the earliest."""

    first: date


@dataclass(eq=False)
class NotTheMoment(Refusal):
    """How sure somebody is was told too late for the start, or too early for the end."""

    moment: Moment


def choose(practices: tuple[Practice, ...], text: str) -> Practice | None:
    """Give the practice that was typed, or else the only active one; None where there are several.

    Raises UnknownPractice, PlanOnArchived, NoPractice.
    """
    if text:
        practice = pick(practices, text)
        if practice.is_archived:
            raise PlanOnArchived(practice.name)
        return practice
    active = [each for each in practices if not each.is_archived]
    if not active:
        raise NoPractice
    return active[0] if len(active) == 1 else None


def require_running(plan: MonthPlan, course: Course) -> None:
    """Raise NoPlan for a plan that was stopped or put away, PlanIsOver for one that is over."""
    if not plan.is_held:
        raise NoPlan
    if course.stage is not Stage.RUNNING:
        raise PlanIsOver


def require_moment(moment: Moment, plan: MonthPlan, course: Course) -> None:
    """Raise NoPlan, or NotTheMoment to say how sure one is at the start or at the end."""
    if not plan.is_held:
        raise NoPlan
    if not (course.is_beginning if moment is Moment.BEFORE else course.is_ending):
        raise NotTheMoment(moment)


def require_late(plan: MonthPlan, course: Course) -> None:
    """Raise NoPlan, PlanIsOver or OutcomeTooEarly where no outcome can be noted."""
    if not plan.is_held:
        raise NoPlan
    if course.stage is Stage.ARCHIVED:
        raise PlanIsOver
    if not course.is_late:
        raise OutcomeTooEarly(course.days.week(WEEKS).first)


def put_away(plan: MonthPlan, course: Course, name: str, today: date) -> MonthPlan:
    """Put the report of a plan away; ``name`` is its practice's. Raises PlanRunning.

    One that ended with its practice stays so, even where that is restored.
    """
    if course.stage is Stage.RUNNING:
        raise PlanRunning(name)
    stopped_on = course.until if course.stage is Stage.ARCHIVED else None
    return replace(plan, stopped_on=stopped_on, closed_on=today)


def clean_learnt(text: str) -> str:
    """Give what was learnt, or "". Raises NameTooLong, HiddenCharacters."""
    return clean_text(text, "lesson", LONGEST_LEARNT) if text.strip() else ""
