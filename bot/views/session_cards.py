"""What everybody does at a meeting's card: attend, present in turn, sum up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import UserId, read_id
from bot.render import session_cards as render
from bot.views.answers import answer, replace
from bot.views.caller import caller, clicked_card
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.sessions import ShownMeeting, ShownRota
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def mend(delivery: Delivery, shown: ShownMeeting) -> None:
    """Keep a meeting's card and its summary in step; those that are gone need none."""
    if shown.card:
        card = render.meeting_card(shown)
        await delivery.edit(shown.card.channel_id, shown.card.message_id, card)
    if shown.summary:
        card = render.summary_card(shown)
        await delivery.edit(shown.summary.channel_id, shown.summary.message_id, card)


class AttendDoor(ButtonDoor[render.Attend]):
    press = render.Attend

    async def click(self, interaction: Interaction, press: render.Attend) -> None:
        turns = self.services.session_turns
        shown = await turns.attend(caller(interaction), press.session_id, press.number)
        await replace(interaction, render.meeting_card(shown))
        if shown.summary:
            await mend(self.delivery, shown)


class ShowRotaDoor(ButtonDoor[render.ShowRota]):
    press = render.ShowRota

    async def click(self, interaction: Interaction, press: render.ShowRota) -> None:
        turns = self.services.session_turns
        shown = await turns.rota(caller(interaction), press.session_id, press.number)
        await answer(interaction, render.rota_card(shown))


class ToggleRotaDoor(ButtonDoor[render.ToggleRota]):
    press = render.ToggleRota

    async def click(self, interaction: Interaction, press: render.ToggleRota) -> None:
        turns = self.services.session_turns
        shown = await turns.toggle_rota(caller(interaction), press.session_id, press.number)
        show = answer if clicked_card(interaction) else replace
        await show(interaction, render.rota_card(shown))
        await _mend_next(self.services, self.delivery, interaction, shown)


class LetPassDoor(ButtonDoor[render.LetPass]):
    press = render.LetPass

    async def click(self, interaction: Interaction, press: render.LetPass) -> None:
        turns = self.services.session_turns
        shown = await turns.let_pass(caller(interaction), press.session_id, press.number)
        await replace(interaction, render.meeting_card(shown))


class WriteSummaryDoor(FormDoor[render.WriteSummary]):
    press = render.WriteSummary

    async def build(
        self, interaction: Interaction, press: render.WriteSummary, answers: Answers
    ) -> Form:
        turns = self.services.session_turns
        meeting = await turns.to_summarise(caller(interaction), press.session_id, press.number)
        return render.summary_form(press, answers or render.summary_answers(meeting))

    async def submit(
        self, interaction: Interaction, press: render.WriteSummary, answers: Answers
    ) -> None:
        presenter = read_id(answers.get(render.PRESENTER, ""))
        shown = await self.services.session_turns.summarise(
            caller(interaction),
            press.session_id,
            press.number,
            None if presenter is None else UserId(presenter),
            answers.get(render.AGREED, ""),
        )
        await answer(interaction, render.summarised(shown))
        await mend(self.delivery, shown)


async def _mend_next(
    services: Services, delivery: Delivery, interaction: Interaction, shown: ShownRota
) -> None:
    """Show on the card of the next meeting who presents there now."""
    key = shown.meeting.session.id, shown.meeting.number
    await mend(delivery, await services.session_turns.shown(caller(interaction), *key))


DOORS = (AttendDoor, ShowRotaDoor, ToggleRotaDoor, LetPassDoor, WriteSummaryDoor)
