"""What a member's own logs say about their kept days."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import BLOCK_DAYS, DAY, monday_of
from bot.domain.facts import days_to_compare, facts
from storage import logs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.domain.facts import Fact
    from bot.domain.logs import Log
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from storage.connections import Connection


class Facts:
    """Reads the logs of four weeks; asked outside transactions, as histories are."""

    def __init__(self, histories: Histories) -> None:
        self._histories = histories

    async def of(
        self, conn: Connection, profile: Profile, now: datetime
    ) -> tuple[Practice | None, tuple[Fact, ...]]:
        """Return the practice that is logged most this week, and what its kept days share.

        The four weeks to yesterday count; there may be no practice and no fact.
        """
        member, today = profile.member, profile.member.today(now)
        practice = await self._most_logged(conn, profile, today)
        if practice is None:
            return None, ()
        first = today - DAY * BLOCK_DAYS
        record = await self._histories.record(conn, member, practice, now, first)
        days = [day for day in record.days if first <= day.day < today]
        theirs = await logs.since(conn, member.community_id, practice.id, first)
        firsts = _firsts(theirs, ZoneInfo(member.zone))
        return practice, facts(days_to_compare(practice, days, firsts))

    @staticmethod
    async def _most_logged(conn: Connection, profile: Profile, today: date) -> Practice | None:
        ids = [practice.id for practice in profile.active]
        monday = monday_of(today)
        days = await logs.days_of_each(conn, profile.member.community_id, ids, monday)
        return max(profile.active, key=lambda practice: len(days[practice.id]), default=None)


def _firsts(theirs: Iterable[Log], zone: ZoneInfo) -> dict[date, tuple[int, str]]:
    """Map each day to the hour and the place of its first log; backfilled hours tell nothing."""
    firsts: dict[date, tuple[int, str]] = {}
    for log in theirs:
        if not log.backfilled:
            hour = log.logged_at.astimezone(zone).hour
            firsts.setdefault(log.day, (hour, log.where or ""))
    return firsts
