"""Reminders as their members set, snooze and end them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import ReminderId
from bot.domain.log_cards import NoPractice
from bot.domain.practices import pick
from bot.domain.reminder_cards import (
    EVERYTHING,
    Kept,
    Overview,
    RemindersToday,
    Ring,
    Snoozed,
    Wanted,
    find_kept,
)
from bot.domain.reminder_times import parse_time
from bot.domain.reminders import (
    NeverHeard,
    Reminder,
    ReminderGone,
    comes_at,
    read_choices,
    read_cue,
    snoozed,
)
from bot.services.members import require_profile
from bot.services.reminded import still_open
from storage import receipts, reminders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.day_facts import DayFacts
    from bot.domain.profiles import Profile
    from bot.domain.reminder_cards import Message
    from bot.domain.reminders import Choices, ChoiceWords, ReminderWords
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Reminders:
    """A stranger is refused by NotStarted wherever there is something to set."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def plan(self, caller: Caller, words: ReminderWords) -> Wanted:
        """Read a reminder as it was typed; nothing is kept before Discord takes a message.

        Raises:
            UnknownTime, UnknownPractice, NameTooLong, HiddenCharacters: for its words.
            NoPractice: where there is nothing to be reminded of.
            NeverHeard: for a time in the quiet hours, where the day is over at their end.
        """
        minute, cue, now = parse_time(words.at), read_cue(words.cue), self._clock.now()
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            choices = await reminders.get_choices(conn, caller.community_id, caller.user_id)
        if not profile.active:
            raise NoPractice
        wanted = words.practice.strip()
        for_all = wanted.casefold() in {"", EVERYTHING}
        practice = None if for_all else pick(profile.active, wanted)
        today = profile.member.today(now)
        reminder = Reminder(
            id=ReminderId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            practice_id=practice.id if practice else None,
            minute=minute,
            cue=cue,
            channel_id=0,
            day=today,
            due_at=None,
            set_at=now,
        ).planned(profile.member, today, after=now)
        next_at = comes_at(reminder, profile.member, choices)
        if next_at is None:
            raise NeverHeard(minute, choices.quiet)
        return Wanted(Kept(reminder, practice, next_at), profile.member, choices)

    async def keep(self, caller: Caller, wanted: Wanted, channel_id: int) -> Overview:
        """Keep a reminder in place of the one so far for the same, now that it can be sent.

        Raises:
            NotStarted: where the caller deleted their data meanwhile.
        """
        reminder = replace(wanted.kept.reminder, channel_id=channel_id)
        async with self._db.transaction() as tx:
            await require_profile(tx, caller)
            if await self._claim(tx, caller):
                for other in await reminders.of_member(tx, caller.community_id, caller.user_id):
                    if other.practice_id == reminder.practice_id:
                        await reminders.remove(tx, other)
                await reminders.add(tx, reminder)
            return await self._overview(tx, caller)

    async def overview(self, caller: Caller) -> Overview:
        """Return all reminders of the caller."""
        async with self._db.reading() as conn:
            return await self._overview(conn, caller)

    async def off(self, caller: Caller, text: str) -> tuple[Kept, ...]:
        """Switch off the reminder for a practice, for "everything", or without text all of them.

        Returns those that were switched off.

        Raises:
            NoSuchReminder: where there is none for what was typed.
        """
        async with self._db.transaction() as tx:
            kept = (await self._overview(tx, caller)).kept
            chosen = (find_kept(kept, text),) if text.strip() else kept
            for each in chosen:
                await reminders.remove(tx, each.reminder)
        return chosen

    async def off_one(self, caller: Caller, reminder_id: ReminderId) -> Overview:
        """Switch one reminder off; one that is off stays off."""
        async with self._db.transaction() as tx:
            whose = caller.community_id, caller.user_id
            found = await reminders.get(tx, *whose, reminder_id)
            if found:
                await reminders.remove(tx, found)
            return await self._overview(tx, caller)

    async def choose(self, caller: Caller, words: ChoiceWords) -> Overview:
        """Set quiet hours and the length of a snooze.

        Raises:
            UnknownTime, HalfQuiet, BadSnooze: for words that cannot be read.
        """
        choices = read_choices(words)
        async with self._db.transaction() as tx:
            await require_profile(tx, caller)
            if await self._claim(tx, caller):
                whose = caller.community_id, caller.user_id
                await reminders.save_choices(tx, *whose, choices)
            return await self._overview(tx, caller)

    async def reopen(self, caller: Caller, channel_id: int) -> Overview:
        """Switch on again what is off since Discord refused a message."""
        async with self._db.transaction() as tx:
            shown = await self._overview(tx, caller)
            for reminder, _, _ in shown.kept:
                if reminder.is_closed:
                    opened = replace(reminder, channel_id=channel_id)
                    today = shown.member.today(shown.now)
                    again = opened.planned(shown.member, today, after=shown.now)
                    await reminders.save(tx, again)
            return await self._overview(tx, caller)

    async def snooze(self, caller: Caller, message: Message) -> Snoozed:
        """Let a message come again after the caller's own snooze.

        Raises:
            ReminderGone, ReminderDayOver, NoRoomToSnooze: where it cannot.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            profile, found = await _found(tx, caller, message)
            choices = await reminders.get_choices(tx, caller.community_id, caller.user_id)
            pressed = message.day, message.turn
            later = snoozed(found, profile.member, now, choices, pressed)
            if await self._claim(tx, caller):
                await reminders.save(tx, later)
            is_open = await still_open(tx, profile, later, message.day)
        return Snoozed(message, is_open, later.due_at or now, profile.member)

    async def ring(self, caller: Caller, message: Message) -> Ring:
        """Return what a message says by now; what it is about is open as of today.

        Raises:
            ReminderGone: where it was switched off.
        """
        async with self._db.reading() as conn:
            profile, found = await _found(conn, caller, message)
            # The row may be about tomorrow already; the message is not.
            told = replace(found, day=message.day, turn=message.turn)
            today = profile.member.today(self._clock.now())
            is_open = await still_open(conn, profile, told, today)
            choices = await reminders.get_choices(conn, caller.community_id, caller.user_id)
        return Ring(told, is_open, choices)

    async def today(self, conn: Connection, facts: DayFacts) -> RemindersToday | None:
        """Tell whether reminders are off since Discord refused a message; reads `reminders`."""
        member = facts.profile.member
        closed = await reminders.closed(conn, member.community_id, member.user_id)
        return RemindersToday(closed) if closed else None

    async def _overview(self, conn: Connection, caller: Caller) -> Overview:
        profile = await require_profile(conn, caller)
        whose = caller.community_id, caller.user_id
        choices = await reminders.get_choices(conn, *whose)
        found = await reminders.of_member(conn, *whose)
        return Overview(
            kept=_kept(profile, found, choices),
            choices=choices,
            member=profile.member,
            practices=profile.active,
            now=self._clock.now(),
        )

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


async def _found(conn: Connection, caller: Caller, message: Message) -> tuple[Profile, Reminder]:
    profile = await require_profile(conn, caller)
    whose = caller.community_id, caller.user_id
    found = await reminders.get(conn, *whose, message.reminder_id)
    if found is None:
        raise ReminderGone
    return profile, found


def _kept(profile: Profile, found: Sequence[Reminder], choices: Choices) -> tuple[Kept, ...]:
    def practice_of(reminder: Reminder) -> Kept:
        practice_id = reminder.practice_id
        practice = None if practice_id is None else profile.practice(practice_id)
        is_archived = practice is not None and practice.is_archived
        next_at = None if is_archived else comes_at(reminder, profile.member, choices)
        return Kept(reminder, practice, next_at)

    return tuple(practice_of(reminder) for reminder in found)
