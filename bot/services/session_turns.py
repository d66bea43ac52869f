"""Sessions as members take part: who presents, who is there, what was agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.sessions import (
    NotSoFar,
    NotYourSummary,
    NotYourTurn,
    SessionEnded,
    clean_agreed,
)
from bot.services.session_meetings import (
    name_presenter,
    plan_summary,
    require_meeting,
    show_meeting,
    show_rota,
)
from bot.services.welcome import require_welcome
from storage import communities, receipts, session_people, sessions

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import UserId
    from bot.domain.session_meetings import Meeting
    from bot.domain.sessions import ShownMeeting, ShownRota
    from bot.services.members import Members
    from storage.connections import Connection
    from storage.database import Database


class SessionTurns:
    """What everybody does at the card of a meeting. Whoever takes part there is named there."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def shown(self, caller: Caller, session_id: int, number: int) -> ShownMeeting:
        """Return a meeting.

        Raises:
            SessionGone: where there is none.
        """
        async with self._db.reading() as conn:
            meeting = await require_meeting(conn, caller.community_id, session_id, number)
            return await show_meeting(conn, meeting, self._clock.now())

    async def attend(self, caller: Caller, session_id: int, number: int) -> ShownMeeting:
        """Note that the caller is there, or take it back.

        Raises:
            SessionGone, MeetingOver, NotNow: where attendance is not noted.
            Suspended: for whom moderators keep out.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            meeting.require_open(now)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await self._members.ensure(tx, caller)
                await session_people.toggle_attendance(tx, meeting, caller.user_id, now)
            return await show_meeting(tx, meeting, now)

    async def rota(self, caller: Caller, session_id: int, number: int) -> ShownRota:
        """Return who presents in turn.

        Raises:
            SessionGone: where there is no such meeting.
        """
        async with self._db.reading() as conn:
            meeting = await require_meeting(conn, caller.community_id, session_id, number)
            now = self._clock.now()
            upcoming = await sessions.upcoming(conn, meeting.session, now)
            return await show_rota(conn, upcoming or meeting, caller.user_id)

    async def toggle_rota(self, caller: Caller, session_id: int, number: int) -> ShownRota:
        """Put the caller on the rota, or take them off it.

        Raises:
            SessionGone: where there is no such meeting.
            SessionEnded: after the end of the series.
            Suspended: for whom moderators keep out; leaving is open to everybody.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            session = meeting.session
            if session.ended_at:
                raise SessionEnded
            is_new = await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
            if is_new and not await session_people.leave(tx, session, caller.user_id):
                await require_welcome(tx, caller)
                await self._members.ensure(tx, caller)
                await session_people.join(tx, session, caller.user_id, now)
            upcoming = await sessions.upcoming(tx, session, now)
            if upcoming:
                meeting = await name_presenter(tx, upcoming)
            return await show_rota(tx, meeting, caller.user_id)

    async def let_pass(self, caller: Caller, session_id: int, number: int) -> ShownMeeting:
        """Leave the caller out this once; the next one in turn presents.

        Raises:
            SessionGone, MeetingOver: where nobody can pass any more.
            NotYourTurn: for anybody but the presenter.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                meeting.require_to_come(now)
                if meeting.presenter != caller.user_id:
                    raise NotYourTurn
                await session_people.pass_turn(tx, meeting, caller.user_id)
                meeting = await name_presenter(tx, meeting)
            return await show_meeting(tx, meeting, now)

    async def to_summarise(self, caller: Caller, session_id: int, number: int) -> Meeting:
        """Return a meeting whose summary the caller may write.

        Raises:
            SessionGone, NotSoFar: where there is nothing to write about.
            NotYourSummary: for anybody but moderators, the presenter and who wrote it before.
        """
        async with self._db.reading() as conn:
            return await self._to_summarise(conn, caller, session_id, number)

    async def summarise(
        self, caller: Caller, session_id: int, number: int, presenter: UserId | None, agreed: str
    ) -> ShownMeeting:
        """Keep who presented and what was agreed; the first time it is posted, then corrected.

        Raises:
            SessionGone, NotSoFar, NotYourSummary: where the caller may not.
            EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
            Suspended: for whom moderators keep out.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            meeting = await self._to_summarise(tx, caller, session_id, number)
            said = replace(
                meeting,
                presenter=presenter,
                agreed=clean_agreed(agreed),
                summarised_by=caller.user_id,
                summarised_at=now,
            )
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await sessions.save_meeting(tx, said)
                community = await communities.get_or_default(tx, caller.community_id)
                await plan_summary(tx, community, said, now)
            return await show_meeting(tx, said, now)

    async def _to_summarise(
        self, conn: Connection, caller: Caller, session_id: int, number: int
    ) -> Meeting:
        meeting = await require_meeting(conn, caller.community_id, session_id, number)
        community = await communities.get_or_default(conn, caller.community_id)
        may = caller.user_id in {meeting.presenter, meeting.summarised_by}
        if not may and not community.is_moderator(caller):
            raise NotYourSummary
        if not meeting.has_begun(self._clock.now()):
            raise NotSoFar
        return meeting
