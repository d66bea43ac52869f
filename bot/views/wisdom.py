"""Commands, buttons, selects and forms of ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, trouble_mending
from bot.domain.errors import OutOfDate
from bot.domain.places import Place
from bot.domain.wisdom import IdeaGone, IdeaKind
from bot.render import found_ideas
from bot.render import wisdom as render
from bot.render import wisdom_forms as forms
from bot.views.answers import answer, replace
from bot.views.caller import caller, clicked_card
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery import Delivery
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, IdeaId
    from bot.domain.wisdom import ShownIdea
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.services.wisdom import Wisdom
    from bot.views.caller import Interaction

HAPPENED = "happened"


async def search(interaction: Interaction, services: Services, typed: str) -> None:
    """Answer /wisdom search."""
    found = await services.wisdom.find(caller(interaction), typed)
    draft_id = 0
    if found.last and typed.strip():
        draft = {"text": typed}
        draft_id = await services.drafts.keep(caller(interaction), render.TurnIdeas.tag, draft)
    await answer(interaction, found_ideas.found(found, typed, draft_id))


async def applied(
    interaction: Interaction, services: Services, delivery: Delivery, idea: str, happened: str
) -> None:
    """Answer /wisdom applied; without an idea, ask which one is meant."""
    asks = caller(interaction)
    if idea.strip():
        noted = await services.wisdom.apply(asks, idea, happened)
        await answer(interaction, render.noted(noted))
        await mend(delivery, noted.shown)
        return
    ideas = await services.wisdom.offered(asks)
    draft_id = 0
    if ideas and happened.strip():
        typed = {HAPPENED: happened}
        draft_id = await services.drafts.keep(asks, render.ChooseApplied.tag, typed)
    await answer(interaction, found_ideas.which_idea(ideas, draft_id))


async def note_logged(
    interaction: Interaction, services: Services, delivery: Delivery, idea_id: IdeaId
) -> None:
    """Tell whoever logged that the idea it tried is noted, and keep its card in step."""
    noted = await services.wisdom.noted_today(caller(interaction), idea_id)
    await answer(interaction, render.noted(noted))
    await mend(delivery, noted.shown)


async def mend_each(
    services: Services, delivery: Delivery, community_id: CommunityId, idea_ids: Sequence[IdeaId]
) -> None:
    """Keep the public cards of ideas in step; those that are gone need none."""
    for idea_id in idea_ids:
        try:
            shown = await services.wisdom.get(community_id, idea_id)
        except IdeaGone:
            continue
        await mend(delivery, shown)


async def mend(delivery: Delivery, shown: ShownIdea) -> None:
    """Show on an idea's public card what came of it; the next click mends what cannot be now."""
    place = shown.idea.card
    if place:
        await delivery.edit(place.channel_id, place.message_id, render.idea_card(shown))


async def idea_pairs(wisdom: Wisdom, who: Caller, typed: str) -> list[tuple[str, str]]:
    """Give labels and values of others' ideas that fit what was typed, for `suggest`."""
    return [(idea.title, str(idea.id)) for idea in await wisdom.offered(who, typed)]


class ChooseIdeaKindDoor(SelectDoor[render.ChooseIdeaKind]):
    press = render.ChooseIdeaKind

    async def choose(
        self, interaction: Interaction, press: render.ChooseIdeaKind, values: list[str]
    ) -> None:
        kind = next((each for each in IdeaKind if each.value in values), None)
        if kind is None:
            raise OutOfDate
        form = forms.share_form(render.ShareIdea(kind=kind), {})
        await interaction.response.send_modal(form)


class ShareIdeaDoor(FormDoor[render.ShareIdea]):
    press = render.ShareIdea

    async def build(
        self, interaction: Interaction, press: render.ShareIdea, answers: Answers
    ) -> Form:
        return forms.share_form(press, answers)

    async def submit(
        self, interaction: Interaction, press: render.ShareIdea, answers: Answers
    ) -> None:
        words = forms.idea_words(answers)
        shown = await self.services.wisdom.share(caller(interaction), press.kind, words)
        await answer(interaction, render.shared(shown))
        # Delivered again, its card may stand already.
        if shown.idea.card is None:
            await self._post(interaction, shown)

    async def _post(self, interaction: Interaction, shown: ShownIdea) -> None:
        idea = shown.idea
        # Every interaction in a server has a channel.
        channel_id = interaction.channel_id or 0
        card = render.idea_card(shown)
        outcome = await self.delivery.send(channel_id, card, f"idea-{idea.id}")
        if not isinstance(outcome, Sent):
            remark = render.not_posted(channel_id, outcome.trouble)
            await replace(interaction, render.shared(shown, remark))
        elif not await self.services.wisdom.stands(idea, Place(channel_id, outcome.message_id)):
            # Taken down while its card was on the way.
            await self.delivery.delete(channel_id, outcome.message_id)


class MarkIdeaDoor(ButtonDoor[render.MarkIdea]):
    press = render.MarkIdea

    async def click(self, interaction: Interaction, press: render.MarkIdea) -> None:
        clicked = clicked_card(interaction)
        shown = await self.services.wisdom.mark(caller(interaction), press.idea_id, clicked)
        await replace(interaction, render.idea_card(shown))
        if shown.idea.card != clicked:
            await mend(self.delivery, shown)


class ApplyIdeaDoor(FormDoor[render.ApplyIdea]):
    press = render.ApplyIdea

    async def build(
        self, interaction: Interaction, press: render.ApplyIdea, answers: Answers
    ) -> Form:
        asks = caller(interaction)
        shown = await self.services.wisdom.for_listener(asks, press.idea_id)
        return forms.applied_form(press, shown.idea.title, answers)

    async def submit(
        self, interaction: Interaction, press: render.ApplyIdea, answers: Answers
    ) -> None:
        noted = await self.services.wisdom.apply(
            caller(interaction),
            str(press.idea_id),
            answers.get(HAPPENED, ""),
            clicked_card(interaction),
        )
        await answer(interaction, render.noted(noted))
        await mend(self.delivery, noted.shown)


class ChooseAppliedDoor(SelectDoor[render.ChooseApplied]):
    press = render.ChooseApplied

    async def choose(
        self, interaction: Interaction, press: render.ChooseApplied, values: list[str]
    ) -> None:
        asks = caller(interaction)
        shown = await self.services.wisdom.for_listener(asks, int(values[0]))
        typed = await _draft(self.services, asks, press.draft_id)
        form = forms.applied_form(render.ApplyIdea(idea_id=shown.idea.id), shown.idea.title, typed)
        await interaction.response.send_modal(form)


class TakeBackAppliedDoor(ButtonDoor[render.TakeBackApplied]):
    press = render.TakeBackApplied

    async def click(self, interaction: Interaction, press: render.TakeBackApplied) -> None:
        wisdom = self.services.wisdom
        shown = await wisdom.take_back(caller(interaction), press.application_id)
        await replace(interaction, render.taken_back(shown))
        await mend(self.delivery, shown)


class TakeDownIdeaDoor(ButtonDoor[render.TakeDownIdea]):
    press = render.TakeDownIdea

    async def click(self, interaction: Interaction, press: render.TakeDownIdea) -> None:
        idea = await self.services.wisdom.take_down(caller(interaction), press.idea_id)
        clicked = clicked_card(interaction)
        show = answer if clicked else replace
        await show(interaction, render.taken_down(idea))
        # After a crash the card that was clicked may stand where nobody remembers it.
        place = idea.card or clicked
        if place:
            outcome = await self.delivery.delete(place.channel_id, place.message_id)
            if trouble := trouble_mending(outcome):
                await replace(interaction, render.taken_down(idea, trouble))


class OpenIdeaDoor(ButtonDoor[render.OpenIdea]):
    press = render.OpenIdea

    async def click(self, interaction: Interaction, press: render.OpenIdea) -> None:
        asks = caller(interaction)
        shown = await self.services.wisdom.get(asks.community_id, press.idea_id)
        await answer(interaction, render.idea_card(shown))


class ReadCameOfDoor(ButtonDoor[render.ReadCameOf]):
    press = render.ReadCameOf

    async def click(self, interaction: Interaction, press: render.ReadCameOf) -> None:
        came_of = await self.services.wisdom.came_of(caller(interaction), press.idea_id)
        show = answer if clicked_card(interaction) else replace
        await show(interaction, found_ideas.came_of(came_of, press.page))


class TurnIdeasDoor(ButtonDoor[render.TurnIdeas]):
    press = render.TurnIdeas

    async def click(self, interaction: Interaction, press: render.TurnIdeas) -> None:
        asks = caller(interaction)
        draft = await _draft(self.services, asks, press.draft_id)
        typed = draft.get("text", "")
        found = await self.services.wisdom.find(asks, typed, press.page)
        await replace(interaction, found_ideas.found(found, typed, press.draft_id))


DOORS = (
    ChooseIdeaKindDoor,
    ShareIdeaDoor,
    MarkIdeaDoor,
    ApplyIdeaDoor,
    ChooseAppliedDoor,
    TakeBackAppliedDoor,
    TakeDownIdeaDoor,
    OpenIdeaDoor,
    ReadCameOfDoor,
    TurnIdeasDoor,
)


async def _draft(services: Services, asks: Caller, draft_id: int) -> Answers:
    """Return what was typed before; nothing where there was nothing to keep."""
    return (await services.drafts.get(asks, draft_id)).answers if draft_id else {}
