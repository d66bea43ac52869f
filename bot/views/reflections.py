"""Buttons, selects and forms of the weekly look back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.ids import PracticeId
from bot.domain.reflections import read_look_back
from bot.render import reflection_forms as forms
from bot.render import reflections as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.sharing import Sharing

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.views.caller import Interaction


class ReflectNowDoor(ButtonDoor[render.ReflectNow]):
    press = render.ReflectNow

    async def click(self, interaction: Interaction, press: render.ReflectNow) -> None:
        look = await self.services.look_backs.open(caller(interaction))
        await answer(interaction, render.look_back(look, Week(press.year, press.week)))


class LookBackDoor(FormDoor[render.LookBackForm]):
    press = render.LookBackForm

    async def build(
        self, interaction: Interaction, press: render.LookBackForm, answers: Answers
    ) -> Form:
        week = Week(press.year, press.week)
        look = await self.services.look_backs.open(caller(interaction), week)
        return forms.look_back_form(press, look, answers)

    async def submit(
        self, interaction: Interaction, press: render.LookBackForm, answers: Answers
    ) -> None:
        week, words = Week(press.year, press.week), read_look_back(answers)
        look = await self.services.look_backs.keep(caller(interaction), week, words)
        await replace(interaction, render.look_back(look))


class WriteReflectionDoor(FormDoor[render.WriteReflection]):
    press = render.WriteReflection

    async def build(
        self, interaction: Interaction, press: render.WriteReflection, answers: Answers
    ) -> Form:
        week = Week(press.year, press.week)
        look = await self.services.look_backs.open(caller(interaction), week)
        return forms.write_form(press, look, answers)

    async def submit(
        self, interaction: Interaction, press: render.WriteReflection, answers: Answers
    ) -> None:
        week, words = Week(press.year, press.week), forms.reflection_words(answers)
        what = await self.services.reflections.write(caller(interaction), week, words)
        await Sharing(self.services, self.delivery).show(interaction, what, wanted=words.share)


class NameConditionsDoor(FormDoor[render.NameConditions]):
    press = render.NameConditions

    async def build(
        self, interaction: Interaction, press: render.NameConditions, answers: Answers
    ) -> Form:
        return forms.conditions_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.NameConditions, answers: Answers
    ) -> None:
        week, named = Week(press.year, press.week), answers.get("conditions", "")
        reflections = self.services.reflections
        what = await reflections.name_conditions(caller(interaction), week, named)
        await Sharing(self.services, self.delivery).show(interaction, what)


class UnknownConditionsDoor(ButtonDoor[render.UnknownConditions]):
    press = render.UnknownConditions

    async def click(self, interaction: Interaction, press: render.UnknownConditions) -> None:
        week = Week(press.year, press.week)
        what = await self.services.reflections.do_not_know(caller(interaction), week)
        await Sharing(self.services, self.delivery).show(interaction, what)


class KeepAdjustmentDoor(ButtonDoor[render.KeepAdjustment]):
    press = render.KeepAdjustment

    async def click(self, interaction: Interaction, press: render.KeepAdjustment) -> None:
        week = Week(press.year, press.week)
        what = await self.services.reflections.keep_adjustment(caller(interaction), week)
        await Sharing(self.services, self.delivery).show(interaction, what)


class SwitchAdjustmentDoor(ButtonDoor[render.SwitchAdjustment]):
    press = render.SwitchAdjustment

    async def click(self, interaction: Interaction, press: render.SwitchAdjustment) -> None:
        week = Week(press.year, press.week)
        what = await self.services.reflections.switch_adjustment(caller(interaction), week)
        await Sharing(self.services, self.delivery).show(interaction, what)


class GoalForDoor(SelectDoor[render.GoalFor]):
    press = render.GoalFor

    async def choose(
        self, interaction: Interaction, press: render.GoalFor, values: list[str]
    ) -> None:
        week, practice_id = Week(press.year, press.week), PracticeId(int(values[0]))
        reflections = self.services.reflections
        what = await reflections.choose_practice(caller(interaction), week, practice_id)
        await Sharing(self.services, self.delivery).show(interaction, what)


class ShareReflectionDoor(ButtonDoor[render.ShareReflection]):
    press = render.ShareReflection

    async def click(self, interaction: Interaction, press: render.ShareReflection) -> None:
        week, wanted = Week(press.year, press.week), bool(press.shared)
        reflections = self.services.reflections
        what = await reflections.share(caller(interaction), week, shared=wanted)
        await Sharing(self.services, self.delivery).show(interaction, what, wanted=wanted)


class WhatHelpsDoor(ButtonDoor[render.WhatHelps]):
    press = render.WhatHelps

    async def click(self, interaction: Interaction, press: render.WhatHelps) -> None:
        found = await self.services.reflections.what_helps(caller(interaction))
        # Not in place of the reflection, where there may be something left to choose.
        await answer(interaction, render.what_helps(found))


class TurnHelpsDoor(ButtonDoor[render.TurnHelps]):
    press = render.TurnHelps

    async def click(self, interaction: Interaction, press: render.TurnHelps) -> None:
        found = await self.services.reflections.what_helps(caller(interaction))
        await replace(interaction, render.what_helps(found, press.page))


DOORS = (
    ReflectNowDoor,
    LookBackDoor,
    WriteReflectionDoor,
    NameConditionsDoor,
    UnknownConditionsDoor,
    KeepAdjustmentDoor,
    SwitchAdjustmentDoor,
    GoalForDoor,
    ShareReflectionDoor,
    WhatHelpsDoor,
    TurnHelpsDoor,
)
