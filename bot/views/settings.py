"""A member's own settings: the card, and the buttons and forms on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.render import settings as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /settings show."""
    choices = await services.members.choices(caller(interaction))
    await answer(interaction, render.settings_card(choices))


class ZoneDoor(FormDoor[render.ChooseZone]):
    press = render.ChooseZone

    async def build(
        self, interaction: Interaction, press: render.ChooseZone, answers: Answers
    ) -> Form:
        if not answers:
            choices = await self.services.members.choices(caller(interaction))
            answers = {render.ZONE: choices.member.zone}
        return render.zone_form(answers)

    async def submit(
        self, interaction: Interaction, press: render.ChooseZone, answers: Answers
    ) -> None:
        zone = answers.get(render.ZONE, "")
        change = await self.services.members.choose_zone(caller(interaction), zone)
        await replace(interaction, render.clock_changed(change))


class DayStartDoor(FormDoor[render.ChooseDayStart]):
    press = render.ChooseDayStart

    async def build(
        self, interaction: Interaction, press: render.ChooseDayStart, answers: Answers
    ) -> Form:
        choices = await self.services.members.choices(caller(interaction))
        return render.day_start_form({render.DAY_START: str(choices.member.day_start)})

    async def submit(
        self, interaction: Interaction, press: render.ChooseDayStart, answers: Answers
    ) -> None:
        hour = answers.get(render.DAY_START, "")
        change = await self.services.members.choose_day_start(caller(interaction), hour)
        await replace(interaction, render.clock_changed(change))


class VisibilityDoor(ButtonDoor[render.ChooseVisibility]):
    press = render.ChooseVisibility

    async def click(self, interaction: Interaction, press: render.ChooseVisibility) -> None:
        choices = await self.services.members.choose_visibility(caller(interaction), press.level)
        await replace(interaction, render.visibility_changed(choices))


class BoardsDoor(ButtonDoor[render.ChooseBoards]):
    press = render.ChooseBoards

    async def click(self, interaction: Interaction, press: render.ChooseBoards) -> None:
        choices = await self.services.members.choose_boards(caller(interaction), on=press.on)
        await replace(interaction, render.boards_changed(choices))


class CountedDoor(ButtonDoor[render.ChooseCounted]):
    press = render.ChooseCounted

    async def click(self, interaction: Interaction, press: render.ChooseCounted) -> None:
        choices = await self.services.members.choose_counted(caller(interaction), on=press.on)
        await replace(interaction, render.counted_changed(choices))


class NudgesDoor(ButtonDoor[render.ChooseNudges]):
    press = render.ChooseNudges

    async def click(self, interaction: Interaction, press: render.ChooseNudges) -> None:
        choices = await self.services.members.choose_nudges(caller(interaction), on=press.on)
        await replace(interaction, render.nudges_changed(choices))


class BlockDoor(ButtonDoor[render.ChooseBlock]):
    press = render.ChooseBlock

    async def click(self, interaction: Interaction, press: render.ChooseBlock) -> None:
        other = UserId(press.user_id)
        members = self.services.members
        choices = await members.choose_block(caller(interaction), other, on=press.on)
        await replace(interaction, render.block_changed(choices, other))


DOORS = (ZoneDoor, DayStartDoor, VisibilityDoor, BoardsDoor, CountedDoor, NudgesDoor, BlockDoor)
