"""What Loop Habit Tracker exports, old and new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.import_files import Sheet, read_sheet, unpack
from bot.domain.import_loop import is_checkmarks, read_checkmarks, read_loop
from bot.domain.import_refusals import TooManyRows, UnevenTable
from bot.domain.imports import Why
from tests.support.importing import zipped


@given(st.lists(st.sampled_from(["YES_MANUAL", "SKIP", "NO", "2", "-1", "5200", "", "x"])))
def test_any_checkmarks_are_read(values: list[str]) -> None:
    rows = "".join(f"2026-03-04,{value},\n" for value in values)
    sheet = read_sheet(f"Date,A,\n{rows}".encode())
    found = read_checkmarks(sheet)
    assert len(found.practices) == 1
    assert is_checkmarks(sheet) or "x" in values or not {"YES_MANUAL", "SKIP", "NO"} & {*values}


def test_loops_old_files() -> None:
    habits = "Position,Name,Question,Description,NumRepetitions,Interval,Color\n001,Sit,,,2,7,#F\n"
    days = "2026-03-04,2\n2026-03-03,1\n2026-03-02,3\n2026-03-01,0\nnever,2\n2026-02-28,yes\n"
    files = {"Habits.csv": habits, "001 Sit/Checkmarks.csv": days, "002/Checkmarks.csv": ""}
    found = read_loop(unpack(zipped(dict(files))))
    (sit,) = found.practices
    assert (sit.name, str(sit.schedules[0][1])) == ("Sit", "TimesAWeek(times=2)")
    assert [(row.day.day, row.amount) for row in found.rows] == [(4, None)]
    assert [day.day for _, day in found.rests] == [2]
    assert [each.why for each in found.skipped] == [Why.WRONG_DAY, Why.WRONG_AMOUNT]


def test_loops_units() -> None:
    head = (
        "Position,Name,Type,FrequencyNumerator,FrequencyDenominator,Unit,Target Type,Target Value"
    )
    habits = (
        f"{head}\n1,Study,NUMERICAL,1,1,hours,AT_LEAST,1.5\n2,Wait,NUMERICAL,1,30,sec,,0\nx,y\n"
    )
    days = "Date,Value,Notes\n2026-03-04,2000,\n2026-03-03,4,\n2026-03-02,3,\n"
    files = {"Habits.csv": habits, "001 S/Checkmarks.csv": days, "002 W/Checkmarks.csv": days}
    study, wait = read_loop(unpack(zipped(dict(files)))).practices
    assert (study.standards[0][1].minimum, study.standards[0][1].unit) == (9000, "min")
    assert (wait.standards[0][1].minimum, wait.standards[0][1].unit) == (100, "times")
    found = read_loop(unpack(zipped(dict(files))))
    assert [(row.practice, row.amount) for row in found.rows] == [(0, 12_000), (0, 24), (1, 200)]


def test_loops_checkmarks_together() -> None:
    sheet = read_sheet(b"Date,Sit,Run,\n2026-03-04,YES_MANUAL,5200,\n2026-03-03,SKIP,NO,\n")
    assert is_checkmarks(sheet)
    found = read_checkmarks(sheet)
    assert [each.name for each in found.practices] == ["Sit", "Run"]
    assert [(row.practice, row.amount) for row in found.rows] == [(0, None), (1, 520)]
    together = zipped({"Checkmarks.csv": "Date,\u202e,\n2026-03-04,YES_MANUAL,\n"})
    assert [each.why for each in read_loop(unpack(together)).skipped] == [Why.NO_NAME]
    with pytest.raises(UnevenTable):
        read_checkmarks(read_sheet(b"Date,Sit, still,\n2026-03-04,YES_MANUAL,\n"))
    many = Sheet(("Date", *"abcdefgh", ""), ((2, ("2026-03-04", *["2"] * 8, "")),) * 6251)
    with pytest.raises(TooManyRows):
        read_checkmarks(many)
    assert not is_checkmarks(read_sheet(b"Date,Pages\n2026-03-04,25\n"))
    assert not is_checkmarks(read_sheet(b"Date,Value,Notes\n2026-03-04,YES_MANUAL,\n"))
