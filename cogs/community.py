"""/community: for moderators; every command checks for itself, since Discord hides only groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import StageChannel, VoiceChannel, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.domain.health import MOST_REPORT_WEEKS, REPORT_WEEKS
from bot.domain.sessions import (
    LEAST_MINUTES,
    MOST_MINUTES,
    MOST_WEEKS,
    SessionKind,
    SessionWords,
)
from bot.views import communities, exports, health, norms, sessions, skills, weekly
from bot.views.suggestions import suggest_zones

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.views.caller import Interaction

KINDS = [Choice(name=kind.value.capitalize(), value=kind.value) for kind in SessionKind]


class CommunityCog(
    commands.GroupCog, group_name="community", group_description="For this community's moderators"
):
    """Doors to what moderators do; answers are private but for the panel."""

    def __init__(self, bot: Whetstone) -> None:
        self._services = bot.services
        self._delivery = bot.delivery

    @app_commands.command(description="Set this community up: channels, times, who moderates")
    @app_commands.describe(zone="Your community's time zone: a city, a country or a zone's name")
    async def setup(self, interaction: Interaction, zone: str | None = None) -> None:
        """Show what can be set, and what is left to do."""
        await communities.show(interaction, self._services, zone)

    @setup.autocomplete("zone")
    async def _zones(self, _: Interaction, current: str) -> list[Choice[str]]:
        return suggest_zones(current)

    @app_commands.command(description="Every setting, and posts that did not get through")
    async def settings(self, interaction: Interaction) -> None:
        """Show what is set."""
        await communities.show(interaction, self._services)

    @app_commands.command(description="What members share with moderators, as CSV and JSON")
    async def export(self, interaction: Interaction) -> None:
        """Hand over a file."""
        await exports.export(interaction, self._services)

    @app_commands.command(description="How this community is doing, and who may need a hand")
    @app_commands.describe(weeks="How many whole weeks, 4 unless told")
    async def health(
        self,
        interaction: Interaction,
        weeks: app_commands.Range[int, 1, MOST_REPORT_WEEKS] = REPORT_WEEKS,
    ) -> None:
        """Show the report."""
        await health.show(interaction, self._services, weeks)

    @app_commands.command(description="Post the start-here panel in this channel")
    async def panel(self, interaction: Interaction) -> None:
        """Post the panel."""
        await communities.post_panel(interaction, self._services, self._delivery)

    @app_commands.command(description="How people treat each other here, and help in hard times")
    async def norms(self, interaction: Interaction) -> None:
        """Show the norms and the resources."""
        await norms.show(interaction, self._services)

    @app_commands.command(description="Meetings that come back; without options, those there are")
    @app_commands.describe(
        title="What it is called",
        starts="When it first meets: tuesday 19:00, or 2026-12-01 19:00 in the community's zone",
        place="Where it meets, if not in a voice channel",
        voice="The voice or stage channel where it meets",
        minutes="How long it takes, 60 unless told",
        every_weeks="How often it comes back, every 2 weeks unless told; 0: once",
        kind="What it is for",
    )
    @app_commands.choices(kind=KINDS)
    async def session(  # noqa: PLR0913, PLR0917 - the options are a contract
        self,
        interaction: Interaction,
        title: str = "",
        starts: str = "",
        place: str = "",
        voice: VoiceChannel | StageChannel | None = None,
        minutes: app_commands.Range[int, LEAST_MINUTES, MOST_MINUTES] = 60,
        every_weeks: app_commands.Range[int, 0, MOST_WEEKS] = 2,
        kind: str = SessionKind.PRACTICE.value,
    ) -> None:
        """Plan a session, or show all."""
        if not (title or starts or place or voice):
            await sessions.show(interaction, self._services)
            return
        words = SessionWords(
            title=title,
            starts=starts,
            place=place,
            voice_channel_id=voice.id if voice else None,
            minutes=minutes,
            every_weeks=every_weeks,
            kind=SessionKind(kind),
        )
        await sessions.plan(interaction, self._services, words)

    @app_commands.command(description="The words that practices may carry as skills")
    async def skills(self, interaction: Interaction) -> None:
        """Show the list of skills."""
        await skills.show(interaction, self._services)

    @app_commands.command(description="This week's posts: preview, skip or send now, and questions")
    async def week(self, interaction: Interaction) -> None:
        """Show this week's posts."""
        await weekly.show(interaction, self._services)


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(CommunityCog(bot))
