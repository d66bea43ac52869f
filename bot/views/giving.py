"""The helper's desk and the answers: buttons, selects and forms."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.domain.errors import Refusal
from bot.domain.giving import NothingHeld, Words
from bot.domain.ids import FeedbackId, RequestId, read_id
from bot.domain.ratings import Answer, came_at
from bot.domain.requests import UnknownRequest
from bot.render import answered as answers_
from bot.render import giving as render
from bot.render import giving_forms as forms
from bot.render.generosity import what_came
from bot.views.answers import answer, mend, replace
from bot.views.attachments import file_of
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor
from bot.views.requests import refresh_card
from bot.views.threads import Threads

if TYPE_CHECKING:
    from bot.delivery import Delivery
    from bot.domain.ids import CommunityId
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show_desk(
    interaction: Interaction, services: Services, delivery: Delivery, request_id: RequestId
) -> None:
    """Show a helper the request that they hold, and let its card and thread say so."""
    desk = await services.giving.desk(caller(interaction), request_id)
    await answer(interaction, render.desk(desk))
    if desk.file is not None:
        file = file_of(desk.file, desk.request.file_name)
        await answer(interaction, render.file_of(desk.request), files=[file])
    await Threads(services, delivery).begin(desk.request)
    await _mend_card(services, delivery, desk.request.community_id, request_id)


async def give(
    interaction: Interaction, services: Services, delivery: Delivery, request: str
) -> None:
    """Answer /feedback give: with the desk of a request, by its id, or of the one that is held."""
    if request:
        await _take(interaction, services, delivery, _read_id(request))
        return
    held = await services.queues.held(caller(interaction))
    match held:
        case ():
            raise NothingHeld
        case (only,):
            await show_desk(interaction, services, delivery, only.id)
        case _:
            await answer(interaction, render.which_held(held))


def _read_id(typed: str) -> RequestId:
    number = read_id(typed)
    if number is None:
        raise UnknownRequest
    return RequestId(number)


async def _take(
    interaction: Interaction, services: Services, delivery: Delivery, request_id: RequestId
) -> None:
    await services.queues.take(caller(interaction), request_id)
    await show_desk(interaction, services, delivery, request_id)


async def _mend_card(
    services: Services, delivery: Delivery, community_id: CommunityId, request_id: RequestId
) -> None:
    # Whoever asked may have deleted their data meanwhile.
    with suppress(UnknownRequest):
        await refresh_card(services, delivery, community_id, request_id)


class GiveLevelDoor(SelectDoor[render.GiveLevel]):
    press = render.GiveLevel

    async def choose(
        self, interaction: Interaction, press: render.GiveLevel, values: list[str]
    ) -> None:
        request_id, level = RequestId(press.request_id), int(values[0])
        giving = self.services.giving
        desk = await giving.choose_level(caller(interaction), request_id, press.position, level)
        await replace(interaction, render.desk(desk))


class ChooseHeldDoor(SelectDoor[render.ChooseHeld]):
    press = render.ChooseHeld

    async def choose(
        self, interaction: Interaction, press: render.ChooseHeld, values: list[str]
    ) -> None:
        await _take(interaction, self.services, self.delivery, RequestId(int(values[0])))


class WriteAnswerDoor(FormDoor[render.WriteAnswer]):
    press = render.WriteAnswer

    async def build(
        self, interaction: Interaction, press: render.WriteAnswer, answers: Answers
    ) -> Form:
        request, request_id = None, RequestId(press.request_id)
        try:
            request = await self.services.giving.to_write(caller(interaction), request_id)
        except Refusal:
            if not answers:
                raise
            # What was typed is handed back even where it can no longer be given.
        return forms.answer_form(press, request, answers)

    async def submit(
        self, interaction: Interaction, press: render.WriteAnswer, answers: Answers
    ) -> None:
        words = Words(*(answers.get(field, "") for field in Words._fields))
        request_id = RequestId(press.request_id)
        given = await self.services.giving.give(caller(interaction), request_id, words)
        await replace(interaction, render.given(given))
        landing = await Threads(self.services, self.delivery).deliver(given)
        await replace(interaction, render.given(given, landing))
        community_id = given.answered.feedback.community_id
        await _mend_card(self.services, self.delivery, community_id, request_id)


class OpenFeedbackDoor(ButtonDoor[answers_.OpenFeedback]):
    press = answers_.OpenFeedback

    async def click(self, interaction: Interaction, press: answers_.OpenFeedback) -> None:
        asks = caller(interaction)
        opened = await self.services.answered.open(asks, FeedbackId(press.feedback_id))
        await answer(interaction, answers_.opened(opened, asks.user_id))
        given = opened.feedback
        if given.given_by == asks.user_id and came_at(given):
            # It counts as seen by now, so all of it has to be shown.
            await answer(interaction, what_came(Answer(given, opened.request)))
        elif given.reply:
            await answer(interaction, answers_.reply(opened))


class ReplyToFeedbackDoor(FormDoor[answers_.ReplyToFeedback]):
    press = answers_.ReplyToFeedback

    async def build(
        self, interaction: Interaction, press: answers_.ReplyToFeedback, answers: Answers
    ) -> Form:
        feedback_id = FeedbackId(press.feedback_id)
        answered = await self.services.answered.to_reply(caller(interaction), feedback_id)
        return answers_.reply_form(press, answered, answers)

    async def submit(
        self, interaction: Interaction, press: answers_.ReplyToFeedback, answers: Answers
    ) -> None:
        feedback_id, text = FeedbackId(press.feedback_id), answers.get("reply", "")
        replied = await self.services.answered.reply(caller(interaction), feedback_id, text)
        message_id = await answer(interaction, answers_.reply_kept(replied.answered))
        threads = Threads(self.services, self.delivery)
        landing = await threads.deliver_reply(replied, f"y{interaction.id}")
        await mend(interaction, message_id, answers_.reply_kept(replied.answered, landing))


DOORS = (
    GiveLevelDoor,
    ChooseHeldDoor,
    WriteAnswerDoor,
    OpenFeedbackDoor,
    ReplyToFeedbackDoor,
)
