"""What all that concerns sessions is made of: reading them, making meetings, naming presenters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import SessionId
from bot.domain.places import Place
from bot.domain.posts import Kind, Post, State
from bot.domain.session_meetings import INVITED_BEFORE, EventTrouble, Meeting
from bot.domain.session_rotas import in_turn, next_presenter
from bot.domain.session_starts import starts_after
from bot.domain.sessions import SessionGone, ShownMeeting, ShownRota, ShownSession
from storage import posts, session_people, sessions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.callers import Caller
    from bot.domain.communities import Community
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.sessions import Session
    from storage.connections import Connection, Transaction


async def require_session(conn: Connection, caller: Caller, session_id: int) -> Session:
    """Return a series of the caller's community.

    Raises:
        SessionGone: where there is none.
    """
    session = await sessions.get(conn, caller.community_id, SessionId(session_id))
    if session is None:
        raise SessionGone
    return session


async def require_meeting(
    conn: Connection, community_id: CommunityId, session_id: int, number: int
) -> Meeting:
    """Return one meeting.

    Raises:
        SessionGone: where there is none.
    """
    meeting = await sessions.meeting(conn, community_id, session_id, number)
    if meeting is None:
        raise SessionGone
    return meeting


async def show_session(conn: Connection, session: Session, now: datetime) -> ShownSession:
    """Return a series as moderators see it."""
    upcoming = await sessions.upcoming(conn, session, now)
    rota = await session_people.rota(conn, session, upcoming.starts_at if upcoming else now)
    return ShownSession(
        session=session,
        upcoming=upcoming,
        last=await sessions.last(conn, session, now),
        rota=tuple(turn.user_id for turn in in_turn(rota)),
    )


async def show_meeting(conn: Connection, meeting: Meeting, now: datetime) -> ShownMeeting:
    """Return a meeting as everybody sees it."""
    # In the place of one that is cancelled there may be an earlier one.
    after = now if meeting.cancelled_at else max(now, meeting.starts_at)
    sent = await posts.of_period(conn, meeting.session.community_id, meeting.period)
    return ShownMeeting(
        meeting=meeting,
        came=await session_people.came(conn, meeting),
        next=await sessions.upcoming(conn, meeting.session, after),
        now=now,
        card=_place(sent.get(Kind.MEETING)),
        summary=_place(sent.get(Kind.SUMMARY)),
    )


async def show_rota(conn: Connection, meeting: Meeting, user_id: UserId) -> ShownRota:
    """Return the rota of a meeting's series as somebody sees it."""
    rota = await session_people.rota(conn, meeting.session, meeting.starts_at)
    turns = tuple(turn.user_id for turn in in_turn(rota))
    return ShownRota(meeting, turns, user_id in turns)


async def plan_meeting(
    tx: Transaction, community: Community, meeting: Meeting, now: datetime
) -> None:
    """Keep a new meeting, with its presenter, its event to be made and its post to be sent."""
    due = replace(meeting, due_at=now)
    await sessions.add_meeting(tx, due)
    await name_presenter(tx, due)
    due_at = max(now, meeting.starts_at - INVITED_BEFORE)
    invitation = _post(community, meeting, Kind.MEETING, due_at)
    await posts.add(tx, invitation)


async def plan_summary(
    tx: Transaction, community: Community, meeting: Meeting, now: datetime
) -> None:
    """Have the summary of a meeting posted; a second time changes nothing."""
    await posts.add(tx, _post(community, meeting, Kind.SUMMARY, now))


async def name_presenter(tx: Connection, meeting: Meeting) -> Meeting:
    """Keep who presents at a meeting to come; where they cannot any more, the next one does.

    Whoever is named stays named, so that nobody is bumped by somebody who joins later.
    """
    rota = await session_people.rota(tx, meeting.session, meeting.starts_at)
    able = {turn.user_id for turn in rota if turn.passed != meeting.number}
    if meeting.presenter in able:
        return meeting
    named = replace(meeting, presenter=next_presenter(rota, meeting.number))
    await sessions.save_meeting(tx, named)
    return named


async def follow(tx: Transaction, community: Community, meeting: Meeting, now: datetime) -> None:
    """Plan the meeting after one that is over or cancelled, unless there is one already.

    Those whose time passed while the bot was away are written down as not held by us.
    """
    session = meeting.session
    newest = await sessions.newest(tx, session)
    if newest is None or newest.number > meeting.number or session.ended_at:
        return
    if not session.every_weeks:
        await sessions.end(tx, session, now)
        return
    number = meeting.number
    for starts_at in starts_after(meeting.starts_at, session.every_weeks, community.zone):
        number += 1
        following = Meeting(session, number, starts_at)
        if starts_at > now:
            await plan_meeting(tx, community, following, now)
            return
        missed = replace(following, event_trouble=EventTrouble.MISSED)
        await sessions.add_meeting(tx, missed)


def _post(community: Community, meeting: Meeting, kind: Kind, due_at: datetime) -> Post:
    return Post(
        community_id=community.community_id,
        kind=kind,
        period=meeting.period,
        due_at=due_at,
        # Nothing was sent before it is due.
        claimed_at=due_at,
        retry_at=due_at,
        channel_id=community.challenge_place or meeting.session.channel_id,
    )


def _place(post: Post | None) -> Place | None:
    if post is None or post.state is not State.SENT:
        return None
    # What was sent stands somewhere.
    return Place(post.channel_id or 0, post.message_id or 0)
