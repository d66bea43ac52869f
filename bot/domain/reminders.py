"""Reminders: when the next one is due, and whether there is anything to be reminded of."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import DAY, local_day
from bot.domain.errors import Refusal
from bot.domain.names import clean_name
from bot.domain.posts import NONCE_REMEMBERED, nonce
from bot.domain.reminder_times import (
    HOUR,
    Quiet,
    first_instant,
    parse_time,
    quiet_until,
)
from bot.domain.verdicts import Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.ids import CommunityId, PracticeId, ReminderId, UserId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.verdicts import JudgedDay

LONGEST_CUE = 100
SHORTEST_SNOOZE, LONGEST_SNOOZE = timedelta(minutes=5), timedelta(hours=6)
LATE_AFTER = timedelta(minutes=30)
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minutes?)?", re.ASCII)
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|hours?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One direct message a day, for one practice or for all of them.

    ``minute`` is after midnight, by the member's own clock; before their day begins it belongs to
    the local day before. ``due_at`` is for the local ``day``; None since Discord refused a message.
    ``turn`` counts the snoozes of that day. ``claimed_at`` is set while a message is on its way and
    nobody knows what came of it.
    """

    id: ReminderId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId | None
    minute: int
    cue: str
    channel_id: int
    day: date
    due_at: datetime | None
    set_at: datetime
    turn: int = 0
    claimed_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it is off since Discord refused a message."""
        return self.due_at is None

    @property
    def nonce(self) -> str:
        """The text by which Discord knows today's message again."""
        return nonce("remind", self.id, self.day, self.turn)

    def is_late(self, now: datetime) -> bool:
        """Whether a message comes noticeably later than was asked for."""
        return self.due_at is not None and now - self.due_at > LATE_AFTER

    def must_look(self, now: datetime) -> bool:
        """Whether a message on its way may be doubled by sending it again."""
        return self.claimed_at is not None and now - self.claimed_at >= NONCE_REMEMBERED

    def planned(self, member: Member, first: date, after: datetime | None = None) -> Reminder:
        """Return it planned for the first day from ``first`` on, and later than ``after``."""
        day = first
        while True:
            at = _instant_on(member, day, self.minute)
            if at and (after is None or at > after):
                return replace(self, day=day, due_at=at, turn=0, claimed_at=None)
            day += DAY

    def caught_up(self, member: Member, now: datetime) -> Reminder:
        """Return it planned for today at the earliest, where its day went by unused."""
        today = member.today(now)
        return self if self.day >= today else self.planned(member, today)

    def next_day(self, member: Member, now: datetime) -> Reminder:
        """Return it planned for the day after its own, when that is dealt with."""
        return self.planned(member, max(self.day + DAY, member.today(now)))

    def moved_with(self, member: Member, now: datetime) -> Reminder:
        """Return it planned by a clock that was just chosen; what runs already stays."""
        if self.is_closed or self.claimed_at or self.turn:
            return self
        return self.planned(member, max(self.day, member.today(now)))


class Choices(NamedTuple):
    """How somebody wants to be reminded: when not, and how long a snooze is."""

    quiet: Quiet = Quiet(0, 0)
    snooze: timedelta = timedelta(minutes=30)


class ReminderWords(NamedTuple):
    """A reminder as it was typed; without ``practice`` (a name or an id) it is for everything."""

    at: str
    practice: str = ""
    cue: str = ""


class ChoiceWords(NamedTuple):
    """Quiet hours and the length of a snooze, as they were typed."""

    start: str
    end: str
    snooze: str


@dataclass(eq=False)
class DirectClosed(Refusal):
    """Discord takes no direct messages for the member, or did not answer (``is_silent``)."""

    is_silent: bool


class ReminderGone(Refusal):
    """The reminder was switched off, or replaced by another one."""


class ReminderDayOver(Refusal):
    """The message is about a day that is over."""


@dataclass(eq=False)
class NoRoomToSnooze(Refusal):
    """The day, or what is left of it outside the quiet hours, is over before a snooze is."""

    snooze: timedelta


@dataclass(eq=False)
class NeverHeard(Refusal):
    """The time lies in the member's quiet hours, which last until their day is over."""

    minute: int
    quiet: Quiet


@dataclass(eq=False)
class BadSnooze(Refusal):
    """The text is no length of a snooze."""

    text: str


class HalfQuiet(Refusal):
    """Quiet hours have a beginning or an end, and not both."""


def read_cue(text: str) -> str:
    """Give a cue as it is kept; it may be empty. Raises what `clean_name` raises."""
    return clean_name(text, "cue", LONGEST_CUE) if text.strip() else ""


def read_choices(words: ChoiceWords) -> Choices:
    """Read quiet hours and the length of a snooze; both hours empty: never quiet.

    Raises UnknownTime, HalfQuiet, BadSnooze.
    """
    start, end = words.start.strip(), words.end.strip()
    if bool(start) != bool(end):
        raise HalfQuiet
    quiet = Quiet(parse_time(start), parse_time(end)) if start else Quiet(0, 0)
    return Choices(quiet, _read_snooze(words.snooze))


def is_open(practice: Practice, day: JudgedDay | None) -> bool:
    """Whether there is something to be reminded of: an open block, also a partly done one.

    A day of rest is open by its verdict until it is over, since logging on it counts.
    """
    return (
        day is not None
        and day.verdict is Verdict.OPEN
        and not practice.is_archived
        and not practice.rests_on(day.day)
    )


def held_back(
    reminder: Reminder, member: Member, now: datetime, choices: Choices
) -> Reminder | None:
    """Return it put off to the end of the quiet hours, or to its next day; None: it may come now.

    What lies in them is not late at their end.
    """
    until = quiet_until(now, member.zone, choices.quiet)
    if until == now:
        return None
    if member.today(until) > reminder.day:
        return reminder.next_day(member, now)
    return replace(reminder, due_at=until)


def comes_at(reminder: Reminder, member: Member, choices: Choices) -> datetime | None:
    """Give when a reminder will be heard, at the end of quiet hours where it lies in them.

    None where its day is over by then, or where it is closed.
    """
    if reminder.due_at is None:
        return None
    at = quiet_until(reminder.due_at, member.zone, choices.quiet)
    return at if local_day(at, member.zone, member.day_start) == reminder.day else None


def snoozed(
    reminder: Reminder, member: Member, now: datetime, choices: Choices, pressed: tuple[date, int]
) -> Reminder:
    """Return it due again after the member's own snooze; ``pressed``: day and turn of the message.

    A second press moves the same turn. Raises ReminderDayOver, NoRoomToSnooze.
    """
    day, turn = pressed
    if member.today(now) != day:
        raise ReminderDayOver
    at = quiet_until(now + choices.snooze, member.zone, choices.quiet)
    if member.today(at) != day:
        raise NoRoomToSnooze(choices.snooze)
    latest = reminder.turn if reminder.day == day else 0
    turn = max(turn + 1, latest)
    return replace(reminder, day=day, turn=turn, due_at=at, claimed_at=None)


def _instant_on(member: Member, day: date, minute: int) -> datetime | None:
    """Give the instant on a local day at which the clock shows the minute.

    None where clocks jump over it and over the end of that day, or skip the whole day.
    """
    starts_before = minute < member.day_start * HOUR
    at = first_instant(day + DAY if starts_before else day, minute, member.zone)
    return at if local_day(at, member.zone, member.day_start) == day else None


def _read_snooze(text: str) -> timedelta:
    words = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if minutes := _MINUTES.fullmatch(words):
        length = timedelta(minutes=int(minutes[1]))
    elif hours := _HOURS.fullmatch(words):
        length = timedelta(hours=int(hours[1]))
    else:
        raise BadSnooze(text)
    if not SHORTEST_SNOOZE <= length <= LONGEST_SNOOZE:
        raise BadSnooze(text)
    return length
