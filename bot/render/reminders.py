"""Reminders in the community: what is set, and what is wrong with one that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.reminder_cards import EVERYTHING, NoSuchReminder
from bot.domain.reminder_times import UnknownTime, plain_time
from bot.domain.reminders import (
    LONGEST_CUE,
    BadSnooze,
    ChoiceWords,
    DirectClosed,
    HalfQuiet,
    NeverHeard,
    NoRoomToSnooze,
    ReminderDayOver,
    ReminderGone,
    ReminderWords,
)
from bot.render.card import button, buttons, card, primary, section, text
from bot.render.forms import Field, form, line, pick
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press
from bot.render.reminder_rings import say_minutes, say_when
from bot.render.text import count, inert, quote, shorten, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.domain.reminder_cards import Kept, Overview, RemindersToday
    from bot.domain.reminder_times import Quiet
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

ON_A_PAGE = 6
LONGEST_TIME = 20
HOW_TO_OPEN = (
    "Discord takes no message from me to you. In this server's menu, under Privacy Settings, allow "
    "direct messages, then try again."
)


class ListReminders(Press, tag="reminders"):
    """Show all my reminders."""

    page: Count


class SetReminder(Press, tag="remind"):
    """Set a reminder, in a form."""


class ChooseReminding(Press, tag="remind-choices"):
    """Choose quiet hours and the length of a snooze, in a form."""


class DropReminder(Press, tag="remind-drop"):
    """Switch one of my reminders off."""

    reminder_id: Count


class ReopenReminders(Press, tag="remind-reopen"):
    """Try again whether Discord takes messages for me."""


def overview(shown: Overview, number: int, *news: str | None) -> Card:
    """Show all reminders of a member; ``news`` says what has just changed."""
    page = page_of(shown.kept, number, ON_A_PAGE)
    blocks = [
        section(_say(each, shown), button("Off", DropReminder(reminder_id=each.reminder.id)))
        for each in page.items
    ]
    none = None if shown.kept else "None is set. I write only where you ask for it."
    is_closed = any(each.reminder.is_closed for each in shown.kept)
    set_one = button("Set one", SetReminder()) if shown.kept else primary("Set one", SetReminder())
    return card(
        text("### Your reminders", *news, none),
        *blocks,
        pager(page, lambda to: ListReminders(page=to)),
        text(f"{_say_quiet(shown.choices.quiet)} · Snooze: {say_minutes(shown.choices.snooze)}"),
        buttons(
            set_one if shown.practices else None,
            button("Quiet hours and snooze", ChooseReminding()),
            button("Try again", ReopenReminders()) if is_closed else None,
        ),
    )


def kept(shown: Overview, reminder_id: int) -> Card:
    """Confirm a reminder that was set."""
    (new,) = (each for each in shown.kept if each.reminder.id == reminder_id)
    when = say_when(new.next_at or shown.now, shown.member, shown.now)
    return overview(
        shown,
        0,
        f"Set: {_name(new)} at {plain_time(new.reminder.minute)}, for the first time {when}. "
        "I have just written to you directly, so you know where it comes.",
    )


def switched_off(shown: Overview, gone: tuple[Kept, ...]) -> Card:
    """Confirm what does not come any more."""
    if not gone:
        return overview(shown, 0)
    names = ", ".join(f"{_name(each)} at {plain_time(each.reminder.minute)}" for each in gone[:4])
    more = f" and {len(gone) - 4} more" if len(gone) > 4 else ""  # noqa: PLR2004 - as named above
    return overview(shown, 0, f"Switched off: {names}{more}.")


def dropped(shown: Overview) -> Card:
    """Confirm that one reminder does not come any more."""
    return overview(shown, 0, "Switched off.")


def choices_kept(shown: Overview) -> Card:
    """Confirm quiet hours and the length of a snooze."""
    return overview(shown, 0, "That holds from now on.")


def reopened(shown: Overview) -> Card:
    """Confirm that reminders come again."""
    return overview(shown, 0, "Discord takes my messages again, so your reminders are back on.")


def open_again() -> Card:
    """Be the direct message that finds out whether Discord takes any."""
    return card(text("Your direct messages reach you again, so your reminders are back on."))


def today(shown: RemindersToday) -> tuple[Block, ...]:
    """Tell that reminders are off, with the way to try again."""
    is_one = shown.closed == 1
    said = "A reminder is off" if is_one else f"{count(shown.closed, 'reminder')} are off"
    words = (
        f"**{said}**, since Discord refused my direct message. Allow direct messages in this "
        "server's privacy settings, then try again."
    )
    return (section(words, button("Try again", ReopenReminders())),)


def label(each: Kept) -> str:
    """Name a reminder where Discord shows text as it is."""
    name = each.practice.name if each.practice else EVERYTHING
    return shorten(f"{name} · {plain_time(each.reminder.minute)}", 100)


def set_form(shown: Overview, answers: Answers) -> Form:
    """Ask when and of what."""
    options = [SelectOption(label="Everything that is open", value=EVERYTHING)]
    options += [SelectOption(label=each.name, value=str(each.id)) for each in shown.practices]
    return form(
        "A reminder",
        SetReminder(),
        line(
            Field("at", "At what time?", "By your own clock"),
            answers,
            longest=LONGEST_TIME,
            example="20:00, or 8pm",
        ),
        pick(Field("practice", "Of what?"), {"practice": EVERYTHING, **answers}, options),
        line(
            Field("cue", "If-then cue", "Comes with the message", required=False),
            answers,
            longest=LONGEST_CUE,
            example="After coffee, I sit down at the piano",
        ),
    )


def reminder_words(answers: Answers) -> ReminderWords:
    """Read the form of a reminder."""
    return ReminderWords(
        at=answers.get("at", ""),
        practice=answers.get("practice", ""),
        cue=answers.get("cue", ""),
    )


def choices_form(shown: Overview, answers: Answers) -> Form:
    """Ask for quiet hours and the length of a snooze."""
    quiet = shown.choices.quiet
    hours = {} if quiet.is_never else {"from": plain_time(quiet.start), "to": plain_time(quiet.end)}
    filled = {**hours, "snooze": say_minutes(shown.choices.snooze), **answers}
    return form(
        "Quiet hours and snooze",
        ChooseReminding(),
        line(
            Field("from", "Quiet from", "Both empty: no quiet hours", required=False),
            filled,
            longest=LONGEST_TIME,
            example="22:00",
        ),
        line(
            Field("to", "Quiet until", "What falls into them comes at their end", required=False),
            filled,
            longest=LONGEST_TIME,
            example="07:00",
        ),
        line(
            Field("snooze", "A snooze lasts", "5 minutes to 6 hours"),
            filled,
            longest=LONGEST_TIME,
            example="30 min",
        ),
    )


def choice_words(answers: Answers) -> ChoiceWords:
    """Read the form of quiet hours and snooze."""
    return ChoiceWords(
        start=answers.get("from", ""), end=answers.get("to", ""), snooze=answers.get("snooze", "")
    )


def _say(each: Kept, shown: Overview) -> str:
    return "\n".join(_lines(each, shown))


def _lines(each: Kept, shown: Overview) -> Iterator[str]:
    reminder = each.reminder
    yield f"**{_name(each)}** at {plain_time(reminder.minute)}"
    if reminder.is_closed:
        yield "-# Off, since Discord refused a message"
    elif each.practice and each.practice.is_archived:
        yield "-# Silent while the practice is archived"
    elif each.next_at is None:
        yield "-# Never heard: your quiet hours last until your day is over"
    else:
        yield f"-# Next: {say_when(each.next_at, shown.member, shown.now)}, if it is open then"
    if reminder.cue:
        yield quote(reminder.cue)


def _name(each: Kept) -> str:
    return inert(each.practice.name) if each.practice else "Everything that is open"


def _say_quiet(quiet: Quiet) -> str:
    if quiet.is_never:
        return "Quiet hours: none"
    return f"Quiet hours: {plain_time(quiet.start)} to {plain_time(quiet.end)}"


def _none_for(refusal: NoSuchReminder) -> str:
    if not refusal.names:
        return "No reminder is set, so there is nothing to switch off."
    names = ", ".join(inert(name) for name in refusal.names[:ON_A_PAGE])
    return f"There is no reminder for {typed(refusal.text)}. You have one for: {names}."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    UnknownTime: lambda refusal: (
        f"I could not read {typed(refusal.text)} as a time of day. "
        'Try "20:00", "8pm", "7.30" or "noon".'
    ),
    DirectClosed: lambda refusal: (
        "Discord did not answer just now, so nothing changed. Please try again in a minute."
        if refusal.is_silent
        else f"{HOW_TO_OPEN} Nothing was kept."
    ),
    ReminderGone: lambda _: (
        "This reminder is off, or another one took its place. `/remind list` in the community "
        "shows what is set."
    ),
    ReminderDayOver: lambda _: (
        "That day is over, so there is nothing left to snooze. The next reminder comes by itself."
    ),
    NoRoomToSnooze: lambda refusal: (
        f"{say_minutes(refusal.snooze)} from now your day is over, or quiet until it is. "
        "A small step now counts as well; tomorrow's reminder comes by itself."
    ),
    NeverHeard: lambda refusal: (
        f"{plain_time(refusal.minute)} lies in your quiet hours, from "
        f"{plain_time(refusal.quiet.start)} to {plain_time(refusal.quiet.end)}, and your day is "
        "over when they end. Choose another time, or other quiet hours in `/remind list`."
    ),
    NoSuchReminder: _none_for,
    BadSnooze: lambda refusal: (
        f"I could not read {typed(refusal.text)} as the length of a snooze. "
        'From 5 minutes to 6 hours are fine, as in "30 min" or "2 h".'
    ),
    HalfQuiet: lambda _: "Quiet hours need a beginning and an end. Leave both empty to have none.",
}
