"""Buttons, selects and forms of the 30-day plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import OutOfDate
from bot.domain.ids import PlanId
from bot.domain.month_plan_reports import PlanReport
from bot.domain.month_plans import PlanShown
from bot.render import month_plan_forms as forms
from bot.render import month_plan_presses as presses
from bot.render import month_plans as render
from bot.render.month_plan_reports import report_card, report_picture
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.pictures import drawn

if TYPE_CHECKING:
    from bot.domain.month_plans import PlanOffer
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def tell(
    interaction: Interaction, services: Services, found: PlanShown | PlanReport | PlanOffer
) -> None:
    """Answer with a plan, with the report of one that ended, or with what could be started."""
    if isinstance(found, PlanReport):
        await tell_report(interaction, services, found)
    elif isinstance(found, PlanShown):
        await answer(interaction, render.plan_card(found))
    else:
        await answer(interaction, render.offer(found))


async def tell_report(interaction: Interaction, services: Services, report: PlanReport) -> None:
    """Answer with a report. Its picture may take a second or two, which is announced first."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    owner = report.shown.plan.user_id
    picture, files = await drawn(services, report_picture(report), owner)
    await answer(interaction, report_card(report, picture), files=files)


class ShowPlanDoor(ButtonDoor[presses.ShowPlan]):
    press = presses.ShowPlan

    async def click(self, interaction: Interaction, press: presses.ShowPlan) -> None:
        del press
        found = await self.services.month_plans.show(caller(interaction))
        await tell(interaction, self.services, found)


class ShowPlanReportDoor(ButtonDoor[presses.ShowPlanReport]):
    press = presses.ShowPlanReport

    async def click(self, interaction: Interaction, press: presses.ShowPlanReport) -> None:
        plans = self.services.month_plans
        found = await plans.seen(caller(interaction), PlanId(press.plan_id))
        await tell(interaction, self.services, found)


class StartPlanDoor(ButtonDoor[presses.StartPlan]):
    press = presses.StartPlan

    async def click(self, interaction: Interaction, press: presses.StartPlan) -> None:
        plans = self.services.month_plans
        found = await plans.start(caller(interaction), str(press.practice_id))
        await tell(interaction, self.services, found)


class ChoosePlanDoor(SelectDoor[presses.ChoosePlan]):
    press = presses.ChoosePlan

    async def choose(
        self, interaction: Interaction, press: presses.ChoosePlan, values: list[str]
    ) -> None:
        del press
        if not values:
            raise OutOfDate
        found = await self.services.month_plans.start(caller(interaction), values[0])
        await tell(interaction, self.services, found)


class SayConfidenceDoor(ButtonDoor[presses.SayConfidence]):
    press = presses.SayConfidence

    async def click(self, interaction: Interaction, press: presses.SayConfidence) -> None:
        plans, plan_id = self.services.month_plans, PlanId(press.plan_id)
        found = await plans.say_confidence(caller(interaction), plan_id, press.moment, press.level)
        await _tell_said(interaction, found)


class NotePlanDoor(FormDoor[presses.NotePlan]):
    press = presses.NotePlan

    async def build(
        self, interaction: Interaction, press: presses.NotePlan, answers: Answers
    ) -> Form:
        await self.services.month_plans.running(caller(interaction))
        return forms.note_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: presses.NotePlan, answers: Answers
    ) -> None:
        plans, said = self.services.month_plans, answers.get("note", "")
        noted = await plans.note(caller(interaction), PlanId(press.plan_id), said)
        await answer(interaction, render.noted(noted))


class StopPlanDoor(FormDoor[presses.StopPlan]):
    press = presses.StopPlan

    async def build(
        self, interaction: Interaction, press: presses.StopPlan, answers: Answers
    ) -> Form:
        await self.services.month_plans.running(caller(interaction))
        return forms.stop_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: presses.StopPlan, answers: Answers
    ) -> None:
        plans, learnt = self.services.month_plans, answers.get("learnt", "")
        found = await plans.stop(caller(interaction), PlanId(press.plan_id), learnt)
        await tell(interaction, self.services, found)


class SayOutcomeDoor(FormDoor[presses.SayOutcome]):
    press = presses.SayOutcome

    async def build(
        self, interaction: Interaction, press: presses.SayOutcome, answers: Answers
    ) -> Form:
        plans = self.services.month_plans
        found = await plans.seen(caller(interaction), PlanId(press.plan_id))
        plan = found.shown.plan if isinstance(found, PlanReport) else found.plan
        return forms.outcome_form(press, plan, answers)

    async def submit(
        self, interaction: Interaction, press: presses.SayOutcome, answers: Answers
    ) -> None:
        plans, plan_id = self.services.month_plans, PlanId(press.plan_id)
        said, learnt = answers.get("outcome", ""), answers.get("learnt", "")
        found = await plans.say_outcome(caller(interaction), plan_id, said, learnt)
        await _tell_said(interaction, found)


class ShowPlanNotesDoor(ButtonDoor[presses.ShowPlanNotes]):
    press = presses.ShowPlanNotes

    async def click(self, interaction: Interaction, press: presses.ShowPlanNotes) -> None:
        plans = self.services.month_plans
        notes = await plans.notes(caller(interaction), PlanId(press.plan_id))
        await answer(interaction, render.notes(notes, press.page))


class PutPlanAwayDoor(ButtonDoor[presses.PutPlanAway]):
    press = presses.PutPlanAway

    async def click(self, interaction: Interaction, press: presses.PutPlanAway) -> None:
        plans = self.services.month_plans
        found = await plans.put_away(caller(interaction), PlanId(press.plan_id))
        # Not in place of the report, which has its picture with it.
        await answer(interaction, render.put_away(found))


DOORS = (
    ShowPlanDoor,
    ShowPlanReportDoor,
    StartPlanDoor,
    ChoosePlanDoor,
    SayConfidenceDoor,
    NotePlanDoor,
    StopPlanDoor,
    SayOutcomeDoor,
    ShowPlanNotesDoor,
    PutPlanAwayDoor,
)


async def _tell_said(interaction: Interaction, found: PlanShown | PlanReport) -> None:
    """Show a plan anew with what was said; a report stays, since its picture came with it."""
    if isinstance(found, PlanShown):
        await replace(interaction, render.plan_card(found))
    else:
        await answer(interaction, render.told(found.shown))
