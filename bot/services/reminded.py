"""What somebody may be reminded of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.days import monday_of
from bot.domain.reminder_cards import StillOpen
from bot.domain.reminders import is_open
from bot.domain.verdicts import judge_weeks
from bot.domain.week_rules import Mercy
from bot.services.histories import history_of
from storage import journal, logs

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.profiles import Profile
    from bot.domain.reminders import Reminder
    from storage.connections import Connection


async def still_open(
    conn: Connection, profile: Profile, reminder: Reminder, today: date
) -> tuple[StillOpen, ...]:
    """Return the practices of a reminder whose block is open today, partly done ones too.

    None on a paused day, and on the day of an outcome, when the bot is quiet.
    """
    member = profile.member
    wanted = [each for each in profile.active if reminder.practice_id in {None, each.id}]
    if not wanted or profile.pause_on(today):
        return ()
    if await journal.outcome_on(conn, member.community_id, member.user_id, today):
        return ()
    # Whether today is open hangs on its own week alone.
    monday = monday_of(today)
    ids = [practice.id for practice in wanted]
    days = await logs.days_of_each(conn, member.community_id, ids, monday)
    found: list[StillOpen] = []
    for practice in wanted:
        history = history_of(member, practice, days[practice.id], today)
        record, _ = judge_weeks(history, monday, today, Mercy())
        if record.days and is_open(practice, record.days[-1]):
            found.append(StillOpen(practice, record.days[-1]))
    return tuple(found)
