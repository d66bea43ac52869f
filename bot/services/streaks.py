"""Numbers, and the days behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.audits import (
    Audit,
    KeptPrivate,
    Numbers,
    PracticeGone,
    PracticeNumbers,
    audit_weeks,
)
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practices import pick
from bot.domain.settings import Visibility
from storage import generosity, practices, profiles
from storage.generosity import UNDER_EXCHANGED
from storage.memory import Memory

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.generosity import Exchanged
    from bot.domain.ids import CommunityId, PracticeId, UserId
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.services.histories import Histories
    from storage.connections import Connection
    from storage.database import Database


class Streaks:
    """What `/streak` shows, to members themselves and to others where they are open."""

    def __init__(self, db: Database, clock: Clock, histories: Histories) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._remembered: Memory[Exchanged] = Memory(frozenset(), shared=UNDER_EXCHANGED)
        db.listen(self._remembered.forget)

    async def show(self, caller: Caller, user_id: UserId) -> Numbers:
        """Return the numbers of a member's active practices.

        Raises:
            NotStarted, NoPractice: where the caller has none of their own.
            KeptPrivate: where somebody else does not share theirs.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            profile = await visible(conn, caller, user_id)
            if not profile.active and user_id == caller.user_id:
                raise NoPractice
            member, active = profile.member, profile.active
            summaries = await self._histories.summaries(conn, member, active, now)
            exchanged = await self._exchanged(conn, caller.community_id, user_id)
        shown = zip(active, summaries, strict=True)
        practices_ = tuple(PracticeNumbers(*each) for each in shown)
        return Numbers(user_id, member.today(now), practices_, exchanged)

    async def audit(self, caller: Caller, text: str, weeks: int) -> Audit:
        """Return the last weeks of the caller's practice of this name; of their first without one.

        Raises:
            NotStarted, NoPractice, UnknownPractice: where there is none.
        """
        async with self._db.reading() as conn:
            profile = await visible(conn, caller, caller.user_id)
            if text.strip():
                return await self._audit(conn, profile, pick(profile.practices, text), weeks)
            if not profile.active:
                raise NoPractice
            return await self._audit(conn, profile, profile.active[0], weeks)

    async def audit_of(self, caller: Caller, practice_id: PracticeId, weeks: int) -> Audit:
        """Return the last weeks of a practice that the caller may see.

        Raises:
            PracticeGone, KeptPrivate: where there is none.
        """
        async with self._db.reading() as conn:
            owner = await practices.owner(conn, caller.community_id, practice_id)
            if owner is None:
                raise PracticeGone
            profile = await visible(conn, caller, owner)
            return await self._audit(
                conn, profile, pick(profile.practices, str(practice_id)), weeks
            )

    async def _exchanged(
        self, conn: Connection, community_id: CommunityId, user_id: UserId
    ) -> Exchanged:
        return await self._remembered.recall(
            community_id, user_id, lambda: generosity.exchanged(conn, community_id, user_id)
        )

    async def _audit(
        self, conn: Connection, profile: Profile, practice: Practice, weeks: int
    ) -> Audit:
        now = self._clock.now()
        record = await self._histories.record(
            conn, profile.member, practice, now, practice.started_on
        )
        audited, streak = audit_weeks(record)
        others = tuple(each for each in profile.practices if each.id != practice.id)
        return Audit(practice, streak, profile.member.today(now), audited[:weeks], others)


async def visible(conn: Connection, caller: Caller, user_id: UserId) -> Profile:
    """Return the member whose numbers the caller may see.

    Raises:
        NotStarted: where the caller is nobody here yet and asks for their own.
        KeptPrivate: where somebody else does not share theirs.
    """
    profile = await profiles.get(conn, caller.community_id, user_id)
    if user_id == caller.user_id:
        if profile is None:
            raise NotStarted
        return profile
    if profile is None or profile.member.visibility is not Visibility.OPEN:
        raise KeptPrivate(user_id)
    return profile
