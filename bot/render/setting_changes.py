"""Who changed which setting, when, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.utils import format_dt

from bot.domain.communities import WeeklyPart
from bot.domain.setting_changes import CHANNELS, Setting
from bot.render.card import button, buttons, card, text
from bot.render.pages import Page, pager
from bot.render.presses import Count, Press
from bot.render.text import inert, say_person, shorten

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from bot.domain.setting_changes import ChangeList, SettingChange
    from bot.render.card import Block, Card

LONGEST_SHOWN = 40
NOTHING = "none"


class ShowChanges(Press, tag="community-changes"):
    """Show a page of all changes."""

    page: Count


NAMES: Mapping[Setting, str] = {
    Setting.SET_UP: "Set-up",
    Setting.WEEKLY_CHANNEL: "Channel for weekly posts",
    Setting.LOG_CHANNEL: "Channel for log cards",
    Setting.FEEDBACK_CHANNEL: "Channel for feedback",
    Setting.CHALLENGE_CHANNEL: "Channel for challenges",
    Setting.MODERATOR_CHANNEL: "Moderators' channel",
    Setting.ZONE: "Time zone",
    Setting.WEEKLY_TIME: "Weekly time",
    Setting.MODERATOR_ROLE: "Moderators' role",
    Setting.OFFERED_VISIBILITY: "Offered first to newcomers",
    Setting.BACKFILL_DAYS: "Days of back-logging",
    Setting.WEEKLY_PARTS: "Parts of the weekly posts",
    Setting.RESOURCES: "Help here",
    Setting.NORMS: "Norms",
}
PARTS: Mapping[WeeklyPart, str] = {
    WeeklyPart.STREAKS: "Streak post",
    WeeklyPart.REFLECTION: "Reflection prompt",
    WeeklyPart.THANKS: "Thanks",
    WeeklyPart.IDEA: "Idea to try",
    WeeklyPart.NEEDS_EYES: "Needs eyes",
}


def say_changes(changes: Iterable[SettingChange]) -> list[str]:
    """Say each change in a line."""
    return [f"- {_say(change)}" for change in changes]


def say_parts(chosen: Container[str]) -> str:
    """Name what the weekly posts contain."""
    return ", ".join(name.lower() for part, name in PARTS.items() if part in chosen) or NOTHING


def all_changes(found: ChangeList, back: Press) -> Card:
    """Show one page of all changes, with the way ``back``."""
    page = Page(found.changes, found.page, found.last)
    return card(
        text("### Changes of the settings", *say_changes(page.items)),
        text("Nothing has been changed yet.") if not page.items else None,
        pager(page, lambda number: ShowChanges(page=number), back="Newer", on="Older"),
        buttons(button("Back to the settings", back)),
    )


def changes_button() -> Block:
    """Lead to all changes."""
    return buttons(button("All changes", ShowChanges(page=0)))


def _say(change: SettingChange) -> str:
    by = f"{say_person(change.changed_by)}, {format_dt(change.changed_at, 'f')}"
    return f"**{NAMES[change.setting]}:** {_from_to(change)} · {by}"


def _from_to(change: SettingChange) -> str:
    if change.setting is Setting.SET_UP:
        return "finished"
    if change.setting is Setting.NORMS:
        return ("changed" if change.before else "set") if change.after else "taken away"
    return f"{_value(change.setting, change.before)} → {_value(change.setting, change.after)}"


def _value(setting: Setting, stored: str) -> str:
    if not stored:
        return NOTHING
    if setting in CHANNELS:
        return f"<#{stored}>"
    if setting is Setting.MODERATOR_ROLE:
        return f"<@&{stored}>"
    if setting is Setting.WEEKLY_PARTS:
        return say_parts(stored.split())
    return inert(shorten(" ".join(stored.split()), LONGEST_SHOWN))
