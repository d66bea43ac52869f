"""Thirty days with a practice, drawn as histories are; the plan starts on the first day drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.ids import PlanId
from bot.domain.month_plan_weeks import Evidence, PlanStep, PlanWeek, StepKind, plan_week
from bot.domain.month_plans import MonthPlan, course_of
from bot.domain.verdicts import judge
from tests.domain.drawing import START, history, practice

if TYPE_CHECKING:
    from bot.domain.month_plans import Course
    from bot.domain.practices import Practice


def a_plan(**changes: Any) -> MonthPlan:
    scales = practice()
    plan = MonthPlan(PlanId(9), scales.community_id, scales.user_id, scales.id, started_on=START)
    return replace(plan, **changes)


def draw(
    drawn: str, of: Practice | None = None, plan: MonthPlan | None = None, **known: Any
) -> tuple[MonthPlan, Course, Evidence]:
    """Read a drawing; rests drawn are the practice's."""
    scales = of or practice()
    told = history(scales, drawn)
    resting = replace(scales, rests=(*scales.rests, *told.rests))
    plan = plan or a_plan()
    evidence = Evidence(
        resting, judge(replace(told, practice=resting, rests=resting.rests)), **known
    )
    return plan, course_of(plan, resting, told.today), evidence


def week_of(number: int, drawn: str, **known: Any) -> PlanWeek:
    return plan_week(number, *draw(drawn, **known))


def step_of(week: PlanWeek, kind: StepKind) -> PlanStep:
    return next(step for step in week.steps if step.kind is kind)
