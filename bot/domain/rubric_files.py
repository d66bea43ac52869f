"""Rubrics as TOML files: a name, and one to five criteria with four levels each.

    name = "Writing"

    [[criteria]]
    name = "Order"
    level_1 = "…"
    level_2 = "…"
    level_3 = "…"
    level_4 = "…"

Whatever is wrong with a file is refused with the line where it stands.
"""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from bot.domain.entries import clean_file_name
from bot.domain.errors import Refusal
from bot.domain.rubrics import (
    LEVELS,
    MOST_CRITERIA,
    Criterion,
    TooManyCriteria,
    check_criteria,
    clean_criterion_name,
    clean_level,
    clean_rubric_name,
)
from bot.domain.toml_lines import line_at, lines_of

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from bot.domain.rubrics import Criteria
    from bot.domain.toml_lines import Path

LARGEST_FILE_KIB = 64

_LEVEL_KEYS = tuple(f"level_{level}" for level in range(1, LEVELS + 1))
_RUBRIC_KEYS = frozenset({"name", "criteria"})
_CRITERION_KEYS = frozenset({"name", *_LEVEL_KEYS})
_LINE = re.compile(r"at line (\d+)")
# No line of a rubric has as many dots, and tomllib takes time with the square of a key's dots.
_MOST_DOTS = 200
# What makes tomllib give up without naming a line.
_ABSURD = re.compile(r"\d[\d_]{999}|(?:[\[{]\s*){20}")


class RubricFile(NamedTuple):
    """What a file says."""

    name: str
    criteria: Criteria


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """The file has more than `largest_kib` KiB."""

    largest_kib: int


class FileUnreadable(Refusal):
    """Discord did not hand the file over."""


@dataclass(eq=False)
class FileRefused(Refusal):
    """Something is wrong in `line`, counted from 1; `reason` is the rule that it breaks."""

    line: int
    reason: Refusal


class NotText(Refusal):
    """The bytes are no UTF-8."""


class NotToml(Refusal):
    """The text is no TOML, or nested deeper than any rubric is."""


@dataclass(eq=False)
class UnknownKey(Refusal):
    """A rubric has no such key."""

    key: str


@dataclass(eq=False)
class WrongType(Refusal):
    """The value of `key` is not what stands there in a rubric: text, or [[criteria]]."""

    key: str


def check_file_size(size: int) -> None:
    """Refuse a file of too many bytes.

    Raises:
        FileTooLarge: for more than 64 KiB.
    """
    if size > LARGEST_FILE_KIB * 1024:
        raise FileTooLarge(LARGEST_FILE_KIB)


def file_name(name: str) -> str:
    """Give a rubric's file a name of plain letters."""
    return clean_file_name(f"rubric {name}.toml")


def write_rubric(name: str, criteria: Criteria) -> str:
    """Give the file that `read_rubric` reads as this rubric."""
    parts = [_pair("name", name)]
    for criterion in criteria:
        pairs = zip(("name", *_LEVEL_KEYS), (criterion.name, *criterion.levels), strict=True)
        parts += ["", "[[criteria]]", *(_pair(key, text) for key, text in pairs)]
    return "\n".join((*parts, ""))


def read_rubric(content: bytes) -> RubricFile:
    """Read an uploaded file.

    Raises:
        FileTooLarge: for more than 64 KiB.
        FileRefused: with the line, for whatever else is wrong with it.
    """
    check_file_size(len(content))
    text = _decode(content).replace("\r\n", "\n")
    return _Reader(_parse(text), text).rubric()


class _Reader:
    """Holds what a file says to the rules, and names the line where it breaks one."""

    def __init__(self, data: Mapping[str, Any], text: str) -> None:
        self._data = data
        self._text = text

    def rubric(self) -> RubricFile:
        self._check_keys((), self._data, _RUBRIC_KEYS)
        with self._at("name"):
            name = clean_rubric_name(_text(self._data, "name"))
        criteria: Criteria = ()
        for place, table in enumerate(self._tables()):
            with self._at("criteria", place):
                if place == MOST_CRITERIA:
                    raise TooManyCriteria(MOST_CRITERIA)
            criterion = self._criterion(("criteria", place), table)
            with self._at("criteria", place, "name"):
                criteria = check_criteria((*criteria, criterion))
        with self._at("criteria"):
            return RubricFile(name, check_criteria(criteria))

    def _tables(self) -> Sequence[Mapping[str, Any]]:
        tables = self._data.get("criteria", [])
        with self._at("criteria"):
            if not isinstance(tables, list):
                raise WrongType("criteria")
        for place, table in enumerate(cast("list[object]", tables)):
            with self._at("criteria", place):
                if not isinstance(table, dict):
                    raise WrongType("criteria")
        return cast("list[dict[str, Any]]", tables)

    def _criterion(self, path: Path, table: Mapping[str, Any]) -> Criterion:
        self._check_keys(path, table, _CRITERION_KEYS)
        with self._at(*path, "name"):
            name = clean_criterion_name(_text(table, "name"))
        levels: list[str] = []
        for level, key in enumerate(_LEVEL_KEYS, 1):
            with self._at(*path, key):
                levels.append(clean_level(_text(table, key), level))
        one, two, three, four = levels
        return Criterion(name, (one, two, three, four))

    def _check_keys(self, path: Path, table: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in table:
            with self._at(*path, key):
                if key not in known:
                    raise UnknownKey(key)

    @contextmanager
    def _at(self, *path: str | int) -> Generator[None]:
        try:
            yield
        except Refusal as reason:
            raise FileRefused(lines_of(self._text).line(path), reason) from None


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise WrongType(key)
    return value


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(content.count(b"\n", 0, error.start) + 1, NotText()) from None


def _parse(text: str) -> dict[str, Any]:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if line.count(".") > _MOST_DOTS:
            raise FileRefused(number, NotToml())
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        named, absurd = _LINE.search(str(error)), _ABSURD.search(text)
        number = int(named[1]) if named else line_at(text, absurd.start()) if absurd else len(lines)
        raise FileRefused(number, NotToml()) from None


def _pair(key: str, text: str) -> str:
    # Between quotes JSON escapes as TOML does; a cleaned text holds no control character.
    return f"{key} = {json.dumps(text, ensure_ascii=False)}"
