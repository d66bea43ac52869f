"""The form of the monthly check-in, and the one tap to a gentler schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.practice_details import PracticeWords
from bot.render import checkins as render
from bot.render import practices
from bot.views.answers import answer
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.views.caller import Interaction


class CheckInDoor(FormDoor[render.CheckIn]):
    press = render.CheckIn

    async def build(
        self, interaction: Interaction, press: render.CheckIn, answers: Answers
    ) -> Form:
        what = await self.services.checkins.this_month(caller(interaction))
        said = render.answers_of(what.checkin) if what else {}
        return render.checkin_form(press, answers or said)

    async def submit(
        self, interaction: Interaction, press: render.CheckIn, answers: Answers
    ) -> None:
        words = render.checkin_words(answers)
        what = await self.services.checkins.save(caller(interaction), words)
        await answer(interaction, render.checked_in(what))


class EaseScheduleDoor(ButtonDoor[render.EaseSchedule]):
    press = render.EaseSchedule

    async def click(self, interaction: Interaction, press: render.EaseSchedule) -> None:
        words = PracticeWords(days=render.times_a_week(press.times))
        change = await self.services.practices.edit(
            caller(interaction), str(press.practice_id), words
        )
        await answer(interaction, practices.edited(change))


DOORS = (CheckInDoor, EaseScheduleDoor)
