"""The four marks of each practice, from what was really logged, asked, rested and tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.marks import marks_of
from bot.services.members import require_profile
from storage import marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.day_facts import DayFacts
    from bot.domain.ids import PracticeId
    from bot.domain.marks import Marks
    from bot.domain.practice_details import PracticeDetails
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
            profile = await require_profile(conn, caller)
            facts = await self._histories.day_facts(conn, profile, self._clock.now())
            marked = await self.of(conn, facts)
        found = await self._practices.overview(caller)
        return tuple(replace(each, marks=marked.get(each.practice.id)) for each in found)
