"""The trusted source of a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.ids import RubricId, UserId
from bot.domain.trusted import CannotTrust, Choice, SourceKind
from bot.render import trusted as render
from bot.render.practices import ListPractices
from bot.views.answers import replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


class ShowTrustedDoor(ButtonDoor[render.ShowTrusted]):
    press = render.ShowTrusted

    async def click(self, interaction: Interaction, press: render.ShowTrusted) -> None:
        shown = await self.services.trusted.panel(caller(interaction), press.practice_id)
        await replace(interaction, render.panel(shown, ListPractices(page=0)))


class TrustPeerDoor(SelectDoor[render.TrustPeer]):
    press = render.TrustPeer

    async def choose(
        self, interaction: Interaction, press: render.TrustPeer, values: list[str]
    ) -> None:
        (chosen,) = values
        if _is_bot(interaction, chosen):
            raise CannotTrust
        choice = Choice(SourceKind.PEER, peer=UserId(int(chosen)))
        await _choose(interaction, self.services, press.practice_id, choice)


class TrustRubricDoor(SelectDoor[render.TrustRubric]):
    press = render.TrustRubric

    async def choose(
        self, interaction: Interaction, press: render.TrustRubric, values: list[str]
    ) -> None:
        (chosen,) = values
        choice = Choice(SourceKind.RUBRIC, rubric_id=RubricId(int(chosen)))
        await _choose(interaction, self.services, press.practice_id, choice)


class TrustVersionsDoor(ButtonDoor[render.TrustVersions]):
    press = render.TrustVersions

    async def click(self, interaction: Interaction, press: render.TrustVersions) -> None:
        choice = Choice(SourceKind.VERSIONS)
        await _choose(interaction, self.services, press.practice_id, choice)


class TrustNothingDoor(ButtonDoor[render.TrustNothing]):
    press = render.TrustNothing

    async def click(self, interaction: Interaction, press: render.TrustNothing) -> None:
        await _choose(interaction, self.services, press.practice_id, None)


async def _choose(
    interaction: Interaction, services: Services, practice_id: int, choice: Choice | None
) -> None:
    shown = await services.trusted.choose(caller(interaction), practice_id, choice)
    await replace(interaction, render.panel(shown, ListPractices(page=0)))


def _is_bot(interaction: Interaction, user_id: str) -> bool:
    data: Any = interaction.data or {}
    users: dict[str, Any] = data.get("resolved", {}).get("users", {})
    return bool(users.get(user_id, {}).get("bot"))


DOORS = (
    ShowTrustedDoor,
    TrustPeerDoor,
    TrustRubricDoor,
    TrustVersionsDoor,
    TrustNothingDoor,
)
