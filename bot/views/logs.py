"""Buttons, selects and forms on the cards of logs."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, TypeVar

from bot.domain.adjustments import Source
from bot.domain.drafts import DraftGone
from bot.domain.errors import OutOfDate, Refusal
from bot.domain.ids import InteractionId, LogId
from bot.domain.places import Place
from bot.render import adjustments, log_forms
from bot.render import logs as render
from bot.render import today as render_today
from bot.render.days import say_day
from bot.render.presses import Press
from bot.views.answers import answer, answer_error, replace
from bot.views.caller import caller, clicked_card
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.log_desk import LogDesk

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.render.forms import Answers, Form
    from bot.services.logs import Logs
    from bot.views.caller import Interaction

P = TypeVar("P", bound=Press)


class LogNowDoor(FormDoor[render.LogNow]):
    press = render.LogNow

    async def build(self, interaction: Interaction, press: render.LogNow, answers: Answers) -> Form:
        details = await self.services.practices.details(caller(interaction), str(press.practice_id))
        practice = details.practice
        standard = practice.standard_on(details.today)
        return log_forms.log_form(f"Log {practice.name}", press, standard, answers)

    async def submit(
        self, interaction: Interaction, press: render.LogNow, answers: Answers
    ) -> None:
        entry = log_forms.read_entry(answers, press.practice_id)
        logged = await self.services.logs.add(caller(interaction), entry)
        home = await self.services.today.home(caller(interaction))
        await replace(interaction, render_today.home(home))
        await LogDesk(self.services, self.delivery).show(interaction, logged)


class LogThisDoor(ButtonDoor[render.LogThis]):
    press = render.LogThis

    async def click(self, interaction: Interaction, press: render.LogThis) -> None:
        asked = caller(interaction)
        draft = await self.services.drafts.get(asked, press.draft_id)
        if draft.press != render.LogThis.tag:
            raise DraftGone
        entry = log_forms.read_entry(draft.answers, press.practice_id)
        # The log is the command's own, however often its buttons are clicked.
        as_asked = dataclasses.replace(asked, interaction_id=InteractionId(press.draft_id))
        try:
            logged = await self.services.logs.add(as_asked, entry)
        except Refusal as refusal:
            # The other buttons would be refused as well; what was typed must not be lost.
            typed = "\n".join(filter(None, draft.answers.values()))
            await answer_error(interaction, refusal, typed=typed)
            return
        await replace(interaction, render.chosen(logged.card.practice))
        await LogDesk(self.services, self.delivery).show(interaction, logged)


class CheerDoor(ButtonDoor[render.Cheer]):
    press = render.Cheer

    async def click(self, interaction: Interaction, press: render.Cheer) -> None:
        message = interaction.message
        if message is None:
            raise OutOfDate
        place = Place(message.channel.id, message.id)
        cards = self.services.log_cards
        card = await cards.cheer(caller(interaction), LogId(press.log_id), place)
        is_hidden = card.posted is not None and card.posted.hidden
        await replace(interaction, render.hidden() if is_hidden else render.public(card))


class CorrectLogDoor(FormDoor[render.CorrectLog]):
    press = render.CorrectLog

    async def build(
        self, interaction: Interaction, press: render.CorrectLog, answers: Answers
    ) -> Form:
        line = await self.services.logs.own(caller(interaction), LogId(press.log_id))
        standard = line.practice.standard_on(line.log.day)
        filled = answers or log_forms.answers_of(line)
        return log_forms.log_form(f"Correct {line.practice.name}", press, standard, filled)

    async def submit(
        self, interaction: Interaction, press: render.CorrectLog, answers: Answers
    ) -> None:
        entry = log_forms.read_entry(answers, 0)
        logs = self.services.logs
        card = await logs.correct(caller(interaction), LogId(press.log_id), entry)
        await LogDesk(self.services, self.delivery).show_changed(interaction, card)


class LearnFromLogDoor(FormDoor[render.LearnFromLog]):
    press = render.LearnFromLog

    async def build(
        self, interaction: Interaction, press: render.LearnFromLog, answers: Answers
    ) -> Form:
        line = await self.services.logs.own(caller(interaction), LogId(press.log_id))
        return log_forms.lesson_form(press, answers or {"lesson": line.log.lesson or ""})

    async def submit(
        self, interaction: Interaction, press: render.LearnFromLog, answers: Answers
    ) -> None:
        lesson = answers.get("lesson", "")
        logs = self.services.logs
        card = await logs.learn(caller(interaction), LogId(press.log_id), lesson)
        await LogDesk(self.services, self.delivery).show_changed(interaction, card)
        if card.log.lesson and clicked_card(interaction):
            # The public card is no place for it: only its author can make it theirs.
            await answer(interaction, adjustments.offer(Source.SETBACK, card.log.id))


class UndoLogDoor(ButtonDoor[render.UndoLog]):
    press = render.UndoLog

    async def click(self, interaction: Interaction, press: render.UndoLog) -> None:
        undone = await self.services.logs.undo(caller(interaction), str(press.log_id))
        await LogDesk(self.services, self.delivery).show_undone(interaction, undone)


class UndoOneOfDoor(SelectDoor[render.UndoOneOf]):
    press = render.UndoOneOf

    async def choose(
        self, interaction: Interaction, press: render.UndoOneOf, values: list[str]
    ) -> None:
        undone = await self.services.logs.undo(caller(interaction), *values)
        await LogDesk(self.services, self.delivery).show_undone(interaction, undone)


DOORS = (
    LogNowDoor,
    LogThisDoor,
    CheerDoor,
    CorrectLogDoor,
    LearnFromLogDoor,
    UndoLogDoor,
    UndoOneOfDoor,
)


async def day_pairs(logs: Logs, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of the days that can be logged for, for `suggest`."""
    days = await logs.open_days(who)
    return [(say_day(day, days[0]), day.isoformat()) for day in days]


async def latest_pairs(logs: Logs, who: Caller) -> list[tuple[str, str]]:
    """Give labels and values of the last logs, newest first, for `suggest`."""
    return [(render.label(line), str(line.log.id)) for line in await logs.latest(who)]
