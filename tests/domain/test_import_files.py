"""What files can hold, and what strangers may put into them."""

from __future__ import annotations

import struct
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.import_columns import doubtful_day, layout_of, read_table
from bot.domain.import_days import order_of, read_day
from bot.domain.import_files import (
    check_size,
    is_zip,
    read_sheet,
    unpack,
)
from bot.domain.import_loop import read_loop
from bot.domain.import_own import is_own, read_own
from bot.domain.import_refusals import (
    BadZip,
    FileEmpty,
    FileTooBig,
    NoDays,
    NotATable,
    NotLoop,
    TooManyRows,
    ZipTooBig,
)
from bot.domain.import_words import kept_line, kept_name, kept_text
from bot.domain.imports import MIB, Columns, DayOrder, Why
from tests.support.importing import loop, table, zipped

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", None, DAY),
        ("2026/3/4", None, DAY),
        ("2026-03-04 17:30:00", None, DAY),
        ("2026-03-04T17:30:00Z", None, DAY),
        ("4.3.2026", DayOrder.MONTH_FIRST, DAY),
        ("04/03/2026", None, DAY),
        ("04/03/2026", DayOrder.DAY_FIRST, DAY),
        ("03-04-2026", DayOrder.MONTH_FIRST, DAY),
        ("4 March 2026", None, DAY),
        ("4. Mar 2026", None, DAY),
        ("March 4, 2026", None, DAY),
        (" mar 4 2026 ", None, DAY),
        ("2026-02-30", None, None),
        ("25/03/2026", DayOrder.MONTH_FIRST, None),
        ("4 Brumaire 2026", None, None),
        ("2026-03/04", None, None),
        ("soon", None, None),
        ("", None, None),
        ("0" * 5000, None, None),
    ],
)
def test_days(text: str, order: DayOrder | None, day: date | None) -> None:
    assert read_day(text, order) == day


@pytest.mark.parametrize(
    ("texts", "order", "example"),
    [
        (["03/04/2026", "13/04/2026"], DayOrder.DAY_FIRST, ""),
        (["03/04/2026", "04/13/2026"], DayOrder.MONTH_FIRST, ""),
        (["x", "03/03/2026", "3.4.2026", "03-04-2026", "05/06/2026"], None, "03-04-2026"),
        (["2026-03-04", "03/03/2026"], None, ""),
    ],
)
def test_the_order_of_days_and_months(texts: list[str], order: DayOrder, example: str) -> None:
    assert order_of(texts) == (order, example)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_tables_of_all_kinds(encoding: str, separator: str, end: str) -> None:
    lines = [["day", "note, or so"], ["2026-03-04", 'a "b"'], [], ["2026-03-05", "ü"]]
    text = end.join(
        separator.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines
    )
    sheet = read_sheet(text.encode(encoding))
    assert sheet.header == ("day", "note, or so")
    assert sheet.rows == ((2, ("2026-03-04", 'a "b"')), (4, ("2026-03-05", "ü")))


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", FileEmpty),
        (b"\xef\xbb\xbf \n", FileEmpty),
        (b"day\n\xff\xfe\n", NotATable),
        (b"day,\0\n", NotATable),
        (b"\xff\xfeabc", NotATable),
        (b"day\n" + b"x" * 200_000, NotATable),
        (table(50_001), TooManyRows),
    ],
)
def test_what_is_no_table(content: bytes, refused: type[Refusal]) -> None:
    with pytest.raises(refused):
        read_sheet(content)


def test_sizes() -> None:
    check_size(5 * MIB)
    with pytest.raises(FileTooBig):
        check_size(5 * MIB + 1)
    with pytest.raises(FileEmpty):
        check_size(0)


def _lying(size: int) -> bytes:
    """A ZIP that says in its directory that its only member has so many bytes."""
    content = bytearray(zipped({"Checkmarks.csv": "Date,A,\n" * 1000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", size)
    return bytes(content)


def _encrypted() -> bytes:
    content = bytearray(zipped({"Checkmarks.csv": "Date,A,\n"}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _method(number: int) -> bytes:
    content = bytearray(zipped({"Checkmarks.csv": "Date,A,\n"}))
    content[content.rindex(b"PK\x01\x02") + 10] = number
    content[8] = number
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"PK\x03\x04 and no more", BadZip),
        (zipped({}), NotLoop),
        (zipped({"Habits.csv": "Position,Name\n"}), NotLoop),
        (zipped({"../Checkmarks.csv": "x", "a/b/Checkmarks.csv": "x"}), NotLoop),
        (zipped({"inner.zip": loop()}), NotLoop),
        (zipped({"Checkmarks.csv": b"0" * (20 * MIB + 1)}), ZipTooBig),
        (zipped({f"{n:03d} A/Checkmarks.csv": b"0" * (5 * MIB) for n in range(5)}), ZipTooBig),
        (zipped({f"{n:04d} A/Checkmarks.csv": b"" for n in range(2001)}), ZipTooBig),
        (_lying(10), BadZip),
        (_encrypted(), BadZip),
        (_method(99), BadZip),
        (_method(12), BadZip),
    ],
)
def test_zips_that_mean_harm(content: bytes, refused: type[Refusal]) -> None:
    assert is_zip(content)
    with pytest.raises(refused):
        unpack(content)


def test_only_known_names_are_read() -> None:
    found = unpack(loop(**{"evil.sh": "rm", "001 Meditate/../x/Checkmarks.csv": "x"}))
    assert sorted(found) == [
        *(f"00{n}" + name + "/Checkmarks.csv" for n, name in enumerate(
            (" Meditate", " Run", " Smoking", " Read"), 1)),
        "Habits.csv",
    ]  # fmt: skip


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"Date,Value\n2026-03-04,", b"PK\x03\x04"):
        given_ = start + content
        try:
            if is_zip(given_):
                read_loop(unpack(given_))
            else:
                sheet = read_sheet(given_)
                columns = layout_of(sheet, "x.csv").guess
                doubtful_day(sheet, columns)
                read_table(sheet, columns)
        except Refusal:
            continue


def test_a_guess_at_columns() -> None:
    layout = layout_of(
        read_sheet(b"Id,When,Km,Comment,Place,Habit\n1,2026-03-04,5,x,y,z\n"), "a_b.csv"
    )
    assert layout.guess == Columns(day=1, note=3, where=4, practice=5, into="a b")
    with pytest.raises(NoDays):
        layout_of(read_sheet(b"a,b\n1,2\n"), "x.csv")


def test_units_come_from_the_head() -> None:
    sheet = read_sheet(b"Date,Distance (km)\n2026-03-04,5\n2026-03-05,7.5\n2026-03-06,6 km\n,1\n")
    found = read_table(sheet, Columns(day=0, amount=1, into="Run"))
    assert [row.typed for row in found.rows] == ["5 km", "7.5 km", "6 km"]
    assert (found.practices[0].standards[0][1].minimum, found.skipped[0].why) == (
        600,
        Why.WRONG_DAY,
    )
    plain = read_sheet(b"Date,Count\n2026-03-04,5\n2026-03-05,x\n2026-03-06,lots\n")
    assert [row.typed for row in read_table(plain, Columns(day=0, amount=1, into="A")).rows] == [
        "5",
        "done",
        "lots",
    ]
    odd = read_sheet(b"Date,???\n2026-03-04,lots\n")
    (practice,) = read_table(odd, Columns(day=0, amount=1, into="A")).practices
    assert practice.standards[0][1].unit == "done"


def test_rows_without_a_name() -> None:
    sheet = read_sheet(b"Date,Habit\n2026-03-04,\n2026-03-04,sit\n2026-03-05, SIT \n")
    found = read_table(sheet, Columns(day=0, practice=1))
    assert [each.name for each in found.practices] == ["sit"]
    assert [each.why for each in found.skipped] == [Why.NO_NAME]


def test_our_own_table_from_a_spreadsheet() -> None:
    sheet = read_sheet(
        b"Day;Practice;Amount;Unit;Minimum;Days;Link;Felt\n"
        b"04.03.2026;Sit;2,5;pages;1;sometimes;javascript:x;easy\n"
        b"05.03.2026;sit;rest;sec;1;\n06.03.2026;Sit;1;done;1;every day\n"
    )
    assert is_own(sheet)
    found = read_own(sheet)
    assert [(row.amount, row.link, row.felt) for row in found.rows] == [
        (250, "", "easy"),
        (100, "", None),
    ]
    assert [day.day for _, day in found.rests] == [5]
    assert [each.unit for _, each in found.practices[0].standards] == ["pages", "done"]
    assert not is_own(read_sheet(b"day,practice,amount,unit,minimum,days\n03/04/2026,a,1,min,1,\n"))
    assert not is_own(read_sheet(b"day,practice,amount\n2026-03-04,a,1\n"))


def test_words_are_cut_rather_than_refused() -> None:
    assert kept_text("a\x00b\r\nc", 10) == "ab\nc"
    assert kept_text("x" * 20, 10) == "x" * 10
    assert kept_text("\u2800", 10) == ""
    assert kept_line(" a \n b ", 10) == "a b"
    assert kept_name("y" * 60) == "y" * 40
    assert kept_name("\u202e") == ""
