"""Buttons and forms of practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import practice_forms
from bot.render import practices as render
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.render.forms import Answers, Form
    from bot.services.practices import Practices
    from bot.services.skills import Skills
    from bot.views.caller import Interaction


class ListPracticesDoor(ButtonDoor[render.ListPractices]):
    press = render.ListPractices

    async def click(self, interaction: Interaction, press: render.ListPractices) -> None:
        found = await self.services.marks.overview(caller(interaction))
        await replace(interaction, render.overview(found, press.page))


class AddPracticeDoor(FormDoor[render.AddPractice]):
    press = render.AddPractice

    async def build(
        self, interaction: Interaction, press: render.AddPractice, answers: Answers
    ) -> Form:
        return practice_forms.new_practice_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.AddPractice, answers: Answers
    ) -> None:
        words = practice_forms.practice_words(answers)
        details = await self.services.practices.add(caller(interaction), words)
        await replace(interaction, render.added(details))


class EditPracticeDoor(FormDoor[render.EditPractice]):
    press = render.EditPractice

    async def build(
        self, interaction: Interaction, press: render.EditPractice, answers: Answers
    ) -> Form:
        practices = self.services.practices
        details = await practices.details(caller(interaction), str(press.practice_id))
        return practice_forms.edit_form(press, details, answers)

    async def submit(
        self, interaction: Interaction, press: render.EditPractice, answers: Answers
    ) -> None:
        words = practice_forms.practice_words(answers)
        practices = self.services.practices
        change = await practices.edit(caller(interaction), str(press.practice_id), words)
        await replace(interaction, render.edited(change))


class SetGoalDoor(FormDoor[render.SetGoal]):
    press = render.SetGoal

    async def build(
        self, interaction: Interaction, press: render.SetGoal, answers: Answers
    ) -> Form:
        practices = self.services.practices
        details = await practices.details(caller(interaction), str(press.practice_id))
        return practice_forms.goal_form(press, details, answers)

    async def submit(
        self, interaction: Interaction, press: render.SetGoal, answers: Answers
    ) -> None:
        words = practice_forms.goal_words(answers)
        practices = self.services.practices
        details = await practices.set_goal(caller(interaction), str(press.practice_id), words)
        await replace(interaction, render.goal_set(details))


class ArchivePracticeDoor(ButtonDoor[render.ArchivePractice]):
    press = render.ArchivePractice

    async def click(self, interaction: Interaction, press: render.ArchivePractice) -> None:
        practices = self.services.practices
        details = await practices.archive(caller(interaction), str(press.practice_id))
        await replace(interaction, render.archived(details))


class RestorePracticeDoor(ButtonDoor[render.RestorePractice]):
    press = render.RestorePractice

    async def click(self, interaction: Interaction, press: render.RestorePractice) -> None:
        practices = self.services.practices
        details = await practices.restore(caller(interaction), str(press.practice_id))
        await replace(interaction, render.restored(details))


DOORS = (
    ListPracticesDoor,
    AddPracticeDoor,
    EditPracticeDoor,
    SetGoalDoor,
    ArchivePracticeDoor,
    RestorePracticeDoor,
)


async def active_pairs(practices: Practices, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of the active practices, for `suggest`."""
    return [
        (render.label(each), str(each.id))
        for each in await practices.of(who)
        if not each.is_archived
    ]


async def all_pairs(practices: Practices, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of all practices, active ones first, for `suggest`."""
    return [
        *await active_pairs(practices, who),
        *await archived_pairs(practices, who),
    ]


async def archived_pairs(practices: Practices, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of the archived practices, newest first, for `suggest`."""
    return [
        (render.label(each), str(each.id))
        for each in reversed(await practices.of(who))
        if each.is_archived
    ]


async def skill_pairs(skills: Skills, who: Caller) -> list[tuple[str, str]]:
    """Give the words of the community's skills, for `suggest`."""
    return [(name, name) for name in await skills.names(who)]
