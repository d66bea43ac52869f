"""From an entry to a card in the right place, whichever door the entry came through."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Undeliverable, trouble_mending
from bot.domain.entries import check_proof, clean_file_name
from bot.domain.log_cards import WhichPractice
from bot.domain.places import Place
from bot.render import log_forms
from bot.render import logs as render
from bot.render.recoveries import after_setback
from bot.views import wisdom
from bot.views.answers import answer, mend, replace
from bot.views.attachments import fetch, file_of
from bot.views.caller import caller, clicked_card

if TYPE_CHECKING:
    import discord

    from bot.delivery import Delivery
    from bot.domain.deliveries import Trouble
    from bot.domain.entries import Entry
    from bot.domain.log_cards import LogCard, Logged, Undone
    from bot.services.container import Services
    from bot.views.caller import Interaction


class LogDesk:
    """Shows logs where the community wants them, and mends what it has shown."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._services = services
        self._delivery = delivery

    async def log(
        self, interaction: Interaction, entry: Entry, proof: discord.Attachment | None
    ) -> None:
        """Log, and answer with the card, or with the question which practice is meant."""
        if proof:
            check_proof(proof.size)
            entry = dataclasses.replace(entry, proof=clean_file_name(proof.filename))
        try:
            logged = await self._services.logs.add(caller(interaction), entry)
        except WhichPractice as question:
            if proof:  # a file cannot wait for the answer; the refusal says what to do
                raise
            kept = log_forms.answers_to_keep(entry)
            asks = caller(interaction)
            draft_id = await self._services.drafts.keep(asks, render.LogThis.tag, kept)
            await answer(interaction, render.which_practice(question.practices, draft_id))
            return
        if proof:
            await self._show_with_proof(interaction, logged, proof)
        else:
            await self.show(interaction, logged)

    async def show(
        self, interaction: Interaction, logged: Logged, proof: bytes | None = None
    ) -> None:
        """Answer with the card of a new log, post it, and tell of the idea that it tried."""
        await self._show(interaction, logged, proof)
        if logged.applied:
            await wisdom.note_logged(interaction, self._services, self._delivery, logged.applied)

    async def publish(self, logged: Logged) -> Trouble | None:
        """Post the card of a log made in a direct message, where the community has a place for it.

        Whoever left the community, or was put out of it, can still press what was sent to them:
        what they log then is theirs alone. Returns why it could not be posted.
        """
        if not logged.public or logged.log_channel_id is None:
            return None
        log = logged.card.log
        found = await self._delivery.look_for_member(log.community_id, log.user_id)
        if isinstance(found, Undeliverable):
            return trouble_mending(found)
        return await self._send(logged.card, logged.log_channel_id, None)

    async def _show(self, interaction: Interaction, logged: Logged, proof: bytes | None) -> None:
        card = logged.card
        if not logged.public:
            shown = render.private(card, with_proof=proof is not None)
            await answer(interaction, shown, files=_files(card, proof))
        elif _is_here(interaction, logged):
            shown = render.public(card)
            message_id = await answer(interaction, shown, private=False, files=_files(card, proof))
            if message_id and interaction.channel_id:
                await self._remember(card, Place(interaction.channel_id, message_id))
            if beside := after_setback(card):
                await answer(interaction, beside)
        elif logged.log_channel_id:
            await self._post(interaction, card, logged.log_channel_id, proof)

    async def show_changed(self, interaction: Interaction, card: LogCard) -> None:
        """Put a corrected log in the place of the card whose button was clicked, and mend it."""
        posted = card.posted
        if posted and _is_of(interaction, posted.place):
            await replace(interaction, render.hidden() if posted.hidden else render.public(card))
            return
        await replace(interaction, render.private(card))
        if posted and not posted.hidden:
            place = posted.place
            outcome = await self._delivery.edit(
                place.channel_id, place.message_id, render.public(card)
            )
            if trouble := trouble_mending(outcome):
                await replace(interaction, render.private(card, remark=render.not_mended(trouble)))

    async def show_undone(self, interaction: Interaction, undone: Undone) -> None:
        """Tell what was taken back, and take its public card away."""
        clicked = clicked_card(interaction)
        show = answer if clicked else replace
        await show(interaction, render.undone(undone))
        # After a crash the card that was clicked may stand where nobody remembers it.
        place = undone.posted.place if undone.posted else clicked
        if place:
            outcome = await self._delivery.delete(place.channel_id, place.message_id)
            if trouble := trouble_mending(outcome):
                await replace(interaction, render.undone(undone, trouble))
        log = undone.line.log
        await wisdom.mend_each(self._services, self._delivery, log.community_id, undone.applied)

    async def _show_with_proof(
        self, interaction: Interaction, logged: Logged, proof: discord.Attachment
    ) -> None:
        here = logged.public and _is_here(interaction, logged)
        await interaction.response.defer(ephemeral=not here)
        content = await fetch(interaction, proof.url)
        if content is None:
            log_id = logged.card.log.id
            card = await self._services.logs.without_proof(caller(interaction), log_id)
            await self.show(interaction, dataclasses.replace(logged, card=card))
            await answer(interaction, render.no_file())
        else:
            await self.show(interaction, logged, content)

    async def _post(
        self, interaction: Interaction, card: LogCard, channel_id: int, proof: bytes | None
    ) -> None:
        posted = render.private(card, remark=render.posted_in(channel_id))
        message_id = await answer(interaction, posted)
        if trouble := await self._send(card, channel_id, proof):
            remark = render.not_posted(channel_id, trouble)
            await mend(interaction, message_id, render.private(card, remark=remark))

    async def _send(self, card: LogCard, channel_id: int, proof: bytes | None) -> Trouble | None:
        """Post a public card; return why it does not stand, or None where it does."""
        outcome = await self._delivery.send(
            channel_id, render.public(card), f"log-{card.log.id}", _files(card, proof)
        )
        if isinstance(outcome, Sent):
            await self._remember(card, Place(channel_id, outcome.message_id))
            return None
        return outcome.trouble

    async def _remember(self, card: LogCard, place: Place) -> None:
        log = card.log
        if not await self._services.log_cards.stands(log.community_id, log.id, place):
            # Taken back while its card was on the way.
            await self._delivery.delete(place.channel_id, place.message_id)


def _is_here(interaction: Interaction, logged: Logged) -> bool:
    return logged.log_channel_id in {None, interaction.channel_id}


def _is_of(interaction: Interaction, place: Place) -> bool:
    return interaction.message is not None and interaction.message.id == place.message_id


def _files(card: LogCard, proof: bytes | None) -> list[discord.File]:
    if proof is None or card.log.proof is None:
        return []
    return [file_of(proof, card.log.proof)]
