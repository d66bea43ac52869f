"""Buttons, selects and forms of rests and pauses."""

from __future__ import annotations

from dataclasses import replace as with_
from typing import TYPE_CHECKING

from bot.domain.deliveries import Undeliverable
from bot.domain.ids import RestId
from bot.render import pauses, rest_forms
from bot.render import rest_presses as presses
from bot.render import rests as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from bot.render.forms import Answers, Form
    from bot.views.caller import Interaction


class TakePauseDoor(ButtonDoor[presses.TakePause]):
    press = presses.TakePause

    async def click(self, interaction: Interaction, press: presses.TakePause) -> None:
        paused = await self.services.pauses.take(caller(interaction), 1)
        # Wherever pressure showed, that card stays; this one is private.
        await answer(interaction, pauses.paused(paused))


class PauseForDoor(ButtonDoor[presses.PauseFor]):
    press = presses.PauseFor

    async def click(self, interaction: Interaction, press: presses.PauseFor) -> None:
        paused = await self.services.pauses.take(caller(interaction), press.days)
        await replace(interaction, pauses.paused(paused))


class EndPauseDoor(ButtonDoor[presses.EndPause]):
    press = presses.EndPause

    async def click(self, interaction: Interaction, press: presses.EndPause) -> None:
        paused = await self.services.pauses.end(caller(interaction))
        await replace(interaction, pauses.paused(paused))


class WhatPauseHoldsDoor(ButtonDoor[presses.WhatPauseHolds]):
    press = presses.WhatPauseHolds

    async def click(self, interaction: Interaction, press: presses.WhatPauseHolds) -> None:
        bearings = await self.services.members.bearings(caller(interaction))
        await answer(interaction, pauses.what_pause_holds(bearings.community.resources))


class RestFormDoor(FormDoor[presses.RestForm]):
    press = presses.RestForm

    async def build(
        self, interaction: Interaction, press: presses.RestForm, answers: Answers
    ) -> Form:
        known = await self.services.practices.of(caller(interaction))
        active = [practice for practice in known if not practice.is_archived]
        return rest_forms.rest_form(press, active, answers)

    async def submit(
        self, interaction: Interaction, press: presses.RestForm, answers: Answers
    ) -> None:
        words = rest_forms.rest_words(answers)
        taken = await self.services.rests.take(caller(interaction), words)
        await answer(interaction, render.taken(taken))


class ShowRestsDoor(ButtonDoor[presses.ShowRests]):
    press = presses.ShowRests

    async def click(self, interaction: Interaction, press: presses.ShowRests) -> None:
        shown = await self.services.rests.show(caller(interaction))
        await replace(interaction, render.shown(shown, press.page))


class EndRestsDoor(ButtonDoor[presses.EndRests]):
    press = presses.EndRests

    async def click(self, interaction: Interaction, press: presses.EndRests) -> None:
        ended = await self.services.rests.end(caller(interaction))
        # Not in place of `/today`, which has more to offer.
        await answer(interaction, render.ended(ended))


class EndRestDoor(ButtonDoor[presses.EndRest]):
    press = presses.EndRest

    async def click(self, interaction: Interaction, press: presses.EndRest) -> None:
        ended = await self.services.rests.end_one(caller(interaction), RestId(press.rest_id))
        await replace(interaction, render.ended(ended))


class ChooseEndedRestDoor(SelectDoor[presses.ChooseEndedRest]):
    press = presses.ChooseEndedRest

    async def choose(
        self, interaction: Interaction, press: presses.ChooseEndedRest, values: list[str]
    ) -> None:
        (chosen,) = values
        ended = await self.services.rests.end_one(caller(interaction), RestId(int(chosen)))
        await replace(interaction, render.ended(ended))


class ExtendRestDoor(ButtonDoor[presses.ExtendRest]):
    press = presses.ExtendRest

    async def click(self, interaction: Interaction, press: presses.ExtendRest) -> None:
        rest_id = RestId(press.rest_id)
        taken = await self.services.rests.extend(caller(interaction), rest_id, press.until)
        await replace(interaction, render.taken(taken))


class TellRestEndDoor(ButtonDoor[presses.TellRestEnd]):
    press = presses.TellRestEnd

    async def click(self, interaction: Interaction, press: presses.TellRestEnd) -> None:
        who, wanted = caller(interaction), bool(press.wanted)
        taken = await self.services.rests.tell(who, RestId(press.rest_id), wanted=wanted)
        await replace(interaction, render.taken(taken))
        if not wanted:
            return
        outcome = await self.delivery.direct(
            who.user_id, render.will_tell(taken), f"w{interaction.id}"
        )
        if isinstance(outcome, Undeliverable):
            rest = taken.named.rest
            await self.services.rests.cannot_tell(rest)
            named = with_(taken.named, rest=with_(rest, tell_at=None))
            await replace(interaction, render.taken(with_(taken, named=named), render.NOT_TOLD))


class AnswerRestDoor(FormDoor[presses.AnswerRest]):
    press = presses.AnswerRest

    async def build(
        self, interaction: Interaction, press: presses.AnswerRest, answers: Answers
    ) -> Form:
        return rest_forms.question_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: presses.AnswerRest, answers: Answers
    ) -> None:
        rest = await self.services.rests.answer(
            caller(interaction),
            RestId(press.rest_id),
            answers.get("gave_back", ""),
            answers.get("stays", ""),
        )
        await answer(interaction, render.answered(rest))


class WaveOffRestDoor(ButtonDoor[presses.WaveOffRest]):
    press = presses.WaveOffRest

    async def click(self, interaction: Interaction, press: presses.WaveOffRest) -> None:
        rest = await self.services.rests.answer(caller(interaction), RestId(press.rest_id))
        await answer(interaction, render.answered(rest))


DOORS = (
    TakePauseDoor,
    PauseForDoor,
    EndPauseDoor,
    WhatPauseHoldsDoor,
    RestFormDoor,
    ShowRestsDoor,
    EndRestsDoor,
    EndRestDoor,
    ChooseEndedRestDoor,
    ExtendRestDoor,
    TellRestEndDoor,
    AnswerRestDoor,
    WaveOffRestDoor,
)
