"""Tables of anybody's: a guess at what their columns are, and their rows once that is known."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bot.domain.amounts import Standard, parse_standard
from bot.domain.entries import LONGEST_NOTE, LONGEST_WHERE
from bot.domain.errors import Refusal
from bot.domain.import_days import order_of, read_day
from bot.domain.import_refusals import NoDays
from bot.domain.import_words import kept_line, kept_name, kept_text
from bot.domain.imports import (
    EARLIEST,
    MOST_COLUMNS,
    Columns,
    Contents,
    FoundPractice,
    FoundRow,
    Layout,
    Skipped,
    Source,
    Why,
)
from bot.domain.names import LONGEST_NAME, name_key
from bot.domain.units import DONE, same_unit

if TYPE_CHECKING:
    from bot.domain.import_files import Sheet

_LOOKED_AT = 50
_LONGEST_TOLD = 40
_NAMED = {
    "amount": {
        "amount", "value", "count", "quantity", "number", "minutes", "min", "mins", "hours",
        "duration", "time spent", "done", "pages", "words", "reps", "repetitions", "total",
    },
    "practice": {
        "practice", "habit", "activity", "name", "task", "project", "exercise", "skill", "title",
        "category", "goal",
    },
    "note": {"note", "notes", "comment", "comments", "description", "remark", "remarks", "text"},
    "where": {"where", "place", "location", "context"},
}  # fmt: skip
_DONE_WORDS = frozenset({"true", "x", "y", "yes", "done", "\u2713", "\u2714", "yes_manual"})
_NOTHING = frozenset({"", "0", "no", "n", "false", "-", "none", "skip", "yes_auto", "unknown"})


def layout_of(sheet: Sheet, file_name: str) -> Layout:
    """Guess what the columns of a table are.

    Raises:
        NoDays: where no column holds days.
    """
    header = sheet.header[:MOST_COLUMNS]
    days = [number for number in range(len(header)) if _holds_days(sheet, number)]
    if not days:
        raise NoDays(header)
    named: dict[str, int] = {}
    for number, name in enumerate(header):
        for what, words in _NAMED.items():
            if number != days[0] and name_key(name) in words:
                named.setdefault(what, number)
    stem = file_name.rpartition(".")[0] or file_name
    into = kept_name(stem.replace("_", " ")[:LONGEST_NAME])
    guess = Columns(
        day=days[0],
        amount=named.get("amount"),
        practice=named.get("practice"),
        note=named.get("note"),
        where=named.get("where"),
        into=into,
    )
    return Layout(header=header, guess=guess)


def doubtful_day(sheet: Sheet, columns: Columns) -> str:
    """Give a day that can be read in two ways, where no other day of the table tells which."""
    return "" if columns.order else order_of(_cells(sheet, columns.day))[1]


def read_table(sheet: Sheet, columns: Columns) -> Contents:
    """Read the rows of a table whose columns are known."""
    return _Reader(sheet, columns).contents()


def _holds_days(sheet: Sheet, number: int) -> bool:
    cells = [cell for cell in _cells(sheet, number)[:_LOOKED_AT] if cell.strip()]
    read = sum(read_day(cell, order_of((cell,))[0]) is not None for cell in cells)
    return bool(cells) and read * 2 >= len(cells)


def _cells(sheet: Sheet, number: int) -> list[str]:
    return [row[number] for _, row in sheet.rows if number < len(row)]


class _Reader:
    def __init__(self, sheet: Sheet, columns: Columns) -> None:
        self._sheet = sheet
        self._columns = columns
        self._order = columns.order or order_of(_cells(sheet, columns.day))[0]
        self._hint = _unit_of(sheet, columns.amount)
        self._names: list[str] = []
        self._numbers: dict[str, int | None] = {}
        self._contents = Contents(Source.OTHER)

    def contents(self) -> Contents:
        for line, cells in self._sheet.rows:
            self._read(line, cells)
        typed: list[list[str]] = [[] for _ in self._names]
        for row in self._contents.rows:
            typed[row.practice].append(row.typed)
        self._contents.practices = tuple(
            FoundPractice(name, ((EARLIEST, _usual(amounts)),))
            for name, amounts in zip(self._names, typed, strict=True)
        )
        return self._contents

    def _read(self, line: int, cells: tuple[str, ...]) -> None:
        columns = self._columns
        typed_day = _cell(cells, columns.day)
        day = read_day(typed_day, self._order)
        if day is None:
            return self._skip(line, Why.WRONG_DAY, typed_day)
        amount = "done" if columns.amount is None else _cell(cells, columns.amount).strip()
        if amount.casefold() in _NOTHING:
            return self._skip(line, Why.NOTHING, amount)
        named = columns.into if columns.practice is None else _cell(cells, columns.practice)
        number = self._practice(named)
        if number is None:
            return self._skip(line, Why.NO_NAME, named)
        row = FoundRow(
            line=line,
            practice=number,
            day=day,
            typed=self._amount(amount),
            note=kept_text(_cell(cells, columns.note), LONGEST_NOTE),
            where=kept_line(_cell(cells, columns.where), LONGEST_WHERE),
        )
        self._contents.rows.append(row)
        return None

    def _amount(self, typed: str) -> str:
        if typed.casefold() in _DONE_WORDS:
            return DONE
        is_bare = not any(each.isalpha() or each == ":" for each in typed)
        return f"{typed} {self._hint}" if is_bare and self._hint else typed

    def _practice(self, typed: str) -> int | None:
        if typed not in self._numbers:
            name = kept_name(typed)
            keys = [name_key(each) for each in self._names]
            if name and name_key(name) not in keys:
                self._names.append(name)
                keys.append(name_key(name))
            self._numbers[typed] = keys.index(name_key(name)) if name else None
        return self._numbers[typed]

    def _skip(self, line: int, why: Why, text: str) -> None:
        told = kept_line(text, _LONGEST_TOLD)
        self._contents.skipped.append(Skipped(line=line, why=why, text=told))


def _cell(cells: tuple[str, ...], number: int | None) -> str:
    return cells[number] if number is not None and number < len(cells) else ""


def _unit_of(sheet: Sheet, number: int | None) -> str:
    """Read the unit out of a head such as "Minutes" or "Distance (km)"; '' where it has none."""
    head = sheet.header[number] if number is not None else ""
    inner = head.partition("(")[2].rstrip(") ") or head
    if name_key(inner) in _NAMED["amount"] - {"minutes", "min", "mins", "hours", "pages", "words"}:
        return ""
    try:
        parse_standard(f"1 {inner}")
    except Refusal:
        return ""
    return inner


def _usual(typed: list[str]) -> Standard:
    """Give the middle one of the amounts in the unit that is used most, as a minimum."""
    read: dict[str, Standard] = {}
    for each in dict.fromkeys(typed):
        try:
            read[each] = parse_standard(each)
        except Refusal:
            continue
    found = [read[each] for each in typed if each in read]
    if not found:
        return Standard(100, DONE)
    unit = statistics.mode(each.unit for each in found)
    return Standard(
        statistics.median_low(s.minimum for s in found if same_unit(s.unit, unit)), unit
    )
