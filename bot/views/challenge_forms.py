"""Making, changing and ending challenges, the list of them, and the themes in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenges import EverybodyPinged
from bot.render import challenge_desk as render
from bot.render import challenge_forms as forms
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    import discord

    from bot.domain.challenge_edits import EditWords
    from bot.domain.challenge_words import ChallengeWords
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def begin(
    interaction: Interaction, services: Services, said: ChallengeWords
) -> forms.MakeChallenge:
    """Keep what /challenge create said; return the form that asks for the rest."""
    asks = caller(interaction)
    filled = await services.challenges.prepare(asks, said)
    kept = forms.said_answers(filled)
    press = forms.MakeChallenge(draft_id=0)
    return forms.MakeChallenge(draft_id=await services.drafts.keep(asks, press.custom_id, kept))


def pinged(interaction: Interaction, role: discord.Role | None) -> int | None:
    """Return the id of the role that a challenge pings.

    Raises:
        EverybodyPinged: for the role of everybody, or one that Discord would not ping for us.
    """
    if role is None:
        return None
    may_ping = role.mentionable or interaction.app_permissions.mention_everyone
    if role.is_default() or not may_ping:
        raise EverybodyPinged
    return role.id


async def change(
    interaction: Interaction, services: Services, challenge_id: int, words: EditWords
) -> None:
    """Change a challenge, and show how it stands."""
    edit = await services.challenges.edit(caller(interaction), challenge_id, words)
    await replace(interaction, render.edited(edit))


async def ask_end(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Ask whether a challenge is to end."""
    asks = caller(interaction)
    challenge = await services.challenges.for_change(asks, challenge_id)
    await answer(interaction, render.end_asked(challenge, await services.challenges.today(asks)))


async def show_list(interaction: Interaction, services: Services) -> None:
    """Answer /challenge list."""
    await answer(
        interaction, render.listed(await services.challenges.listed(caller(interaction), 0))
    )


async def offered(
    interaction: Interaction, services: Services, *, only_open: bool
) -> list[tuple[str, str]]:
    """Give labels and values of challenges, for `suggest`."""
    found = await services.challenges.offered(caller(interaction), only_open=only_open)
    return render.offered(found)


class MakeChallengeDoor(FormDoor[forms.MakeChallenge]):
    press = forms.MakeChallenge

    async def build(
        self, interaction: Interaction, press: forms.MakeChallenge, answers: Answers
    ) -> Form:
        draft = await self.services.drafts.get(caller(interaction), press.draft_id)
        return forms.make_form(press, forms.challenge_words(draft.answers), answers)

    async def submit(
        self, interaction: Interaction, press: forms.MakeChallenge, answers: Answers
    ) -> None:
        asks = caller(interaction)
        draft = await self.services.drafts.get(asks, press.draft_id)
        words = forms.challenge_words(draft.answers, answers)
        await answer(interaction, render.made(await self.services.challenges.create(asks, words)))


class EditChallengeDoor(FormDoor[forms.EditChallenge]):
    press = forms.EditChallenge

    async def build(
        self, interaction: Interaction, press: forms.EditChallenge, answers: Answers
    ) -> Form:
        challenges = self.services.challenges
        challenge = await challenges.for_change(caller(interaction), press.challenge_id)
        return forms.edit_form(challenge, answers)

    async def submit(
        self, interaction: Interaction, press: forms.EditChallenge, answers: Answers
    ) -> None:
        words = forms.edit_words(answers)
        await change(interaction, self.services, press.challenge_id, words)


class EndChallengeDoor(ButtonDoor[render.EndChallenge]):
    press = render.EndChallenge

    async def click(self, interaction: Interaction, press: render.EndChallenge) -> None:
        await ask_end(interaction, self.services, press.challenge_id)


class ConfirmEndChallengeDoor(ButtonDoor[render.ConfirmEndChallenge]):
    press = render.ConfirmEndChallenge

    async def click(self, interaction: Interaction, press: render.ConfirmEndChallenge) -> None:
        ended = await self.services.challenges.end(caller(interaction), press.challenge_id)
        await replace(interaction, render.ended(ended))


class ListChallengesDoor(ButtonDoor[render.ListChallenges]):
    press = render.ListChallenges

    async def click(self, interaction: Interaction, press: render.ListChallenges) -> None:
        shown = await self.services.challenges.listed(caller(interaction), press.page)
        await replace(interaction, render.listed(shown))


class OpenThemesDoor(ButtonDoor[render.OpenThemes]):
    press = render.OpenThemes

    async def click(self, interaction: Interaction, press: render.OpenThemes) -> None:
        rotation = await self.services.rotations.get(caller(interaction))
        await answer(interaction, render.themes(rotation))


class ChooseThemesDoor(SelectDoor[render.ChooseThemes]):
    press = render.ChooseThemes

    async def choose(
        self, interaction: Interaction, press: render.ChooseThemes, values: list[str]
    ) -> None:
        rotation = await self.services.rotations.choose(caller(interaction), values)
        await replace(interaction, render.themes(rotation))


class SwitchThemesDoor(ButtonDoor[render.SwitchThemes]):
    press = render.SwitchThemes

    async def click(self, interaction: Interaction, press: render.SwitchThemes) -> None:
        rotation = await self.services.rotations.switch(caller(interaction), on=press.on)
        await replace(interaction, render.themes(rotation))


DOORS = (
    MakeChallengeDoor,
    EditChallengeDoor,
    EndChallengeDoor,
    ConfirmEndChallengeDoor,
    ListChallengesDoor,
    OpenThemesDoor,
    ChooseThemesDoor,
    SwitchThemesDoor,
)
