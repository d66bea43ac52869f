"""Sessions as moderators see them, and what they are told about events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord.utils import format_dt

from bot.domain.session_meetings import INVITED_BEFORE, EventTrouble
from bot.render.card import ACCENT, WARNING, button, buttons, card, rule, section, text
from bot.render.forms import Field, form, line
from bot.render.presses import Count, Press
from bot.render.session_cards import offer_summary, rota_button, say_place, say_rhythm
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from discord import ui

    from bot.domain.session_meetings import Meeting
    from bot.domain.sessions import ChangedSession, ShownSession
    from bot.render.card import Block, Card
    from bot.render.forms import Answers, Form

STARTS = "starts"
START_EXAMPLE = "tuesday 19:00 or 2026-12-01 19:00"
_TROUBLES: Mapping[EventTrouble, str] = {
    EventTrouble.FORBIDDEN: (
        "I may not make events. Open Server Settings, then Roles, choose my role and allow Create "
        "Events; in a voice channel I need View Channel and Connect too. I try again every ten "
        "minutes."
    ),
    EventTrouble.UNREACHABLE: "Discord did not answer. I try again every ten minutes.",
    EventTrouble.GONE: "the voice channel is not there any more. End the series and plan it anew.",
    EventTrouble.REFUSED: (
        "Discord did not accept it. A server may hold 100 events; once there is room, try again."
    ),
    EventTrouble.DELETED: "somebody deleted it in Discord. I make it anew only if you ask.",
}
_LOST, _UNKNOWN = EventTrouble.DELETED, EventTrouble.REFUSED


class ListSessions(Press, tag="sessions"):
    """Show all sessions of the community."""


class ShowSession(Press, tag="session"):
    """Show one session with all that can be done about it."""

    session_id: Count


class PlanNext(Press, tag="session-next"):
    """Plan the next meeting by hand, in a form."""

    session_id: Count


class EndSession(Press, tag="session-end"):
    """End a series."""

    session_id: Count


class CancelMeeting(Press, tag="meeting-cancel"):
    """Cancel one meeting."""

    session_id: Count
    number: Count


class PassTurn(Press, tag="meeting-skip"):
    """Let the next one in turn present."""

    session_id: Count
    number: Count


class RemakeEvent(Press, tag="meeting-event"):
    """Have a meeting's event made at once."""

    session_id: Count
    number: Count


def all_sessions(found: Sequence[ShownSession]) -> Card:
    """List the sessions of a community."""
    if not found:
        return card(
            text(
                "### Sessions",
                "None is planned. `/community session title:… starts:tuesday 19:00` begins one: "
                "I make a Discord event for every meeting, with a rota of presenters.",
            )
        )
    return card(
        text("### Sessions", "-# `/community session` with a title and a start begins another."),
        *(_line(each) for each in found),
    )


def session_card(shown: ShownSession, news: str | None = None, missing: Sequence[str] = ()) -> Card:
    """Show one series with what moderators can do; ``missing`` permissions keep events away."""
    session, upcoming = shown.session, shown.upcoming
    latest = upcoming or shown.last
    return card(
        text(f"### {inert(session.title)}", f"{say_rhythm(session)} · {say_place(session)}"),
        text(news) if news else None,
        text(*_say_state(shown), _say_trouble(upcoming) if upcoming else None),
        text(say_missing(missing)) if missing else None,
        rule(),
        buttons(
            button("Plan the next", PlanNext(session_id=session.id)),
            rota_button(latest) if latest else None,
            _pass_turn(upcoming) if upcoming and upcoming.presenter else None,
            _remake(upcoming) if upcoming else None,
        ),
        buttons(
            _cancel(upcoming) if upcoming else None,
            None if session.ended_at else _end(session.id),
            offer_summary(shown.last) if shown.last else None,
            button("All sessions", ListSessions()),
        ),
        accent=WARNING if missing else ACCENT,
    )


def planned(shown: ShownSession, missing: Sequence[str]) -> Card:
    """Confirm a new series; that its event cannot be made stands below."""
    event = "" if missing else " Its event in Discord is there within a minute."
    where = f"in <#{shown.session.channel_id}>"
    invited = f" Members find its card {where}, from {INVITED_BEFORE.days} days before it on."
    return session_card(shown, f"Planned.{event}{invited}", missing)


def moved(changed: ChangedSession, missing: Sequence[str]) -> Card:
    """Confirm a meeting that was planned by hand."""
    instead = " What was planned before it is cancelled." if changed.cancelled else ""
    return session_card(changed.shown, f"Planned.{instead}", missing)


def turn_passed(shown: ShownSession) -> Card:
    """Confirm that somebody else presents, or that nobody else is there to."""
    return session_card(shown, "Passed on. Whoever passed stays on the rota.")


def cancelled(shown: ShownSession) -> Card:
    """Confirm that one meeting is cancelled."""
    return session_card(shown, "Cancelled. Its event goes within a minute.")


def ended(shown: ShownSession) -> Card:
    """Confirm that a series has ended."""
    return session_card(shown, "Ended. What was planned is cancelled; summaries stay.")


def remade(shown: ShownSession, missing: Sequence[str]) -> Card:
    """Confirm that an event is to be made."""
    news = None if missing else "Its event in Discord is there within a minute."
    return session_card(shown, news, missing)


def next_form(press: PlanNext, answers: Answers) -> Form:
    """Ask when the next meeting is."""
    return form(
        "The next meeting",
        press,
        line(
            Field(STARTS, "When?", "In the community's zone; it replaces what is planned"),
            answers,
            longest=60,
            example=START_EXAMPLE,
        ),
    )


def notice(meeting: Meeting) -> Card:
    """Tell moderators what keeps a meeting's event from being as it should."""
    session = meeting.session
    if meeting.cancelled_at:
        said = (
            "was cancelled, and its event could not be deleted. Delete it in Discord, or allow my "
            "role Create Events."
        )
    else:
        said = f"has no event in Discord: {_TROUBLES[meeting.event_trouble or _UNKNOWN]}"
    return card(
        text("### An event needs a hand"),
        text(f"{inert(session.title)}, {format_dt(meeting.starts_at, 'F')}, {said}"),
        buttons(
            None if meeting.cancelled_at else _remake(meeting),
            button("The session", ShowSession(session_id=session.id)),
        ),
        accent=WARNING,
    )


def say_missing(missing: Iterable[str]) -> str:
    """Say which permissions an event needs, by the names that Discord shows."""
    names = ", ".join(name.replace("_", " ").title() for name in missing)
    return (
        f"For its event in Discord I lack: {names}. Open Server Settings, then Roles, choose my "
        "role and allow it; a channel's own Permissions may take it away again. The session is "
        "kept, and I try again every ten minutes."
    )


def _line(shown: ShownSession) -> Block:
    lines = [f"**{inert(shown.session.title)}** · {say_rhythm(shown.session)}", *_say_state(shown)]
    if shown.upcoming and shown.upcoming.event_trouble:
        lines.append("It has no event in Discord. Open it to see why.")
    return section("\n".join(lines), button("Open", ShowSession(session_id=shown.session.id)))


def _say_state(shown: ShownSession) -> Iterator[str]:
    upcoming = shown.upcoming
    if shown.session.ended_at:
        yield "Ended."
    elif upcoming is None:
        yield "No meeting is planned."
    else:
        who = mention(upcoming.presenter) if upcoming.presenter else "nobody yet"
        yield f"Next: {format_dt(upcoming.starts_at, 'F')}, presented by {who}"
    if shown.last and not shown.last.agreed:
        yield f"The meeting of {format_dt(shown.last.starts_at, 'D')} has no summary yet."


def _say_trouble(meeting: Meeting) -> str | None:
    if meeting.event_trouble is None:
        return None
    return f"Without an event in Discord: {_TROUBLES[meeting.event_trouble]}"


def _remake(meeting: Meeting) -> ui.Button[Any] | None:
    if meeting.event_trouble is None:
        return None
    label = "Make the event anew" if meeting.event_trouble is _LOST else "Try the event again"
    press = RemakeEvent(session_id=meeting.session.id, number=meeting.number)
    return button(label, press)


def _pass_turn(meeting: Meeting) -> ui.Button[Any]:
    press = PassTurn(session_id=meeting.session.id, number=meeting.number)
    return button("Somebody else presents", press)


def _cancel(meeting: Meeting) -> ui.Button[Any]:
    press = CancelMeeting(session_id=meeting.session.id, number=meeting.number)
    return button("Cancel the next meeting", press)


def _end(session_id: int) -> ui.Button[Any]:
    return button("End the series", EndSession(session_id=session_id))
