"""/wisdom: share, search and applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.names import LONGEST_NAME
from bot.domain.searches import LONGEST_SEARCH
from bot.domain.wisdom import LONGEST_HAPPENED, LONGEST_TITLE, IdeaKind
from bot.render import wisdom as render
from bot.views import wisdom
from bot.views.caller import Interaction, caller
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]
Skill = app_commands.Range[str, 1, LONGEST_NAME]
Title = app_commands.Range[str, 1, LONGEST_TITLE]
Words = app_commands.Range[str, 1, LONGEST_SEARCH]
Happened = app_commands.Range[str, 1, LONGEST_HAPPENED]


class KindTransformer(app_commands.Transformer):
    """Offers the kinds of ideas."""

    @property
    def choices(self) -> list[Choice[str | int | float]]:
        """The words that are shown and the values behind them."""
        return [Choice(name=words, value=kind.value) for kind, words in render.KINDS.items()]

    async def transform(self, interaction: Interaction, value: str, /) -> IdeaKind:
        """Turn what was chosen into a value."""
        del interaction
        return IdeaKind(value)


class WisdomCog(
    commands.GroupCog, group_name="wisdom", group_description="Ideas that others tried"
):
    """Doors to ideas: cards are for everybody, answers are private."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._services = bot.services

    @app_commands.command(description="Share an idea that others can try; a form opens")
    @app_commands.describe(
        kind="What it is", skill="The skill it is about; a new word is proposed to the moderators"
    )
    async def share(
        self,
        interaction: Interaction,
        kind: app_commands.Transform[IdeaKind, KindTransformer],
        skill: Skill | None = None,
    ) -> None:
        """Open the form of an idea."""
        answers = {"skill": skill or ""}
        await self._bot.doorkeeper.open_form(interaction, render.ShareIdea(kind=kind), answers)

    @app_commands.command(description="Find ideas, and what came of them for others")
    @app_commands.describe(text="Words that all occur; without any, the newest are shown")
    async def search(self, interaction: Interaction, text: Words | None = None) -> None:
        """Show ideas."""
        await wisdom.search(interaction, self._services, text or "")

    @app_commands.command(description="Note that you tried somebody's idea, and what came of it")
    @app_commands.describe(
        idea="Which idea; leave it out to choose from the newest",
        happened="What came of it, shown with the idea without your name",
    )
    async def applied(
        self, interaction: Interaction, idea: Title | None = None, happened: Happened | None = None
    ) -> None:
        """Note that an idea was tried."""
        words = (idea or "", happened or "")
        await wisdom.applied(interaction, self._services, self._bot.delivery, *words)

    @share.autocomplete("skill")
    async def _skill(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(self._skills(interaction), current)

    @applied.autocomplete("idea")
    async def _idea(self, interaction: Interaction, current: str) -> Choices:
        # What is found fits already, whatever its accents.
        return await suggest(
            wisdom.idea_pairs(self._services.wisdom, caller(interaction), current), ""
        )

    async def _skills(self, interaction: Interaction) -> list[tuple[str, str]]:
        names = await self._services.skills.names(caller(interaction))
        return [(name, name) for name in names]


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(WisdomCog(bot))
