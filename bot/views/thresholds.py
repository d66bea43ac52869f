"""Limits of one's own, in a form or as options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.practice_details import PracticeWords
from bot.domain.thresholds import LimitWords
from bot.render import practices
from bot.render import thresholds as render
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.doors import FormDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.views.caller import Interaction


class SetLimitsDoor(FormDoor[render.SetLimits]):
    press = render.SetLimits

    async def build(
        self, interaction: Interaction, press: render.SetLimits, answers: Answers
    ) -> Form:
        practices_ = self.services.practices
        details = await practices_.details(caller(interaction), str(press.practice_id))
        return render.limits_form(press, details, answers)

    async def submit(
        self, interaction: Interaction, press: render.SetLimits, answers: Answers
    ) -> None:
        words = PracticeWords(limits=render.limit_words(answers))
        practices_ = self.services.practices
        change = await practices_.edit(caller(interaction), str(press.practice_id), words)
        await replace(interaction, practices.edited(change))


DOORS = (SetLimitsDoor,)


def limit_options(recovery: int | None, cancelled: int | None, sign: str | None) -> LimitWords:
    """Read the options of `/practice edit`."""
    return LimitWords(_words(recovery), _words(cancelled), sign)


def _words(number: int | None) -> str | None:
    return None if number is None else str(number)
