"""Files that members bring in, and the one that they take along."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.domain.import_files import check_size
from bot.domain.import_refusals import ExportTooBig, FileNotHandedOver
from bot.domain.imports import MIB
from bot.render import import_forms
from bot.render import imports as render
from bot.views.answers import answer, replace
from bot.views.attachments import fetch, file_of
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction

log = logging.getLogger(__name__)

EXPORT_NAME = "practices.csv"
# So often at most the card is changed while a file is brought in.
STEPS = 10


async def take_in(interaction: Interaction, services: Services, file: discord.Attachment) -> None:
    """Answer /practice import."""
    asks = caller(interaction)
    check_size(file.size)
    await interaction.response.defer(ephemeral=True, thinking=True)
    content = await fetch(interaction, file.url)
    if content is None:
        raise FileNotHandedOver
    await answer(
        interaction, render.shown(await services.imports.begin(asks, content, file.filename))
    )


async def give_out(interaction: Interaction, services: Services) -> None:
    """Answer /practice export."""
    asks = caller(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    content = await services.imports.export(asks)
    limit = interaction.filesize_limit
    if len(content) > limit:
        raise ExportTooBig(limit // MIB)
    file = file_of(content, EXPORT_NAME)
    await answer(interaction, render.exported(EXPORT_NAME), files=[file])


class ShowImportDoor(ButtonDoor[render.ShowImport]):
    press = render.ShowImport

    async def click(self, interaction: Interaction, press: render.ShowImport) -> None:
        waiting = await self.services.imports.look(caller(interaction), press.import_id)
        await replace(interaction, render.shown(waiting, press.page))


class NameColumnsDoor(FormDoor[render.NameColumns]):
    press = render.NameColumns

    async def build(
        self, interaction: Interaction, press: render.NameColumns, answers: Answers
    ) -> Form:
        waiting = await self.services.imports.look(caller(interaction), press.import_id)
        return import_forms.columns_form(press, waiting, answers)

    async def submit(
        self, interaction: Interaction, press: render.NameColumns, answers: Answers
    ) -> None:
        asks = caller(interaction)
        waiting = await self.services.imports.look(asks, press.import_id)
        columns = import_forms.columns_of(waiting, answers)
        # A large table takes longer to read than Discord waits.
        await interaction.response.defer()
        looked = await self.services.imports.name_columns(asks, press.import_id, columns)
        await replace(interaction, render.shown(looked))


class OrderImportDoor(ButtonDoor[render.OrderImport]):
    press = render.OrderImport

    async def click(self, interaction: Interaction, press: render.OrderImport) -> None:
        asks = caller(interaction)
        await interaction.response.defer()
        looked = await self.services.imports.choose_order(asks, press.import_id, press.order)
        await replace(interaction, render.shown(looked))


class BringInDoor(ButtonDoor[render.BringIn]):
    press = render.BringIn

    async def click(self, interaction: Interaction, press: render.BringIn) -> None:
        asks = caller(interaction)
        await interaction.response.defer()
        told = 0

        async def progress(done: int, total: int) -> None:
            nonlocal told
            if done * STEPS // total > told:
                told = done * STEPS // total
                await _show(interaction, done, total)

        done = await self.services.imports.bring_in(asks, press.import_id, progress)
        await replace(interaction, render.brought_in(done))


class PutAwayDoor(ButtonDoor[render.PutAway]):
    press = render.PutAway

    async def click(self, interaction: Interaction, press: render.PutAway) -> None:
        await self.services.imports.put_away(caller(interaction), press.import_id)
        await replace(interaction, render.put_away())


DOORS = (ShowImportDoor, NameColumnsDoor, OrderImportDoor, BringInDoor, PutAwayDoor)


async def _show(interaction: Interaction, done: int, total: int) -> None:
    try:
        await replace(interaction, render.working(done, total))
    except discord.HTTPException as error:
        # The import goes on, whatever becomes of its card.
        log.info("progress of an import could not be shown: %s", error)
