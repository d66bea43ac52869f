"""/journal: why, wins, setbacks and outcomes, and reading them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.domain.journal import LONGEST_LESSON, LONGEST_TEXT, EntryKind, EntryWords
from bot.render import journal as render
from bot.render import journal_pages
from bot.views import journal as views
from bot.views import journal_pages as pages
from bot.views.answers import answer
from bot.views.caller import Interaction, caller

if TYPE_CHECKING:
    from bot.app import Whetstone

Text = app_commands.Range[str, 1, LONGEST_TEXT]
Lesson = app_commands.Range[str, 1, LONGEST_LESSON]
OUTCOMES = [
    app_commands.Choice(name="celebrate", value=EntryKind.CELEBRATE.value),
    app_commands.Choice(name="grieve", value=EntryKind.GRIEVE.value),
]


class JournalCog(
    commands.GroupCog, group_name="journal", group_description="Your own words, private to you"
):
    """Doors to one's own words; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services

    @app_commands.command(description="Why you do this: it comes up when your rhythm breaks")
    @app_commands.describe(text="Your why; leave it out to read the one you wrote")
    async def why(self, interaction: Interaction, text: Text | None = None) -> None:
        """Keep a new why, or show the one that holds."""
        if text is not None:
            await views.write(interaction, self._services, EntryWords(EntryKind.WHY, text))
            return
        found = await self._services.journal.whys(caller(interaction))
        await answer(interaction, render.whys(found))

    @app_commands.command(description="Note a win, however small")
    @app_commands.describe(text="What went well")
    async def win(self, interaction: Interaction, text: Text) -> None:
        """Keep a win."""
        await views.write(interaction, self._services, EntryWords(EntryKind.WIN, text))

    @app_commands.command(description="Note a setback, and what it teaches")
    @app_commands.describe(what="What happened", lesson="What it teaches")
    async def setback(self, interaction: Interaction, what: Text, lesson: Lesson) -> None:
        """Keep a setback."""
        words = EntryWords(EntryKind.SETBACK, what, lesson)
        await views.write(interaction, self._services, words)

    @app_commands.command(description="Celebrate or grieve for one day, then back to the process")
    @app_commands.describe(what="How it came out", kind="What today is for")
    @app_commands.choices(kind=OUTCOMES)
    async def outcome(self, interaction: Interaction, what: Text, kind: str) -> None:
        """Keep an outcome, and leave the rest of the day to it."""
        await views.write(interaction, self._services, EntryWords(EntryKind(kind), what))

    @app_commands.command(description="What you wrote last: entries, reflections, logs, plans")
    async def recent(self, interaction: Interaction) -> None:
        """Show the newest notes."""
        notes = await self._services.journal_pages.recent(caller(interaction))
        await answer(interaction, journal_pages.recent(notes))

    @app_commands.command(description="Find something that you wrote")
    @app_commands.describe(text="Words or parts of words; all of them must be there")
    async def search(self, interaction: Interaction, text: str) -> None:
        """Show what has these words."""
        await pages.search(interaction, self._services, text)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(JournalCog(bot))
