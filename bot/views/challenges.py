"""Taking part in challenges: joining, leaving, and seeing how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.challenges import ChallengeGone
from bot.domain.ids import ChallengeId, UserId
from bot.domain.participations import TeamChoice
from bot.render import challenge_joining as joining
from bot.render import challenge_presses as presses
from bot.render import challenges as render
from bot.render.challenge_own import own
from bot.render.journal import ChallengeAnyway, EveryoneAnyway
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, SelectDoor
from bot.views.journal import is_quiet

if TYPE_CHECKING:
    from bot.domain.challenge_boards import Board
    from bot.domain.participations import Joined
    from bot.render.card import Card
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def join(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Answer /challenge join."""
    came = await services.participations.join(caller(interaction), ChallengeId(challenge_id))
    await answer(interaction, _came_in(came))


async def leave(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Answer /challenge leave."""
    left = await services.participations.leave(caller(interaction), ChallengeId(challenge_id))
    await answer(interaction, joining.left(left))


async def show(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Answer /challenge show, unless the day is for an outcome."""
    if not await is_quiet(interaction, services, ChallengeAnyway(challenge_id=challenge_id)):
        await show_anyway(interaction, services, challenge_id)


async def show_anyway(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Show one's own progress, and the board."""
    whoever = caller(interaction)
    seen = await services.participations.see(whoever, ChallengeId(challenge_id))
    # A thousand people's logs may take longer than Discord waits for an answer.
    await interaction.response.defer(ephemeral=True, thinking=True)
    shown = await _board(interaction, services, challenge_id)
    line = shown.own(whoever.user_id)
    await answer(interaction, own(shown, line, may_join=seen.may_join and line is None))


class JoinDoor(ButtonDoor[presses.JoinChallenge]):
    press = presses.JoinChallenge

    async def click(self, interaction: Interaction, press: presses.JoinChallenge) -> None:
        await join(interaction, self.services, press.challenge_id)


class LeaveDoor(ButtonDoor[presses.LeaveChallenge]):
    press = presses.LeaveChallenge

    async def click(self, interaction: Interaction, press: presses.LeaveChallenge) -> None:
        await leave(interaction, self.services, press.challenge_id)


class ShowDoor(ButtonDoor[presses.ShowChallenge]):
    press = presses.ShowChallenge

    async def click(self, interaction: Interaction, press: presses.ShowChallenge) -> None:
        await show(interaction, self.services, press.challenge_id)


class TermsDoor(ButtonDoor[presses.SeeTerms]):
    press = presses.SeeTerms

    async def click(self, interaction: Interaction, press: presses.SeeTerms) -> None:
        await show(interaction, self.services, press.challenge_id)


class EveryoneDoor(ButtonDoor[presses.SeeEveryone]):
    press = presses.SeeEveryone

    async def click(self, interaction: Interaction, press: presses.SeeEveryone) -> None:
        await _everyone(interaction, self.services, press.challenge_id)


class ResultsDoor(ButtonDoor[presses.SeeResults]):
    press = presses.SeeResults

    async def click(self, interaction: Interaction, press: presses.SeeResults) -> None:
        await _everyone(interaction, self.services, press.challenge_id)


class PageDoor(ButtonDoor[presses.BoardPage]):
    press = presses.BoardPage

    async def click(self, interaction: Interaction, press: presses.BoardPage) -> None:
        seen = await self.services.participations.see(
            caller(interaction), ChallengeId(press.challenge_id)
        )
        await interaction.response.defer()
        shown = await _board(interaction, self.services, press.challenge_id)
        card = render.everyone(shown, press.page, for_moderator=seen.is_moderator)
        await replace(interaction, card)


class HowDoor(ButtonDoor[presses.HowCounted]):
    press = presses.HowCounted

    async def click(self, interaction: Interaction, press: presses.HowCounted) -> None:
        seen = await self.services.participations.see(
            caller(interaction), ChallengeId(press.challenge_id)
        )
        await answer(interaction, render.how_counted(seen.challenge, seen.challenge.newest_terms))


class TeamDoor(ButtonDoor[presses.JoinTeam]):
    press = presses.JoinTeam

    async def click(self, interaction: Interaction, press: presses.JoinTeam) -> None:
        came = await self.services.participations.join(
            caller(interaction), ChallengeId(press.challenge_id), press.team
        )
        await replace(interaction, _came_in(came))


class GroupDoor(ButtonDoor[presses.GroupMe]):
    press = presses.GroupMe

    async def click(self, interaction: Interaction, press: presses.GroupMe) -> None:
        whose = caller(interaction), ChallengeId(press.challenge_id)
        came = await self.services.participations.group(*whose, on=bool(press.on))
        await replace(interaction, joining.joined(came))


class RenewDoor(ButtonDoor[presses.RenewTerms]):
    press = presses.RenewTerms

    async def click(self, interaction: Interaction, press: presses.RenewTerms) -> None:
        whose = caller(interaction), ChallengeId(press.challenge_id)
        came = await self.services.participations.renew(*whose, press.version)
        await answer(interaction, joining.joined(came))


class ChooseTakeOffDoor(SelectDoor[presses.ChooseTakeOff]):
    press = presses.ChooseTakeOff

    async def choose(
        self, interaction: Interaction, press: presses.ChooseTakeOff, values: list[str]
    ) -> None:
        user_id = UserId(int(values[0]))
        challenge = await self.services.participations.may_take_off(
            caller(interaction), ChallengeId(press.challenge_id), user_id
        )
        await answer(interaction, joining.ask_take_off(challenge, user_id))


class TakeOffDoor(ButtonDoor[presses.TakeOff]):
    press = presses.TakeOff

    async def click(self, interaction: Interaction, press: presses.TakeOff) -> None:
        challenge = await self.services.participations.take_off(
            caller(interaction), ChallengeId(press.challenge_id), UserId(press.user_id)
        )
        await replace(interaction, joining.taken_off(challenge, press.user_id))


def _came_in(came: Joined | TeamChoice) -> Card:
    return joining.choose_team(came) if isinstance(came, TeamChoice) else joining.joined(came)


async def _everyone(interaction: Interaction, services: Services, challenge_id: int) -> None:
    if not await is_quiet(interaction, services, EveryoneAnyway(challenge_id=challenge_id)):
        await everyone_anyway(interaction, services, challenge_id)


async def everyone_anyway(interaction: Interaction, services: Services, challenge_id: int) -> None:
    """Show all lines."""
    seen = await services.participations.see(caller(interaction), ChallengeId(challenge_id))
    await interaction.response.defer(ephemeral=True, thinking=True)
    shown = await _board(interaction, services, challenge_id)
    await answer(interaction, render.everyone(shown, 0, for_moderator=seen.is_moderator))


async def _board(interaction: Interaction, services: Services, challenge_id: int) -> Board:
    community_id = caller(interaction).community_id
    shown = await services.challenge_boards.board(community_id, ChallengeId(challenge_id))
    if shown is None:
        raise ChallengeGone
    return shown


DOORS = (
    ChooseTakeOffDoor,
    EveryoneDoor,
    GroupDoor,
    HowDoor,
    JoinDoor,
    LeaveDoor,
    PageDoor,
    RenewDoor,
    ResultsDoor,
    ShowDoor,
    TakeOffDoor,
    TeamDoor,
    TermsDoor,
)
