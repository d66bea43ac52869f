"""What Loop Habit Tracker exports: habits, and a checkmark for each of their days.

Its files hold the names YES_MANUAL (done), YES_AUTO (not due), NO, SKIP and UNKNOWN, older ones the
numbers 2, 1, 0, 3 and -1; a habit that is measured has thousandths of its unit, where NO is zero.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.amounts import Standard
from bot.domain.entries import LONGEST_NOTE
from bot.domain.import_days import read_day
from bot.domain.import_files import CHECKMARKS, HABITS, OF_HABIT, read_sheet
from bot.domain.import_habits import Habit, read_habits
from bot.domain.import_refusals import TooManyRows, UnevenTable
from bot.domain.import_words import kept_line, kept_name, kept_text
from bot.domain.imports import (
    EARLIEST,
    MOST_ROWS,
    Contents,
    FoundPractice,
    FoundRow,
    Skipped,
    Source,
    Why,
)
from bot.domain.units import TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.import_files import Sheet

_WORDS = {"YES_MANUAL": 2, "YES_AUTO": 1, "NO": 0, "SKIP": 3, "UNKNOWN": -1}
_DONE, _SKIP = 2, 3
_PLAIN = frozenset(_WORDS.values())
_NUMBER = re.compile(r"-?\d{1,12}", re.ASCII)
_OF_ONE = ("Date", "Value", "Notes")
_LOOKED_AT = 50
_LONGEST_TOLD = 40


class _Cell(NamedTuple):
    line: int
    day: str
    value: str
    note: str = ""


def is_checkmarks(sheet: Sheet) -> bool:
    """Whether a table alone is the checkmarks of all habits: a day, and the words of Loop."""
    if sheet.header[0] != _OF_ONE[0] or sheet.header == _OF_ONE:
        return False
    cells = [each for _, row in sheet.rows[:_LOOKED_AT] for each in row[1:] if each.strip()]
    return any(each in _WORDS for each in cells) and all(_value(each) is not None for each in cells)


def read_checkmarks(sheet: Sheet, habits: Iterable[Habit] = ()) -> Contents:
    """Read the checkmarks of all habits, a column each.

    Raises:
        UnevenTable, TooManyRows: where the columns cannot be told, or are too long.
    """
    known = {habit.name: habit for habit in habits}
    reader = _Reader()
    for number, name in enumerate(_columns(sheet), 1):
        reader.add(known.get(name, Habit(name)), _column(sheet, number))
    return reader.contents


def read_loop(files: Mapping[str, bytes]) -> Contents:
    """Read the files of an exported ZIP, by name.

    Raises:
        UnevenTable, TooManyRows, and what `read_sheet` raises.
    """
    habits = read_habits(files[HABITS]) if HABITS in files else {}
    own = {int(found[1]): name for name in files if (found := OF_HABIT.fullmatch(name))}
    if not own:
        return read_checkmarks(read_sheet(files[CHECKMARKS]), habits.values())
    reader = _Reader()
    for position, name in sorted(own.items()):
        if files[name].strip():
            folder = Habit(name.split("/")[0].partition(" ")[2])
            reader.add(habits.get(position, folder), _days(read_sheet(files[name], _OF_ONE)))
    return reader.contents


def _columns(sheet: Sheet) -> tuple[str, ...]:
    """Return the names of the habits. Loop puts no quotation marks around one with a comma."""
    if len({len(row) for _, row in sheet.rows} | {len(sheet.header)}) != 1:
        raise UnevenTable
    names = sheet.header[1:]
    # Every line ends with a comma.
    return names if names[-1] else names[:-1]


def _column(sheet: Sheet, number: int) -> Iterator[_Cell]:
    return (_Cell(line, row[0], row[number]) for line, row in sheet.rows)


def _days(sheet: Sheet) -> Iterator[_Cell]:
    for line, row in sheet.rows:
        day, value, note = (*row, "", "")[:3]
        yield _Cell(line, day, value, note)


class _Reader:
    def __init__(self) -> None:
        self.contents = Contents(Source.LOOP)

    def add(self, habit: Habit, cells: Iterable[_Cell]) -> None:
        """Add a habit and its days."""
        read = [(cell, _value(cell.value)) for cell in cells if cell.value.strip()]
        measured = habit.measured
        if measured is None:
            measured = any(value not in _PLAIN for _, value in read if value is not None)
            if measured:
                habit = habit._replace(standard=Standard(100, TIMES))
        name = kept_name(habit.name)
        refused = Why.LIMIT if habit.is_limit else None if name else Why.NO_NAME
        if refused:
            self._skip(read[0][0].line if read else 0, refused, habit.name)
            return
        standards = ((EARLIEST, habit.standard),)
        schedules = ((EARLIEST, habit.schedule),)
        practice = FoundPractice(name, standards, schedules, habit.archived)
        self.contents.practices = (*self.contents.practices, practice)
        for cell, value in read:
            self._add_day(cell, value, habit.factor if measured else None)
        if len(self.contents.rows) + len(self.contents.rests) > MOST_ROWS:
            raise TooManyRows(MOST_ROWS)

    def _add_day(self, cell: _Cell, value: int | None, factor: float | None) -> None:
        """Add a day that was done or skipped; without a factor it is yes or no."""
        if value is None:
            return self._skip(cell.line, Why.WRONG_AMOUNT, cell.value)
        amount = None if factor is None else round(value * factor)
        is_done = value == _DONE if amount is None else amount > 0
        if value != _SKIP and not is_done:
            return None
        day = read_day(cell.day)
        if day is None:
            return self._skip(cell.line, Why.WRONG_DAY, cell.day)
        number = len(self.contents.practices) - 1
        if value == _SKIP:
            self.contents.rests.append((number, day))
            return None
        unit = "" if amount is None else self.contents.practices[number].standards[0][1].unit
        note = kept_text(cell.note, LONGEST_NOTE)
        row = FoundRow(cell.line, number, day, amount=amount, unit=unit, note=note)
        self.contents.rows.append(row)
        return None

    def _skip(self, line: int, why: Why, text: str) -> None:
        told = kept_line(text, _LONGEST_TOLD)
        self.contents.skipped.append(Skipped(line=line, why=why, text=told))


def _value(typed: str) -> int | None:
    plain = typed.strip()
    if plain in _WORDS:
        return _WORDS[plain]
    return int(plain) if _NUMBER.fullmatch(plain) else None
