"""A community's data, handed to its moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.render import exports as render
from bot.views.answers import answer
from bot.views.caller import caller

if TYPE_CHECKING:
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def export(interaction: Interaction, services: Services) -> None:
    """Answer /community export."""
    asks = caller(interaction)
    await services.communities.require_moderator(asks)
    # Packing a large community takes longer than Discord waits.
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with services.exports.export(asks, render.papers()) as found:
        limit = interaction.filesize_limit
        if found.size > limit:
            await answer(interaction, render.too_large(found, limit, asks.community_id))
            return
        file = discord.File(found.path)
        await answer(interaction, render.exported(found), files=[file])
