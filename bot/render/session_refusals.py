"""What is the matter with a session, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.session_starts import StartPassed, StartTooFar, UnknownStart
from bot.domain.sessions import (
    MOST_OPEN,
    IncompleteSession,
    MeetingOver,
    NotNow,
    NotSoFar,
    NotYourSummary,
    NotYourTurn,
    SessionEnded,
    SessionGone,
    TitleTaken,
    TooManySessions,
)
from bot.render.text import typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_STARTS = 'Try "tuesday 19:00", "tomorrow 7pm" or a date such as "2026-12-01 19:00".'

REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    IncompleteSession: lambda _: (
        "A session needs a title and a start. Give both options, `title` and `starts`; without any "
        "option I show the sessions there are."
    ),
    UnknownStart: lambda refusal: f"I could not read {typed(refusal.text)} as a start. {_STARTS}",
    StartPassed: lambda refusal: (
        f"{format_dt(refusal.starts_at, 'f')} has passed already. Name a time to come. {_STARTS}"
    ),
    StartTooFar: lambda refusal: (
        f"{format_dt(refusal.starts_at, 'f')} is more than a year ahead. Name an earlier time."
    ),
    TooManySessions: lambda _: (
        f"There are {MOST_OPEN} open sessions, and no more fit into one list. End one first."
    ),
    TitleTaken: lambda refusal: (
        f"A session called {typed(refusal.title)} is open already. Choose another title, or plan "
        "its next meeting in `/community session`."
    ),
    SessionGone: lambda _: (
        "That session is not there any more. `/community session` shows moderators the others."
    ),
    SessionEnded: lambda _: "This series has ended, so nobody presents at it any more.",
    MeetingOver: lambda _: "This meeting is over or was cancelled, so there is nothing to change.",
    NotNow: lambda refusal: (
        f"Attendance is noted from {format_dt(refusal.opens, 'f')} to "
        f"{format_dt(refusal.closes, 'f')}. Before it, Discord's event takes who is interested."
    ),
    NotSoFar: lambda _: "This meeting has not taken place, so there is nothing to sum up so far.",
    NotYourTurn: lambda _: (
        "It is somebody else's turn, so there is nothing to pass on. “Who is in turn?” shows it."
    ),
    NotYourSummary: lambda _: (
        "The summary is written by whoever presented, or by a moderator. If something is missing, "
        "tell one of them."
    ),
}
