"""Progress over weeks and years: read here, worked out where it delays nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.audits import KeptPrivate, PracticeGone
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practices import pick
from bot.domain.progress import NoPracticeThere, OthersLater, ProgressShown, progress
from bot.services.histories import history_of
from bot.services.streaks import visible
from storage import journal, logs, members, practices

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId, UserId
    from bot.domain.journal import Entry
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from bot.domain.progress import Period
    from bot.services.offload import Offload
    from storage.connections import Connection
    from storage.database import Database


class ProgressReports:
    """What `/progress` shows, to members themselves and to others where they are open.

    All days of a practice are judged for it, so that is done off the event loop.
    """

    def __init__(self, db: Database, clock: Clock, offload: Offload) -> None:
        self._db = db
        self._clock = clock
        self._offload = offload

    async def show(
        self, caller: Caller, text: str, user_id: UserId, period: Period
    ) -> ProgressShown | OthersLater:
        """Return a period of the member's practice of this name; of their first without one.

        Raises:
            NotStarted, NoPractice, NoPracticeThere, UnknownPractice: where there is none.
            KeptPrivate: where somebody else does not share theirs.
        """
        async with self._db.reading() as conn:
            profile = await visible(conn, caller, user_id)
            practice = _chosen(profile, caller, text)
        return await self.of(caller, practice.id, period)

    async def of(
        self, caller: Caller, practice_id: PracticeId, period: Period, *, anyway: bool = False
    ) -> ProgressShown | OthersLater:
        """Return a period of a practice that the caller may see.

        On the day of an outcome of theirs, others' progress waits, unless they want it ``anyway``.

        Raises:
            PracticeGone, KeptPrivate: where there is none.
        """
        whose = caller.community_id, caller.user_id
        now = self._clock.now()
        async with self._db.reading() as conn:
            owner = await practices.owner(conn, caller.community_id, practice_id)
            if owner is None:
                raise PracticeGone
            profile = await visible(conn, caller, owner)
            own = owner == caller.user_id
            outcome = None if own or anyway else await self._outcome(conn, caller)
            if outcome:
                return OthersLater(outcome, practice_id, period)
            practice = profile.practice(practice_id)
            days = await logs.days(conn, caller.community_id, practice_id, practice.started_on)
            setbacks = await journal.setback_days(conn, *whose) if own else ()
        history = history_of(profile.member, practice, days, profile.member.today(now))
        found = await self._offload(progress, history, period)
        return ProgressShown(
            practice=practice,
            period=period,
            progress=found,
            setbacks=tuple(day for day in setbacks if day >= found.first),
            others=tuple(each for each in profile.practices if each.id != practice.id),
            own=own,
            anyway=anyway,
        )

    async def practices_of(self, caller: Caller, user_id: UserId) -> tuple[Practice, ...]:
        """Return a member's practices, active ones first; none where they are not to be seen."""
        async with self._db.reading() as conn:
            try:
                profile = await visible(conn, caller, user_id)
            except (KeptPrivate, NotStarted):
                return ()
        return tuple(sorted(profile.practices, key=lambda each: each.is_archived))

    async def _outcome(self, conn: Connection, caller: Caller) -> Entry | None:
        whose = caller.community_id, caller.user_id
        member = await members.get(conn, *whose)
        if member is None:
            return None
        return await journal.outcome_on(conn, *whose, member.today(self._clock.now()))


def _chosen(profile: Profile, caller: Caller, text: str) -> Practice:
    if text.strip():
        return pick(profile.practices, text)
    if profile.active:
        return profile.active[0]
    if profile.member.user_id == caller.user_id:
        raise NoPractice
    raise NoPracticeThere(profile.member.user_id)
