"""Taking ten: minutes that begin at a click, and end on the same card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.practices import AlreadyArchived, pick
from bot.domain.recoveries import Begun, FirstStep, Recovery
from bot.services.members import require_profile
from storage import profiles, recoveries, thresholds

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import InteractionId, PracticeId
    from bot.domain.practices import Practice
    from bot.domain.profiles import Profile
    from storage.database import Database

PAGE = 100


class Recoveries:
    """Each has the id of the click that began it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def begin(self, caller: Caller, practice_id: PracticeId) -> Begun:
        """Return how long the caller recovers from a setback, by their own limit.

        Raises:
            NotStarted, UnknownPractice, AlreadyArchived: where there is nothing to start again.
        """
        async with self._db.reading() as conn:
            practice = pick((await require_profile(conn, caller)).practices, str(practice_id))
            if practice.is_archived:
                raise AlreadyArchived(practice.name)
            limits = await thresholds.of_practice(conn, caller.community_id, practice.id)
        minutes = limits.recovery_minutes
        return Begun(practice, minutes, self._clock.now() + timedelta(minutes=minutes))

    async def stands(self, caller: Caller, begun: Begun, token: str, message_id: int) -> None:
        """Remember the card that counts the minutes, so that it becomes the restart."""
        recovery = Recovery(
            id=caller.interaction_id,
            community_id=caller.community_id,
            user_id=caller.user_id,
            practice_id=begun.practice.id,
            token=token,
            message_id=message_id,
            due_at=begun.ends_at,
        )
        async with self._db.single() as tx:
            await recoveries.add(tx, recovery)

    async def start_now(
        self, caller: Caller, recovery_id: InteractionId, practice_id: PracticeId
    ) -> FirstStep:
        """End the minutes early, and return what follows them.

        Raises:
            NotStarted, UnknownPractice: where the practice is not the caller's.
        """
        async with self._db.reading() as conn:
            profile = await require_profile(conn, caller)
        practice = pick(profile.practices, str(practice_id))
        async with self._db.single() as tx:
            await recoveries.remove(tx, caller.community_id, caller.user_id, recovery_id)
        return self._step(profile, practice)

    async def due(self, after: Recovery | None = None) -> tuple[Recovery, ...]:
        """Return a page of minutes that are over, from the one ``after`` on."""
        async with self._db.reading() as conn:
            return await recoveries.due(conn, self._clock.now(), after, PAGE)

    async def step_after(self, recovery: Recovery) -> FirstStep | None:
        """Return what follows minutes that are over; None where their card cannot be changed."""
        if recovery.is_too_late(self._clock.now()):
            return None
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, recovery.community_id, recovery.user_id)
        return self._step(profile, profile.practice(recovery.practice_id)) if profile else None

    async def over(self, recovery: Recovery) -> None:
        """Forget minutes whose card says what follows, or never will."""
        async with self._db.single() as tx:
            await recoveries.remove(tx, recovery.community_id, recovery.user_id, recovery.id)

    def _step(self, profile: Profile, practice: Practice) -> FirstStep:
        today = profile.member.today(self._clock.now())
        waits = practice.is_archived or practice.rests_on(today)
        return FirstStep(practice, practice.standard_on(today), waits)
