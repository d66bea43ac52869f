"""Entries of the journal: the author's card, the shared one, and what comes up on `/today`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.days import DAY
from bot.domain.journal import LONGEST_TEXT, EntryGone, EntryKind
from bot.domain.units import DONE
from bot.render.amounts import say_standard
from bot.render.card import Block, button, buttons, card, primary, text
from bot.render.days import MONTHS
from bot.render.forms import Field, form, paragraph
from bot.render.presses import Count, Press
from bot.render.reflections import WhatHelps
from bot.render.text import inert, quote, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from bot.domain.journal import Entry, JournalToday
    from bot.domain.practices import Practice
    from bot.render.card import Card
    from bot.render.forms import Answers, Form

LONGEST_REMINDED = 200
_TODAY: Mapping[EntryKind, str] = {
    EntryKind.CELEBRATE: "Today is for celebrating",
    EntryKind.GRIEVE: "Today may hurt, and that is all it has to do",
}
_YESTERDAY: Mapping[EntryKind, str] = {
    EntryKind.CELEBRATE: "Yesterday was for celebrating.",
    EntryKind.GRIEVE: "Yesterday was hard.",
}


class WriteWhy(Press, tag="journal-write-why"):
    """Write down why I do this, in a form."""


class ReadWhys(Press, tag="journal-whys"):
    """Read what I wrote of my why, the newest first."""

    page: Count


class OpenEntry(Press, tag="journal-entry"):
    """Show one of my entries."""

    entry_id: Count


class ChooseEntry(Press, tag="journal-choose"):
    """Choose which entry to show."""


class ShareEntry(Press, tag="journal-share"):
    """Share an entry (1), or take it back (0)."""

    entry_id: Count
    shared: Count


class DeleteEntry(Press, tag="journal-delete"):
    """Ask whether an entry is to be deleted."""

    entry_id: Count


class DeleteForGood(Press, tag="journal-deleted"):
    """Delete an entry, after having been asked."""

    entry_id: Count


class ChallengeAnyway(Press, tag="journal-challenge"):
    """See how a challenge goes, although the day is for an outcome."""

    challenge_id: Count


class EveryoneAnyway(Press, tag="journal-everyone"):
    """See all lines of a challenge, although the day is for an outcome."""

    challenge_id: Count


class NumbersAnyway(Press, tag="journal-numbers"):
    """See somebody's numbers, although the day is for an outcome."""

    user_id: Count


class Recent(Press, tag="journal-recent"):
    """Show what I wrote last."""

    page: Count


def whys(found: Sequence[Entry], number: int = 0) -> Card:
    """Show one of the member's whys, the newest first."""
    if not found:
        return card(
            text(
                "### Why you do this",
                "Nothing written yet. One honest sentence is enough; it comes up when your rhythm "
                "breaks.",
            ),
            buttons(primary("Write it down", WriteWhy())),
        )
    place = min(number, len(found) - 1)
    entry = found[place]
    older = button("Older", ReadWhys(page=place + 1)) if place + 1 < len(found) else None
    newer = button("Newer", ReadWhys(page=place - 1)) if place else None
    since = "since" if place == 0 else "written on"
    return card(
        text("### Why you do this", f"-# {since} {say_date(entry.day)}"),
        text(quote(entry.text)),
        buttons(
            button("Write a new one", WriteWhy()),
            button("Open", OpenEntry(entry_id=entry.id)),
            newer,
            older,
        ),
    )


def why_form(press: WriteWhy, answers: Answers) -> Form:
    """Ask for the why."""
    field = Field("text", "Why do you do this?", "Private. It comes up when your rhythm breaks.")
    return form("Why I do this", press, paragraph(field, answers, longest=LONGEST_TEXT))


def quiet(outcome: Entry, anyway: Press) -> Card:
    """Stand in place of boards and of others' results on an outcome's day."""
    return card(
        text(
            f"{_TODAY[outcome.kind]}. How it goes for others can wait until tomorrow.",
        ),
        buttons(button("Show anyway", anyway)),
    )


def today(shown: JournalToday) -> tuple[Block, ...]:
    """Say what the journal has to say on `/today`."""
    if shown.outcome:
        words = inert(_excerpt(shown.outcome.text))
        return (text(f"{_TODAY[shown.outcome.kind]}: {words}"),)
    if shown.after:
        return (text(_after(shown.after, shown.step)),)
    # Somebody who brings something up offers a step with it.
    why = None if shown.why else primary("Write down why", WriteWhy())
    helps = button("What helps me", WhatHelps()) if shown.helps else None
    row = (buttons(why, helps),) if why or helps else ()
    return (text(*_broken(shown)), *row)


def say_date(day: date) -> str:
    """Say a day as a journal does: "5 Jan 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    EntryGone: lambda _: (
        "That entry is not there any more, or not yours. `/journal recent` shows what you wrote."
    ),
}


def _after(outcome: Entry, step: Practice | None) -> str:
    before = _YESTERDAY[outcome.kind]
    if step is None:
        return f"{before} Back to the process, whenever you like."
    standard = step.standard_on(outcome.day + DAY)
    amount = "" if standard.unit == DONE else f"{say_standard(standard)} of "
    return f"{before} The next small step: {amount}{inert(step.name)}."


def _broken(shown: JournalToday) -> Iterator[str]:
    yield "Your rhythm has paused. Anything you log, however small, takes it up again."
    if shown.why:
        yield f"Why you do this: {inert(_excerpt(shown.why))}"
    if shown.helps:
        yield f"What helped you before: {inert(_excerpt(shown.helps))}"


def _excerpt(words: str) -> str:
    return shorten(" ".join(words.split()), LONGEST_REMINDED)
