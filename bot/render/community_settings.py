"""A community's settings as its moderators see and change them, on three pages of one card."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from discord import ChannelType, SelectDefaultValue, SelectDefaultValueType, SelectOption, ui
from discord.utils import format_dt

from bot.domain.communities import ChannelUse, WeeklyPart
from bot.domain.posts import Reason
from bot.domain.settings import Visibility
from bot.domain.weekly_times import WeeklyTime
from bot.render.card import ACCENT, WARNING, button, buttons, card, choice, primary, rule, text
from bot.render.communities import say_permissions
from bot.render.community_forms import DescribeCommunity
from bot.render.failures import say_failures
from bot.render.presses import Press
from bot.render.setting_changes import PARTS, changes_button, say_changes, say_parts
from bot.render.text import count, inert, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.domain.communities import Checks, Community, Obstacle, Overview
    from bot.render.card import Block, Card

MOST_FAILURES = 4
RESOURCES_SHOWN = 200


class SettingsPage(StrEnum):
    """The pages in their order."""

    CHANNELS = "channels"
    PEOPLE = "people"
    POSTS = "posts"


class ShowSettings(Press, tag="community-page"):
    """Turn to a page of the settings."""

    part: SettingsPage


class ChooseChannel(Press, tag="community-channel"):
    """Name a channel for something."""

    use: ChannelUse


class MakeChannels(Press, tag="community-make"):
    """Make the channels that are missing."""


class ChooseModeratorRole(Press, tag="community-role"):
    """Name the moderators' role."""


class ChooseOffered(Press, tag="community-offered"):
    """Choose what newcomers are offered first."""


class ChooseParts(Press, tag="community-parts"):
    """Choose what the weekly posts contain."""


class FinishSetUp(Press, tag="community-finish"):
    """Try the channels with a test post, and begin with the weekly posts."""


def overview(
    shown: Overview, checks: Checks, page: SettingsPage, *news: str | None, to_mend: bool = False
) -> Card:
    """Show one page of the settings, each with what changes it; ``news`` may say what ``to_mend``.

    What stands in the way of posts is named on the first page.
    """
    is_first = page is SettingsPage.CHANNELS
    troubles = [*_troubles(shown, checks)] if is_first else []
    place = f"-# {_TITLES[page]}"
    return card(
        text(_title(shown.community), place, *news, _say_posts(shown.community)),
        *troubles,
        rule(),
        *_BODIES[page](shown, checks),
        rule(),
        _steps(shown.community, page),
        text("-# `/community norms` · `/community panel` · `/community skills`"),
        accent=WARNING if troubles or to_mend else ACCENT,
    )


def zone_set(community: Community) -> str:
    """Confirm the zone."""
    start = " From next week on the posts follow it." if _is_time_to_come(community) else ""
    return f"The time zone here is {inert(community.zone)}.{start}"


def _title(community: Community) -> str:
    return "### Settings of this community" if community.set_up_at else "### Set up this community"


def _say_posts(community: Community) -> str:
    if community.next_weekly_at is None:
        choose = "" if community.weekly_channel_id else "choose a channel for the weekly posts and "
        return f"Members can log privately already. Nothing is posted before you {choose}finish."
    if not community.weekly_kinds:
        return "No weekly posts: the streak post and the reflection prompt are left out."
    return f"Next weekly posts: {format_dt(community.next_weekly_at, 'F')}, your time."


def _steps(community: Community, page: SettingsPage) -> Block:
    finish = (
        button("Send a test post", FinishSetUp())
        if community.set_up_at
        else primary("Finish set-up", FinishSetUp())
    )
    pages = [
        button(title, ShowSettings(part=each), disabled=each is page)
        for each, title in _TITLES.items()
    ]
    return buttons(*pages, finish)


def _troubles(shown: Overview, checks: Checks) -> Iterable[Block]:
    failures = say_failures(shown.failures)[:MOST_FAILURES]
    told = {post.channel_id for post in shown.failures if post.reason is Reason.GONE}
    untold = (each for each in checks.obstacles if each.missing or each.channel_id not in told)
    # One channel may be chosen for several things.
    lines = [*dict.fromkeys(map(_say_obstacle, untold)), *failures]
    if lines:
        yield rule()
        yield text("**To mend**", *(f"- {line}" for line in lines))


def _say_obstacle(obstacle: Obstacle) -> str:
    where = f"<#{obstacle.channel_id}>"
    if not obstacle.missing:
        return "A channel that was chosen here is gone. Choose another one below."
    return f"In {where} something is missing. {say_permissions(obstacle.missing)}"


def _channels(shown: Overview, checks: Checks) -> Iterator[Block]:
    lacks_some = False
    for use, (name, what_for) in _USES.items():
        chosen = shown.community.channel(use)
        is_there = chosen is not None and chosen not in checks.gone
        lacks_some = lacks_some or not is_there
        yield text(f"**{name}:** {_state(chosen, checks)}", f"-# {what_for}")
        yield _channel_choice(use, chosen if is_there else None)
    if lacks_some:
        yield buttons(button("Make the channels for me", MakeChannels()))


def _state(chosen: int | None, checks: Checks) -> str:
    if chosen is None:
        return "not chosen"
    return "to mend" if checks.of(chosen) else "✓ ready"


def _channel_choice(use: ChannelUse, chosen: int | None) -> Block:
    kind = SelectDefaultValueType.channel
    select: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=ChooseChannel(use=use).custom_id,
        channel_types=[ChannelType.text, ChannelType.news],
        placeholder="Choose a channel",
        # The weekly posts need a place; the other channels can be done without again.
        min_values=1 if use is ChannelUse.WEEKLY else 0,
        default_values=[SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
    )
    return ui.ActionRow(select)


def _people(shown: Overview, checks: Checks) -> Iterator[Block]:
    community = shown.community
    yield text(*_typed_settings(community))
    yield buttons(button("Times, back-logging and help", DescribeCommunity()))
    gone = "\nThe role that was chosen is gone. Choose another one." if checks.role_gone else ""
    yield text(f"**Moderators' role:** beside everybody with Manage Server{gone}")
    yield _role_choice(None if checks.role_gone else community.moderator_role_id)
    yield text(
        f"**Newcomers are offered first:** {community.offered_visibility.value}",
        "-# Who sees their logs. They choose on `/start`, and stay private until they do.",
    )
    offered = [
        SelectOption(label=label, value=level.value, default=level is community.offered_visibility)
        for level, label in _OFFERED.items()
    ]
    yield choice(ChooseOffered(), offered, placeholder="Choose what stands first")


def _role_choice(chosen: int | None) -> Block:
    kind = SelectDefaultValueType.role
    select: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=ChooseModeratorRole().custom_id,
        placeholder="Choose a role",
        min_values=0,
        default_values=[SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
    )
    return ui.ActionRow(select)


def _typed_settings(community: Community) -> Iterable[str]:
    start = ", from next week on" if _is_time_to_come(community) else ""
    yield f"**Weekly time:** {community.weekly_time}, {inert(community.zone)}{start}"
    yield f"**Back-logging:** {count(community.backfill_days, 'day')}"
    yield f"**Help here:** {inert(shorten(community.resources, RESOURCES_SHOWN)) or 'none named'}"


def _is_time_to_come(community: Community) -> bool:
    """Tell whether the next posts still go out at the weekly time that held before."""
    if community.next_weekly_at is None:
        return False
    due = community.next_weekly_at.astimezone(ZoneInfo(community.zone))
    return WeeklyTime(due.weekday(), due.hour * 60 + due.minute) != community.weekly_time


def _posts(shown: Overview, _checks: Checks) -> Iterator[Block]:
    chosen = shown.community.weekly_parts
    yield text(f"**Posted each week:** {say_parts(chosen)}", "-# Leave out what does not suit you.")
    options = [
        SelectOption(label=name, value=part.value, description=_PARTS[part], default=part in chosen)
        for part, name in PARTS.items()
    ]
    select: ui.Select[Any] = ui.Select(
        custom_id=ChooseParts().custom_id,
        options=options,
        placeholder="Choose what is posted",
        min_values=0,
        max_values=len(options),
    )
    yield ui.ActionRow(select)
    if shown.changes:
        yield text("**Last changes**", *say_changes(shown.changes))
        yield changes_button()


_TITLES: Mapping[SettingsPage, str] = {
    SettingsPage.CHANNELS: "1 Channels",
    SettingsPage.PEOPLE: "2 Times and people",
    SettingsPage.POSTS: "3 What is posted",
}
_BODIES: Mapping[SettingsPage, Callable[[Overview, Checks], Iterator[Block]]] = {
    SettingsPage.CHANNELS: _channels,
    SettingsPage.PEOPLE: _people,
    SettingsPage.POSTS: _posts,
}
_USES: Mapping[ChannelUse, tuple[str, str]] = {
    ChannelUse.WEEKLY: ("Weekly posts", "the streak post and the question of the week"),
    ChannelUse.LOGS: ("Log cards", "of open members; without a channel they stay where they log"),
    ChannelUse.FEEDBACK: ("Feedback", "where requests stand; else they stay where they are asked"),
    ChannelUse.CHALLENGES: ("Challenges", "their boards and meetings; else with the weekly posts"),
    ChannelUse.MODERATORS: ("Moderators' channel", "where I say what needs you"),
}
_OFFERED: Mapping[Visibility, str] = {
    Visibility.PRIVATE: "Private: only they see their logs",
    Visibility.OPEN: "Open: this community sees their logs",
}
_PARTS: Mapping[WeeklyPart, str] = {
    WeeklyPart.STREAKS: "How the week went together, as a post of its own",
    WeeklyPart.REFLECTION: "The question of the week, as a post of its own",
    WeeklyPart.THANKS: "Who thanked whom; stands on the streak post",
    WeeklyPart.IDEA: "An idea of a member; stands on the reflection prompt",
    WeeklyPart.NEEDS_EYES: "Requests that wait; stands on the reflection prompt",
}
