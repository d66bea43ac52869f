"""/challenge: moderators make challenges, everybody takes part; each change checks for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.challenge_edits import EditWords
from bot.domain.challenge_words import ChallengeWords
from bot.render import challenge_rules
from bot.render.challenge_forms import EditChallenge
from bot.views import challenge_forms, challenges
from bot.views import challenge_options as options
from bot.views.caller import Interaction, caller
from bot.views.suggestions import suggest

if TYPE_CHECKING:
    from bot.app import Whetstone
    from bot.domain.ids import ChallengeId


class ChallengeCog(
    commands.GroupCog, group_name="challenge", group_description="Challenges, alone or together"
):
    """Doors to challenges; answers are private, boards stand where the community wants them."""

    def __init__(self, bot: Whetstone) -> None:
        self._bot = bot
        self._services = bot.services

    @app_commands.command(description="For moderators: make a challenge; a form asks for the rest")
    @app_commands.describe(**challenge_rules.CREATE_OPTIONS)
    @app_commands.rename(with_="with")
    async def create(  # noqa: PLR0913, PLR0917 - the options are a contract
        self,
        interaction: Interaction,
        template: options.Template | None = None,
        count: options.Count | None = None,
        with_: options.With | None = None,
        target: options.Short | None = None,
        unit: options.Short | None = None,
        starts: options.Short | None = None,
        ends: options.Short | None = None,
        join_until: options.Short | None = None,
        grace: options.Grace | None = None,
        breaks: options.Breaks | None = None,
        ranking: options.Ranked | None = None,
        teams: options.Teams | None = None,
        draw: options.Drawn | None = None,
        ping: discord.Role | None = None,
    ) -> None:
        """Keep what is said, and open the form that asks for the rest."""
        said = ChallengeWords(
            template=template or "",
            target=target or "",
            unit=unit or "",
            starts=starts or "",
            ends=ends or "",
            join_until=join_until or "",
            measure=count,
            mode=with_,
            ranking=ranking,
            draw=draw,
            grace=grace,
            breaks=breaks,
            teams=teams,
            ping_role_id=challenge_forms.pinged(interaction, ping),
        )
        form = await challenge_forms.begin(interaction, self._services, said)
        await self._bot.doorkeeper.open_form(interaction, form)

    @app_commands.command(description="For moderators: change a challenge")
    @app_commands.describe(**challenge_rules.EDIT_OPTIONS)
    async def edit(
        self,
        interaction: Interaction,
        challenge: str,
        target: options.Short | None = None,
        breaks: options.Breaks | None = None,
        title: options.Title | None = None,
        story: options.Story | None = None,
    ) -> None:
        """Change a challenge at once, or in a form where nothing was said."""
        key = await self._find(interaction, challenge)
        words = EditWords(target=target, breaks=breaks, title=title, story=story)
        if words.is_empty:
            await self._bot.doorkeeper.open_form(interaction, EditChallenge(challenge_id=key))
        else:
            await challenge_forms.change(interaction, self._services, key, words)

    @app_commands.command(description="For moderators: end a challenge today, or call it off")
    @app_commands.describe(challenge="Which challenge")
    async def end(self, interaction: Interaction, challenge: str) -> None:
        """Ask whether it is to end."""
        key = await self._find(interaction, challenge)
        await challenge_forms.ask_end(interaction, self._services, key)

    @app_commands.command(description="Take part in a challenge")
    @app_commands.describe(challenge="Which challenge")
    async def join(self, interaction: Interaction, challenge: str) -> None:
        """Take part."""
        key = await self._find(interaction, challenge)
        await challenges.join(interaction, self._services, key)

    @app_commands.command(description="Take part in a challenge no longer")
    @app_commands.describe(challenge="Which challenge")
    async def leave(self, interaction: Interaction, challenge: str) -> None:
        """Leave."""
        key = await self._find(interaction, challenge)
        await challenges.leave(interaction, self._services, key)

    @app_commands.command(description="How it goes, with every number explained")
    @app_commands.describe(challenge="Which challenge; leave it out to choose from the list")
    async def show(self, interaction: Interaction, challenge: str | None = None) -> None:
        """Show a challenge."""
        if challenge is None:
            await challenge_forms.show_list(interaction, self._services)
        else:
            key = await self._find(interaction, challenge)
            await challenges.show(interaction, self._services, key)

    @app_commands.command(name="list", description="Challenges that are open, and those before")
    async def list_(self, interaction: Interaction) -> None:
        """Show all challenges."""
        await challenge_forms.show_list(interaction, self._services)

    @edit.autocomplete("challenge")
    @end.autocomplete("challenge")
    @join.autocomplete("challenge")
    @leave.autocomplete("challenge")
    async def _open(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = challenge_forms.offered(interaction, self._services, only_open=True)
        return await suggest(found, current)

    @show.autocomplete("challenge")
    async def _any(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = challenge_forms.offered(interaction, self._services, only_open=False)
        return await suggest(found, current)

    async def _find(self, interaction: Interaction, typed: str) -> ChallengeId:
        return (await self._services.challenges.find(caller(interaction), typed)).id


async def setup(bot: Whetstone) -> None:
    """Add the commands."""
    await bot.add_cog(ChallengeCog(bot))
