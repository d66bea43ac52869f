"""Files that members attach, and files that the bot shows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import aiohttp
import discord

if TYPE_CHECKING:
    from bot.views.caller import Interaction


async def fetch(interaction: Interaction, url: str) -> bytes | None:
    """Return what somebody attached; None where Discord does not hand it out."""
    try:
        return await interaction.client.http.get_from_cdn(url)
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError):
        return None


def file_of(content: bytes, name: str) -> discord.File:
    """Make a file to be sent; each can be sent once only."""
    return discord.File(io.BytesIO(content), name)
