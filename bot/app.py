"""The Discord client: brings interactions to their doors and keeps the command list in step."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.delivery import Delivery
from bot.domain.ids import CommunityId
from bot.jobs import Jobs
from bot.views.answers import answer_error
from bot.views.registry import doorkeeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.delivery import Pace
    from bot.services.container import Services
    from bot.views.caller import Interaction

log = logging.getLogger(__name__)

# Whetstone never speaks; discord.py need not advise on voice at every start.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

EXTENSIONS = (
    "cogs.challenge",
    "cogs.checkin",
    "cogs.community",
    "cogs.feedback",
    "cogs.help",
    "cogs.journal",
    "cogs.kudos",
    "cogs.log",
    "cogs.moderate",
    "cogs.plan",
    "cogs.practice",
    "cogs.practice_files",
    "cogs.privacy",
    "cogs.progress",
    "cogs.reflect",
    "cogs.remind",
    "cogs.report",
    "cogs.rest",
    "cogs.rubric",
    "cogs.settings",
    "cogs.showcase",
    "cogs.start",
    "cogs.streak",
    "cogs.wisdom",
)
# Longer than this discord.py raises instead of sleeping unseen; the job tries again later.
MAX_RATELIMIT_TIMEOUT_S = 30.0


class Tree(app_commands.CommandTree["Whetstone"]):
    """The slash commands; every error of theirs is answered."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        """Answer the member whatever went wrong."""
        await answer_error(interaction, error)


class Whetstone(commands.AutoShardedBot):
    """The bot: no message content, no member list, no presence; only servers and interactions."""

    def __init__(
        self,
        services: Services,
        clock: Clock,
        *,
        shard_count: int | None = None,
        shard_ids: Sequence[int] | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=MAX_RATELIMIT_TIMEOUT_S,
            shard_count=shard_count,
            shard_ids=list(shard_ids) if shard_ids else None,  # pyright: ignore[reportArgumentType] - None is its default
        )
        self.services = services
        self.delivery = Delivery(self, pace)
        self.doorkeeper = doorkeeper(services, self.delivery)
        self.jobs = Jobs(services, self.delivery, clock)

    async def setup_hook(self) -> None:
        """Load the commands, tell Discord if they changed, and start the jobs."""
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        await self._sync_commands()
        self.jobs.start()

    async def close(self) -> None:
        """Finish what the jobs have under way, then leave Discord."""
        await self.jobs.stop()
        await super().close()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer buttons, selects and forms; the tree answers commands."""
        await self.doorkeeper.dispatch(interaction)

    async def on_ready(self) -> None:
        """Catch up with servers that added or removed the bot while it was away."""
        present = frozenset(CommunityId(guild.id) for guild in self.guilds)
        count, ours = self.shard_count or 1, self.shards.keys()
        await self.services.communities.reconcile(
            present, lambda community_id: (community_id >> 22) % count in ours
        )

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Welcome a community back: within the time its data is kept, nothing is lost."""
        await self.services.communities.came_back(CommunityId(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop all posts to a community at once; its data is kept for a while."""
        await self.services.communities.removed(CommunityId(guild.id))

    async def _sync_commands(self) -> None:
        """Send the command tree to Discord, but only when it changed since last time."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        fingerprint = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        name = f"commands:{self.application_id}"
        if await self.services.program.remembered(name) == fingerprint:
            return
        await self.tree.sync()
        await self.services.program.remember(name, fingerprint)
        log.info("told Discord about %d commands", len(payload))
