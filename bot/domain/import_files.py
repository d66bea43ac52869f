"""From bytes to tables: text in some encoding with some separator, or a ZIP of such files.

A file from a stranger is read as if it meant harm: a ZIP is never unpacked to a disk, of its
members only those of known names are read, and all of them together only up to a limit.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from bot.domain.import_refusals import (
    BadZip,
    FileEmpty,
    FileTooBig,
    NotATable,
    NotLoop,
    TooManyRows,
    ZipTooBig,
)
from bot.domain.imports import LARGEST_FILE_MIB, LARGEST_UNPACKED_MIB, MIB, MOST_ROWS

HABITS = "Habits.csv"
CHECKMARKS = "Checkmarks.csv"
# "001 Meditate/Checkmarks.csv"
OF_HABIT = re.compile(r"(\d{3,4})(?: [^/\\]*)?/Checkmarks\.csv", re.ASCII)
_SEPARATORS = ",;\t|"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_MEMBERS = 2_000
_ENCRYPTED = 0x1
_PACKED_BY = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its first line, and the others with the number of the line where each ends."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def check_size(size: int) -> None:
    """Raise FileTooBig or FileEmpty for a file of so many bytes."""
    if size > LARGEST_FILE_MIB * MIB:
        raise FileTooBig(LARGEST_FILE_MIB)
    if size == 0:
        raise FileEmpty


def is_zip(content: bytes) -> bool:
    """Whether the file says that it is a ZIP."""
    return content.startswith(_ZIP)


def unpack(content: bytes) -> dict[str, bytes]:
    """Return what Loop Habit Tracker puts into its ZIP, by name. Nothing is written anywhere.

    Raises:
        BadZip, NotLoop, ZipTooBig: for what cannot be used.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _members(packed)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        UnicodeDecodeError,
        ValueError,
    ):
        raise BadZip from None


def _members(packed: zipfile.ZipFile) -> dict[str, bytes]:
    wanted = [each for each in packed.infolist() if _is_known(each.filename)]
    if not any(each.filename.endswith(CHECKMARKS) for each in wanted):
        raise NotLoop
    if len(wanted) > _MOST_MEMBERS:
        raise ZipTooBig(LARGEST_UNPACKED_MIB)
    left = LARGEST_UNPACKED_MIB * MIB
    found: dict[str, bytes] = {}
    for each in wanted:
        if each.flag_bits & _ENCRYPTED or each.compress_type not in _PACKED_BY:
            raise BadZip
        with packed.open(each) as member:
            # What a member says of its own size is not believed.
            read = member.read(left + 1)
        left -= len(read)
        if left < 0:
            raise ZipTooBig(LARGEST_UNPACKED_MIB)
        found[each.filename] = read
    return found


def _is_known(name: str) -> bool:
    return name in {HABITS, CHECKMARKS} or OF_HABIT.fullmatch(name) is not None


def read_sheet(content: bytes, first: tuple[str, ...] | None = None) -> Sheet:
    """Read a table; where its first line may be missing, ``first`` says what it would be.

    Raises:
        NotATable, FileEmpty, TooManyRows: for what is none, or too long.
    """
    text = _decode(content)
    if not text.strip():
        raise FileEmpty
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    header: tuple[str, ...] | None = None
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = tuple(cell.strip() for cell in cells)
                if first is None or not header[0][:1].isdecimal():
                    continue
                header = first
            if len(rows) >= MOST_ROWS:
                raise TooManyRows(MOST_ROWS)
            rows.append((reader.line_num, tuple(cells)))
    except csv.Error:
        raise NotATable from None
    return Sheet(header or (), tuple(rows))


def _decode(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable from None
    if "\0" in text:
        raise NotATable
    return text


def _separator(text: str) -> str:
    """Return what stands most often between the words of the first line."""
    line = next(each for each in text.splitlines() if each.strip())
    outside = re.sub(r'"[^"]*"', "", line)
    return max(_SEPARATORS, key=outside.count)
