"""The report of a 30-day plan: where it began, where it came to, and what helped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adherence import adherence_of_days
from bot.domain.days import Span
from bot.domain.month_plan_weeks import mean_of
from bot.domain.month_plans import WEEKS
from bot.domain.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.adherence import Adherence
    from bot.domain.days import Week
    from bot.domain.month_plan_weeks import Evidence, Mean
    from bot.domain.month_plans import Course, PlanNote, PlanShown
    from bot.domain.practices import Practice


class WeekFigures(NamedTuple):
    """What one week came to: its mean as the baseline is taken, and the blocks kept in it.

    ``logged`` is the number of days with anything logged.
    """

    number: int
    mean: Mean | None
    kept: Adherence
    logged: int


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A plan that is over or was stopped, or one under way as it stands.

    ``conditions`` are those that the member named in reflections meanwhile, ``notes`` all that
    they wrote, both newest first; ``practices`` are those that a next plan could be for.
    """

    shown: PlanShown
    weeks: tuple[WeekFigures, ...]
    conditions: tuple[str, ...]
    notes: tuple[PlanNote, ...]
    practices: tuple[Practice, ...]

    @property
    def now(self) -> WeekFigures | None:
        """The latest week after the first in which anything was logged."""
        later = [week for week in self.weeks if week.number > 1 and week.mean]
        return later[-1] if later else None

    @property
    def change_percent(self) -> int | None:
        """By how many percent the mean amount changed; None where the two do not compare."""
        before, now = self.shown.baseline, self.now
        if before is None or now is None or now.mean is None:
            return None
        if not same_unit(before.unit, now.mean.unit):
            return None
        return round(100 * (now.mean.amount - before.amount) / before.amount)


def figures_of(course: Course, evidence: Evidence) -> tuple[WeekFigures, ...]:
    """Give the figures of every week that has begun."""
    found: list[WeekFigures] = []
    for number in range(1, WEEKS + 1):
        week = course.days.week(number)
        days = Span(week.first, min(week.last, course.until))
        if days.length > 0:
            rows = [day for day in evidence.record.days if day.day in days]
            kept = adherence_of_days(evidence.record, evidence.practice, days.first, days.last)
            logged = sum(day.amount > 0 for day in rows)
            found.append(WeekFigures(number, mean_of(evidence.record, days), kept, logged))
    return tuple(found)


def conditions_within(named: Mapping[Week, str], days: Span) -> tuple[str, ...]:
    """Give the conditions named in weeks that touch these days, newest first, each once."""
    weeks = sorted(
        (week for week in named if week.sunday >= days.first and week.monday <= days.last),
        reverse=True,
    )
    return tuple(dict.fromkeys(named[week] for week in weeks))
