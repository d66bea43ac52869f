"""Lists of one's own words: the newest, those found, weeks side by side, the wins of a year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from discord import SelectOption

from bot.domain.journal import EntryKind
from bot.domain.journal_pages import MOST_FOUND, Aspect, Source
from bot.render.card import button, buttons, card, choice, rule, text
from bot.render.days import MONTHS
from bot.render.journal import ChooseEntry, Recent, say_date
from bot.render.pages import page_of, pager
from bot.render.presses import Count, Press, Year
from bot.render.text import inert, shorten, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.journal import Entry
    from bot.domain.journal_pages import Found, Note, YearInWins
    from bot.domain.reflections import Reflection
    from bot.render.card import Block, Card

# With these sizes, every page fits into one message, whatever was typed.
NOTES_ON_A_PAGE = 5
LONGEST_NOTE = 300
WEEKS_ON_A_PAGE = 3
LONGEST_PART = 100
LINES_ON_A_PAGE = 8
LONGEST_LINE = 200
LONGEST_OPTION = 100
KINDS: Mapping[EntryKind, str] = {
    EntryKind.WHY: "why",
    EntryKind.WIN: "win",
    EntryKind.SETBACK: "setback",
    EntryKind.CELEBRATE: "celebrated",
    EntryKind.GRIEVE: "grieved",
}
ASPECTS: Mapping[Aspect, str] = {
    Aspect.ALL: "Everything",
    Aspect.BEHAVIOUR: "Improved",
    Aspect.CONDITIONS: "What made it possible",
    Aspect.ADJUSTMENT: "Tried next",
    Aspect.GOAL: "Better next week",
    Aspect.ANSWER: "Answers to the question",
}


class TurnFound(Press, tag="journal-found"):
    """Turn to another page of what was found; the draft knows what was looked for."""

    draft_id: Count
    page: Count


class SideBySide(Press, tag="journal-weeks"):
    """Show the reflections of all weeks side by side."""

    aspect: Aspect
    page: Count


class ChooseAspect(Press, tag="journal-aspect"):
    """Choose what to read of all weeks."""


class ShowWins(Press, tag="journal-wins"):
    """Show the wins of one calendar year."""

    calendar_year: Year
    page: Count


class ShowWinsNow(Press, tag="journal-wins-now"):
    """Show the wins of this year."""


def recent(notes: Sequence[Note], number: int = 0) -> Card:
    """Show a page of what a member wrote last."""
    title = "### Your journal"
    if not notes:
        return card(
            text(
                title,
                "Nothing yet. `/journal win` notes what went well, `/journal setback` what a bad "
                "day taught, and `/journal why` what you do it for.",
            ),
            _ways(),
        )
    return _listed(title, notes, number, lambda to: Recent(page=to))


def found(what: Found, words: str, draft_id: int, number: int = 0) -> Card:
    """Show a page of what was found."""
    title = f"### You wrote, with {typed(words)}"
    if not what.notes:
        return card(
            text(
                f"### Nothing with {typed(words)}",
                "I looked in your entries, reflections, logs and plans. Fewer or shorter words "
                "find more; part of a word is enough.",
            ),
            _ways(),
        )
    if what.more:
        title += f"\n-# The newest {MOST_FOUND} of more. Another word narrows it."
    return _listed(title, what.notes, number, lambda to: TurnFound(draft_id=draft_id, page=to))


def weeks(reflections: Sequence[Reflection], aspect: Aspect, number: int = 0) -> Card:
    """Show the reflections of all weeks side by side, whole or one part of each."""
    title = "### Your weeks, side by side"
    if not reflections:
        return card(text(title, "No reflection yet. `/reflect` writes the first one."))
    lines = [said for each in reflections if (said := "\n".join(_week(each, aspect)))]
    size = WEEKS_ON_A_PAGE if aspect is Aspect.ALL else LINES_ON_A_PAGE
    page = page_of(lines, number, size)
    turn = pager(page, lambda to: SideBySide(aspect=aspect, page=to))
    options = [SelectOption(label=name, value=each.value) for each, name in ASPECTS.items()]
    return card(
        text(title, f"-# {ASPECTS[aspect]}, the newest week first."),
        rule(),
        *(text(each) for each in page.items),
        None if lines else text("You have left that open in every week so far."),
        below=[
            choice(ChooseAspect(), options, placeholder="Read one part of every week"),
            *([turn] if turn else []),
        ],
    )


def wins(shown: YearInWins, number: int = 0) -> Card:
    """Show the wins of one year, month by month."""
    page = page_of(shown.wins, number, LINES_ON_A_PAGE)
    turn = pager(page, lambda to: ShowWins(calendar_year=shown.year, page=to))
    beside = [
        button(str(year), ShowWins(calendar_year=year, page=0))
        for year in (shown.before, shown.after)
        if year is not None
    ]
    nothing = f"No wins written in {shown.year} yet. `/journal win` notes one, however small."
    return card(
        text(f"### {shown.year} in wins"),
        *(
            text(f"**{MONTHS[month - 1]}**", *(_win(each) for each in theirs))
            for month, theirs in groupby(page.items, key=lambda each: each.day.month)
        ),
        None if shown.wins else text(nothing),
        below=[*([turn] if turn else []), *([buttons(*beside)] if beside else [])],
    )


def _listed(title: str, notes: Sequence[Note], number: int, press: Callable[[int], Press]) -> Card:
    page = page_of(notes, number, NOTES_ON_A_PAGE)
    turn = pager(page, press, back="Newer", on="Older")
    return card(
        text(title),
        *(text(_head(each), inert(_flat(each.texts, LONGEST_NOTE))) for each in page.items),
        _openable(page.items),
        _ways(),
        below=[turn] if turn else [],
    )


def _openable(notes: Sequence[Note]) -> Block | None:
    options = [
        SelectOption(label=_flat(each.texts, LONGEST_OPTION), value=str(each.mark.id))
        for each in notes
        if each.source is Source.ENTRY
    ]
    return choice(ChooseEntry(), options, placeholder="Open an entry") if options else None


def _ways() -> Block:
    return buttons(
        button("Weeks side by side", SideBySide(aspect=Aspect.ALL, page=0)),
        button("The year in wins", ShowWinsNow()),
    )


def _head(note: Note) -> str:
    # A reflection was written later than on the Monday of its week.
    is_of_week = note.source is Source.REFLECTION
    when = f"The week of {say_date(note.day)}" if is_of_week else say_date(note.day)
    return f"-# {when} · {_what(note)}"


def _what(note: Note) -> str:
    if note.kind:
        return KINDS[note.kind]
    if note.source is Source.REFLECTION:
        return "reflection"
    name = inert(note.practice)
    return f"plan for {name}" if note.source is Source.PLAN else f"log, {name}"


def _week(each: Reflection, aspect: Aspect) -> Iterator[str]:
    parts = {
        Aspect.BEHAVIOUR: each.behaviour,
        Aspect.CONDITIONS: each.conditions,
        Aspect.ADJUSTMENT: each.adjustment,
        Aspect.GOAL: each.goal,
        Aspect.ANSWER: each.answer,
    }
    head = f"**Week {each.week.number}, {each.week.year}**"
    if aspect is not Aspect.ALL:
        if words := parts[aspect]:
            yield f"{head}: {inert(_flat([words], LONGEST_LINE))}"
        return
    yield head
    for part, words in parts.items():
        if words:
            yield f"-# {ASPECTS[part]}: {inert(_flat([words], LONGEST_PART))}"


def _win(entry: Entry) -> str:
    return f"{entry.day.day}: {inert(_flat([entry.text], LONGEST_LINE))}"


def _flat(texts: Sequence[str], longest: int) -> str:
    return shorten(" ".join(" · ".join(texts).split()), longest)
