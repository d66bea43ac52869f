"""Rubrics: the list for everybody, and the panel on which moderators change one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rubric_files import FileUnreadable, check_file_size, file_name, write_rubric
from bot.domain.rubrics import Change, Spot
from bot.render import rubric_forms
from bot.render import rubrics as render
from bot.views.answers import answer, replace
from bot.views.attachments import fetch, file_of
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    import discord

    from bot.domain.rubrics import RubricVersion
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show_list(interaction: Interaction, services: Services) -> None:
    """Answer /rubric list."""
    await answer(interaction, render.rubric_list(await services.rubrics.of(caller(interaction)), 0))


async def show_panel(interaction: Interaction, services: Services, rubric: str) -> None:
    """Answer /rubric edit."""
    await answer(
        interaction, render.panel(await services.rubrics.panel(caller(interaction), rubric))
    )


async def create(interaction: Interaction, services: Services, name: str) -> None:
    """Answer /rubric create."""
    panel = await services.rubric_edits.create(caller(interaction), name)
    await answer(interaction, render.panel(panel))


async def bring_in(interaction: Interaction, services: Services, file: discord.Attachment) -> None:
    """Answer /rubric import."""
    await services.communities.require_moderator(caller(interaction))
    check_file_size(file.size)
    await interaction.response.defer(ephemeral=True)
    content = await fetch(interaction, file.url)
    if content is None:
        raise FileUnreadable
    panel = await services.rubric_edits.bring_in(caller(interaction), content)
    await answer(interaction, render.panel(panel))


async def give_out(interaction: Interaction, services: Services, rubric: str) -> None:
    """Answer /rubric export."""
    await _give_out(interaction, await services.rubrics.named(caller(interaction), rubric))


async def _give_out(interaction: Interaction, version: RubricVersion) -> None:
    content = write_rubric(version.name, version.criteria).encode()
    file = file_of(content, file_name(version.name))
    await answer(interaction, render.exported(version.name), files=[file])


class ListRubricsDoor(ButtonDoor[render.ListRubrics]):
    press = render.ListRubrics

    async def click(self, interaction: Interaction, press: render.ListRubrics) -> None:
        listed = await self.services.rubrics.of(caller(interaction))
        await replace(interaction, render.rubric_list(listed, press.page))


class ShowRubricDoor(ButtonDoor[render.ShowRubric]):
    press = render.ShowRubric

    async def click(self, interaction: Interaction, press: render.ShowRubric) -> None:
        shown = await self.services.rubrics.panel_of(caller(interaction), press.rubric_id)
        await replace(interaction, render.panel(shown))


class AddCriterionDoor(FormDoor[render.AddCriterion]):
    press = render.AddCriterion

    async def build(
        self, interaction: Interaction, press: render.AddCriterion, answers: Answers
    ) -> Form:
        await self.services.communities.require_moderator(caller(interaction))
        return rubric_forms.criterion_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.AddCriterion, answers: Answers
    ) -> None:
        shown = await self.services.rubric_edits.add_criterion(
            caller(interaction), press.rubric_id, *rubric_forms.criterion_words(answers)
        )
        await replace(interaction, render.panel(shown))


class EditCriterionDoor(FormDoor[render.EditCriterion]):
    press = render.EditCriterion

    async def build(
        self, interaction: Interaction, press: render.EditCriterion, answers: Answers
    ) -> Form:
        spot = Spot(press.version_id, press.place)
        criterion = await self.services.rubrics.criterion(caller(interaction), spot)
        return rubric_forms.criterion_form(press, answers, criterion)

    async def submit(
        self, interaction: Interaction, press: render.EditCriterion, answers: Answers
    ) -> None:
        spot = Spot(press.version_id, press.place)
        shown = await self.services.rubric_edits.edit_criterion(
            caller(interaction), spot, *rubric_forms.criterion_words(answers)
        )
        await replace(interaction, render.panel(shown))


class RemoveCriterionDoor(ButtonDoor[render.RemoveCriterion]):
    press = render.RemoveCriterion

    async def click(self, interaction: Interaction, press: render.RemoveCriterion) -> None:
        spot = Spot(press.version_id, press.place)
        shown = await self.services.rubric_edits.remove_criterion(caller(interaction), spot)
        await replace(interaction, render.panel(shown))


class RenameRubricDoor(FormDoor[render.RenameRubric]):
    press = render.RenameRubric

    async def build(
        self, interaction: Interaction, press: render.RenameRubric, answers: Answers
    ) -> Form:
        shown = await self.services.rubrics.panel_of(caller(interaction), press.rubric_id)
        return rubric_forms.rename_form(press, answers, shown.name)

    async def submit(
        self, interaction: Interaction, press: render.RenameRubric, answers: Answers
    ) -> None:
        name = answers.get("name", "")
        shown = await self.services.rubric_edits.rename(caller(interaction), press.rubric_id, name)
        await replace(interaction, render.panel(shown))


class ExportRubricDoor(ButtonDoor[render.ExportRubric]):
    press = render.ExportRubric

    async def click(self, interaction: Interaction, press: render.ExportRubric) -> None:
        version = await self.services.rubrics.shown(caller(interaction), press.version_id)
        await _give_out(interaction, version)


class UndoRubricChangeDoor(ButtonDoor[render.UndoRubricChange]):
    press = render.UndoRubricChange

    async def click(self, interaction: Interaction, press: render.UndoRubricChange) -> None:
        change = Change(press.before, press.after)
        shown = await self.services.rubric_edits.undo(caller(interaction), change)
        await replace(interaction, render.panel(shown))


class TakeOffListDoor(ButtonDoor[render.TakeOffList]):
    press = render.TakeOffList

    async def click(self, interaction: Interaction, press: render.TakeOffList) -> None:
        shown = await self.services.rubric_edits.set_listed(
            caller(interaction), press.rubric_id, listed=False
        )
        await replace(interaction, render.panel(shown))


class PutOnListDoor(ButtonDoor[render.PutOnList]):
    press = render.PutOnList

    async def click(self, interaction: Interaction, press: render.PutOnList) -> None:
        shown = await self.services.rubric_edits.set_listed(
            caller(interaction), press.rubric_id, listed=True
        )
        await replace(interaction, render.panel(shown))


DOORS = (
    ListRubricsDoor,
    ShowRubricDoor,
    AddCriterionDoor,
    EditCriterionDoor,
    RemoveCriterionDoor,
    RenameRubricDoor,
    ExportRubricDoor,
    UndoRubricChangeDoor,
    TakeOffListDoor,
    PutOnListDoor,
)
