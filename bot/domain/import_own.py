"""Our own CSV, read back: rows with the rules of their days, and days of rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.domain.amounts import Standard, parse_standard
from bot.domain.days import monday_of
from bot.domain.entries import (
    LONGEST_FOCUS,
    LONGEST_LESSON,
    LONGEST_NOTE,
    LONGEST_WHERE,
    clean_link,
)
from bot.domain.errors import Refusal
from bot.domain.import_days import order_of, read_day
from bot.domain.import_words import kept_line, kept_name, kept_text
from bot.domain.imports import Contents, FoundPractice, FoundRow, Skipped, Source, Why
from bot.domain.logs import Felt
from bot.domain.names import name_key
from bot.domain.practice_files import HEADER, NO, REST, unguarded
from bot.domain.schedules import Schedule, parse_schedule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.domain.import_files import Sheet
    from bot.domain.imports import DayOrder

T = TypeVar("T")

_NEEDED = frozenset(HEADER[:6])
_NUMBER = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?", re.ASCII)
_FELT = {each.value: each for each in Felt}


def is_own(sheet: Sheet) -> bool:
    """Whether the table is such as we write, and its days can be read in one way only."""
    header = _header(sheet)
    if not set(header) >= _NEEDED:
        return False
    return not _order(sheet, header.index("day"))[1]


def read_own(sheet: Sheet) -> Contents:
    """Read such a table, or what somebody made of it in a spreadsheet."""
    reader = _Reader(sheet)
    for line, cells in sheet.rows:
        reader.read(line, _Line(reader.places, cells))
    contents = reader.contents
    contents.practices = tuple(each.found() for each in reader.told)
    return contents


def _header(sheet: Sheet) -> list[str]:
    return [name.casefold() for name in sheet.header]


def _order(sheet: Sheet, place: int) -> tuple[DayOrder | None, str]:
    return order_of(cells[place] for _, cells in sheet.rows if len(cells) > place)


class _Line(NamedTuple):
    """The cells of one line by the names of their columns; '' for a missing one."""

    places: Mapping[str, int]
    cells: tuple[str, ...]

    def __call__(self, name: str) -> str:
        place = self.places.get(name, -1)
        return unguarded(self.cells[place]) if 0 <= place < len(self.cells) else ""


@dataclass(slots=True)
class _Told:
    """What lines tell of one practice: the rules of its days, and whether it is archived."""

    name: str
    standards: dict[date, Standard] = field(default_factory=dict["date", Standard])
    schedules: dict[date, Schedule] = field(default_factory=dict["date", Schedule])
    archived: bool = False

    def found(self) -> FoundPractice:
        # A schedule holds for whole weeks.
        weeks = {monday_of(day): self.schedules[day] for day in sorted(self.schedules)}
        standards = tuple(_changes(self.standards))
        return FoundPractice(self.name, standards, tuple(_changes(weeks)), self.archived)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        header = _header(sheet)
        self.places = {name: header.index(name) for name in HEADER if name in header}
        self.contents = Contents(Source.OWN)
        self.told: list[_Told] = []
        self._order = _order(sheet, self.places["day"])[0]
        self._numbers: dict[str, int] = {}
        self._standards: dict[tuple[str, str], Standard | None] = {}
        self._schedules: dict[str, Schedule | None] = {}

    def read(self, line: int, cell: _Line) -> None:
        """Add what one line says, or why it is left out."""
        day = read_day(cell("day"), self._order)
        if day is None:
            return self._skip(line, Why.WRONG_DAY, cell("day"))
        number = self._practice(cell("practice"))
        if number is None:
            return self._skip(line, Why.NO_NAME, cell("practice"))
        self._note_rules(self.told[number], day, cell)
        if cell("amount").strip().casefold() == REST:
            self.contents.rests.append((number, day))
            return None
        amount = _hundredths(cell("amount"))
        if not amount:
            return self._skip(line, Why.WRONG_AMOUNT, cell("amount"))
        self.contents.rows.append(_row(line, number, day, amount, cell))
        return None

    def _skip(self, line: int, why: Why, text: str) -> None:
        self.contents.skipped.append(Skipped(line=line, why=why, text=kept_line(text, 40)))

    def _practice(self, typed: str) -> int | None:
        if typed not in self._numbers:
            name = kept_name(typed)
            keys = [name_key(each.name) for each in self.told]
            if not name:
                return None
            if name_key(name) not in keys:
                self.told.append(_Told(name))
                keys.append(name_key(name))
            self._numbers[typed] = keys.index(name_key(name))
        return self._numbers[typed]

    def _note_rules(self, told: _Told, day: date, cell: _Line) -> None:
        told.archived = told.archived or cell("archived").strip().casefold() == "yes"
        rule = (cell("minimum"), cell("unit"))
        if rule not in self._standards:
            self._standards[rule] = _standard(*rule)
        if standard := self._standards[rule]:
            told.standards[day] = standard
        days = cell("days")
        if days not in self._schedules:
            self._schedules[days] = _schedule(days)
        if schedule := self._schedules[days]:
            told.schedules[day] = schedule


def _row(line: int, number: int, day: date, amount: int, cell: _Line) -> FoundRow:
    return FoundRow(
        line=line,
        practice=number,
        day=day,
        amount=amount,
        unit=cell("unit").strip(),
        note=kept_text(cell("note"), LONGEST_NOTE),
        where=kept_line(cell("where"), LONGEST_WHERE),
        focus=kept_line(cell("focus"), LONGEST_FOCUS),
        felt=_FELT.get(cell("felt").strip().casefold()),
        lesson=kept_text(cell("lesson"), LONGEST_LESSON),
        link=_link(cell("link")),
        backfilled=cell("backfilled").strip().casefold() != NO,
    )


def _changes(valid: Mapping[date, T]) -> Iterator[tuple[date, T]]:
    """Give those days on which the rule is another than before."""
    last: T | None = None
    for day in sorted(valid):
        if valid[day] != last:
            last = valid[day]
            yield day, valid[day]


def _hundredths(typed: str) -> int | None:
    found = _NUMBER.fullmatch(typed.strip())
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def _standard(minimum: str, unit: str) -> Standard | None:
    amount = _hundredths(minimum)
    try:
        read = parse_standard("done" if unit.strip() == "done" else f"1 {unit}")
    except Refusal:
        return None
    return Standard(amount, read.unit) if amount else None


def _schedule(typed: str) -> Schedule | None:
    try:
        return parse_schedule(typed)
    except Refusal:
        return None


def _link(typed: str) -> str:
    try:
        return clean_link(typed) or ""
    except Refusal:
        return ""
