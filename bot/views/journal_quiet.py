"""What others do, on an outcome's day: not shown unasked, and there for whoever wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.render import journal as render
from bot.render import streaks
from bot.views import challenges
from bot.views.answers import answer
from bot.views.caller import caller
from bot.views.doors import ButtonDoor

if TYPE_CHECKING:
    from bot.views.caller import Interaction


class ChallengeAnywayDoor(ButtonDoor[render.ChallengeAnyway]):
    press = render.ChallengeAnyway

    async def click(self, interaction: Interaction, press: render.ChallengeAnyway) -> None:
        await challenges.show_anyway(interaction, self.services, press.challenge_id)


class EveryoneAnywayDoor(ButtonDoor[render.EveryoneAnyway]):
    press = render.EveryoneAnyway

    async def click(self, interaction: Interaction, press: render.EveryoneAnyway) -> None:
        await challenges.everyone_anyway(interaction, self.services, press.challenge_id)


class NumbersAnywayDoor(ButtonDoor[render.NumbersAnyway]):
    press = render.NumbersAnyway

    async def click(self, interaction: Interaction, press: render.NumbersAnyway) -> None:
        who, user_id = caller(interaction), UserId(press.user_id)
        numbers = await self.services.streaks.show(who, user_id)
        await answer(interaction, streaks.numbers(numbers, own=user_id == who.user_id))


DOORS = (ChallengeAnywayDoor, EveryoneAnywayDoor, NumbersAnywayDoor)
