"""What the buttons, the drop-down and the forms of a 30-day plan carry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.domain.month_plans import HIGHEST_CONFIDENCE, Moment
from bot.render.presses import Count, Press


class ShowPlan(Press, tag="plan"):
    """Show my 30-day plan, or what one could be started with."""


class StartPlan(Press, tag="plan-start"):
    """Start thirty days with a practice."""

    practice_id: Count


class ChoosePlan(Press, tag="plan-choose"):
    """Choose the practice with which thirty days start."""


class SayConfidence(Press, tag="plan-confidence"):
    """Say how sure I am, 1 to 5, at the start or at the end."""

    plan_id: Count
    moment: Moment
    level: Annotated[int, Field(ge=1, le=HIGHEST_CONFIDENCE)]


class NotePlan(Press, tag="plan-note"):
    """Note something on today, in a form."""

    plan_id: Count


class StopPlan(Press, tag="plan-stop"):
    """Stop the plan, in a form that asks what was learnt."""

    plan_id: Count


class SayOutcome(Press, tag="plan-outcome"):
    """Note what came of the transfer test, in a form."""

    plan_id: Count


class ShowPlanNotes(Press, tag="plan-notes"):
    """Show a page of the notes of a plan."""

    plan_id: Count
    page: Count


class ShowPlanReport(Press, tag="plan-report"):
    """Show the report of a plan."""

    plan_id: Count


class PutPlanAway(Press, tag="plan-away"):
    """Put the report of a plan away."""

    plan_id: Count
