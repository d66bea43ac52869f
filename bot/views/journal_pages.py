"""Turning pages of one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.errors import OutOfDate
from bot.domain.journal_pages import Aspect
from bot.render import journal_pages as render
from bot.render.journal import Recent
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def search(interaction: Interaction, services: Services, text: str) -> None:
    """Answer /journal search."""
    who = caller(interaction)
    # Many years of notes may take longer than Discord waits for an answer.
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await services.journal_pages.search(who, text)
    draft_id = 0
    if len(found.notes) > render.NOTES_ON_A_PAGE:
        draft_id = await services.drafts.keep(who, render.TurnFound.tag, {"text": text})
    await answer(interaction, render.found(found, text, draft_id))


class RecentDoor(ButtonDoor[Recent]):
    press = Recent

    async def click(self, interaction: Interaction, press: Recent) -> None:
        notes = await self.services.journal_pages.recent(caller(interaction))
        await replace(interaction, render.recent(notes, press.page))


class TurnFoundDoor(ButtonDoor[render.TurnFound]):
    press = render.TurnFound

    async def click(self, interaction: Interaction, press: render.TurnFound) -> None:
        who = caller(interaction)
        text = (await self.services.drafts.get(who, press.draft_id)).answers.get("text", "")
        await interaction.response.defer()
        found = await self.services.journal_pages.search(who, text)
        await replace(interaction, render.found(found, text, press.draft_id, press.page))


class SideBySideDoor(ButtonDoor[render.SideBySide]):
    press = render.SideBySide

    async def click(self, interaction: Interaction, press: render.SideBySide) -> None:
        found = await self.services.journal_pages.weeks(caller(interaction))
        await replace(interaction, render.weeks(found, press.aspect, press.page))


class ChooseAspectDoor(SelectDoor[render.ChooseAspect]):
    press = render.ChooseAspect

    async def choose(
        self, interaction: Interaction, press: render.ChooseAspect, values: list[str]
    ) -> None:
        aspect = next((each for each in Aspect if each.value in values), None)
        if aspect is None:
            raise OutOfDate
        found = await self.services.journal_pages.weeks(caller(interaction))
        await replace(interaction, render.weeks(found, aspect))


class ShowWinsDoor(ButtonDoor[render.ShowWins]):
    press = render.ShowWins

    async def click(self, interaction: Interaction, press: render.ShowWins) -> None:
        shown = await self.services.journal_pages.wins(caller(interaction), press.calendar_year)
        await replace(interaction, render.wins(shown, press.page))


class ShowWinsNowDoor(ButtonDoor[render.ShowWinsNow]):
    press = render.ShowWinsNow

    async def click(self, interaction: Interaction, press: render.ShowWinsNow) -> None:
        shown = await self.services.journal_pages.wins(caller(interaction))
        await replace(interaction, render.wins(shown))


DOORS = (
    RecentDoor,
    TurnFoundDoor,
    SideBySideDoor,
    ChooseAspectDoor,
    ShowWinsDoor,
    ShowWinsNowDoor,
)
