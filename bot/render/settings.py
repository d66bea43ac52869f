"""A member's own settings: what holds now, and what a change means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, SelectOption

from bot.domain.settings import (
    LATEST_DAY_START,
    BadDayStart,
    Nudges,
    OwnBlock,
    Visibility,
)
from bot.domain.zones import UnknownZone
from bot.render.card import button, buttons, card, section, text
from bot.render.days import WEEKDAYS, say_day
from bot.render.forms import Field, form, line, pick
from bot.render.presses import Count, Press
from bot.render.text import inert, mention, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.ids import UserId
    from bot.domain.settings import Choices, ClockChange
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

MOST_NAMED = 10
ZONE = "zone"
DAY_START = "hour"
ZONE_LABEL = "Time zone"
COUNTED_MEANS = (
    "Moderators look at how this community is doing, and may export it. If you agree, you are in "
    "its sums, and where your logs are open your name may stand there too. While you are private "
    "you are never named, and counted only in sums of five or more people. `/settings counted` "
    "changes it at any time."
)
ZONE_EXAMPLE = "Europe/Berlin, or just: Berlin"


class ChooseZone(Press, tag="zone"):
    """Open the form for the time zone."""


class ChooseDayStart(Press, tag="day-start"):
    """Open the form for the hour at which the day begins."""


class ChooseVisibility(Press, tag="visibility"):
    """Choose who sees my cards and numbers."""

    level: Visibility


class ChooseBoards(Press, tag="boards"):
    """Be on boards, or not."""

    on: bool


class ChooseCounted(Press, tag="counted"):
    """Let the moderators' report count me, or not."""

    on: bool


class ChooseNudges(Press, tag="nudges"):
    """Let the bot write to me directly, or not."""

    on: bool


class ChooseBlock(Press, tag="block"):
    """Keep me apart from somebody, or no longer."""

    user_id: Count
    on: bool


def settings_card(choices: Choices, *news: str | None) -> Card:
    """Show every choice with a button that changes it; ``news`` says what has just changed."""
    member = choices.member
    return card(
        text("### Your settings here", *news),
        section(_say_zone(choices), button("Change zone", ChooseZone())),
        section(_say_day_start(choices), button("Change start", ChooseDayStart())),
        section(_say_visibility(member.visibility), _switch(member.visibility)),
        section(_say_boards(on=member.on_boards), _boards_switch(on=member.on_boards)),
        section(_say_counted(on=member.counted), _counted_switch(on=member.counted)),
        section(_say_nudges(member.nudges), _nudges_switch(member.nudges)),
        text(_say_apart(choices)),
        text("-# Everything stored about you: `/privacy show`"),
    )


def clock_changed(change: ClockChange) -> Card:
    """Confirm a zone or day start, and say what it means for the days around it."""
    if not change.changed:
        return settings_card(change.after, "That is what holds already. Nothing changed.")
    return settings_card(
        change.after, "Changed from now on. Days already logged stay as they are.", _grace(change)
    )


def visibility_changed(choices: Choices) -> Card:
    """Confirm who sees what from now on."""
    if choices.member.visibility is Visibility.OPEN:
        return settings_card(choices, "From now on your logs are shown to this community.")
    return settings_card(
        choices,
        "From now on only you see your logs and numbers. "
        "Cards posted before stay where they are; `/undo` takes recent ones back.",
    )


def boards_changed(choices: Choices) -> Card:
    """Confirm whether the member is on boards."""
    if not choices.member.on_boards:
        return settings_card(choices, "You are on no board from now on.")
    hint = None
    if choices.member.visibility is Visibility.PRIVATE:
        hint = "They name open members only, so make yourself open to be on them."
    return settings_card(choices, "You are on boards from the next weekly post on.", hint)


def counted_changed(choices: Choices) -> Card:
    """Confirm whether the moderators' report may count the member."""
    if choices.member.counted:
        return settings_card(choices, f"Agreed. {COUNTED_MEANS}")
    return settings_card(choices, "The moderators' report and export leave you out from now on.")


def nudges_changed(choices: Choices) -> Card:
    """Confirm whether the bot may write directly."""
    if choices.member.nudges is Nudges.ON:
        return settings_card(
            choices,
            "From now on I may write to you directly: a request that you could help with, at most "
            "one a week, and answers to requests of yours that stand nowhere in public.",
        )
    return settings_card(
        choices,
        "I write no direct messages to you. What waits for you stands in `/today` and "
        "`/feedback mine`.",
    )


def block_changed(choices: Choices, other: UserId) -> Card:
    """Confirm that two people are kept apart, or no longer."""
    is_apart = other in choices.blocked
    said = (
        f"You and {mention(other)} are kept apart from now on: neither finds the other's requests "
        "in the queue, and what one of you held for the other is free again. Nobody is told.\n"
        "-# Their messages in channels stay; Discord's own block hides those."
        if is_apart
        else f"You and {mention(other)} are not kept apart by you any more. Nobody is told."
    )
    label = "Take it back" if is_apart else "Keep apart again"
    back = button(label, ChooseBlock(user_id=other, on=not is_apart))
    return card(text(said), text(_say_apart(choices)), buttons(back))


def zone_form(answers: Answers) -> Form:
    """Ask for a time zone."""
    field = Field(ZONE, ZONE_LABEL, hint="A city or a zone's name")
    return form("Your time zone", ChooseZone(), line(field, answers, example=ZONE_EXAMPLE))


def day_start_form(answers: Answers) -> Form:
    """Ask at which hour the day begins."""
    hint = "What you log before this hour still counts for the day before"
    options = [
        SelectOption(label=_say_hour(hour), value=str(hour)) for hour in range(LATEST_DAY_START + 1)
    ]
    field = Field(DAY_START, "Your day begins at", hint=hint)
    return form("Your day", ChooseDayStart(), pick(field, answers, options))


def unknown_zone(refusal: UnknownZone) -> str:
    """Say which zones the text may have meant."""
    if not refusal.nearest:
        return (
            f"I know no time zone {typed(refusal.text)}. "
            'Try the nearest large city, as in "Berlin" or "America/New_York".'
        )
    *others, last = (f"`{zone}`" for zone in refusal.nearest)
    nearest = " or ".join(filter(None, (", ".join(others), last)))
    return f"{typed(refusal.text)} is not clear to me. Did you mean {nearest}?"


def _say_zone(choices: Choices) -> str:
    now = choices.local_time
    setting = choices.member.clock[-1]
    origin = "" if setting.zone_chosen else "\n-# The community's zone, until you choose yours"
    clock = f"{WEEKDAYS[now.weekday()]} {now:%H:%M}"
    return f"**Time zone** {inert(setting.zone)}, where it is {clock}{origin}"


def _say_day_start(choices: Choices) -> str:
    return f"**Your day begins at** {_say_hour(choices.member.day_start)}"


def _say_visibility(level: Visibility) -> str:
    if level is Visibility.OPEN:
        return "**Visibility** open: your logs and numbers are shown to this community"
    return "**Visibility** private: only you see your logs and numbers; a cheer shows your name"


def _say_boards(*, on: bool) -> str:
    if on:
        return "**Boards** on: your runs and improvement may be named in the weekly post"
    return "**Boards** off: the weekly post does not rank you"


def _say_counted(*, on: bool) -> str:
    if on:
        return "**Moderators' report** on: it and its export may count you"
    return "**Moderators' report** off: it and its export leave you out"


def _counted_switch(*, on: bool) -> Any:
    return button("Leave me out" if on else "Count me", ChooseCounted(on=not on))


def _say_nudges(nudges: Nudges) -> str:
    said = "**Direct messages** "
    if nudges is Nudges.ON:
        return said + "on: a request you could help with, at most one a week, and private answers"
    if nudges is Nudges.CLOSED:
        return said + (
            "off, since Discord refused one. Allow direct messages from this server's members in "
            "its privacy settings, then switch them on again"
        )
    return said + "off: I write only what you asked for, such as a reminder"


def _nudges_switch(nudges: Nudges) -> Any:
    is_on = nudges is Nudges.ON
    return button("Switch off" if is_on else "Switch on", ChooseNudges(on=not is_on))


def _say_apart(choices: Choices) -> str:
    hint = "-# `/settings block` keeps somebody apart from you, or no longer."
    if not choices.blocked:
        return f"**Kept apart** from nobody\n{hint}"
    names = ", ".join(mention(user_id) for user_id in choices.blocked[:MOST_NAMED])
    left = len(choices.blocked) - MOST_NAMED
    return f"**Kept apart** from {names}{f' and {left} more' if left > 0 else ''}\n{hint}"


def _switch(level: Visibility) -> Any:
    other = Visibility.PRIVATE if level is Visibility.OPEN else Visibility.OPEN
    return button(f"Make {other.value}", ChooseVisibility(level=other))


def _boards_switch(*, on: bool) -> Any:
    label = "Leave boards" if on else "Join boards"
    return button(label, ChooseBoards(on=not on), style=ButtonStyle.secondary)


def _say_hour(hour: int) -> str:
    return "midnight" if hour == 0 else f"{hour:02d}:00"


def _grace(change: ClockChange) -> str | None:
    if change.grace:
        today = change.after.today
        first, last = (say_day(day, today) for day in (change.grace[0], change.grace[-1]))
        return f"Your clock moved, so the days from {first} to {last} cannot be missed."
    if change.grace_used_up:
        return "Days around a journey are spared once in 14 days, so this time none are."
    return None


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    OwnBlock: lambda _: "That is you. Choose somebody else to be kept apart from.",
    BadDayStart: lambda refusal: (
        f"I could not read {typed(refusal.text)} as the hour at which your day begins. "
        f"A whole number from 0 to {refusal.latest} is fine."
    ),
    UnknownZone: unknown_zone,
}
