"""Cards of the journal's entries: for their author, and for everybody where one is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.journal import EntryKind
from bot.domain.pieces import PieceKind
from bot.render.card import button, buttons, card, rule, text
from bot.render.journal import (
    LONGEST_REMINDED,
    DeleteEntry,
    DeleteForGood,
    OpenEntry,
    Recent,
    ShareEntry,
    say_date,
)
from bot.render.pieces import report_button
from bot.render.recoveries import TakeTen
from bot.render.rest_presses import pause_button
from bot.render.text import mention, quote, shorten
from bot.render.troubles import say_trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

    from bot.domain.deliveries import Trouble
    from bot.domain.journal import Entry, Written
    from bot.render.card import Block, Card

LONGEST_LABEL = 30
TITLES: Mapping[EntryKind, str] = {
    EntryKind.WHY: "Why you do this",
    EntryKind.WIN: "A win",
    EntryKind.SETBACK: "A setback",
    EntryKind.CELEBRATE: "Today is for celebrating",
    EntryKind.GRIEVE: "Today is for letting it hurt",
}
_QUIET = "I am quiet about the process until your day is over. Tomorrow brings the next small step."
_FOLLOWS: Mapping[EntryKind, str] = {
    EntryKind.WHY: "It comes up when your rhythm breaks. A new one never deletes the old ones.",
    EntryKind.WIN: "It stands in your year in wins.",
    EntryKind.SETBACK: "A setback is information, and you have just read it.",
    EntryKind.CELEBRATE: _QUIET,
    EntryKind.GRIEVE: _QUIET,
}
_SHARED: Mapping[EntryKind, str] = {
    EntryKind.WHY: "says why they practise",
    EntryKind.WIN: "has a win to tell",
    EntryKind.SETBACK: "learnt from a setback",
    EntryKind.CELEBRATE: "celebrates",
    EntryKind.GRIEVE: "had hoped for something else",
}
NOT_SET_UP = (
    "It stays with you for now: nothing is posted here before a moderator has used "
    "`/community setup`."
)
GONE = "Your entry is kept. Its public card is not there any more; you can share it again."


def written(what: Written, note: str | None = None, *, fresh: bool = False) -> Card:
    """Show an entry to its author.

    A ``fresh`` setback offers to take ten, and a fresh grief to pause.
    """
    entry = what.entry
    return card(
        text(f"### {TITLES[entry.kind]}", f"-# {say_date(entry.day)}"),
        text(quote(entry.text)),
        text("**What it teaches**", quote(entry.lesson)) if entry.lesson else None,
        text(_FOLLOWS[entry.kind]) if fresh else None,
        _take_ten(what) if fresh else None,
        rule(),
        text(note, _who_sees(entry)),
        buttons(
            _share_button(what),
            button("Delete", DeleteEntry(entry_id=entry.id)),
            button("My journal", Recent(page=0)),
            pause_button() if fresh and entry.kind is EntryKind.GRIEVE else None,
        ),
    )


def shared(entry: Entry) -> Card:
    """Show a shared entry to the community."""
    return card(
        text(f"### {mention(entry.user_id)} {_SHARED[entry.kind]}"),
        text(quote(entry.text)),
        text("**What it teaches**", quote(entry.lesson)) if entry.lesson else None,
        below=[buttons(report_button(PieceKind.ENTRY, entry.id))],
    )


def ask_delete(entry: Entry) -> Card:
    """Ask whether an entry is really to go."""
    also = " Its public card goes as well." if entry.card else ""
    return card(
        text("### Delete this entry?", f"Nobody can bring it back.{also}"),
        text(quote(shorten(entry.text, LONGEST_REMINDED))),
        buttons(
            button("Delete it", DeleteForGood(entry_id=entry.id)),
            button("Keep it", OpenEntry(entry_id=entry.id)),
        ),
    )


def deleted(trouble: Trouble | None = None) -> Card:
    """Say that an entry is gone, and what came of its public card."""
    left = (
        f"Its public card could not be taken down: {say_trouble(trouble)}. I try again every day; "
        "a moderator can delete the message at once."
        if trouble
        else None
    )
    return card(text("The entry is deleted.", left), buttons(button("My journal", Recent(page=0))))


def shared_in(channel_id: int) -> str:
    """Say where the public card is."""
    return f"-# Shared in <#{channel_id}>."


def not_shared(channel_id: int, trouble: Trouble) -> str:
    """Say why there is no public card; the entry is safe."""
    return (
        f"Your entry is kept. It could not be posted in <#{channel_id}>: {say_trouble(trouble)}. "
        "A moderator can mend that in `/community settings`."
    )


def not_mended(trouble: Trouble) -> str:
    """Say why the public card still stands."""
    return f"Your entry is kept. Its public card stays as it was: {say_trouble(trouble)}."


def _take_ten(what: Written) -> Block | None:
    if what.entry.kind is not EntryKind.SETBACK or not what.practices:
        return None
    alone = len(what.practices) == 1
    return buttons(
        *(
            button(
                "Take ten" if alone else f"Take ten: {shorten(each.name, LONGEST_LABEL)}",
                TakeTen(practice_id=each.id),
            )
            for each in what.practices
        )
    )


def _who_sees(entry: Entry) -> str:
    if entry.card:
        return shared_in(entry.card.channel_id)
    return "-# Not posted yet." if entry.shared else "-# Private: only you see it."


def _share_button(what: Written) -> ui.Button[Any] | None:
    entry = what.entry
    if entry.card:
        return button("Make it private", ShareEntry(entry_id=entry.id, shared=0))
    if what.is_set_up:
        return button("Share it", ShareEntry(entry_id=entry.id, shared=1))
    return None
