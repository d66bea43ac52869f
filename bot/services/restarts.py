"""The small restart that a day begins with, after a miss or a rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.restarts import Restart, reason_to_restart
from storage import thresholds

if TYPE_CHECKING:
    from bot.domain.day_facts import DayFacts
    from storage.connections import Connection


class Restarts:
    """One for all practices together."""

    async def today(self, conn: Connection, facts: DayFacts) -> Restart | None:
        """Return the restart of the oldest practice that waits for one."""
        today = facts.today
        if facts.profile.pause_on(today):
            return None
        for reviewed in facts.reviewed:
            if reason := reason_to_restart(reviewed, today):
                practice = reviewed.practice
                limits = await thresholds.of_practice(conn, practice.community_id, practice.id)
                standard = practice.standard_on(today)
                return Restart(practice, reason, standard, limits.recovery_minutes)
        return None
