"""Setting a community up: test posts, and channels that the bot makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import ChannelUse
from bot.domain.deliveries import Trouble
from bot.render.card import card, text
from bot.render.communities import say_permissions
from bot.render.community_settings import SettingsPage, overview
from bot.render.text import count
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.communities import Checks, Overview
    from bot.domain.set_up import MadeChannels, Trial
    from bot.render.card import Card

NAMES: Mapping[ChannelUse, str] = {
    ChannelUse.WEEKLY: "practice-weekly",
    ChannelUse.LOGS: "practice-logs",
    ChannelUse.FEEDBACK: "feedback",
    ChannelUse.CHALLENGES: "challenges",
    ChannelUse.MODERATORS: "moderators-desk",
}
TOPICS: Mapping[ChannelUse, str] = {
    ChannelUse.WEEKLY: "How the week went together, and the question of the week.",
    ChannelUse.LOGS: "What open members practised.",
    ChannelUse.FEEDBACK: "Ask with /feedback ask, help with /feedback queue.",
    ChannelUse.CHALLENGES: "Challenges with their boards, and meetings.",
    ChannelUse.MODERATORS: "What needs the moderators.",
}
AUDIT_REASON = "Asked for in /community setup"
BASICS = ("view_channel", "send_messages")


def trial_post() -> Card:
    """Make the post by which a channel is tried; it is taken back at once."""
    return card(text("A test post of Whetstone: this channel works. It goes away by itself."))


def tried(shown: Overview, checks: Checks, trials: Sequence[Trial], *, is_new: bool) -> Card:
    """Say which channels took a test post, and whether the set-up is finished."""
    news = [*_say_trials(trials, checks)]
    if is_new and shown.community.set_up_at:
        news.insert(
            0, "The community is set up. `/community panel` puts a start button into a channel."
        )
    elif not shown.community.set_up_at:
        news.append("The set-up is finished once the weekly posts get through.")
    failed = any(each.unsent or each.left for each in trials)
    return overview(shown, checks, SettingsPage.CHANNELS, *news, to_mend=failed)


def made(shown: Overview, checks: Checks, what: MadeChannels) -> Card:
    """Say which channels were made or found, and why there are not more."""
    places = " ".join(f"<#{channel_id}>" for channel_id in what.channels.values())
    news = [f"{count(len(what.channels), 'channel')} chosen: {places}" if places else None]
    if what.trouble:
        news.append(f"Another channel could not be made: {_WHY.get(what.trouble, UNREACHABLE)}")
    elif not places:
        news.append("Every channel is there already.")
    return overview(shown, checks, SettingsPage.CHANNELS, *news, to_mend=what.trouble is not None)


UNREACHABLE = "Discord did not answer. Try again in a moment; what was made stays."
_WHY: Mapping[Trouble, str] = {
    Trouble.FORBIDDEN: (
        "I lack a permission. Allow my role Manage Channels, View Channel and Send Messages in the "
        "server's settings, then Roles."
    ),
    Trouble.REFUSED: "Discord did not accept it. The server may have as many as it allows.",
}


def _say_trials(trials: Sequence[Trial], checks: Checks) -> Iterator[str]:
    fine = [f"<#{each.channel_id}>" for each in trials if not (each.unsent or each.left)]
    if fine:
        yield f"A test post went through and was taken back: {' '.join(fine)}"
    for each in trials:
        where = f"In <#{each.channel_id}>"
        if each.unsent:
            yield f"{where} a test post did not go through: {_say_unsent(each, checks)}"
        elif each.left:
            why = say_trouble(each.left)
            yield f"{where} my test post still stands, since {why}. Please delete it."


def _say_unsent(trial: Trial, checks: Checks) -> str:
    why = say_trouble(trial.unsent or Trouble.UNREACHABLE)
    if checks.of(trial.channel_id) or trial.unsent is not Trouble.FORBIDDEN:
        # What is missing stands under "To mend", by name.
        return f"{why}."
    return f"{why}. {say_permissions(BASICS)}"
