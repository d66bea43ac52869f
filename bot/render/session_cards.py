"""A meeting as everybody sees it: the card that invites, the rota, the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectDefaultValue, SelectDefaultValueType, ui
from discord.utils import format_dt

from bot.domain.session_meetings import Event
from bot.domain.sessions import LONGEST_AGREED, SessionKind
from bot.render.card import button, buttons, card, primary, text
from bot.render.forms import Field, form, paragraph
from bot.render.presses import Count, Press
from bot.render.text import count, inert, mention, quote, say_person, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.session_meetings import Meeting
    from bot.domain.sessions import Session, ShownMeeting, ShownRota
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

MOST_NAMED = 40
MOST_IN_TURN = 25
ROOM_FOR_AGREED = 2400
PRESENTER, AGREED = "presenter", "agreed"
LATE = "-# This comes later than promised."
_KINDS: Mapping[SessionKind, str] = {
    SessionKind.PRACTICE: "Practising together",
    SessionKind.FEEDBACK: "Giving each other feedback",
}


class Attend(Press, tag="meeting-here"):
    """Say that one is there, or take it back; it also tells a meeting's card from all others."""

    session_id: Count
    number: Count


class ShowRota(Press, tag="meeting-rota"):
    """Show who presents in turn, to me alone."""

    session_id: Count
    number: Count


class ToggleRota(Press, tag="meeting-turn"):
    """Put me on the rota, or take me off it."""

    session_id: Count
    number: Count


class LetPass(Press, tag="meeting-pass"):
    """Let somebody else present this once."""

    session_id: Count
    number: Count


class WriteSummary(Press, tag="meeting-summary"):
    """Write what was agreed, or correct it; the latter tells a summary from other messages."""

    session_id: Count
    number: Count
    again: bool


def attend(meeting: Meeting) -> Attend:
    """Give the press that stands on a meeting's card, and nowhere else."""
    return Attend(session_id=meeting.session.id, number=meeting.number)


def correct(session_id: int, number: int) -> WriteSummary:
    """Give the press that stands on a meeting's summary, and nowhere else."""
    return WriteSummary(session_id=session_id, number=number, again=True)


def event(meeting: Meeting) -> Event:
    """Tell Discord about a meeting."""
    session = meeting.session
    return Event(
        community_id=session.community_id,
        title=session.title,
        description=(
            f"{say_rhythm(session)}. Its card here has the rota of presenters, and the summary "
            "afterwards."
        ),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=session.place or "In this server",
        voice_channel_id=session.voice_channel_id,
    )


def meeting_card(shown: ShownMeeting, *, late: bool = False) -> Card:
    """Invite to a meeting, and show afterwards who came."""
    meeting, session = shown.meeting, shown.meeting.session
    key = {"session_id": session.id, "number": meeting.number}
    if not meeting.is_held:
        return card(
            text(_title(session), f"The meeting of {_when(meeting)} is cancelled."),
            text(say_next(shown)),
        )
    is_over = not meeting.is_to_come(shown.now)
    passing = None if is_over or not meeting.presenter else button("Not this time", LetPass(**key))
    return card(
        text(_title(session), LATE if late else None),
        text(f"**When:** {_when(meeting)}", f"**Where:** {say_place(session)}"),
        text(_say_presenter(meeting, is_over=is_over)),
        text(f"**Here ({len(shown.came)}):** {_name(shown.came)}") if shown.came else None,
        text(say_next(shown)) if is_over else None,
        buttons(
            button("I am here", attend(meeting)),
            button("Join or leave the rota", ToggleRota(**key)),
            passing,
        ),
        buttons(
            button("Who is in turn?", ShowRota(**key)),
            primary("Write the summary", WriteSummary(**key, again=False))
            if meeting.has_begun(shown.now) and not meeting.agreed
            else None,
        ),
    )


def rota_card(shown: ShownRota) -> Card:
    """Show the rota to one person, with the way on or off it."""
    session = shown.meeting.session
    names = [f"{place}. {mention(each)}" for place, each in enumerate(shown.turns, 1)]
    more = len(names) - MOST_IN_TURN
    label = "Leave the rota" if shown.is_on else "Join the rota"
    return card(
        text(f"### Who presents: {inert(session.title)}"),
        text(*names[:MOST_IN_TURN], f"… and {more} more" if more > 0 else None)
        if names
        else text("Nobody is on the rota yet. The first one to join presents next."),
        text(
            "Whoever waited longest is next. Ten minutes about what you work on are enough, and "
            "“Not this time” passes the turn on without losing it."
        ),
        buttons(button(label, ToggleRota(session_id=session.id, number=shown.meeting.number))),
    )


def summary_card(shown: ShownMeeting, *, late: bool = False) -> Card:
    """Tell everybody what came of a meeting."""
    meeting = shown.meeting
    presented = say_person(meeting.presenter) if meeting.presenter is not None else "nobody"
    return card(
        text(f"### What came of {inert(meeting.session.title)}", LATE if late else None),
        text(
            f"{format_dt(meeting.starts_at, 'D')} · presented by {presented}",
            f"**Here ({len(shown.came)}):** {_name(shown.came)}" if shown.came else None,
        ),
        text("**What we agreed**", _quote_within(meeting.agreed)),
        text(say_next(shown)),
        buttons(button("Correct it", correct(meeting.session.id, meeting.number))),
    )


def summary_form(press: WriteSummary, answers: Answers) -> Form:
    """Ask who presented and what was agreed."""
    chosen = answers.get(PRESENTER) or ""
    kind = SelectDefaultValueType.user
    select: ui.UserSelect[Any] = ui.UserSelect(
        custom_id=PRESENTER,
        required=False,
        min_values=0,
        default_values=[SelectDefaultValue(id=int(chosen), type=kind)] if chosen else [],
    )
    return form(
        "What came of the meeting",
        press,
        ui.Label(text="Who presented?", description="Nobody is fine", component=select),
        paragraph(
            Field(AGREED, "What was agreed?", "Everybody in the channel reads it."),
            answers,
            longest=LONGEST_AGREED,
        ),
    )


def summary_answers(meeting: Meeting) -> Answers:
    """Fill the form with what is known."""
    presenter = str(meeting.presenter) if meeting.presenter else ""
    return {PRESENTER: presenter, AGREED: meeting.agreed}


def summarised(shown: ShownMeeting) -> Card:
    """Confirm a summary to whoever wrote it."""
    if shown.summary:
        return card(text(f"Corrected, in <#{shown.summary.channel_id}>."))
    return card(text("Kept, thank you. It goes out within a minute, beside the meeting's card."))


def say_rhythm(session: Session) -> str:
    """Say what a session is for, how long and how often."""
    weeks = session.every_weeks
    often = "once" if not weeks else "every week" if weeks == 1 else f"every {weeks} weeks"
    return f"{_KINDS[session.kind]}, {session.minutes} minutes, {often}"


def say_place(session: Session) -> str:
    """Say where a session meets."""
    if session.voice_channel_id:
        return f"<#{session.voice_channel_id}>"
    return inert(session.place) or "here, in this server"


def say_next(shown: ShownMeeting) -> str:
    """Say when the next meeting is; who presents there may change, and stands on its own card."""
    meeting, session = shown.meeting, shown.meeting.session
    if shown.next:
        return f"**Next:** {format_dt(shown.next.starts_at, 'F')}"
    # Something is still to be done about it: it is not closed.
    if meeting.is_held and meeting.due_at and session.every_weeks and not session.ended_at:
        return "**Next:** it is planned once this one is over."
    return "**Next:** no meeting is planned."


def _title(session: Session) -> str:
    return f"### {inert(session.title)}\n{say_rhythm(session)}"


def _when(meeting: Meeting) -> str:
    return f"{format_dt(meeting.starts_at, 'F')} ({format_dt(meeting.starts_at, 'R')})"


def _say_presenter(meeting: Meeting, *, is_over: bool) -> str:
    if meeting.presenter is not None:
        said = "Presented" if is_over else "Presents"
        return f"**{said}:** {say_person(meeting.presenter)}"
    if is_over:
        return "Nobody was down to present."
    return "**Presents:** nobody yet. Whoever joins the rota is next; ten minutes are enough."


def _name(people: Sequence[int]) -> str:
    named = ", ".join(map(mention, people[:MOST_NAMED]))
    more = len(people) - MOST_NAMED
    return f"{named} and {count(more, 'more', 'more')}" if more > 0 else named


def _quote_within(words: str) -> str:
    """Quote a text, cut where its marks and lines would take more room than a card has."""
    whole = quote(words)
    return whole if len(whole) <= ROOM_FOR_AGREED else quote(shorten(words, ROOM_FOR_AGREED // 3))


def rota_button(meeting: Meeting) -> ui.Button[Any]:
    """Offer to see who is in turn."""
    return button("Rota", ShowRota(session_id=meeting.session.id, number=meeting.number))


def offer_summary(meeting: Meeting) -> ui.Button[Any]:
    """Offer to write what came of a meeting, or to correct it."""
    return button(
        "Correct the summary" if meeting.agreed else "Write the summary",
        WriteSummary(
            session_id=meeting.session.id, number=meeting.number, again=bool(meeting.agreed)
        ),
    )
