"""What a community's streak post says, and one's own numbers behind it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.members import NotStarted
from bot.domain.posts import Kind
from bot.domain.streak_posts import LOOK_BACK, OwnWeek, look_back, numbers_of, span, tell
from storage import posts, practices, profiles

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.streak_posts import PracticeNumbers, PracticeWeek, StreakPost
    from bot.domain.summaries import Summary
    from bot.services.histories import Histories
    from storage.connections import Connection
    from storage.database import Database


class StreakPosts:
    """Reads a whole community member by member, so that nobody waits long for an answer."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        # One community at a time, so that readers are left for members.
        self._busy = asyncio.Lock()

    async def of_week(
        self, community_id: CommunityId, week: Week, due_at: datetime | None = None
    ) -> StreakPost:
        """Return what the post of a week says, by default the one that would be sent now."""
        at = due_at or self._clock.now()
        async with self._busy:
            async with self._db.reading() as conn:
                owners = await practices.owners(conn, community_id)
                is_first = not await posts.was_sent_before(conn, community_id, Kind.STREAKS, week)
            members = [await self._standings(community_id, user_id, at) for user_id in owners]
        return tell(week, [each for each in members if each], is_first=is_first)

    async def own(self, caller: Caller, week: Week) -> OwnWeek:
        """Return the caller's own seven days behind the post of a week.

        Raises:
            NotStarted: where the caller had nothing here yet.
        """
        async with self._db.reading() as conn:
            post = await posts.get(conn, caller.community_id, Kind.STREAKS, str(week))
            at = post.due_at if post else self._clock.now()
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
            found = await self._look_back(conn, profile, at)
        if found is None:
            raise NotStarted
        member, reviewed = found
        first, last = span(member.today(at))
        return OwnWeek(first, last, tuple(week for week, _ in reviewed))

    async def _standings(
        self, community_id: CommunityId, user_id: UserId, at: datetime
    ) -> tuple[Member, tuple[PracticeNumbers, ...]] | None:
        async with self._db.reading() as conn:
            profile = await profiles.read(conn, community_id, user_id)
            found = await self._look_back(conn, profile, at)
        if found is None:
            return None
        member, reviewed = found
        return member, tuple(numbers_of(week, summary) for week, summary in reviewed)

    async def _look_back(
        self, conn: Connection, profile: Profile | None, at: datetime
    ) -> tuple[Member, list[tuple[PracticeWeek, Summary]]] | None:
        """Return where a member's practices stood at an instant; None for a stranger."""
        if profile is None:
            return None
        member = _as_of(profile.member, at)
        today = member.today(at)
        theirs = _with_blocks(profile, *span(today))
        found = await self._histories.reviews(conn, member, theirs, at, today - LOOK_BACK)
        return member, [
            (look_back(practice, record, today), summary)
            for practice, (summary, record) in zip(theirs, found, strict=True)
        ]


def _as_of(member: Member, at: datetime) -> Member:
    """Return the member with the clock of then."""
    clock = tuple(each for each in member.clock if each.since <= at)
    return replace(member, clock=clock or member.clock[:1])


def _with_blocks(profile: Profile, first: date, last: date) -> tuple[Practice, ...]:
    """Return the practices that may have had a block from ``first`` to ``last``."""
    return tuple(
        practice
        for practice in profile.practices
        if practice.started_on <= last
        and not (practice.is_archived and practice.archives[-1].archived_on < first)
    )
