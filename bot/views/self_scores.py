"""Scoring one's own work: levels in a panel, then a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import request_forms as forms
from bot.render import requests as presses
from bot.render import self_scores as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import FormDoor, SelectDoor
from bot.views.requests import kept_for_a_day

if TYPE_CHECKING:
    from bot.domain.asking import Options
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def score(interaction: Interaction, services: Services, options: Options) -> None:
    """Answer /feedback self with the panel."""
    scoring = await services.self_scores.begin(caller(interaction), options)
    await answer(interaction, render.panel(scoring))


class ScoreCriterionDoor(SelectDoor[presses.ScoreCriterion]):
    press = presses.ScoreCriterion

    async def choose(
        self, interaction: Interaction, press: presses.ScoreCriterion, values: list[str]
    ) -> None:
        (level,) = map(int, values)
        scoring = await self.services.self_scores.choose(
            caller(interaction), press.draft_id, press.position, level
        )
        await replace(interaction, render.panel(scoring))


class WriteOwnDoor(FormDoor[presses.WriteOwn]):
    press = presses.WriteOwn

    async def build(
        self, interaction: Interaction, press: presses.WriteOwn, answers: Answers
    ) -> Form:
        prepared = await self.services.self_scores.prepared(caller(interaction), press.draft_id)
        return forms.own_form(prepared, answers)

    async def submit(
        self, interaction: Interaction, press: presses.WriteOwn, answers: Answers
    ) -> None:
        words, note = forms.read_words(answers), answers.get("note", "")
        with kept_for_a_day():
            kept = await self.services.self_scores.keep(
                caller(interaction), press.draft_id, words, note
            )
        await replace(interaction, render.kept(kept))


DOORS = (ScoreCriterionDoor, WriteOwnDoor)
