"""The four marks of each practice, from what was really logged, asked, rested and tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.day_facts import DayFacts, Reviewed, first_looked_at
from bot.domain.marks import marks_of
from bot.domain.members import NotStarted
from storage import marks, profiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId
    from bot.domain.marks import Marks
    from bot.domain.practice_details import PracticeDetails
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from bot.services.practices import Practices
    from storage.connections import Connection
    from storage.database import Database


class PracticeMarks:
    """Reads them; nothing of them is kept."""

    def __init__(
        self, db: Database, clock: Clock, histories: Histories, practices: Practices
    ) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._practices = practices

    async def of(self, conn: Connection, facts: DayFacts) -> Mapping[PracticeId, Marks]:
        """Return the marks of each active practice."""
        member, today = facts.profile.member, facts.today
        whose = member.community_id, member.user_id
        ids = [reviewed.practice.id for reviewed in facts.reviewed]
        found = await marks.evidence(conn, whose, ids, today, facts.now)
        return {each.practice.id: marks_of(each, today, found) for each in facts.reviewed}

    async def overview(self, caller: Caller) -> tuple[PracticeDetails, ...]:
        """Return all practices of the caller, active ones first and with their marks.

        Raises:
            NotStarted: for a stranger.
        """
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
            if profile is None:
                raise NotStarted
            marked = await self.of(conn, await self._facts(conn, profile))
        found = await self._practices.overview(caller)
        return tuple(replace(each, marks=marked.get(each.practice.id)) for each in found)

    async def _facts(self, conn: Connection, profile: Profile) -> DayFacts:
        now = self._clock.now()
        member, active = profile.member, profile.active
        today = member.today(now)
        first = first_looked_at(today)
        reviews = await self._histories.reviews(conn, member, active, now, first)
        reviewed = (Reviewed(each, *told) for each, told in zip(active, reviews, strict=True))
        return DayFacts(profile, today, now, tuple(reviewed))
