"""From what somebody wants to show to the card in the channel."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain.asking import check_file
from bot.domain.entries import clean_file_name
from bot.domain.ids import UserId
from bot.domain.places import Place
from bot.domain.showcase import FileLost, NotAPersonsMessage, NothingSaid, Said
from bot.render import showcase as render
from bot.render import showcase_forms
from bot.views.answers import answer
from bot.views.attachments import fetch, file_of
from bot.views.caller import caller

if TYPE_CHECKING:
    import discord

    from bot.delivery import Delivery
    from bot.domain.showcase import Exhibit
    from bot.services.container import Services
    from bot.views.caller import Interaction


class ShowcaseDesk:
    """Takes in what is to be shown, and shows it where the member is."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._services = services
        self._delivery = delivery

    async def begin(
        self, interaction: Interaction, skill: str, practice: str, file: discord.Attachment | None
    ) -> render.AddExample:
        """Keep the options of /showcase add, and return the form to be opened."""
        guild = interaction.guild
        if file and guild:
            check_file(file.size, guild.filesize_limit)
        who = caller(interaction)
        plan = await self._services.showcase.prepare(who, skill, practice)
        if file:
            name = clean_file_name(file.filename)
            plan = dataclasses.replace(plan, file_name=name, file_url=file.url)
        kept = showcase_forms.plan_to_keep(plan)
        draft_id = await self._services.drafts.keep(who, render.AddExample.tag, kept)
        return render.AddExample(draft_id=draft_id)

    async def begin_message(
        self, interaction: Interaction, message: discord.Message
    ) -> render.PutForward:
        """Keep a message that is to be an example, and return the form to be opened.

        Raises:
            NotAPersonsMessage, NothingSaid: for messages that are none.
        """
        if message.author.bot or message.webhook_id:
            raise NotAPersonsMessage
        said = Said(UserId(message.author.id), message.jump_url, message.content)
        if not (said.kept or message.attachments):
            raise NothingSaid
        who = caller(interaction)
        await self._services.consents.check(who, said)
        kept = showcase_forms.said_to_keep(said)
        draft_id = await self._services.drafts.keep(who, render.PutForward.tag, kept)
        return render.PutForward(draft_id=draft_id)

    async def show(self, interaction: Interaction, what: Exhibit, file_url: str = "") -> None:
        """Answer with the card in the open; the author of a proposal alone is pinged."""
        example = what.example
        if example.place:
            await answer(interaction, render.stands_already(example))
            return
        files: list[discord.File] = []
        lost = False
        if example.file_name:
            await interaction.response.defer(thinking=True)
            content = await fetch(interaction, file_url)
            lost = content is None
            if content is None:
                what = await self._without_file(interaction, what)
            else:
                files.append(file_of(content, example.file_name))
        await self._post(interaction, what, files)
        if lost:
            await answer(interaction, render.no_file())

    async def _without_file(self, interaction: Interaction, what: Exhibit) -> Exhibit:
        try:
            return await self._services.showcase.without_file(what)
        except FileLost:
            # Only after the one that is pending in the open can an answer be private.
            await interaction.edit_original_response(view=render.over())
            await interaction.delete_original_response()
            raise

    async def _post(
        self, interaction: Interaction, what: Exhibit, files: list[discord.File]
    ) -> None:
        example = what.example
        ping = () if example.is_shown else (example.user_id,)
        card = render.standing(what)
        message_id = await answer(interaction, card, private=False, files=files, ping=ping)
        if message_id is None or interaction.channel_id is None:
            return
        place = Place(interaction.channel_id, message_id)
        if not await self._services.showcase.stands(example, place):
            # Taken down while its card was on the way.
            await self._delivery.delete(place.channel_id, place.message_id)
