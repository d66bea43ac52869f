"""/plan: thirty days with one practice, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.render import month_plan_presses as presses
from bot.render import month_plans as render
from bot.views.answers import answer
from bot.views.caller import Interaction, caller
from bot.views.month_plans import tell
from bot.views.practices import active_pairs
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone

Choices = list[Choice[str]]


class PlanCog(
    commands.GroupCog, group_name="plan", group_description="Thirty days with one practice"
):
    """Doors to the caller's own plan; every answer is private."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._plans = bot.services.month_plans

    @app_commands.command(description="Start thirty days with one practice, today")
    @app_commands.describe(practice="Which practice; your only one unless told")
    async def start(self, interaction: Interaction, practice: str | None = None) -> None:
        """Start a plan."""
        found = await self._plans.start(caller(interaction), practice or "")
        await tell(interaction, self._bot.services, found)

    @app_commands.command(description="What is ticked, what is open and why; its report at the end")
    async def show(self, interaction: Interaction) -> None:
        """Show the plan."""
        found = await self._plans.show(caller(interaction))
        await tell(interaction, self._bot.services, found)

    @app_commands.command(description="Note something for your report; without text a form opens")
    @app_commands.describe(text="What is worth remembering")
    async def note(self, interaction: Interaction, text: str | None = None) -> None:
        """Note something on today."""
        who = caller(interaction)
        plan_id = await self._plans.running(who)
        if text is None:
            await self._bot.doorkeeper.open_form(interaction, presses.NotePlan(plan_id=plan_id))
            return
        await answer(interaction, render.noted(await self._plans.note(who, plan_id, text)))

    @app_commands.command(description="Stop the plan before its end; what it showed stays yours")
    async def stop(self, interaction: Interaction) -> None:
        """Open the form that stops the plan."""
        plan_id = await self._plans.running(caller(interaction))
        await self._bot.doorkeeper.open_form(interaction, presses.StopPlan(plan_id=plan_id))

    @start.autocomplete("practice")
    async def _practice(self, interaction: Interaction, current: str) -> Choices:
        practices = self._bot.services.practices
        return await suggest(active_pairs(practices, caller(interaction)), current)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(PlanCog(bot))
