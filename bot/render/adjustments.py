"""Making a change one's own: the button on feedback, ideas and lessons, and the rule of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.adjustments import LONGEST_CHANGE, NothingToAdopt, Source
from bot.render.card import button, buttons, card, text
from bot.render.forms import Field, form, line
from bot.render.presses import Count, Press
from bot.render.text import quote, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from discord import ui

    from bot.domain.adjustments import Adjustment, Proposal
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

LONGEST_LABEL = 80


class AdoptChange(Press, tag="adopt"):
    """Try this change next."""

    source: Source
    source_id: Count


class SwitchChange(Press, tag="adopt-switch"):
    """Try this change next, and drop the one that is being tried (``drops``)."""

    source: Source
    source_id: Count
    drops: Count


class SayChange(Press, tag="adopt-line"):
    """Say in one line what is tried next; ``drops`` is what goes for it, or 0."""

    source: Source
    source_id: Count
    drops: Count


class KeepMine(Press, tag="adopt-keep"):
    """Go on with what is being tried."""


def adopt_button(source: Source, source_id: int) -> ui.Button[Any]:
    """Offer to make the change of an answer, an idea or a lesson the next adjustment."""
    return button("Make it my adjustment", AdoptChange(source=source, source_id=source_id))


def offer(source: Source, source_id: int) -> Card:
    """Offer privately to make a change one's own, beside a card that everybody sees."""
    return card(
        text("What you learnt can be the one change that you try next."),
        buttons(adopt_button(source, source_id)),
    )


def line_form(press: SayChange, proposal: Proposal, answers: Answers) -> Form:
    """Ask for a long change in one line, with its beginning to start from."""
    begun = shorten(proposal.line, LONGEST_CHANGE)
    return form(
        "Your one change",
        press,
        line(
            Field("change", "Say it in one line", "As small as you can try it this week."),
            answers or {"change": begun},
            longest=LONGEST_CHANGE,
        ),
    )


def proposed(proposal: Proposal, line: str = "") -> Card:
    """Show what came of wanting a change: it is tried now, or one of two has to wait.

    ``line`` is what was typed for it.
    """
    if proposal.rival:
        return _which_one(proposal, proposal.rival, line or proposal.line)
    return _adopted(proposal.running) if proposal.running else kept(None)


def kept(running: Adjustment | None) -> Card:
    """Say what goes on being tried."""
    if running is None:
        return card(text("Nothing is being tried just now, and nothing was changed."))
    return card(text("**Still trying**"), text(quote(running.change)))


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    NothingToAdopt: lambda _: (
        "There is no change to make yours here: it is gone, or was for somebody else. Your next "
        "`/reflect` asks for one as well."
    ),
}


def _which_one(proposal: Proposal, running: Adjustment, change: str) -> Card:
    origin = proposal.origin
    switch = SwitchChange(source=origin.source, source_id=origin.id, drops=running.id)
    # Apart: in one text with them, a quotation can swallow the lines that follow.
    return card(
        text("**One change at a time**", "You are trying this:"),
        text(quote(running.change)),
        text("and this is the new one:"),
        text(quote(change)),
        text("Which one is it?"),
        buttons(
            button(_label("Keep", running.change), KeepMine()),
            button(_label("Switch to", change), switch),
        ),
    )


def _adopted(running: Adjustment) -> Card:
    return card(
        text("**Trying next**"),
        text(quote(running.change)),
        text("-# It stands in `/today`, and your next look back asks what came of it."),
    )


def _label(verb: str, words: str) -> str:
    return shorten(f"{verb}: {words}", LONGEST_LABEL)
