"""What is offered while somebody types into an option of /feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.render.giving import entry_label
from bot.render.requests import plain_request
from bot.views.caller import caller
from bot.views.practices import active_pairs
from bot.views.ratings import unrated_pairs
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from discord.app_commands import Choice

    from bot.delivery import Delivery
    from bot.services.container import Services
    from bot.views.caller import Interaction


class Offered(commands.Cog):
    """A part of the cog: it names its commands' suggestions in one line each."""

    def __init__(self, services: Services, delivery: Delivery) -> None:
        self._services = services
        self._delivery = delivery

    async def practices(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer the caller's practices."""
        return await suggest(active_pairs(self._services.practices, caller(interaction)), current)

    async def rubrics(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer the rubrics of the community."""
        return await suggest(self._rubrics(interaction), current)

    async def skills(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer the skills of the community."""
        return await suggest(self._skills(interaction), current)

    async def own_requests(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer the caller's requests that wait."""
        return await suggest(self._own_requests(interaction), current)

    async def unrated(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer the answers that the caller has not rated."""
        return await suggest(unrated_pairs(self._services.ratings, caller(interaction)), current)

    async def requests_to_answer(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """Offer what the caller holds, then the first in the queue."""
        return await suggest(self._requests_to_answer(interaction), current)

    async def _requests_to_answer(self, interaction: Interaction) -> list[tuple[str, str]]:
        page = await self._services.queues.page(caller(interaction), 0, 0)
        return [(entry_label(each), str(each.id)) for each in page.entries]

    async def _rubrics(self, interaction: Interaction) -> list[tuple[str, str]]:
        return [(name, name) for name in await self._services.rubrics.names(caller(interaction))]

    async def _skills(self, interaction: Interaction) -> list[tuple[str, str]]:
        return [(name, name) for name in await self._services.skills.names(caller(interaction))]

    async def _own_requests(self, interaction: Interaction) -> list[tuple[str, str]]:
        waiting = await self._services.requests.open_of(caller(interaction))
        return [(plain_request(each), str(each.id)) for each in waiting]
