"""What helps on a plateau, from one's own past and from others who came through one."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.advice import AdviceKind
from bot.domain.days import monday_of
from bot.domain.helpers import ACTIVE_WITHIN, MOST_CONSIDERED
from bot.domain.pictures import WorkFailed
from bot.domain.plateau_help import (
    MOST_NAMED,
    REMEMBERED,
    CameThrough,
    PlateauHelp,
    past_plateaus,
)
from bot.domain.plateaus import LOOK_BACK, came_through, is_plateau
from bot.domain.practices import pick
from bot.domain.settings import Visibility
from bot.services.members import require_profile
from bot.services.plateau_work import count
from storage import advice, helpers, profiles

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, PracticeId, UserId
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from bot.services.offload import Offload
    from storage.database import Database

log = logging.getLogger(__name__)

COUNT_HOLDS = timedelta(days=7)


class Plateaus:
    """Looks at others one by one, so that nobody waits long, and counts them elsewhere."""

    def __init__(self, db: Database, clock: Clock, histories: Histories, offload: Offload) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._offload = offload
        self._counted: dict[CommunityId, tuple[datetime, int]] = {}
        self._one_at_a_time = asyncio.Lock()

    async def what_helps(self, caller: Caller, practice_id: PracticeId) -> PlateauHelp:
        """Return what helps on a plateau of a practice; advice to look at it is followed so.

        Raises:
            NotStarted, UnknownPractice: where the caller has no such practice.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
            practice = pick(profile.practices, str(practice_id))
            today = profile.member.today(now)
            first = max(practice.started_on, monday_of(today) - REMEMBERED)
            record = await self._histories.record(conn, profile.member, practice, now, first)
            given = await advice.latest(conn, caller.community_id, caller.user_id)
        if given and (given.practice_id, given.kind) == (practice.id, AdviceKind.PLATEAU):
            async with self._db.transaction() as tx:
                await advice.close(tx, caller.community_id, caller.user_id, now)
        return PlateauHelp(
            practice=practice,
            today=today,
            is_now=is_plateau(record, monday_of(today)),
            earlier=past_plateaus(record, today),
            others=await self._count(caller.community_id, now),
            came_through=await self._came_through(practice, now),
        )

    async def _count(self, community_id: CommunityId, now: datetime) -> int | None:
        """Return how many members are in a plateau, worked out at most once a week."""
        async with self._one_at_a_time:
            known = self._counted.get(community_id)
            if known and now - known[0] < COUNT_HOLDS:
                return known[1]
            try:
                found = await self._offload(count, self._db.path, community_id, now)
            except WorkFailed:
                log.warning("plateaus of community %s were not counted", community_id)
                return None
            self._counted[community_id] = now, found
            return found

    async def _came_through(self, practice: Practice, now: datetime) -> tuple[CameThrough, ...]:
        """Return those who may be named: open, glad to help, and through a plateau lately."""
        async with self._db.reading() as conn:
            willing = await helpers.willing(conn, practice, now - ACTIVE_WITHIN, MOST_CONSIDERED)
        found: list[CameThrough] = []
        for each in willing:
            theirs = await self._through(practice, each.user_id, now)
            if theirs:
                found.append(CameThrough(each.user_id, theirs.name))
            if len(found) == MOST_NAMED:
                break
        return tuple(found)

    async def _through(self, practice: Practice, user_id: UserId, now: datetime) -> Practice | None:
        """Return with which of their practices somebody came through, one with the skill first."""
        async with self._db.reading() as conn:
            profile = await profiles.read(conn, practice.community_id, user_id)
            if profile is None or not _may_be_named(profile, now):
                return None
            member, today = profile.member, profile.member.today(now)
            skill = practice.skill_id
            active = sorted(
                profile.active, key=lambda each: skill is None or each.skill_id != skill
            )
            reviews = await self._histories.reviews(conn, member, active, now, today - LOOK_BACK)
        shown = zip(active, reviews, strict=True)
        return next((each for each, (_, record) in shown if came_through(record, today)), None)


def _may_be_named(profile: Profile, now: datetime) -> bool:
    today = profile.member.today(now)
    return profile.member.visibility is Visibility.OPEN and not profile.pause_on(today)
