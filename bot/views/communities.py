"""A community's settings and its panel; every step checks that a moderator takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse, Obstacle
from bot.domain.deliveries import Sent
from bot.domain.places import Place
from bot.domain.weekly import nonce
from bot.render import communities as render
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from collections.abc import Iterator

    import discord

    from bot.delivery import Delivery
    from bot.domain.communities import Community, Overview
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction


async def show(interaction: Interaction, services: Services) -> None:
    """Answer /community setup and /community settings."""
    shown = await services.communities.overview(caller(interaction))
    await answer(interaction, render.overview(shown, _obstacles(interaction, shown)))


async def post_panel(interaction: Interaction, services: Services, delivery: Delivery) -> None:
    """Answer /community panel: post one here, in the place of an earlier one."""
    community = await services.communities.require_moderator(caller(interaction))
    await interaction.response.defer(ephemeral=True, thinking=True)
    channel_id = interaction.channel_id or 0
    # Found again by Discord when the same interaction is delivered twice.
    name = nonce("panel", interaction.id)
    outcome = await delivery.send(channel_id, render.panel(community), name)
    if not isinstance(outcome, Sent):
        await answer(interaction, render.panel_refused(outcome.trouble))
        return
    place = Place(channel_id, outcome.message_id)
    earlier = await services.communities.panel_stands(caller(interaction), place)
    await answer(interaction, render.panel_stands(channel_id))
    for panel in earlier:
        await delivery.delete(panel.channel_id, panel.message_id)


class ChannelDoor(SelectDoor[render.ChooseChannel]):
    press = render.ChooseChannel

    async def choose(
        self, interaction: Interaction, press: render.ChooseChannel, values: list[str]
    ) -> None:
        channel_id = int(values[0]) if values else None
        communities = self.services.communities
        shown = await communities.choose_channel(caller(interaction), press.use, channel_id)
        await _show_again(interaction, shown)


class ModeratorRoleDoor(SelectDoor[render.ChooseModeratorRole]):
    press = render.ChooseModeratorRole

    async def choose(
        self, interaction: Interaction, press: render.ChooseModeratorRole, values: list[str]
    ) -> None:
        role_id = int(values[0]) if values else None
        shown = await self.services.communities.choose_moderator_role(caller(interaction), role_id)
        await _show_again(interaction, shown)


class DescribeCommunityDoor(FormDoor[render.DescribeCommunity]):
    press = render.DescribeCommunity

    async def build(
        self, interaction: Interaction, press: render.DescribeCommunity, answers: Answers
    ) -> Form:
        community = await self.services.communities.require_moderator(caller(interaction))
        return render.describe_form(answers or render.community_answers(community))

    async def submit(
        self, interaction: Interaction, press: render.DescribeCommunity, answers: Answers
    ) -> None:
        words = render.community_words(answers)
        shown = await self.services.communities.describe(caller(interaction), words)
        await _show_again(interaction, shown)


class FinishSetUpDoor(ButtonDoor[render.FinishSetUp]):
    press = render.FinishSetUp

    async def click(self, interaction: Interaction, press: render.FinishSetUp) -> None:
        shown = await self.services.communities.finish_set_up(caller(interaction))
        await replace(interaction, render.set_up(shown, _obstacles(interaction, shown)))


async def _show_again(interaction: Interaction, shown: Overview) -> None:
    await replace(interaction, render.overview(shown, _obstacles(interaction, shown)))


def _obstacles(interaction: Interaction, shown: Overview) -> list[Obstacle]:
    """Find out what keeps the bot from posting where the community wants it to."""
    guild = interaction.guild
    return list(_obstacles_in(guild, shown.community)) if guild else []


def _obstacles_in(guild: discord.Guild, community: Community) -> Iterator[Obstacle]:
    for use in ChannelUse:
        channel_id = community.channel(use)
        if channel_id is None:
            continue
        channel = guild.get_channel(channel_id)
        held = channel.permissions_for(guild.me) if channel else None
        missing = tuple(name for name in use.needs if held and not getattr(held, name))
        if held is None or missing:
            yield Obstacle(channel_id, missing)


DOORS = (ChannelDoor, ModeratorRoleDoor, DescribeCommunityDoor, FinishSetUpDoor)
