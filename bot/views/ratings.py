"""Rating an answer, telling whether it was applied, and what follows from a bad one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.feedback import UnknownFeedback
from bot.domain.ids import FeedbackId, read_id
from bot.render import rating_forms as forms
from bot.render import ratings as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor
from bot.views.requests import refresh_card

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.services.ratings import Ratings
    from bot.views.caller import Interaction


async def rate(interaction: Interaction, services: Services, text: str) -> None:
    """Answer /feedback rate with the form for an answer by its id, or for the newest unrated."""
    who = caller(interaction)
    ratings = services.ratings
    number = read_id(text) if text else await ratings.latest_unrated(who)
    if number is None:
        raise UnknownFeedback
    feedback_id = FeedbackId(number)
    told = await ratings.to_rate(who, feedback_id)
    press = render.RateFeedback(feedback_id=feedback_id)
    await interaction.response.send_modal(forms.rate_form(press, told, {}))


async def unrated_pairs(ratings: Ratings, who: Caller) -> list[tuple[str, str]]:
    """Name the answers that somebody has not rated, with their ids."""
    found = await ratings.unrated(who)
    return [(render.plain_about(each), str(each.feedback.id)) for each in found]


class RateFeedbackDoor(FormDoor[render.RateFeedback]):
    press = render.RateFeedback

    async def build(
        self, interaction: Interaction, press: render.RateFeedback, answers: Answers
    ) -> Form:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        told = await ratings.to_rate(caller(interaction), feedback_id)
        return forms.rate_form(press, told, answers)

    async def submit(
        self, interaction: Interaction, press: render.RateFeedback, answers: Answers
    ) -> None:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        words = forms.read_rating(answers)
        rated = await ratings.rate(caller(interaction), feedback_id, words)
        await answer(interaction, render.rated(rated))


class SayAppliedDoor(FormDoor[render.SayApplied]):
    press = render.SayApplied

    async def build(
        self, interaction: Interaction, press: render.SayApplied, answers: Answers
    ) -> Form:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        told = await ratings.to_apply(caller(interaction), feedback_id)
        return forms.applied_form(press, told, answers)

    async def submit(
        self, interaction: Interaction, press: render.SayApplied, answers: Answers
    ) -> None:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        words = forms.read_applied(answers)
        told = await ratings.say_applied(caller(interaction), feedback_id, *words)
        await answer(interaction, render.applied(told))


class RequeueDoor(ButtonDoor[render.Requeue]):
    press = render.Requeue

    async def click(self, interaction: Interaction, press: render.Requeue) -> None:
        ratings, feedback_id = self.services.ratings, FeedbackId(press.feedback_id)
        request = await ratings.requeue(caller(interaction), feedback_id)
        await replace(interaction, render.requeued(request))
        await refresh_card(self.services, self.delivery, request.community_id, request.id)


DOORS = (RateFeedbackDoor, SayAppliedDoor, RequeueDoor)
