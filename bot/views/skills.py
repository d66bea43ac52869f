"""The community's list of skills, as its moderators keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.skills import UnknownSkill
from bot.render import skills as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /community skills."""
    await answer(interaction, render.skill_list(await services.skills.of(caller(interaction))))


class ListSkillsDoor(ButtonDoor[render.ListSkills]):
    press = render.ListSkills

    async def click(self, interaction: Interaction, press: render.ListSkills) -> None:
        listed = await self.services.skills.of(caller(interaction))
        await replace(interaction, render.skill_list(listed, press.page))


class ChooseSkillDoor(SelectDoor[render.ChooseSkill]):
    press = render.ChooseSkill

    async def choose(
        self, interaction: Interaction, press: render.ChooseSkill, values: list[str]
    ) -> None:
        listed = await self.services.skills.of(caller(interaction))
        skill = next((each for each in listed.heads if str(each.id) in values), None)
        if skill is None:
            raise UnknownSkill("")
        await replace(interaction, render.one_skill(skill))


class AddSkillDoor(FormDoor[render.AddSkill]):
    press = render.AddSkill

    async def build(
        self, interaction: Interaction, press: render.AddSkill, answers: Answers
    ) -> Form:
        await self.services.communities.require_moderator(caller(interaction))
        return render.add_form(answers)

    async def submit(
        self, interaction: Interaction, press: render.AddSkill, answers: Answers
    ) -> None:
        listed = await self.services.skills.add(caller(interaction), answers.get("name", ""))
        await replace(interaction, render.skill_list(listed))


class ApproveSkillDoor(ButtonDoor[render.ApproveSkill]):
    press = render.ApproveSkill

    async def click(self, interaction: Interaction, press: render.ApproveSkill) -> None:
        listed = await self.services.skills.approve(caller(interaction), press.skill_id)
        await replace(interaction, render.skill_list(listed))


class RemoveSkillDoor(ButtonDoor[render.RemoveSkill]):
    press = render.RemoveSkill

    async def click(self, interaction: Interaction, press: render.RemoveSkill) -> None:
        listed = await self.services.skills.remove(caller(interaction), press.skill_id)
        await replace(interaction, render.skill_list(listed))


class JoinSkillDoor(FormDoor[render.JoinSkill]):
    press = render.JoinSkill

    async def build(
        self, interaction: Interaction, press: render.JoinSkill, answers: Answers
    ) -> Form:
        await self.services.communities.require_moderator(caller(interaction))
        return render.join_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.JoinSkill, answers: Answers
    ) -> None:
        into = answers.get("into", "")
        listed = await self.services.skills.join(caller(interaction), press.skill_id, into)
        await replace(interaction, render.skill_list(listed))


DOORS = (
    ListSkillsDoor,
    ChooseSkillDoor,
    AddSkillDoor,
    ApproveSkillDoor,
    RemoveSkillDoor,
    JoinSkillDoor,
)
