"""What reminders say in direct messages, where every button names its community."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from bot.domain.amounts import DONE
from bot.domain.ids import CommunityId, ReminderId
from bot.domain.reminder_cards import Message
from bot.domain.reminder_times import minute_of, plain_time
from bot.render.amounts import say_amount, say_standard
from bot.render.card import button, buttons, card, primary, section, text
from bot.render.days import say_day
from bot.render.presses import Count, Press
from bot.render.streaks import say_numbers
from bot.render.text import inert, quote
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.domain.deliveries import Trouble
    from bot.domain.log_cards import LogCard
    from bot.domain.members import Member
    from bot.domain.reminder_cards import Ring, Snoozed, StillOpen, Wanted
    from bot.domain.verdicts import JudgedDay
    from bot.render.card import Block, Card


# A day and a turn in one number: more ids would not fit into a button.
_TURNS = 1000
TurnOfDay = Annotated[int, Field(ge=_TURNS, lt=(date.max.toordinal() + 1) * _TURNS)]


class LogReminded(Press, tag="remind-log"):
    """Log one of the practices that I was reminded of, in a form."""

    community_id: Count
    reminder_id: Count
    turn_of_day: TurnOfDay
    practice_id: Count


class SnoozeReminder(Press, tag="remind-snooze"):
    """Remind me again a little later."""

    community_id: Count
    reminder_id: Count
    turn_of_day: TurnOfDay


class ReminderOff(Press, tag="remind-off"):
    """Switch a reminder off, by its own message."""

    community_id: Count
    reminder_id: Count


def message_of(press: LogReminded | SnoozeReminder) -> Message:
    """Tell on which message a button stands."""
    community_id, reminder_id = CommunityId(press.community_id), ReminderId(press.reminder_id)
    day, turn = divmod(press.turn_of_day, _TURNS)
    return Message(community_id, reminder_id, date.fromordinal(day), turn)


def ring(shown: Ring) -> Card:
    """Remind somebody of what is still open."""
    late = f"-# It was for {plain_time(shown.reminder.minute)}; I could not write then."
    return card(
        text("### Still open today", late if shown.is_late else None),
        _cue(shown),
        *_open_blocks(shown.still_open, shown.message),
        _below(shown),
    )


def marker(shown: Ring) -> str:
    """Give the custom id by which a message is found again."""
    return SnoozeReminder(**_ids(shown.message)).custom_id


def confirmation(wanted: Wanted) -> Card:
    """Be the first direct message: it shows where the others will come."""
    reminder, practice = wanted.kept.reminder, wanted.kept.practice
    what = f"**{inert(practice.name)}** is" if practice else "anything is"
    when = say_when(wanted.kept.next_at or reminder.set_at, wanted.member, reminder.set_at)
    off = ReminderOff(community_id=reminder.community_id, reminder_id=reminder.id)
    return card(
        text(
            "### A reminder, as you asked",
            f"I will write to you here at {plain_time(reminder.minute)} by your own clock, on days "
            f"on which {what} planned and still open; never on a day of rest.",
            f"The first time: {when}, if it is open then.",
        ),
        buttons(button("Off", off)),
    )


def snoozed(shown: Snoozed) -> Card:
    """Take the place of a message that comes again."""
    message = shown.message
    when = say_when(shown.at, shown.member, shown.at)
    return card(
        text(f"### Later, then: {when}", "Only if it is still open by then."),
        *_open_blocks(shown.still_open, message),
        buttons(button("Off", _off(message))),
    )


def off() -> Card:
    """Take the place of a message whose reminder is off."""
    return card(
        text(
            "### This reminder is off",
            "Nothing else changed. `/remind set` in the community sets it again.",
        )
    )


def logged(logged_: LogCard, left: Ring | None, trouble: Trouble | None = None) -> Card:
    """Take the place of a message after something was logged by it; ``left`` is still open."""
    practice, unit = logged_.practice, logged_.practice.standard_on(logged_.log.day).unit
    still = left.still_open if left else ()
    return card(
        text(
            f"### Logged: {inert(practice.name)}, {say_amount(logged_.log.amount, unit)}",
            say_numbers(logged_.summary),
            f"Its public card could not be posted: {say_trouble(trouble)}." if trouble else None,
            None if still else "Nothing else is open that I was to remind you of.",
        ),
        *(_open_blocks(still, left.message) if left else ()),
        _below(left) if left and still else None,
    )


def say_when(at: datetime, member: Member, now: datetime) -> str:
    """Say when a reminder comes, by its member's own clock; their day may go on after midnight."""
    own = member.today(at)
    is_night = at.astimezone(ZoneInfo(member.zone)).date() > own
    when = f"{say_day(own, member.today(now))} at {plain_time(minute_of(at, member.zone))}"
    return f"{when}, after midnight" if is_night else when


def say_minutes(length: timedelta) -> str:
    """Say the length of a snooze."""
    return f"{round(length.total_seconds() / 60)} min"


def _open_blocks(still_open: tuple[StillOpen, ...], message: Message) -> list[Block]:
    return [
        section(
            f"**{inert(each.practice.name)}** · {_to_go(each.day)}",
            primary("Log", LogReminded(**_ids(message), practice_id=each.practice.id)),
        )
        for each in still_open
    ]


def _below(shown: Ring) -> Block:
    label = f"Snooze {say_minutes(shown.choices.snooze)}"
    snooze = SnoozeReminder(**_ids(shown.message))
    return buttons(button(label, snooze), button("Off", _off(shown.message)))


def _ids(message: Message) -> dict[str, int]:
    return {
        "community_id": message.community_id,
        "reminder_id": message.reminder_id,
        "turn_of_day": message.day.toordinal() * _TURNS + message.turn,
    }


def _off(message: Message) -> ReminderOff:
    return ReminderOff(community_id=message.community_id, reminder_id=message.reminder_id)


def _cue(shown: Ring) -> Block | None:
    return text(quote(shown.reminder.cue)) if shown.reminder.cue else None


def _to_go(day: JudgedDay) -> str:
    standard = day.standard
    if standard.unit == DONE:
        return "open"
    if not day.amount:
        return f"{say_standard(standard)} to go"
    left = say_amount(standard.minimum - day.amount, standard.unit)
    return f"{say_amount(day.amount, standard.unit)} of {say_standard(standard)}, {left} to go"
