"""/feedback: ask for it, give it, and see what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.app import Whetstone


class FeedbackCog(
    commands.GroupCog, group_name="feedback", group_description="Feedback among peers"
):
    """Doors to asking, the queue, giving and rating; answers are private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(FeedbackCog(bot))
