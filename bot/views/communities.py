"""A community's settings and its panel; every step checks that a moderator takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from bot.domain.communities import ChannelUse, Checks, Obstacle, WeeklyPart
from bot.domain.deliveries import Sent
from bot.domain.errors import OutOfDate
from bot.domain.places import Place
from bot.domain.posts import nonce
from bot.domain.settings import Visibility
from bot.render import communities as panels
from bot.render import community_forms as forms
from bot.render import community_settings as render
from bot.render import setting_changes
from bot.render.community_settings import SettingsPage
from bot.views.answers import answer, replace
from bot.views.caller import caller
from bot.views.doors import ButtonDoor, FormDoor, SelectDoor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import discord

    from bot.delivery import Delivery
    from bot.domain.communities import Community, Overview
    from bot.render.forms import Answers, Form
    from bot.services.container import Services
    from bot.views.caller import Interaction

T = TypeVar("T")


async def show(interaction: Interaction, services: Services, zone: str | None = None) -> None:
    """Answer /community setup and /community settings; a zone that was typed is chosen first."""
    communities, news = services.communities, None
    if zone is None:
        shown = await communities.overview(caller(interaction))
    else:
        shown = await communities.choose_zone(caller(interaction), zone)
        news = render.zone_set(shown.community)
    found = checks(interaction, shown)
    await answer(interaction, render.overview(shown, found, SettingsPage.CHANNELS, news))


async def post_panel(interaction: Interaction, services: Services, delivery: Delivery) -> None:
    """Answer /community panel: post one here, in the place of an earlier one."""
    community = await services.communities.require_moderator(caller(interaction))
    await interaction.response.defer(ephemeral=True, thinking=True)
    channel_id = interaction.channel_id or 0
    # Found again by Discord when the same interaction is delivered twice.
    name = nonce("panel", interaction.id)
    outcome = await delivery.send(channel_id, panels.panel(community), name)
    if not isinstance(outcome, Sent):
        await answer(interaction, panels.panel_refused(outcome.trouble))
        return
    place = Place(channel_id, outcome.message_id)
    earlier = await services.communities.panel_stands(caller(interaction), place)
    await answer(interaction, panels.panel_stands(channel_id))
    for panel in earlier:
        await delivery.delete(panel.channel_id, panel.message_id)


class ShowSettingsDoor(ButtonDoor[render.ShowSettings]):
    press = render.ShowSettings

    async def click(self, interaction: Interaction, press: render.ShowSettings) -> None:
        shown = await self.services.communities.overview(caller(interaction))
        await _show_again(interaction, shown, press.part)


class ChannelDoor(SelectDoor[render.ChooseChannel]):
    press = render.ChooseChannel

    async def choose(
        self, interaction: Interaction, press: render.ChooseChannel, values: list[str]
    ) -> None:
        channel_id = int(values[0]) if values else None
        communities = self.services.communities
        shown = await communities.choose_channel(caller(interaction), press.use, channel_id)
        await _show_again(interaction, shown, SettingsPage.CHANNELS)


class ModeratorRoleDoor(SelectDoor[render.ChooseModeratorRole]):
    press = render.ChooseModeratorRole

    async def choose(
        self, interaction: Interaction, press: render.ChooseModeratorRole, values: list[str]
    ) -> None:
        role_id = int(values[0]) if values else None
        shown = await self.services.communities.choose_moderator_role(caller(interaction), role_id)
        await _show_again(interaction, shown, SettingsPage.PEOPLE)


class ZoneDoor(SelectDoor[panels.ChooseCommunityZone]):
    press = panels.ChooseCommunityZone

    async def choose(
        self, interaction: Interaction, press: panels.ChooseCommunityZone, values: list[str]
    ) -> None:
        shown = await self.services.communities.choose_zone(caller(interaction), values[0])
        # The refusal stays: the form that it hands back may hold more than a zone.
        news = render.zone_set(shown.community)
        found = checks(interaction, shown)
        await answer(interaction, render.overview(shown, found, SettingsPage.PEOPLE, news))


class OfferedDoor(SelectDoor[render.ChooseOffered]):
    press = render.ChooseOffered

    async def choose(
        self, interaction: Interaction, press: render.ChooseOffered, values: list[str]
    ) -> None:
        (level,) = _read(Visibility, values)
        shown = await self.services.communities.choose_offered(caller(interaction), level)
        await _show_again(interaction, shown, SettingsPage.PEOPLE)


class PartsDoor(SelectDoor[render.ChooseParts]):
    press = render.ChooseParts

    async def choose(
        self, interaction: Interaction, press: render.ChooseParts, values: list[str]
    ) -> None:
        parts = frozenset(_read(WeeklyPart, values))
        shown = await self.services.communities.choose_parts(caller(interaction), parts)
        await _show_again(interaction, shown, SettingsPage.POSTS)


class DescribeCommunityDoor(FormDoor[forms.DescribeCommunity]):
    press = forms.DescribeCommunity

    async def build(
        self, interaction: Interaction, press: forms.DescribeCommunity, answers: Answers
    ) -> Form:
        community = await self.services.communities.require_moderator(caller(interaction))
        return forms.describe_form(answers or forms.community_answers(community))

    async def submit(
        self, interaction: Interaction, press: forms.DescribeCommunity, answers: Answers
    ) -> None:
        words = forms.community_words(answers)
        shown = await self.services.communities.describe(caller(interaction), words)
        await _show_again(interaction, shown, SettingsPage.PEOPLE)


class ShowChangesDoor(ButtonDoor[setting_changes.ShowChanges]):
    press = setting_changes.ShowChanges

    async def click(self, interaction: Interaction, press: setting_changes.ShowChanges) -> None:
        found = await self.services.setting_changes.page(caller(interaction), press.page)
        back = render.ShowSettings(part=SettingsPage.POSTS)
        await replace(interaction, setting_changes.all_changes(found, back))


def checks(interaction: Interaction, shown: Overview) -> Checks:
    """Find out what keeps the bot from posting where the community wants it to."""
    guild = interaction.guild
    if guild is None:
        return Checks()
    role_id = shown.community.moderator_role_id
    return Checks(
        obstacles=tuple(_obstacles(guild, shown.community)),
        role_gone=role_id is not None and guild.get_role(role_id) is None,
    )


async def _show_again(interaction: Interaction, shown: Overview, page: SettingsPage) -> None:
    await replace(interaction, render.overview(shown, checks(interaction, shown), page))


def _read(kind: Callable[[str], T], values: list[str]) -> list[T]:
    """Read what was chosen.

    Raises:
        OutOfDate: for a choice that this version does not know.
    """
    try:
        return [kind(value) for value in values]
    except ValueError:
        raise OutOfDate from None


def _obstacles(guild: discord.Guild, community: Community) -> Iterator[Obstacle]:
    for use in ChannelUse:
        channel_id = community.channel(use)
        if channel_id is None:
            continue
        channel = guild.get_channel(channel_id)
        held = channel.permissions_for(guild.me) if channel else None
        missing = tuple(name for name in use.needs if held and not getattr(held, name))
        if held is None or missing:
            yield Obstacle(channel_id, missing)


DOORS = (
    ShowSettingsDoor,
    ChannelDoor,
    ModeratorRoleDoor,
    ZoneDoor,
    OfferedDoor,
    PartsDoor,
    DescribeCommunityDoor,
    ShowChangesDoor,
)
