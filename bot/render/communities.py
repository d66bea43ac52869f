"""The start-here panel, and what moderators are told when something cannot be set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.communities import (
    BadBackfillDays,
    CannotMakeChannels,
    EverybodyModerates,
    MakesNoChannels,
    ManageServerOnly,
    ModeratorsOnly,
    NotSetUp,
    NoWeeklyChannel,
    UnclearZone,
)
from bot.domain.deliveries import Trouble
from bot.domain.weekly_times import UnknownWeeklyTime, UnsafeWeeklyTime
from bot.render.card import WARNING, buttons, card, choice, primary, rule, text
from bot.render.help import CREED
from bot.render.presses import Press
from bot.render.safety import safety
from bot.render.start import Start
from bot.render.text import typed
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.domain.communities import Community
    from bot.render.card import Block, Card


class ChooseCommunityZone(Press, tag="community-zone"):
    """Choose one of the zones that a moderator may have meant."""


def panel(community: Community) -> Card:
    """Make the standing message from which members begin."""
    return card(
        text("### Start here", CREED),
        text(
            "Choose one thing to practise with one small minimum, log it when it is done, and "
            "look back together once a week. You choose who sees what.",
        ),
        rule(),
        text(safety(community.resources)),
        buttons(primary("Start", Start())),
    )


def panel_stands(channel_id: int) -> Card:
    """Confirm that the panel was posted."""
    return card(text(f"The panel stands in <#{channel_id}>. Pin it, so that newcomers find it."))


def panel_refused(trouble: Trouble) -> Card:
    """Say why the panel could not be posted, and what to do."""
    hint = "Try again in a moment, or use `/community panel` in another channel."
    if trouble is Trouble.FORBIDDEN:
        hint = say_permissions(("view_channel", "send_messages"))
    return card(
        text(f"The panel could not be posted here: {say_trouble(trouble)}. {hint}"), accent=WARNING
    )


def say_permissions(missing: Iterable[str]) -> str:
    """Say which permissions to grant in a channel, by the names that Discord shows."""
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    return f"Open the channel's settings, then Permissions, add my role and allow: {names}."


def _zones_meant(refusal: UnclearZone) -> Block | None:
    options = [SelectOption(label=zone, value=zone) for zone in refusal.nearest]
    if not options:
        return None
    return choice(ChooseCommunityZone(), options, placeholder="Choose one of these")


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    ModeratorsOnly: lambda _: (
        "That is for this community's moderators: whoever may Manage Server, or has the role they "
        "named in `/community settings`."
    ),
    ManageServerOnly: lambda _: (
        "Only somebody with Manage Server names the moderators' role. Ask one of them to choose it."
    ),
    NotSetUp: lambda _: (
        "This community is not set up yet. A moderator can do so with `/community setup`."
    ),
    NoWeeklyChannel: lambda _: "Choose a channel for the weekly posts first, then finish.",
    EverybodyModerates: lambda _: (
        "Everybody has that role, so everybody would be a moderator. Choose a smaller one."
    ),
    UnknownWeeklyTime: lambda refusal: (
        f'I could not read {typed(refusal.text)} as a weekly time. Try "Sunday 18:00" or "mon 7pm".'
    ),
    UnsafeWeeklyTime: lambda refusal: (
        f"{refusal.minute // 60:02d}:{refusal.minute % 60:02d} lies within the hours in which "
        "clocks change, so some weeks would have it twice or not at all. Choose a time outside "
        "01:00 to 03:59."
    ),
    BadBackfillDays: lambda refusal: (
        f"I could not read {typed(refusal.text)} as days. A whole number from 0 to {refusal.most} "
        "is fine."
    ),
    MakesNoChannels: lambda _: (
        "I make channels only for somebody who may make them too, by the permission Manage "
        "Channels. Ask one of them to click here, or choose from the channels there are."
    ),
    CannotMakeChannels: lambda _: (
        "I may not make channels. Open the server's settings, then Roles, choose my role and allow "
        "Manage Channels; you may take it back afterwards. Or choose from the channels there are."
    ),
}
STEPS: Mapping[type[Exception], Callable[[Any], Block | None]] = {UnclearZone: _zones_meant}
