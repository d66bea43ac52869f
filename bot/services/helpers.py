"""Who is likely to answer a request well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.helpers import ACTIVE_WITHIN, MOST_ASKED, MOST_CONSIDERED, Candidate, hurdle, rank
from bot.domain.plateaus import LOOK_BACK
from bot.domain.requests import RequestKind
from bot.domain.settings import Visibility
from storage import helpers, profiles

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.helpers import Helper
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.requests import Request
    from bot.services.histories import Histories
    from storage.database import Database
    from storage.helpers import Willing


class Helpers:
    """Looks at those who want to help, member by member, so that nobody else waits long."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories

    async def likely(self, request: Request) -> tuple[Helper, ...]:
        """Return those who want to help, the likeliest first."""
        now = self._clock.now()
        async with self._db.reading() as conn:
            author_since = await helpers.since(conn, request)
            willing = await helpers.willing(conn, request, now - ACTIVE_WITHIN, MOST_CONSIDERED)
        found = [await self._candidate(request, each, now) for each in willing]
        return rank((each for each in found if each), author_since)

    async def to_name(self, request: Request) -> tuple[Helper, ...]:
        """Return the few whom the author may be told of: what others do stays theirs."""
        if not request.is_public:
            return ()
        likely = await self.likely(request)
        return tuple(each for each in likely if each.candidate.is_open)[:MOST_ASKED]

    async def _candidate(self, request: Request, who: Willing, now: datetime) -> Candidate | None:
        async with self._db.reading() as conn:
            profile = await profiles.read(conn, request.community_id, who.user_id)
            practice = _practice(profile, request) if profile else None
            if profile is None or practice is None:
                return None
            member = profile.member
            today = member.today(now)
            if profile.pause_on(today):
                return None
            ((summary, record),) = await self._histories.reviews(
                conn, member, (practice,), now, today - LOOK_BACK
            )
        # Whoever is stuck without naming a skill is understood by all who were stuck themselves.
        any_will_do = request.kind is RequestKind.STUCK and request.skill_id is None
        return Candidate(
            user_id=who.user_id,
            is_open=member.visibility is Visibility.OPEN,
            practice=practice.name,
            has_skill=any_will_do or who.since is not None,
            since=who.since,
            hurdle=hurdle(summary, record, today),
            last_logged_at=who.last_logged_at,
        )


def _practice(profile: Profile, request: Request) -> Practice | None:
    """Choose the practice that speaks for somebody: one with the skill, else an active one."""
    same = [
        each
        for each in profile.practices
        if each.skill_id is not None and each.skill_id == request.skill_id
    ]
    return next(iter(sorted((*same, *profile.active), key=lambda each: each not in same)), None)
