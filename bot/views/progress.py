"""Progress as a picture, and the ways to other periods and practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import PracticeId
from bot.domain.progress import OthersLater
from bot.render import progress as render
from bot.render.practices import label
from bot.render.progress_pictures import progress_picture
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor
from bot.views.pictures import drawn

if TYPE_CHECKING:
    import discord

    from bot.domain.callers import Caller
    from bot.domain.ids import UserId
    from bot.domain.progress import Period, ProgressShown
    from bot.render.card import Card
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(
    interaction: Interaction, services: Services, text: str, user_id: UserId, period: Period
) -> None:
    """Answer /progress. What takes a second or two is announced first."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    shown = await services.progress.show(caller(interaction), text, user_id, period)
    card, files = await _made(services, shown)
    await answer(interaction, card, files=files)


async def pairs_of(services: Services, who: Caller, user_id: UserId) -> list[tuple[str, str]]:
    """Give labels and values of a member's practices, active ones first, for `suggest`."""
    found = await services.progress.practices_of(who, user_id)
    return [(label(each), str(each.id)) for each in found]


class ShowProgressDoor(ButtonDoor[render.ShowProgress]):
    press = render.ShowProgress

    async def click(self, interaction: Interaction, press: render.ShowProgress) -> None:
        practice_id = PracticeId(press.practice_id)
        await _turn(self.services, interaction, practice_id, press.period, anyway=press.anyway)


class ProgressAnotherDoor(SelectDoor[render.ProgressAnother]):
    press = render.ProgressAnother

    async def choose(
        self, interaction: Interaction, press: render.ProgressAnother, values: list[str]
    ) -> None:
        (chosen,) = values
        practice_id = PracticeId(int(chosen))
        await _turn(self.services, interaction, practice_id, press.period, anyway=press.anyway)


async def _turn(
    services: Services,
    interaction: Interaction,
    practice_id: PracticeId,
    period: Period,
    *,
    anyway: int,
) -> None:
    await interaction.response.defer()
    shown = await services.progress.of(
        caller(interaction), practice_id, period, anyway=bool(anyway)
    )
    card, files = await _made(services, shown)
    await replace(interaction, card, files=files)


async def _made(
    services: Services, shown: ProgressShown | OthersLater
) -> tuple[Card, list[discord.File]]:
    if isinstance(shown, OthersLater):
        return render.others_later(shown), []
    if shown.progress.first_logged is None:
        return render.progress_card(shown, None), []
    owner = shown.practice.user_id
    picture, files = await drawn(services, progress_picture(shown), owner)
    return render.progress_card(shown, picture), files


DOORS = (ShowProgressDoor, ProgressAnotherDoor)
