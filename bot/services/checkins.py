"""The monthly check-in: kept, compared, and set beside what was really kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.checkins import (
    COMPARED,
    CheckedIn,
    Checkin,
    CheckinToday,
    clean_checkin,
    is_due,
    month_of,
    too_ambitious,
)
from bot.domain.days import local_day
from bot.domain.ids import CheckinId
from bot.domain.members import NotStarted
from storage import checkins, profiles, receipts

if TYPE_CHECKING:
    from datetime import date

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.checkins import CheckinWords
    from bot.domain.day_facts import DayFacts
    from bot.domain.members import Member
    from bot.services.histories import Histories
    from bot.services.members import Members
    from storage.connections import Connection
    from storage.database import Database


class Checkins:
    """One for each member and calendar month of their own; each is its author's alone."""

    def __init__(self, db: Database, clock: Clock, members: Members, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._histories = histories

    async def this_month(self, caller: Caller) -> CheckedIn | None:
        """Return this month's check-in beside those before; None before there is one."""
        async with self._db.reading() as conn:
            what = await self._compared(conn, caller)
        return what if what and what.checkin.month == what.month else None

    async def save(self, caller: Caller, words: CheckinWords) -> CheckedIn:
        """Keep this month's check-in, in place of an earlier version; a stranger becomes a member.

        Raises:
            NothingSaid: where all answers are empty.
            NameTooLong, HiddenCharacters: for words that cannot be kept.
            NotStarted: where the member deleted their data meanwhile.
        """
        cleaned, now = clean_checkin(words), self._clock.now()
        async with self._db.transaction() as tx:
            member = await self._members.ensure(tx, caller)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                checkin = Checkin(
                    id=CheckinId(caller.interaction_id),
                    community_id=caller.community_id,
                    user_id=caller.user_id,
                    month=month_of(member.today(now)),
                    works=cleaned.works,
                    too_much=cleaned.too_much,
                    changes=cleaned.changes,
                    checked_at=now,
                )
                await checkins.save(tx, checkin)
        async with self._db.reading() as conn:
            what = await self._compared(conn, caller)
        if what is None:  # deleted in between
            raise NotStarted
        return what

    async def today(self, conn: Connection, facts: DayFacts) -> CheckinToday | None:
        """Tell whether a check-in is due today, within somebody else's read."""
        if facts.profile.pause_on(facts.today):
            return None
        member = facts.profile.member
        found = await checkins.latest(conn, member.community_id, member.user_id, 1)
        last = found[0] if found else None
        since = _day_of(member, last)
        if not is_due(since, facts.today):
            return None
        return CheckinToday(last.month if last else None)

    async def _compared(self, conn: Connection, caller: Caller) -> CheckedIn | None:
        whose = caller.community_id, caller.user_id
        profile = await profiles.get(conn, *whose)
        found = await checkins.latest(conn, *whose, COMPARED + 1)
        if profile is None or not found:
            return None
        now = self._clock.now()
        member, active = profile.member, profile.active
        today = member.today(now)
        summaries = await self._histories.summaries(conn, member, active, now)
        reviewed = tuple(zip(active, summaries, strict=True))
        return CheckedIn(
            month=month_of(today),
            checkin=found[0],
            earlier=found[1:],
            ambitious=too_ambitious(reviewed, today),
        )


def _day_of(member: Member, last: Checkin | None) -> date:
    """Give the day of the last check-in; of the first time here, where there was none."""
    moment = last.checked_at if last else member.joined_at
    return local_day(moment, member.zone, member.day_start)
