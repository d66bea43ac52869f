"""The floor: the smallest discord.py bot, which only answers "pong"."""

from __future__ import annotations

import os
from typing import Any

import discord
from discord.ext import commands

from bot.endpoints import configure


class Pong(commands.AutoShardedBot):
    """Answers /ping."""

    def __init__(self) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=discord.Intents(guilds=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )

    async def setup_hook(self) -> None:
        """Tell Discord about the one command."""

        @self.tree.command(name="ping", description="Pong")
        async def ping(interaction: discord.Interaction[Any]) -> None:  # pyright: ignore[reportUnusedFunction]
            await interaction.response.send_message("pong", ephemeral=True)

        await self.tree.sync()


if __name__ == "__main__":
    configure(
        os.environ["WHETSTONE_DISCORD__API_URL"], os.environ["WHETSTONE_DISCORD__GATEWAY_URL"]
    )
    Pong().run(os.environ["WHETSTONE_DISCORD__TOKEN"], log_handler=None)
