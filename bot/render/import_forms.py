"""The form in which the columns of a table are named, and the words of refused files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption

from bot.domain.import_refusals import (
    BadZip,
    DoubtfulDays,
    ExportTooBig,
    FileEmpty,
    FileNotHandedOver,
    FileTooBig,
    ImportGone,
    ImportStale,
    ImportUnderWay,
    NoDays,
    NotATable,
    NothingToExport,
    NothingToImport,
    NotLoop,
    TooManyRows,
    UnevenTable,
    ZipTooBig,
)
from bot.domain.imports import Columns
from bot.render.forms import Field, form, pick
from bot.render.text import inert, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.domain.imports import Layout, Waiting
    from bot.domain.practices import Practice
    from bot.render.forms import Answers, Form
    from bot.render.imports import NameColumns

LONGEST_OPTION = 80
LONGEST_TOLD = 20
MOST_TOLD = 10
MOST_PRACTICES = 3
_NONE = "none"
_COLUMN, _INTO, _NEW = "column", "into", "new"
_OPTIONAL = ("amount", "note", "where")


def columns_form(press: NameColumns, waiting: Waiting, answers: Answers) -> Form:
    """Ask what the columns are, filled in with a guess."""
    layout = waiting.kept.layout
    if layout is None:
        raise ImportGone
    filled = dict(answers) or _answers(waiting.kept.columns or layout.guess)
    columns = list(_columns(layout))

    def options(none: str | None = None) -> list[SelectOption]:
        first = [SelectOption(label=none, value=_NONE)] if none else []
        return [*first, *(SelectOption(label=label, value=value) for label, value in columns)]

    active = [each for each in waiting.practices if not each.is_archived][:MOST_PRACTICES]
    new = layout.guess.into or "Imported"
    return form(
        "Which column is what?",
        press,
        pick(Field("day", "The day"), filled, options()),
        pick(
            Field("amount", "How much was done", required=True),
            filled,
            options("No such column: each row is done"),
        ),
        pick(
            Field("practice", "The practice", "A column with names, or one practice for all rows"),
            filled,
            [*_into(active, new), *options()],
        ),
        pick(Field("note", "The note"), filled, options("No such column")),
        pick(Field("where", "Where it was"), filled, options("No such column")),
    )


def columns_of(waiting: Waiting, answers: Answers) -> Columns:
    """Read the form."""
    layout = waiting.kept.layout
    if layout is None:
        raise ImportGone
    kind, _, which = answers.get("practice", "").partition("-")
    into = which if kind == _INTO else layout.guess.into or "Imported"
    return Columns(
        day=_number(answers.get("day", "")) or 0,
        amount=_number(answers.get("amount", "")),
        practice=_number(answers.get("practice", "")),
        note=_number(answers.get("note", "")),
        where=_number(answers.get("where", "")),
        into=into,
    )


def _columns(layout: Layout) -> Iterator[tuple[str, str]]:
    for number, name in enumerate(layout.header):
        label = shorten(name, LONGEST_OPTION) or f"Column {number + 1}, which has no name"
        yield label, f"{_COLUMN}-{number}"


def _into(active: Sequence[Practice], new: str) -> Iterator[SelectOption]:
    for practice in active:
        yield SelectOption(label=f"All into {practice.name}", value=f"{_INTO}-{practice.id}")
    yield SelectOption(label=f"All into a new one: {new}", value=_NEW)


def _answers(columns: Columns) -> dict[str, str]:
    places = {name: getattr(columns, name) for name in ("day", *_OPTIONAL)}
    filled = {
        name: _NONE if place is None else f"{_COLUMN}-{place}" for name, place in places.items()
    }
    if columns.practice is not None:
        return {**filled, "practice": f"{_COLUMN}-{columns.practice}"}
    into = f"{_INTO}-{columns.into}" if columns.into.isdecimal() else _NEW
    return {**filled, "practice": into}


def _number(answer: str) -> int | None:
    kind, _, number = answer.partition("-")
    return int(number) if kind == _COLUMN and number.isdecimal() else None


def _no_days(refusal: NoDays) -> str:
    names = [inert(shorten(each, LONGEST_TOLD)) for each in refusal.header if each]
    seen = ", ".join(names[:MOST_TOLD])
    return (
        f"None of its columns holds days{f' ({seen})' if seen else ''}. Each row needs one, such "
        "as 2026-03-04 or 4.3.2026, below a first line with the names of the columns."
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    FileTooBig: lambda refusal: (
        f"The file has more than {refusal.largest_mib} MiB. Split it by years and bring the parts "
        "in one after the other; whoever runs this bot can also take it with `whetstone import`."
    ),
    FileEmpty: lambda _: "Nothing stands in this file. Please look at it once more and attach it.",
    FileNotHandedOver: lambda _: "Discord did not hand the file over. Please attach it again.",
    NotATable: lambda _: (
        "I cannot read this as a table. Save it as CSV in UTF-8, or take the ZIP that Loop Habit "
        "Tracker exports as it is."
    ),
    NoDays: _no_days,
    DoubtfulDays: lambda refusal: (
        f"Days such as {refusal.example} can be read in two ways: add --day-first or --month-first."
    ),
    BadZip: lambda _: (
        "This ZIP cannot be read: it is damaged, or needs a password. Export it once more, or "
        "attach the CSV in it."
    ),
    NotLoop: lambda _: (
        "In this ZIP is no Checkmarks.csv, which Loop Habit Tracker puts there. Of other ZIPs, "
        "attach the CSV itself."
    ),
    ZipTooBig: lambda refusal: (
        f"Unpacked, this ZIP has more than {refusal.largest_mib} MiB, far more than habits need. "
        "Attach the Checkmarks.csv in it instead."
    ),
    UnevenTable: lambda _: (
        "The lines of this table are not equally long, often because a habit's name holds a comma. "
        "Take the whole ZIP that Loop Habit Tracker exports: it keeps the habits apart."
    ),
    TooManyRows: lambda refusal: (
        f"The file has more than {refusal.most:,} rows. Split it by years and bring the parts in "
        "one after the other: nothing comes in twice."
    ),
    ImportGone: lambda _: (
        "This file waits no longer: it is in already, was put away, or its hour is over. "
        "`/practice import` takes it again, and nothing comes in twice."
    ),
    ImportUnderWay: lambda _: "A file of yours is just being brought in. Give it a moment.",
    ImportStale: lambda _: (
        "Your practices or rests changed while the file was coming in, so nothing of it was kept. "
        "Press Import once more."
    ),
    NothingToImport: lambda _: "All of this file is here already, so there was nothing to do.",
    NothingToExport: lambda _: (
        "There is nothing to take along yet. `/practice add` makes a first practice, and `/log` "
        "fills it."
    ),
    ExportTooBig: lambda refusal: (
        f"Your logs make a file of more than {refusal.largest_mib} MiB, which Discord does not "
        "take here. Whoever runs this bot can hand it to you."
    ),
}
