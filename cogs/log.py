"""/log, /undo and /today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.entries import LONGEST_FOCUS, LONGEST_NOTE, LONGEST_WHERE, Entry
from bot.domain.logs import Felt
from bot.domain.wisdom import LONGEST_TITLE
from bot.render import logs as render
from bot.render.today import home
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.log_desk import LogDesk
from bot.views.logs import day_pairs, latest_pairs
from bot.views.practices import active_pairs
from bot.views.suggestions import suggest
from bot.views.wisdom import idea_pairs

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]
Note = app_commands.Range[str, 1, LONGEST_NOTE]
Where = app_commands.Range[str, 1, LONGEST_WHERE]
Idea = app_commands.Range[str, 1, LONGEST_TITLE]
Focus = app_commands.Range[str, 1, LONGEST_FOCUS]


class FeltTransformer(app_commands.Transformer):
    """Offers the ways a block can feel."""

    @property
    def choices(self) -> list[Choice[str | int | float]]:
        """The words that are shown and the values behind them."""
        return [Choice(name=words, value=felt.value) for felt, words in render.FELT.items()]

    async def transform(self, interaction: Interaction, value: str, /) -> Felt:
        """Turn what was chosen into a value."""
        del interaction
        return Felt(value)


class LogCog(commands.Cog):
    """Doors to a member's own logs."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery
        self._desk = LogDesk(bot.services, bot.delivery)

    @app_commands.command(description="Log what you practised")
    @app_commands.describe(
        amount="25, 25 min, 1h30, 400 words, or done",
        practice="Which practice; not needed while only one is open",
        note="A line about it",
        day="For an earlier day; today unless told",
        where="Where you practised",
        focus="The one spot you worked on",
        felt="How it felt; all count alike",
        proof="A picture or file to show, up to 10 MiB",
        link="A web address to show",
        applied="An idea of somebody that you tried with it",
    )
    async def log(  # noqa: PLR0913, PLR0917 - the options are a contract
        self,
        interaction: Interaction,
        amount: str,
        practice: str | None = None,
        note: Note | None = None,
        day: str | None = None,
        where: Where | None = None,
        focus: Focus | None = None,
        felt: app_commands.Transform[Felt, FeltTransformer] | None = None,
        proof: discord.Attachment | None = None,
        link: str | None = None,
        applied: Idea | None = None,
    ) -> None:
        """Log an entry."""
        entry = Entry(
            amount=amount,
            practice=practice or "",
            day=day or "",
            note=note or "",
            where=where or "",
            focus=focus or "",
            felt=felt,
            link=link or "",
            applied=applied or "",
        )
        await self._desk.log(interaction, entry, proof)

    @app_commands.command(description="Take your last log back, or one of the last ten")
    @app_commands.describe(which="Which of your last ten logs; the last one unless told")
    async def undo(self, interaction: Interaction, which: str | None = None) -> None:
        """Take a log back."""
        undone = await self._services.logs.undo(caller(interaction), which or "")
        await self._desk.show_undone(interaction, undone)

    @app_commands.command(description="Your day: each practice, and what waits for you")
    async def today(self, interaction: Interaction) -> None:
        """Show home."""
        await answer(interaction, home(await self._services.today.home(caller(interaction))))

    @log.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(active_pairs(self._services.practices, caller(interaction)), current)

    @log.autocomplete("day")
    async def _day(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(day_pairs(self._services.logs, caller(interaction)), current)

    @log.autocomplete("applied")
    async def _applied(self, interaction: Interaction, current: str) -> Choices:
        # What is found fits already, whatever its accents.
        return await suggest(idea_pairs(self._services.wisdom, caller(interaction), current), "")

    @undo.autocomplete("which")
    async def _which(self, interaction: Interaction, current: str) -> Choices:
        return await suggest(latest_pairs(self._services.logs, caller(interaction)), current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    cog = LogCog(bot)
    await bot.add_cog(cog)
