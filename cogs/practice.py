"""/practice: add, edit, goal, list, archive and restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.practice_details import PracticeWords
from bot.domain.thresholds import MOST_CANCELLED, MOST_MINUTES
from bot.render import practices as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.practices import active_pairs, archived_pairs, skill_pairs
from bot.views.suggestions import suggest
from bot.views.thresholds import limit_options

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]
Recovery = app_commands.Range[int, 1, MOST_MINUTES]
Cancelled = app_commands.Range[int, 0, MOST_CANCELLED]


class PracticeCog(
    commands.GroupCog, group_name="practice", group_description="What you practise, and its minimum"
):
    """Doors to the practices of whoever asks; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._practices = bot.services.practices

    @app_commands.command(description="Add a practice: one behaviour with one clear minimum")
    @app_commands.describe(
        name="What you will practise",
        minimum="What counts as done: 10 min, 1 problem, 400 words, or done",
        days="every day, weekdays, mon wed fri, 3x a week; every day unless told",
        skill="The skill it trains; a new word is proposed to the moderators",
        why="Why it matters to you",
    )
    async def add(
        self,
        interaction: Interaction,
        name: str,
        minimum: str,
        days: str | None = None,
        skill: str | None = None,
        why: str | None = None,
    ) -> None:
        """Add a practice."""
        words = PracticeWords(name=name, minimum=minimum, days=days, skill=skill, why=why)
        details = await self._practices.add(caller(interaction), words)
        await answer(interaction, render.added(details))

    @app_commands.command(
        description="Edit a practice; without other options a form opens, filled in"
    )
    @app_commands.describe(
        practice="Which practice",
        name="Its new name",
        minimum="Easier holds from today, harder or another unit from tomorrow",
        days="every day, weekdays, mon wed fri, 3x a week; from next Monday",
        skill="The skill it trains",
        why="Why it matters to you",
        recovery="Minutes of “take ten” before you restart, 1 to 10",
        cancelled="Cancelled blocks that a week may have before I tell you, 0 to 7",
        sign="A sign that tells you to pause; only you see it",
    )
    async def edit(  # noqa: PLR0913, PLR0917 - the options are a contract
        self,
        interaction: Interaction,
        practice: str,
        name: str | None = None,
        minimum: str | None = None,
        days: str | None = None,
        skill: str | None = None,
        why: str | None = None,
        recovery: Recovery | None = None,
        cancelled: Cancelled | None = None,
        sign: str | None = None,
    ) -> None:
        """Edit a practice."""
        limits = limit_options(recovery, cancelled, sign)
        words = PracticeWords(
            name=name, minimum=minimum, days=days, skill=skill, why=why, limits=limits
        )
        if words == PracticeWords():
            details = await self._practices.details(caller(interaction), practice)
            press = render.EditPractice(practice_id=details.practice.id)
            await self._bot.doorkeeper.open_form(interaction, press)
            return
        change = await self._practices.edit(caller(interaction), practice, words)
        await answer(interaction, render.edited(change))

    @app_commands.command(description="Say what better looks like next week")
    @app_commands.describe(practice="Which practice")
    async def goal(self, interaction: Interaction, practice: str) -> None:
        """Open the form of a practice's goal."""
        details = await self._practices.details(caller(interaction), practice)
        press = render.SetGoal(practice_id=details.practice.id)
        await self._bot.doorkeeper.open_form(interaction, press)

    @app_commands.command(name="list", description="All your practices, archived ones too")
    async def list_(self, interaction: Interaction) -> None:
        """Show all practices."""
        found = await self._bot.services.marks.overview(caller(interaction))
        await answer(interaction, render.overview(found, 0))

    @app_commands.command(description="Put a practice aside; its history stays")
    @app_commands.describe(practice="Which practice")
    async def archive(self, interaction: Interaction, practice: str) -> None:
        """Archive a practice."""
        details = await self._practices.archive(caller(interaction), practice)
        await answer(interaction, render.archived(details))

    @app_commands.command(description="Take an archived practice up again, from today")
    @app_commands.describe(practice="Which practice")
    async def restore(self, interaction: Interaction, practice: str) -> None:
        """Restore a practice."""
        details = await self._practices.restore(caller(interaction), practice)
        await answer(interaction, render.restored(details))

    @edit.autocomplete("practice")
    @goal.autocomplete("practice")
    @archive.autocomplete("practice")
    async def _active(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(active_pairs(self._practices, caller(interaction)), current)

    @restore.autocomplete("practice")
    async def _archived(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(archived_pairs(self._practices, caller(interaction)), current)

    @add.autocomplete("skill")
    @edit.autocomplete("skill")
    async def _skill(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(skill_pairs(self._bot.services.skills, caller(interaction)), current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(PracticeCog(bot))
