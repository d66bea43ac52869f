"""Sessions as moderators plan, move, cancel and end them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import SessionId
from bot.domain.names import same_name
from bot.domain.session_meetings import Meeting
from bot.domain.session_starts import read_start
from bot.domain.sessions import (
    MOST_OPEN,
    ChangedSession,
    Session,
    ShownSession,
    TitleTaken,
    TooManySessions,
    clean_session,
)
from bot.services.moderators import require_moderator
from bot.services.session_meetings import (
    follow,
    name_presenter,
    plan_meeting,
    require_meeting,
    require_session,
    show_meeting,
    show_session,
)
from storage import communities, receipts, session_people, sessions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.sessions import SessionWords, ShownMeeting
    from storage.connections import Connection, Transaction
    from storage.database import Database

# So long a series that has ended is shown, so that its last summary can still be written.
SHOWN_AFTER_END = timedelta(days=28)
MOST_SHOWN = 10


class Sessions:
    """What moderators do; each answer is the series as it is now."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def all(self, caller: Caller) -> tuple[ShownSession, ...]:
        """Return the open series, and those ended within four weeks.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        now = self._clock.now()
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            since = now - SHOWN_AFTER_END
            found = await sessions.shown(conn, caller.community_id, since, MOST_SHOWN)
            return tuple([await show_session(conn, each, now) for each in found])

    async def get(self, caller: Caller, session_id: int) -> ShownSession:
        """Return one series.

        Raises:
            ModeratorsOnly: for anybody else.
            SessionGone: where there is none.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            session = await require_session(conn, caller, session_id)
            return await show_session(conn, session, self._clock.now())

    async def plan(self, caller: Caller, words: SessionWords, here: int) -> ShownSession:
        """Begin a series with its first meeting; ``here`` is the channel where somebody asks.

        Its cards go to the community's channel for meetings, or here where there is none. The
        same interaction begins it once.

        Raises:
            ModeratorsOnly: for anybody else.
            IncompleteSession, EmptyName, NameTooLong, HiddenCharacters: for words that do not fit.
            UnknownStart, UnsafeWeeklyTime, StartPassed, StartTooFar: for a start that cannot be.
            TooManySessions, TitleTaken: where there is no room for it.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            session_id = SessionId(caller.interaction_id)
            known = await sessions.get(tx, caller.community_id, session_id)
            if known is not None:
                return await show_session(tx, known, now)
            clean = clean_session(words)
            starts_at = read_start(clean.starts, community.zone, now)
            await _require_room(tx, caller, clean.title, now)
            await communities.add(tx, community, now)
            session = Session(
                id=session_id,
                community_id=caller.community_id,
                created_by=caller.user_id,
                kind=clean.kind,
                title=clean.title,
                channel_id=community.challenge_place or here,
                place=clean.place,
                voice_channel_id=clean.voice_channel_id,
                minutes=clean.minutes,
                every_weeks=clean.every_weeks,
            )
            await sessions.add(tx, session)
            await plan_meeting(tx, community, Meeting(session, 1, starts_at), now)
            return await show_session(tx, session, now)

    async def plan_next(self, caller: Caller, session_id: int, starts: str) -> ChangedSession:
        """Plan the next meeting by hand, in the place of the one that is planned.

        An ended series goes on with it.

        Raises:
            ModeratorsOnly, SessionGone: where that cannot be.
            UnknownStart, UnsafeWeeklyTime, StartPassed, StartTooFar: for a start that cannot be.
            TooManySessions, TitleTaken: where there is no room for one that was ended.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            session = await require_session(tx, caller, session_id)
            starts_at = read_start(starts, community.zone, now)
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                return ChangedSession(await show_session(tx, session, now))
            if session.ended_at:
                await _require_room(tx, caller, session.title, now)
                await sessions.end(tx, session, None)
                session = replace(session, ended_at=None)
            moved = await self._cancel_upcoming(tx, session, now)
            newest = await sessions.newest(tx, session)
            number = newest.number + 1 if newest else 1
            await plan_meeting(tx, community, Meeting(session, number, starts_at), now)
            return await _changed(tx, session, moved, now)

    async def cancel(self, caller: Caller, session_id: int, number: int) -> ChangedSession:
        """Cancel one meeting; the series goes on with the one after.

        Raises:
            ModeratorsOnly, SessionGone: where that cannot be.
            MeetingOver: where it is over or cancelled already.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            session = meeting.session
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                return ChangedSession(await show_session(tx, session, now))
            meeting.require_to_come(now)
            await sessions.save_meeting(tx, meeting.cancelled(now))
            await follow(tx, community, meeting, now)
            session = await require_session(tx, caller, session_id)
            return await _changed(tx, session, meeting.cancelled(now), now)

    async def end(self, caller: Caller, session_id: int) -> ChangedSession:
        """End a series: what is planned is cancelled, what was stays; a second time is the same.

        Raises:
            ModeratorsOnly, SessionGone: where that cannot be.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            session = await require_session(tx, caller, session_id)
            if session.ended_at:
                return ChangedSession(await show_session(tx, session, now))
            await sessions.end(tx, session, now)
            cancelled = await self._cancel_upcoming(tx, session, now)
            return await _changed(tx, replace(session, ended_at=now), cancelled, now)

    async def remake_event(self, caller: Caller, session_id: int, number: int) -> ShownSession:
        """Have the event of a meeting made at once, where Discord has none.

        Raises:
            ModeratorsOnly, SessionGone: where that cannot be.
            MeetingOver: once the meeting has begun, or was cancelled.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            await sessions.save_meeting(tx, meeting.remade(now))
            return await show_session(tx, meeting.session, now)

    async def pass_turn(self, caller: Caller, session_id: int, number: int) -> ShownMeeting:
        """Let the next one in turn present, where the presenter has left or does not answer.

        Raises:
            ModeratorsOnly, SessionGone: where that cannot be.
            MeetingOver: where it is over or cancelled already.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            meeting = await require_meeting(tx, caller.community_id, session_id, number)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                meeting.require_to_come(now)
                if meeting.presenter:
                    await session_people.pass_turn(tx, meeting, meeting.presenter)
                    meeting = await name_presenter(tx, meeting)
            return await show_meeting(tx, meeting, now)

    async def _cancel_upcoming(
        self, tx: Transaction, session: Session, now: datetime
    ) -> Meeting | None:
        upcoming = await sessions.upcoming(tx, session, now)
        if upcoming is None:
            return None
        await sessions.save_meeting(tx, upcoming.cancelled(now))
        return upcoming.cancelled(now)


async def _require_room(conn: Connection, caller: Caller, title: str, now: datetime) -> None:
    """Refuse one more open series than fit, and a second one of a title.

    Events are known again by title and start, so that titles differ.
    """
    open_ = await sessions.shown(conn, caller.community_id, now, MOST_SHOWN)
    if len(open_) >= MOST_OPEN:
        raise TooManySessions
    if any(same_name(each.title, title) for each in open_):
        raise TitleTaken(title)


async def _changed(
    conn: Connection, session: Session, cancelled: Meeting | None, now: datetime
) -> ChangedSession:
    shown = await show_session(conn, session, now)
    return ChangedSession(
        shown=shown,
        cancelled=await show_meeting(conn, cancelled, now) if cancelled else None,
        last=await show_meeting(conn, shown.last, now) if shown.last else None,
    )
