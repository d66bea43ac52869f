"""In which line of a TOML file a value stands, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

# More than any file has that is worth reading; it bounds the time that a hostile one takes.
_MOST_STATEMENTS = 500
# What tells where a statement ends; a string or a comment is one part, whatever stands in it.
_PART = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
    r"|[\[\]{}\n]|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


class _Statement(NamedTuple):
    """A header or a key with its value; ``tables`` are the lines of the tables in its list."""

    line: int
    text: str
    tables: tuple[int, ...]


class Lines:
    """The lines of a file's tables and values; a part of a list of tables is named by its place."""

    def __init__(self, lines: Mapping[Path, int]) -> None:
        self._lines = lines

    def line(self, path: Path) -> int:
        """Return where a value stands, or else the nearest table that should hold it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return 1


def lines_of(text: str) -> Lines:
    """Find the lines in a text that tomllib can read, with line breaks of one character."""
    found: dict[Path, int] = {}
    table: Path = ()
    seen: Counter[Path] = Counter()
    for number, statement in enumerate(_statements(text)):
        if number == _MOST_STATEMENTS:
            break
        path = _path(tomllib.loads(statement.text))
        if statement.text.startswith("[["):
            path = table = (*path, seen[path])
            seen[path[:-1]] += 1
        elif statement.text.startswith("["):
            table = path
        else:
            path = (*table, *path)
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], statement.line)
        for place, line in enumerate(statement.tables):
            found.setdefault((*path, place), line)
    return Lines(found)


def line_at(text: str, position: int) -> int:
    """Return the line, counted from 1, of a place in a text."""
    return text.count("\n", 0, position) + 1


def _statements(text: str) -> Iterator[_Statement]:
    start, depth, line = 0, 0, 1
    tables: list[int] = []
    for part in _PART.finditer(text + "\n"):
        found = part[0]
        if found == "{" and depth == 1:
            tables.append(line)
        depth += (found in {"[", "{"}) - (found in {"]", "}"})
        line += found.count("\n")
        if found == "\n" and depth == 0:
            statement = text[start : part.start()].strip()
            if statement and not statement.startswith("#"):
                yield _Statement(line_at(text, start), statement, tuple(tables))
            start, tables = part.end(), []


def _path(parsed: Mapping[str, Any]) -> Path:
    """Follow the only key of each table down to the value."""
    path: Path = ()
    value: object = parsed
    while isinstance(value, dict) and len(cast("dict[str, object]", value)) == 1:
        ((key, value),) = cast("dict[str, object]", value).items()
        path = (*path, key)
    return path
