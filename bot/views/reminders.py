"""Setting reminders, and the buttons and forms of their messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.ids import ReminderId
from bot.domain.posts import nonce
from bot.domain.reminders import DirectClosed, ReminderGone
from bot.render import log_forms
from bot.render import reminder_rings as direct
from bot.render import reminders as render
from bot.views.answers import answer, replace
from bot.views.caller import caller, direct_caller
from bot.views.doors import ButtonDoor, FormDoor
from bot.views.log_desk import LogDesk

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.callers import Caller
    from bot.domain.reminder_cards import Message, Ring
    from bot.domain.reminders import ReminderWords
    from bot.render.card import Card
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.services.reminders import Reminders
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /remind list."""
    shown = await services.reminders.overview(caller(interaction))
    await answer(interaction, render.overview(shown, 0))


async def set_by_command(
    interaction: Interaction, services: Services, delivery: Delivery, words: ReminderWords
) -> None:
    """Answer /remind set."""
    wanted = await services.reminders.plan(caller(interaction), words)
    await interaction.response.defer(ephemeral=True, thinking=True)
    who = caller(interaction)
    channel_id = await _write(delivery, who, direct.confirmation(wanted))
    shown = await services.reminders.keep(who, wanted, channel_id)
    await answer(interaction, render.kept(shown, wanted.kept.reminder.id))


async def switch_off(interaction: Interaction, services: Services, text: str) -> None:
    """Answer /remind off."""
    gone = await services.reminders.off(caller(interaction), text)
    shown = await services.reminders.overview(caller(interaction))
    await answer(interaction, render.switched_off(shown, gone))


async def kept_pairs(reminders: Reminders, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of the reminders that are set, for `suggest`."""
    shown = await reminders.overview(who)
    return [
        (render.label(each), str(each.practice.id) if each.practice else render.EVERYTHING)
        for each in shown.kept
    ]


class ListRemindersDoor(ButtonDoor[render.ListReminders]):
    press = render.ListReminders

    async def click(self, interaction: Interaction, press: render.ListReminders) -> None:
        shown = await self.services.reminders.overview(caller(interaction))
        await replace(interaction, render.overview(shown, press.page))


class SetReminderDoor(FormDoor[render.SetReminder]):
    press = render.SetReminder

    async def build(
        self, interaction: Interaction, press: render.SetReminder, answers: Answers
    ) -> Form:
        shown = await self.services.reminders.overview(caller(interaction))
        return render.set_form(shown, answers)

    async def submit(
        self, interaction: Interaction, press: render.SetReminder, answers: Answers
    ) -> None:
        who, reminders = caller(interaction), self.services.reminders
        wanted = await reminders.plan(who, render.reminder_words(answers))
        await interaction.response.defer()
        channel_id = await _write(self.delivery, who, direct.confirmation(wanted))
        shown = await reminders.keep(who, wanted, channel_id)
        await replace(interaction, render.kept(shown, wanted.kept.reminder.id))


class ChooseRemindingDoor(FormDoor[render.ChooseReminding]):
    press = render.ChooseReminding

    async def build(
        self, interaction: Interaction, press: render.ChooseReminding, answers: Answers
    ) -> Form:
        shown = await self.services.reminders.overview(caller(interaction))
        return render.choices_form(shown, answers)

    async def submit(
        self, interaction: Interaction, press: render.ChooseReminding, answers: Answers
    ) -> None:
        words = render.choice_words(answers)
        shown = await self.services.reminders.choose(caller(interaction), words)
        await replace(interaction, render.choices_kept(shown))


class DropReminderDoor(ButtonDoor[render.DropReminder]):
    press = render.DropReminder

    async def click(self, interaction: Interaction, press: render.DropReminder) -> None:
        reminder_id = ReminderId(press.reminder_id)
        shown = await self.services.reminders.off_one(caller(interaction), reminder_id)
        await replace(interaction, render.dropped(shown))


class ReopenRemindersDoor(ButtonDoor[render.ReopenReminders]):
    press = render.ReopenReminders

    async def click(self, interaction: Interaction, press: render.ReopenReminders) -> None:
        who = caller(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel_id = await _write(self.delivery, who, render.open_again())
        shown = await self.services.reminders.reopen(who, channel_id)
        await answer(interaction, render.reopened(shown))


class LogRemindedDoor(FormDoor[direct.LogReminded]):
    press = direct.LogReminded

    async def build(
        self, interaction: Interaction, press: direct.LogReminded, answers: Answers
    ) -> Form:
        who = direct_caller(interaction, press.community_id)
        details = await self.services.practices.details(who, str(press.practice_id))
        practice = details.practice
        standard = practice.standard_on(details.today)
        return log_forms.log_form(f"Log {practice.name}", press, standard, answers)

    async def submit(
        self, interaction: Interaction, press: direct.LogReminded, answers: Answers
    ) -> None:
        who = direct_caller(interaction, press.community_id)
        entry = log_forms.read_entry(answers, press.practice_id)
        logged = await self.services.logs.add(who, entry)
        left = await self._left(who, direct.message_of(press))
        await replace(interaction, direct.logged(logged.card, left))
        trouble = await LogDesk(self.services, self.delivery).publish(logged)
        if trouble:
            await replace(interaction, direct.logged(logged.card, left, trouble))

    async def _left(self, who: Caller, message: Message) -> Ring | None:
        try:
            return await self.services.reminders.ring(who, message)
        except ReminderGone:
            return None


class SnoozeReminderDoor(ButtonDoor[direct.SnoozeReminder]):
    press = direct.SnoozeReminder

    async def click(self, interaction: Interaction, press: direct.SnoozeReminder) -> None:
        who = direct_caller(interaction, press.community_id)
        shown = await self.services.reminders.snooze(who, direct.message_of(press))
        await replace(interaction, direct.snoozed(shown))


class ReminderOffDoor(ButtonDoor[direct.ReminderOff]):
    press = direct.ReminderOff

    async def click(self, interaction: Interaction, press: direct.ReminderOff) -> None:
        who = direct_caller(interaction, press.community_id)
        await self.services.reminders.off_one(who, ReminderId(press.reminder_id))
        await replace(interaction, direct.off())


DOORS = (
    ListRemindersDoor,
    SetReminderDoor,
    ChooseRemindingDoor,
    DropReminderDoor,
    ReopenRemindersDoor,
    LogRemindedDoor,
    SnoozeReminderDoor,
    ReminderOffDoor,
)


async def _write(delivery: Delivery, who: Caller, card: Card) -> int:
    """Write to the caller directly, who just asked for it; return their direct channel.

    Raises:
        DirectClosed: where Discord takes no message to them, or does not answer.
    """
    opened = await delivery.open_direct(who.user_id)
    if isinstance(opened, Undeliverable):
        raise DirectClosed(is_silent=opened.trouble is Trouble.UNREACHABLE)
    key = nonce("direct", who.interaction_id)
    outcome = await delivery.send(opened.message_id, card, key)
    if isinstance(outcome, Undeliverable):
        raise DirectClosed(is_silent=outcome.trouble is Trouble.UNREACHABLE)
    return opened.message_id
