"""/remind: direct messages that a member asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.reminders import LONGEST_CUE, ReminderWords
from bot.views import reminders
from bot.views.caller import Interaction, caller
from bot.views.practices import active_pairs
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]
Cue = app_commands.Range[str, None, LONGEST_CUE]


class RemindCog(
    commands.GroupCog,
    group_name="remind",
    group_description="A direct message, only while something is open and only if you ask for it",
):
    """Doors to reminders; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._services = bot.services

    @app_commands.command(
        name="set", description="Remind me directly on days on which it is still open"
    )
    @app_commands.describe(
        at='By your own clock: "20:00", "8pm", "7.30", "noon"',
        practice="Which practice; all that are open unless told",
        cue="Comes with the message, as in: after coffee, I sit down at the piano",
    )
    async def set_(
        self,
        interaction: Interaction,
        at: str,
        practice: str | None = None,
        cue: Cue | None = None,
    ) -> None:
        """Set a reminder."""
        words = ReminderWords(at=at, practice=practice or "", cue=cue or "")
        await reminders.set_by_command(interaction, self._services, self._bot.delivery, words)

    @app_commands.command(description="Switch reminders off: all of them, or the one you name")
    @app_commands.describe(practice='Of which practice, or "everything"; all of them unless told')
    async def off(self, interaction: Interaction, practice: str | None = None) -> None:
        """Switch reminders off."""
        await reminders.switch_off(interaction, self._services, practice or "")

    @app_commands.command(name="list", description="Your reminders, quiet hours and snooze")
    async def list_(self, interaction: Interaction) -> None:
        """Show all reminders."""
        await reminders.show(interaction, self._services)

    @set_.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(active_pairs(self._services.practices, caller(interaction)), current)

    @off.autocomplete("practice")
    async def _kept(self, interaction: Interaction, current: str) -> Choices:
        found = reminders.kept_pairs(self._services.reminders, caller(interaction))
        return await suggest(found, current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(RemindCog(bot))
