"""Reports as moderators see them, what was done about them, and who is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui
from discord.utils import format_dt

from bot.domain.moderation import (
    ActKind,
    AlreadyDone,
    ModeratorStays,
    NotHideable,
    OwnCase,
    OwnSuspension,
    Suspended,
)
from bot.domain.pieces import AUTHORS_OWN, PieceKind
from bot.domain.reports import ReportState, UnknownReport
from bot.render.card import WARNING, button, buttons, card, text
from bot.render.pages import page_of, pager
from bot.render.pieces import NAMES
from bot.render.presses import Count, Press
from bot.render.text import count, mention, quote, say_person
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.deliveries import Trouble
    from bot.domain.ids import UserId
    from bot.domain.moderation import Act, Case, Desk, Judged
    from bot.domain.pieces import Piece
    from bot.render.card import Block, Card

HIDE = "Hide this card"
ACTS_ON_A_CASE = 5
ACTS_ON_A_PAGE = 15
MOST_NAMED = 8
_DONE = {
    ActKind.HID: "Hidden",
    ActKind.RESTORED: "Restored",
    ActKind.SUSPENDED: "Author suspended",
    ActKind.READMITTED: "Author readmitted",
    ActKind.DISMISSED: "Dismissed",
}


class Decide(Press, tag="report-act"):
    """Do something about a report."""

    report_id: Count
    act: ActKind


class TurnReports(Press, tag="report-list"):
    """Show an open report, by its place in the list."""

    page: Count


class ShowActs(Press, tag="report-acts"):
    """Show what moderators did, a page at a time."""

    page: Count


class ShowAgain(Press, tag="restore"):
    """Show a piece again that I hid by its menu."""

    kind: PieceKind
    piece_id: Count


class JudgeMember(Press, tag="suspend"):
    """Keep a member out, or let them in again."""

    user_id: Count
    suspended: bool


def case(shown: Case, *remarks: str | None, below: Sequence[Block] = ()) -> Card:
    """Show a report to moderators: who tells, what was written, and what can be done."""
    report = shown.report
    return card(
        text(
            f"### Reported: {NAMES[report.piece.kind]}",
            f"Told by {say_person(report.user_id, 'somebody who deleted their data')} "
            f"{format_dt(report.reported_at, 'R')}",
            f"Written by {mention(report.reported)}{_how(shown)}",
        ),
        text("**Why**", quote(report.reason)) if report.reason else None,
        text("**What was written**", quote(report.said) if report.said else _no_text(report.piece)),
        text(*_state(shown), *remarks),
        *_buttons(shown),
        accent=WARNING,
        below=below,
    )


def desk(found: Desk, number: int = 0) -> Card:
    """Show the open reports one by one, and who is kept out."""
    acts = button("What was done", ShowActs(page=0))
    if not found.cases:
        return card(
            text("### Reports", "No report is open. Everybody can tell of something by `/report`."),
            text(*_kept_out(found.suspended)) if found.suspended else None,
            buttons(acts),
        )
    page = page_of(found.cases, number, 1)
    turn = pager(page, lambda to: TurnReports(page=to))
    which = f"-# Open report {page.number + 1} of {len(found.cases)}, the oldest first"
    return case(
        page.items[0],
        which,
        *_kept_out(found.suspended),
        below=[*([turn] if turn else []), buttons(acts)],
    )


def audit(acts: Sequence[Act], number: int = 0) -> Card:
    """Show what moderators did, the latest first."""
    back = button("Open reports", TurnReports(page=0))
    title = "### What moderators did"
    if not acts:
        return card(text(title, "Nothing yet."), buttons(back))
    page = page_of(acts, number, ACTS_ON_A_PAGE)
    turn = pager(page, lambda to: ShowActs(page=to))
    lines = (f"- {_say_act(act)} · {_what(act)}" for act in page.items)
    return card(text(title, *lines), below=[*([turn] if turn else []), buttons(back)])


def judged(what: Judged, *, is_new: bool) -> Card:
    """Show whether a member is kept out, with the button that changes it."""
    who = mention(what.user_id)
    if what.is_suspended:
        said = f"{who} is kept out{' from now on' if is_new else ' already'}."
        means = (
            "They cannot ask for feedback, answer, thank or share here; their logs stay private "
            "and count. They are told so when they try."
        )
    else:
        said, means = f"{who} may take part{' again' if is_new else ''}.", None
    label = "Readmit" if what.is_suspended else "Suspend"
    press = JudgeMember(user_id=what.user_id, suspended=not what.is_suspended)
    lines = [f"-# {_say_act(act)}" for act in what.acts[-ACTS_ON_A_CASE:]]
    return card(text(said, means), text(*lines) if lines else None, buttons(button(label, press)))


def not_changed(trouble: Trouble) -> str:
    """Say that the public card stands as it was."""
    return f"Its card in the channel could not be changed: {say_trouble(trouble)}."


def no_card() -> str:
    """Say that what is shown again has no card to put back."""
    return "There is no card to put back."


def was_hidden(piece: Piece, trouble: Trouble | None = None) -> Card:
    """Tell a moderator what came of hiding a card by its menu."""
    stays = _STAYS.get(piece.kind, "It is out of every list.")
    back = None
    if piece.kind not in AUTHORS_OWN:
        press = ShowAgain(kind=piece.kind, piece_id=piece.id)
        back = buttons(button("Restore", press))
    if trouble is None:
        return card(text(f"The card is hidden. {stays}"), back)
    return card(
        text(
            f"I could not change that message: {say_trouble(trouble)}.",
            f"You can delete it by hand. {stays}",
        ),
        back,
    )


def shown_again(remark: str | None = None) -> Card:
    """Tell a moderator that a piece is shown again."""
    return card(text("It is shown again.", remark))


_STAYS = {
    PieceKind.LOG: "The log itself stays and counts.",
    PieceKind.REFLECTION: "The reflection stays with its author.",
    PieceKind.ENTRY: "The entry stays with its author.",
}


def _buttons(shown: Case) -> Iterator[Block]:
    report = shown.report
    place = report.link

    def act(label: str, kind: ActKind, style: ButtonStyle = ButtonStyle.secondary) -> Any:
        return button(label, Decide(report_id=report.id, act=kind), style=style)

    link: ui.Button[Any] | None = None
    if place is not None:
        link = ui.Button(
            label="Open it",
            url=f"https://discord.com/channels/{report.community_id}/{place.channel_id}/"
            f"{place.message_id}",
        )
    yield buttons(
        act("Hide", ActKind.HID, ButtonStyle.danger) if shown.can_hide else None,
        act("Restore", ActKind.RESTORED) if shown.can_restore else None,
        act("Readmit author", ActKind.READMITTED)
        if shown.is_suspended
        else act("Suspend author", ActKind.SUSPENDED, ButtonStyle.danger),
        act("Dismiss", ActKind.DISMISSED) if report.state is ReportState.OPEN else None,
        link,
    )


def _state(shown: Case) -> Iterator[str]:
    acts = [f"-# {_say_act(act)}" for act in shown.acts[-ACTS_ON_A_CASE:]]
    if shown.report.piece.kind is PieceKind.MESSAGE and not acts:
        yield "-# Only Discord can take a message away: open it and delete it there."
    elif shown.written is None and shown.report.piece.kind is not PieceKind.MESSAGE:
        yield "-# It is not there any more."
    yield from acts or ("-# Nobody has decided yet.",)


def _kept_out(suspended: Sequence[UserId]) -> Iterator[str]:
    if suspended:
        names = ", ".join(mention(user_id) for user_id in suspended[:MOST_NAMED])
        left = len(suspended) - MOST_NAMED
        more = f" and {left} more" if left > 0 else ""
        people = count(len(suspended), "person is", "people are")
        yield f"-# {people} kept out: {names}{more}. `/moderate block` lets them in again."


def _how(shown: Case) -> str:
    if shown.written is None or not shown.written.anonymous:
        return ""
    if shown.report.piece.kind is PieceKind.APPLICATION:
        return ", whom it does not name: keep that among moderators"
    return ", who asked anonymously: keep that among moderators"


def _no_text(piece: Piece) -> str:
    if piece.kind is PieceKind.MESSAGE:
        return "I keep no text of a message that was reported by its address. Open it to read it."
    return "Nothing can be read any more."


def _say_act(act: Act) -> str:
    who = say_person(act.by, "a moderator who deleted their data")
    return f"{_DONE[act.kind]} by {who} {format_dt(act.at, 'R')}"


def _what(act: Act) -> str:
    what = NAMES[act.piece.kind] if act.piece else "the member"
    return f"{what} of {say_person(act.about, 'somebody who deleted their data')}"


def _done_already(refusal: AlreadyDone) -> str:
    if refusal.act is None:
        return "That is done already."
    return f"That is done already. {_say_act(refusal.act)}."


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    AlreadyDone: _done_already,
    ModeratorStays: lambda _: (
        "That is a moderator here, whom I cannot keep out. Talk to them, or to whoever gave them "
        "the role."
    ),
    NotHideable: lambda _: (
        "There is nothing to hide: that is no card of mine with a member's words, or it is gone. "
        "Other messages you can delete in Discord."
    ),
    OwnCase: lambda _: "This is about you, so another moderator decides it.",
    OwnSuspension: lambda _: "That is you. Nobody keeps themselves out here.",
    Suspended: lambda _: (
        "The moderators have paused asking, answering, sharing and joining for you here. Your own "
        "practice goes on: `/log`, `/today` and `/reflect` work as ever. Talk to a moderator "
        "about it."
    ),
    UnknownReport: lambda _: (
        "That report is gone: whoever wrote the piece has deleted their data, say. "
        "`/moderate reports` shows what is open."
    ),
}
