"""The way in: the panel's button, and the steps behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.settings import Visibility
from bot.domain.start import NotBegun, Onboarding, Step
from bot.render import norms, practice_forms
from bot.render import start as render
from bot.render.settings import ZONE
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, Door, FormDoor

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.render.card import Card
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /start, and the panel's button."""
    found = await services.start.progress(caller(interaction))
    await answer(interaction, _overview(found))


class StartDoor(ButtonDoor[render.Start]):
    press = render.Start

    async def click(self, interaction: Interaction, press: render.Start) -> None:
        # Not in place of the card that was clicked: that is the panel, which stays for everybody.
        await show(interaction, self.services)


class StartPracticeDoor(FormDoor[render.StartPractice]):
    press = render.StartPractice

    async def build(
        self, interaction: Interaction, press: render.StartPractice, answers: Answers
    ) -> Form:
        return practice_forms.new_practice_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.StartPractice, answers: Answers
    ) -> None:
        words = practice_forms.practice_words(answers)
        await self.services.practices.add(caller(interaction), words)
        await _go_on(self, interaction, Step.PRACTICE, render.practice_set)


class StartConditionsDoor(FormDoor[render.StartConditions]):
    press = render.StartConditions

    async def build(
        self, interaction: Interaction, press: render.StartConditions, answers: Answers
    ) -> Form:
        return render.conditions_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.StartConditions, answers: Answers
    ) -> None:
        words = render.conditions_words(answers)
        who = caller(interaction)
        await self.services.start.record_conditions(who, press.practice_id, words)
        await _go_on(self, interaction, Step.CONDITIONS, lambda _: render.CONDITIONS_SET)


class StartZoneDoor(FormDoor[render.StartZone]):
    press = render.StartZone

    async def build(
        self, interaction: Interaction, press: render.StartZone, answers: Answers
    ) -> Form:
        choices = await self.services.members.choices(caller(interaction))
        return render.zone_form(answers or {ZONE: choices.member.zone})

    async def submit(
        self, interaction: Interaction, press: render.StartZone, answers: Answers
    ) -> None:
        await self.services.members.choose_zone(caller(interaction), answers.get(ZONE, ""))
        await _go_on(self, interaction, Step.ZONE, render.zone_set)


class StartVisibilityDoor(ButtonDoor[render.StartVisibility]):
    press = render.StartVisibility

    async def click(self, interaction: Interaction, press: render.StartVisibility) -> None:
        await self.services.members.choose_visibility(caller(interaction), Visibility.OPEN)
        await _go_on(self, interaction, Step.VISIBILITY, lambda _: render.VISIBILITY_SET)


class StartCountedDoor(ButtonDoor[render.StartCounted]):
    press = render.StartCounted

    async def click(self, interaction: Interaction, press: render.StartCounted) -> None:
        await self.services.members.choose_counted(caller(interaction), on=True)
        await _go_on(self, interaction, Step.COUNTED, lambda _: render.COUNTED_SET)


class ShowNormsDoor(ButtonDoor[norms.ShowNorms]):
    press = norms.ShowNorms

    async def click(self, interaction: Interaction, press: norms.ShowNorms) -> None:
        found = await self.services.start.progress(caller(interaction))
        if isinstance(found, Onboarding) and found.norms:
            await replace(interaction, render.step(found, Step.NORMS))
        else:
            await replace(interaction, _overview(found))


class AgreeToNormsDoor(ButtonDoor[norms.AgreeToNorms]):
    press = norms.AgreeToNorms

    async def click(self, interaction: Interaction, press: norms.AgreeToNorms) -> None:
        await self.services.norms.agree(caller(interaction), press.norms_id)
        found = await self.services.start.progress(caller(interaction))
        if isinstance(found, Onboarding):
            await _go_on(self, interaction, Step.NORMS, lambda _: render.NORMS_SET)
        else:
            form = practice_forms.new_practice_form(render.StartPractice(), {})
            await interaction.response.send_modal(form)


class StartGoalDoor(FormDoor[render.StartGoal]):
    press = render.StartGoal

    async def build(
        self, interaction: Interaction, press: render.StartGoal, answers: Answers
    ) -> Form:
        practices = self.services.practices
        details = await practices.details(caller(interaction), str(press.practice_id))
        return practice_forms.goal_form(press, details, answers)

    async def submit(
        self, interaction: Interaction, press: render.StartGoal, answers: Answers
    ) -> None:
        words = practice_forms.goal_words(answers)
        practices = self.services.practices
        details = await practices.set_goal(caller(interaction), str(press.practice_id), words)
        await _go_on(self, interaction, Step.GOAL, lambda _: render.goal_set(details))


class SkipStepDoor(ButtonDoor[render.SkipStep]):
    press = render.SkipStep

    async def click(self, interaction: Interaction, press: render.SkipStep) -> None:
        await _go_on(self, interaction, press.step, lambda _: None)


async def _go_on(
    door: Door[Any],
    interaction: Interaction,
    step: Step,
    say: Callable[[Onboarding], str | None],
) -> None:
    """Confirm a step and ask for the next one."""
    found = await door.services.start.progress(caller(interaction))
    if isinstance(found, Onboarding):
        await replace(interaction, render.step(found, found.next_after(step), say(found)))
    else:
        await replace(interaction, _overview(found))


def _overview(found: Onboarding | NotBegun) -> Card:
    return render.overview(found) if isinstance(found, Onboarding) else render.welcome(found)


DOORS = (
    StartDoor,
    StartPracticeDoor,
    StartConditionsDoor,
    StartZoneDoor,
    StartVisibilityDoor,
    StartCountedDoor,
    ShowNormsDoor,
    AgreeToNormsDoor,
    StartGoalDoor,
    SkipStepDoor,
)
