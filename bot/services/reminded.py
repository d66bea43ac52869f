"""What somebody may be reminded of today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import monday_of
from bot.domain.reminder_cards import StillOpen
from bot.domain.reminders import is_open
from bot.domain.verdicts import judge_weeks
from bot.domain.week_rules import Mercy
from bot.services.histories import history_of
from storage import reminded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.reminders import Choices, Reminder
    from storage.connections import Connection


class Asked(NamedTuple):
    """A reminder on one of its member's days."""

    profile: Profile
    reminder: Reminder
    today: date


class Open(NamedTuple):
    """What a reminder finds open, and how its member wants to be reminded."""

    practices: tuple[StillOpen, ...]
    choices: Choices


async def still_open(
    conn: Connection, profile: Profile, reminder: Reminder, today: date
) -> tuple[StillOpen, ...]:
    """Return the practices of a reminder whose block is open today, partly done ones too.

    None on a paused day, and on the day of an outcome, when the bot is quiet.
    """
    (found,) = await open_of_each(conn, (Asked(profile, reminder, today),))
    return found.practices


async def open_of_each(conn: Connection, asked: Sequence[Asked]) -> list[Open]:
    """Return what `still_open` does for several reminders, in one trip."""
    # Whether today is open hangs on its own week alone.
    questions = [
        reminded.Asked(
            community_id=profile.member.community_id,
            user_id=profile.member.user_id,
            today=today,
            first=monday_of(today),
            practice_ids=[practice.id for practice in _wanted(profile, reminder, today)],
        )
        for profile, reminder, today in asked
    ]
    answers = await reminded.read_each(conn, questions)
    return [
        Open(() if found.is_quiet else tuple(_still_open(each, found)), found.choices)
        for each, found in zip(asked, answers, strict=True)
    ]


def _wanted(profile: Profile, reminder: Reminder, today: date) -> list[Practice]:
    if profile.pause_on(today):
        return []
    return [each for each in profile.active if reminder.practice_id in {None, each.id}]


def _still_open(asked: Asked, found: reminded.Found) -> Iterator[StillOpen]:
    profile, reminder, today = asked
    for practice in _wanted(profile, reminder, today):
        history = history_of(profile.member, practice, found.days[practice.id], today)
        record, _ = judge_weeks(history, monday_of(today), today, Mercy())
        if record.days and is_open(practice, record.days[-1]):
            yield StillOpen(practice, record.days[-1])
