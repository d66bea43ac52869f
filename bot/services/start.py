"""The way in: how far somebody has come, and where they started from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.conditions import (
    HIGHEST_LEVEL,
    HOURS_IN_A_WEEK,
    Conditions,
    parse_number,
    parse_since,
)
from bot.domain.start import NotBegun, Onboarding
from storage import communities, conditions, norms, profiles, receipts

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.norms import Norms
    from bot.domain.start import ConditionsWords
    from bot.services.members import Members
    from bot.services.practices import Practices
    from storage.connections import Connection
    from storage.database import Database


class Start:
    """Beginning here, and beginning again: nothing is asked that was answered."""

    def __init__(self, db: Database, clock: Clock, members: Members, practices: Practices) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._practices = practices

    async def progress(self, caller: Caller) -> Onboarding | NotBegun:
        """Tell how far the caller has come."""
        whose = (caller.community_id, caller.user_id)
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, *whose)
            open_norms = await _open_norms(conn, *whose)
            if profile is None:
                community = await communities.get(conn, caller.community_id)
                return NotBegun(community.resources if community else "", open_norms)
            if not profile.active:
                return NotBegun(profile.community.resources, open_norms)
            told = await conditions.of_member(conn, *whose)
        practice_id = profile.active[0].id
        return Onboarding(
            resources=profile.community.resources,
            member=profile.member,
            practice=await self._practices.details(caller, str(practice_id)),
            conditions=told.get(practice_id),
            norms=open_norms,
            offered=profile.community.offered_visibility,
        )

    async def record_conditions(
        self, caller: Caller, practice_id: int, words: ConditionsWords
    ) -> None:
        """Keep where the caller started from; what was left empty is not asked for.

        Raises:
            NotStarted, UnknownPractice: where there is no such practice.
            UnknownSince, NotANumber: for words that cannot be read.
        """
        async with self._db.transaction() as tx:
            member = await self._members.require(tx, caller)
            practice = await self._practices.find(tx, member, str(practice_id))
            now = self._clock.now()
            told = Conditions(
                community_id=caller.community_id,
                user_id=caller.user_id,
                practice_id=practice.id,
                since=parse_since(words.since, member.today(now)),
                weekly_hours=parse_number(words.weekly_hours, "hours", HOURS_IN_A_WEEK),
                level=parse_number(words.level, "level", HIGHEST_LEVEL),
            )
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await conditions.save(tx, told)


async def _open_norms(conn: Connection, community_id: CommunityId, user_id: UserId) -> Norms | None:
    """Return the norms that hold, unless this member has agreed to them."""
    current = await norms.current(conn, community_id)
    if current is None or await norms.has_agreed(conn, current, user_id):
        return None
    return current
