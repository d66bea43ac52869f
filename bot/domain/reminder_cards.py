"""What the cards of reminders show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.names import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, ReminderId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.reminders import Choices, Reminder
    from bot.domain.verdicts import JudgedDay

EVERYTHING = "everything"
"""What is typed for the reminder that is for all practices."""


class Kept(NamedTuple):
    """A member's reminder with the practice that it is for; None stands for all of them.

    ``next_at`` is when it will be heard, if something is open then; None where it never will be.
    """

    reminder: Reminder
    practice: Practice | None
    next_at: datetime | None


class Wanted(NamedTuple):
    """A reminder that was asked for, before anybody knows whether Discord takes messages."""

    kept: Kept
    member: Member
    choices: Choices


@dataclass(frozen=True, slots=True)
class Overview:
    """All reminders of a member, and how they want to be reminded, as of ``now``."""

    kept: tuple[Kept, ...]
    choices: Choices
    member: Member
    practices: tuple[Practice, ...]
    """Those that may be reminded of."""
    now: datetime


class StillOpen(NamedTuple):
    """A practice whose block is open, and today as far as it went."""

    practice: Practice
    day: JudgedDay


class Message(NamedTuple):
    """Which message of a reminder it is: its day, and how often it was snoozed before."""

    community_id: CommunityId
    reminder_id: ReminderId
    day: date
    turn: int


@dataclass(frozen=True, slots=True)
class Ring:
    """One message of a reminder: what is still open on the member's day.

    ``is_off`` where the reminder was switched off since. ``may_stand`` where it may have been sent
    already, and only the channel can tell.
    """

    reminder: Reminder
    still_open: tuple[StillOpen, ...]
    choices: Choices
    is_late: bool = False
    may_stand: bool = False

    @property
    def id(self) -> ReminderId:
        """Whose message it is."""
        return self.reminder.id

    @property
    def message(self) -> Message:
        """Which message it is."""
        reminder = self.reminder
        return Message(reminder.community_id, reminder.id, reminder.day, reminder.turn)


class Snoozed(NamedTuple):
    """A message that comes again, what is open till then, and when."""

    message: Message
    still_open: tuple[StillOpen, ...]
    at: datetime
    member: Member


class RemindersToday(NamedTuple):
    """How many reminders are off because Discord refused a message."""

    closed: int


@dataclass(eq=False)
class NoSuchReminder(Refusal):
    """The member has no reminder for what was typed; ``names`` are what they have one for."""

    text: str
    names: tuple[str, ...]


def find_kept(kept: Iterable[Kept], text: str) -> Kept:
    """Give the reminder whose practice was typed, by name or id, or "everything".

    Raises NoSuchReminder.
    """
    known = tuple(kept)
    for each in known:
        is_id = each.practice is not None and text.strip() == str(each.practice.id)
        if is_id or same_name(text, name_of(each)):
            return each
    raise NoSuchReminder(text, tuple(name_of(each) for each in known))


def name_of(kept: Kept) -> str:
    """Give what is typed for a reminder."""
    return kept.practice.name if kept.practice else EVERYTHING
