"""Applications of ideas, as they are noted within somebody else's transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import ApplicationId, IdeaId, read_id
from bot.domain.searches import search_key
from bot.domain.wisdom import Application, AppliedToday, OwnIdea, UnknownIdea
from storage import applications, wisdom

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.callers import Caller
    from bot.domain.logs import Log
    from bot.domain.wisdom import Idea
    from storage.connections import Connection

MOST_NAMESAKES = 25


async def find_idea(conn: Connection, caller: Caller, text: str, now: datetime) -> Idea:
    """Return the idea of somebody else that an id or a title names.

    Raises:
        UnknownIdea: where there is none.
        OwnIdea: where it is the caller's own.
    """
    idea = await _by_id(conn, caller, text, now) or await _by_title(conn, caller, text, now)
    if idea is None:
        raise UnknownIdea(text)
    require_others(caller, idea)
    return idea


def require_others(caller: Caller, idea: Idea) -> None:
    """Refuse authors what is for listeners.

    Raises:
        OwnIdea: for the author.
    """
    if idea.user_id == caller.user_id:
        raise OwnIdea


async def _by_id(conn: Connection, caller: Caller, text: str, now: datetime) -> Idea | None:
    number = read_id(text)
    if number is None:
        return None
    shown = await wisdom.get(conn, caller.community_id, IdeaId(number), now)
    return shown.idea if shown else None


async def _by_title(conn: Connection, caller: Caller, text: str, now: datetime) -> Idea | None:
    key = search_key(text)
    who = (caller.community_id, caller.user_id)
    found = await wisdom.search(conn, *who, [key], now, most=MOST_NAMESAKES) if key else ()
    return next((each.idea for each in found if search_key(each.idea.title) == key), None)


def told_by(log: Log, idea: Idea, today: date) -> Application:
    """Return what a log tells of the idea that it tried; it goes when the log is taken back."""
    return Application(
        id=ApplicationId(log.id),
        community_id=log.community_id,
        idea_id=idea.id,
        user_id=log.user_id,
        day=today,
        happened="",
        applied_at=log.logged_at,
        log_id=log.id,
    )


async def note(tx: Connection, new: Application) -> None:
    """Keep an application, or the words that one of the same day still lacks."""
    whose = (new.community_id, new.idea_id, new.user_id)
    noted = await applications.on_day(tx, *whose, new.day)
    if noted is None:
        await applications.add(tx, new)
    elif noted.happened or not new.happened:
        raise AppliedToday
    else:
        await applications.say(tx, noted, new.happened)
