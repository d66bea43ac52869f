"""Limits of one's own: read where one may be touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.thresholds import Limits, Touched, cancelled_blocks
from storage import thresholds

if TYPE_CHECKING:
    from bot.domain.day_facts import DayFacts
    from storage.connections import Connection


class Thresholds:
    """They advise; `Practices.edit` sets them."""

    async def today(self, conn: Connection, facts: DayFacts) -> Touched | None:
        """Return the first practice of which more was cancelled this week than its limit says."""
        if facts.profile.pause_on(facts.today):
            return None
        counted = [
            (each.practice, cancelled_blocks(each, facts.today))
            for each in facts.reviewed
            if not each.practice.rests_on(facts.today)
        ]
        cancelled = [(practice, blocks) for practice, blocks in counted if blocks]
        if not cancelled:
            return None
        member = facts.profile.member
        limits = await thresholds.of_member(conn, member.community_id, member.user_id)
        for practice, blocks in cancelled:
            theirs = limits.get(practice.id, Limits(practice.id))
            if blocks > theirs.cancelled_blocks:
                return Touched(practice, blocks, theirs)
        return None
