"""Buttons and forms of examples."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from bot.domain.deliveries import trouble_mending
from bot.domain.drafts import DraftGone
from bot.domain.errors import OutOfDate
from bot.domain.ids import InteractionId, SkillId
from bot.domain.showcase import ExampleGone
from bot.render import practice_forms, showcase_forms
from bot.render import practices as render_practices
from bot.render import showcase as render
from bot.views.answers import answer, replace
from bot.views.caller import caller, clicked_card
from bot.views.doors import ButtonDoor, FormDoor
from bot.views.showcase_desk import ShowcaseDesk

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.drafts import Draft
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.services.drafts import Drafts
    from bot.views.caller import Interaction


async def browse(interaction: Interaction, services: Services, skill: str) -> None:
    """Answer /showcase browse."""
    who = caller(interaction)
    skill_id = await services.showcase.look_up(who, skill)
    found = await services.showcase.browse(who, skill_id, 0)
    await answer(interaction, render.shelf(found, who.user_id))


class BrowseExamplesDoor(ButtonDoor[render.BrowseExamples]):
    press = render.BrowseExamples

    async def click(self, interaction: Interaction, press: render.BrowseExamples) -> None:
        who = caller(interaction)
        skill_id = SkillId(press.skill_id) if press.skill_id else None
        found = await self.services.showcase.browse(who, skill_id, press.page)
        await replace(interaction, render.shelf(found, who.user_id))


class AddExampleDoor(FormDoor[render.AddExample]):
    press = render.AddExample

    async def build(
        self, interaction: Interaction, press: render.AddExample, answers: Answers
    ) -> Form:
        draft = await _kept(self.services.drafts, interaction, press.draft_id, press.tag)
        return showcase_forms.own_form(press, showcase_forms.read_plan(draft.answers), answers)

    async def submit(
        self, interaction: Interaction, press: render.AddExample, answers: Answers
    ) -> None:
        draft = await _kept(self.services.drafts, interaction, press.draft_id, press.tag)
        plan = showcase_forms.read_plan(draft.answers)
        shown = await self.services.showcase.add(
            _as_command(interaction, press.draft_id), plan, showcase_forms.own_words(answers)
        )
        await ShowcaseDesk(self.services, self.delivery).show(interaction, shown, plan.file_url)


class PutForwardDoor(FormDoor[render.PutForward]):
    press = render.PutForward

    async def build(
        self, interaction: Interaction, press: render.PutForward, answers: Answers
    ) -> Form:
        draft = await _kept(self.services.drafts, interaction, press.draft_id, press.tag)
        own = showcase_forms.read_said(draft.answers).author == interaction.user.id
        return showcase_forms.message_form(press, answers, own=own)

    async def submit(
        self, interaction: Interaction, press: render.PutForward, answers: Answers
    ) -> None:
        draft = await _kept(self.services.drafts, interaction, press.draft_id, press.tag)
        shown = await self.services.consents.put_forward(
            _as_command(interaction, press.draft_id),
            showcase_forms.read_said(draft.answers),
            look_at=answers.get("look_at", ""),
            skill=answers.get("skill", ""),
        )
        await ShowcaseDesk(self.services, self.delivery).show(interaction, shown)


class AgreeDoor(ButtonDoor[render.Agree]):
    press = render.Agree

    async def click(self, interaction: Interaction, press: render.Agree) -> None:
        place = clicked_card(interaction)
        if place is None:
            raise OutOfDate
        consents = self.services.consents
        try:
            shown = await consents.agree(caller(interaction), press.example_id, place)
        except ExampleGone:
            await replace(interaction, render.over())
            return
        await replace(interaction, render.shown(shown))


class DeclineDoor(ButtonDoor[render.Decline]):
    press = render.Decline

    async def click(self, interaction: Interaction, press: render.Decline) -> None:
        try:
            example = await self.services.consents.decline(caller(interaction), press.example_id)
        except ExampleGone:
            await replace(interaction, render.over())
            return
        await replace(interaction, render.declined(example))


class TryStandardDoor(FormDoor[render.TryStandard]):
    press = render.TryStandard

    async def build(
        self, interaction: Interaction, press: render.TryStandard, answers: Answers
    ) -> Form:
        what = await self.services.showcase.visible(caller(interaction), press.example_id)
        return showcase_forms.try_form(press, what, answers)

    async def submit(
        self, interaction: Interaction, press: render.TryStandard, answers: Answers
    ) -> None:
        words = practice_forms.practice_words(answers)
        details = await self.services.practices.add(caller(interaction), words)
        await answer(interaction, render_practices.added(details))


class TakeDownDoor(ButtonDoor[render.TakeDown]):
    press = render.TakeDown

    async def click(self, interaction: Interaction, press: render.TakeDown) -> None:
        example = await self.services.showcase.take_down(caller(interaction), press.example_id)
        clicked = clicked_card(interaction)
        show = answer if clicked else replace
        await show(interaction, render.taken_down())
        # After a crash the card that was clicked may stand where nobody remembers it.
        place = example.place or clicked
        if place:
            outcome = await self.delivery.delete(place.channel_id, place.message_id)
            if trouble := trouble_mending(outcome):
                await replace(interaction, render.taken_down(trouble))


DOORS = (
    BrowseExamplesDoor,
    AddExampleDoor,
    PutForwardDoor,
    AgreeDoor,
    DeclineDoor,
    TryStandardDoor,
    TakeDownDoor,
)


async def _kept(drafts: Drafts, interaction: Interaction, draft_id: int, tag: str) -> Draft:
    """Return what was kept when the form was opened.

    Raises:
        DraftGone: where it was for another form, or its day is over.
    """
    draft = await drafts.get(caller(interaction), draft_id)
    if draft.press != tag:
        raise DraftGone
    return draft


def _as_command(interaction: Interaction, draft_id: int) -> Caller:
    """Let the form act as the command that opened it, however often it is sent."""
    return dataclasses.replace(caller(interaction), interaction_id=InteractionId(draft_id))
