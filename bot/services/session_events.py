"""What happens to meetings by itself: their events, their ends, and those that follow."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain.posts import Kind, State
from bot.domain.session_meetings import Step
from bot.services.session_meetings import follow, name_presenter, show_meeting
from storage import communities, posts, sessions

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId
    from bot.domain.session_meetings import Meeting
    from bot.domain.sessions import ShownMeeting
    from storage.connections import Connection
    from storage.database import Database

MOST_AT_ONCE = 100


class SessionEvents:
    """What is due at meetings, and what came of it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self.one_run = asyncio.Lock()
        """Held by whoever makes events, so that none is made by two at once."""

    async def due(self) -> tuple[Meeting, ...]:
        """Return meetings about which something is to be done now."""
        async with self._db.reading() as conn:
            return await sessions.due(conn, self._clock.now(), MOST_AT_ONCE)

    async def note(self, meeting: Meeting, step: Step, outcome: Outcome) -> None:
        """Keep what came of a step; the meeting may have been cancelled meanwhile."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            found = await _again(tx, meeting)
            if found is not None:
                await sessions.save_meeting(tx, found.after(step, outcome, now))

    async def close(self, meeting: Meeting) -> ShownMeeting | None:
        """Note that a meeting is over and plan the one after; None where that was done.

        One without event and invitation was known to nobody: it was not held.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            found = await _again(tx, meeting)
            if found is None or found.due_at is None or found.step(now) is not Step.CLOSE:
                return None
            where = found.session.community_id
            community = await communities.get_or_default(tx, where)
            sent = (await posts.of_period(tx, where, found.period)).get(Kind.MEETING)
            known = sent is not None and sent.state is State.SENT
            closed = found.closed(known=known)
            await sessions.save_meeting(tx, closed)
            await follow(tx, community, closed, now)
            return await show_meeting(tx, closed, now)

    async def moderators_of(self, meeting: Meeting) -> int | None:
        """Return the channel where moderators are told, if one was named."""
        async with self._db.reading() as conn:
            community = await communities.get(conn, meeting.session.community_id)
        return community.moderator_channel_id if community else None

    async def invitation(
        self, community_id: CommunityId, session_id: int, number: int
    ) -> ShownMeeting | None:
        """Return what the post that invites to a meeting says; None where that is too late."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            meeting = await sessions.meeting(tx, community_id, session_id, number)
            if meeting is None or not meeting.is_to_come(now):
                return None
            if now < meeting.starts_at:
                # Whoever was named may have left since.
                meeting = await name_presenter(tx, meeting)
            return await show_meeting(tx, meeting, now)

    async def summary(
        self, community_id: CommunityId, session_id: int, number: int
    ) -> ShownMeeting | None:
        """Return what the summary of a meeting says; None where there is none."""
        async with self._db.reading() as conn:
            meeting = await sessions.meeting(conn, community_id, session_id, number)
            if meeting is None or not meeting.agreed:
                return None
            return await show_meeting(conn, meeting, self._clock.now())


async def _again(conn: Connection, meeting: Meeting) -> Meeting | None:
    session = meeting.session
    return await sessions.meeting(conn, session.community_id, session.id, meeting.number)
