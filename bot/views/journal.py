"""Buttons, selects and forms of the journal's entries, and what stands in public of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import trouble_mending
from bot.domain.ids import EntryId
from bot.domain.journal import EntryKind, EntryWords
from bot.render import journal as render
from bot.render import journal_entries as entries
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.public_cards import PublicCard, keep_in_step

if TYPE_CHECKING:
    from bot.domain.journal import Entry
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def write(interaction: Interaction, services: Services, words: EntryWords) -> None:
    """Answer a command that writes an entry."""
    what = await services.journal.write(caller(interaction), words)
    await answer(interaction, entries.written(what, fresh=True))


async def is_quiet(interaction: Interaction, services: Services, anyway: Press) -> bool:
    """Answer in place of what others do, where the caller's day is for an outcome."""
    outcome = await services.journal.outcome(caller(interaction))
    if outcome is None:
        return False
    await answer(interaction, render.quiet(outcome, anyway))
    return True


class WriteWhyDoor(FormDoor[render.WriteWhy]):
    press = render.WriteWhy

    async def build(
        self, interaction: Interaction, press: render.WriteWhy, answers: Answers
    ) -> Form:
        found = await self.services.journal.whys(caller(interaction))
        latest = {"text": found[0].text} if found else {}
        return render.why_form(press, answers or latest)

    async def submit(
        self, interaction: Interaction, press: render.WriteWhy, answers: Answers
    ) -> None:
        words = EntryWords(EntryKind.WHY, answers.get("text", ""))
        await write(interaction, self.services, words)


class ReadWhysDoor(ButtonDoor[render.ReadWhys]):
    press = render.ReadWhys

    async def click(self, interaction: Interaction, press: render.ReadWhys) -> None:
        found = await self.services.journal.whys(caller(interaction))
        await replace(interaction, render.whys(found, press.page))


class OpenEntryDoor(ButtonDoor[render.OpenEntry]):
    press = render.OpenEntry

    async def click(self, interaction: Interaction, press: render.OpenEntry) -> None:
        what = await self.services.journal.get(caller(interaction), EntryId(press.entry_id))
        await replace(interaction, entries.written(what))


class ChooseEntryDoor(SelectDoor[render.ChooseEntry]):
    press = render.ChooseEntry

    async def choose(
        self, interaction: Interaction, press: render.ChooseEntry, values: list[str]
    ) -> None:
        entry_id = EntryId(int(values[0]))
        what = await self.services.journal.get(caller(interaction), entry_id)
        await answer(interaction, entries.written(what))


class ShareEntryDoor(ButtonDoor[render.ShareEntry]):
    """The author is answered first, then the public card is posted or taken away."""

    press = render.ShareEntry

    async def click(self, interaction: Interaction, press: render.ShareEntry) -> None:
        wanted, journal = bool(press.shared), self.services.journal
        whose = caller(interaction), EntryId(press.entry_id)
        what = await journal.share(*whose, shared=wanted)
        entry = what.entry
        unheard = wanted and not what.is_set_up
        await replace(interaction, entries.written(what, entries.NOT_SET_UP if unheard else None))
        # Every interaction in a server has a channel.
        channel_id = what.channel_id or interaction.channel_id or 0
        note = await keep_in_step(self.delivery, self._card(interaction, entry), channel_id)
        after = await journal.get(*whose)
        if after.entry != entry or note:
            await replace(interaction, entries.written(after, note))

    def _card(self, interaction: Interaction, entry: Entry) -> PublicCard:
        return PublicCard(
            place=entry.card,
            is_wanted=entry.shared,
            shown=lambda: entries.shared(entry),
            # One act posts once, however often it is delivered; sharing again later posts anew.
            key=f"e{interaction.id}",
            words=entries,
            gone=entries.GONE,
            stands=lambda place: self.services.journal.stands(entry, place),
            fell=lambda: self.services.journal.fell(entry),
        )


class DeleteEntryDoor(ButtonDoor[render.DeleteEntry]):
    press = render.DeleteEntry

    async def click(self, interaction: Interaction, press: render.DeleteEntry) -> None:
        what = await self.services.journal.get(caller(interaction), EntryId(press.entry_id))
        await replace(interaction, entries.ask_delete(what.entry))


class DeleteForGoodDoor(ButtonDoor[render.DeleteForGood]):
    press = render.DeleteForGood

    async def click(self, interaction: Interaction, press: render.DeleteForGood) -> None:
        entry_id = EntryId(press.entry_id)
        entry = await self.services.journal.delete(caller(interaction), entry_id)
        await replace(interaction, entries.deleted())
        if card := entry.card:
            outcome = await self.delivery.delete(card.channel_id, card.message_id)
            if trouble := trouble_mending(outcome):
                await replace(interaction, entries.deleted(trouble))
            else:
                await self.services.journal.came_down(entry, card)


DOORS = (
    WriteWhyDoor,
    ReadWhysDoor,
    OpenEntryDoor,
    ChooseEntryDoor,
    ShareEntryDoor,
    DeleteEntryDoor,
    DeleteForGoodDoor,
)
