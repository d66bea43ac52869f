"""Every row of the verdict table for weekday schedules, one drawing each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.amounts import Standard
from bot.domain.practices import Archive, ScheduleFrom, StandardFrom
from bot.domain.schedules import Weekdays
from bot.domain.verdicts import judge
from tests.domain.drawing import SIGNS, day, draw_days, draw_weeks, history, practice

DAILY = "every day"
THRICE = "mon wed fri"
TWICE = "mon thu"

# (schedule, what happened, what it comes to); the last day drawn is today.
DONE_AND_OPEN = [
    (DAILY, "#", "D"),
    (DAILY, ".", "?"),
    (DAILY, "o", "?"),
    (DAILY, "#B#", "DDD"),
    (THRICE, "#", "D"),
    (THRICE, "#.", "D-"),
    (THRICE, "##", "D+"),
    (THRICE, "#o", "D+"),
    (THRICE, "#b.", "D+?"),
]
REST_AND_TRAVEL = [
    (DAILY, "rr#", "RRD"),
    (DAILY, "Rs#", "DRD"),
    (DAILY, "tT#", "TDD"),
    (DAILY, "r", "?"),
    (DAILY, "t", "?"),
    # Neither uses up what is forgiven, nor a day that makes up.
    (DAILY, "rt.#", "RTFD"),
    (THRICE, "r#.##", "R+M+D"),
    (THRICE, "t#.##", "T+M+D"),
    # Unplanned days stay free or extra.
    (THRICE, "#rtR#", "D-T+D"),
]
SMALL_AND_FORGIVEN = [
    (DAILY, "oo.#", "SSFD"),
    (DAILY, "m#", "SD"),
    # A backfilled little is not small: it was not done on the day.
    (DAILY, "b#", "FD"),
    (DAILY, "b.#", "FXD"),
    (DAILY, ".#", "FD"),
    (DAILY, "#.#.#", "DFDXD"),
    (DAILY, "..#", "FXD"),
    # One in each ISO week.
    (DAILY, "##.#### ##.#### .#", "DDFDDDD DDFDDDD FD"),
    (DAILY, "######. .#", "DDDDDDF FD"),
    # Three planned days a week are enough for one each week.
    (THRICE, "..#.#.. ..#.#.. #", "F-D-D-- F-D-D-- D"),
    # Fewer: the first in four weeks.
    (TWICE, "...#... ...#... #......", "F--D--- X--D--- D--O---"),
    (TWICE, "#..#... #...... #...... ", "D--D--- D--F--- D--O---"),
    (TWICE, "#..#... #..#... ...#... ...#... ...#...", "D--D--- D--D--- F--D--- X--D--- F--D---"),
    ("mon", "....... .......", "F------ O------"),
]
MOVED = [
    # One unplanned day for one miss, before it or after it.
    (THRICE, "...#...", "F-O+M--"),
    (THRICE, "#..##..", "D-M+D--"),
    (THRICE, "##..#..", "D+M-D--"),
    (THRICE, "#..B#..", "D-M+D--"),
    # Only a day that reached the minimum, of the same ISO week.
    (THRICE, "#..o#..", "D-F+D--"),
    (THRICE, "#.#.### #.", "D-D-D++ D-"),
    (THRICE, "#.#...# ..#", "D-D-M-+ F-D"),
    (THRICE, "#.#.... .##.#..", "D-D-F-- M+D-D--"),
    # Newest first.
    (THRICE, ".....#. #", "F-X-M+- D"),
    (THRICE, ".....## #", "F-M-M++ D"),
    (THRICE, ".#...## #", "M+M-M++ D"),
    # Empty days first, then small ones.
    (THRICE, "..o..#. #", "F-S-M+- D"),
    (THRICE, "o.o..#. #", "S-S-M+- D"),
    (THRICE, "#.o.o#. #", "D-S-M+- D"),
    (THRICE, "#.o.o## #", "D-M-M++ D"),
    # A rest day that was used makes up as well; rest needs no making up.
    (THRICE, "#....R. #", "D-F-M+- D"),
    (THRICE, "#.r..#. #", "D-R-M+- D"),
]
OWED = [
    # Today included, and only while the week lasts.
    (THRICE, "#......", "D-F-O--"),
    (THRICE, ".......", "F-X-O--"),
    (THRICE, "......", "F-O-O-"),
    (THRICE, "...", "F-?"),
    (THRICE, "....", "F-O-"),
    (THRICE, "....... .", "F-X-X-- ?"),
    # The day that already made up is no longer left.
    (THRICE, "......#", "F-X-M-+"),
    # Forgiven comes first, small before it.
    (THRICE, "#.o....", "D-S-F--"),
    (TWICE, "....", "F--?"),
    (TWICE, ".....", "F--O-"),
    (TWICE, ".......", "F--O---"),
    # Every day is planned: nothing is left to make up with.
    (DAILY, "...", "FX?"),
    # Planned days still to come are not left either.
    ("mon tue wed thu fri sat", "..", "F?"),
    ("mon tue wed thu fri sat", "...", "FO?"),
    ("mon tue wed thu fri sat", "....", "FXO?"),
]


@pytest.mark.parametrize(
    ("schedule", "drawn", "expected"),
    [*DONE_AND_OPEN, *REST_AND_TRAVEL, *SMALL_AND_FORGIVEN, *MOVED, *OWED],
)
def test_verdicts(schedule: str, drawn: str, expected: str) -> None:
    record = judge(history(practice(schedule), drawn))
    assert draw_days(record) == expected
    assert draw_weeks(record) == ""


def test_all_signs_are_different() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_moved_day_names_the_one_that_makes_up_for_it() -> None:
    days = judge(history(practice(THRICE), ".#...#. #")).days
    assert {each.day: each.made_up_by for each in days if each.made_up_by} == {
        day(4): day(1),
        day(2): day(5),
    }


def test_the_facts_behind_a_verdict() -> None:
    days = judge(history(practice(THRICE), "#bmsR.Rr")).days
    assert [each.planned for each in days] == [True, False, True, False, True, False, False, True]
    assert [each.amount for each in days] == [2000, 1000, 1000, 1000, 2000, 0, 2000, 0]
    assert [each.counted for each in days] == [True, False, False, False, True, False, True, False]
    assert [each.backfilled for each in days] == [False, True, True, *[False] * 5]
    assert [each.exempt for each in days] == [False, False, False, True, False, False, False, True]
    assert {each.standard for each in days} == {Standard(2000, "min")}
    assert {each.blocks_per_week for each in days} == {3}


def test_days_before_the_start_are_not_judged() -> None:
    late = practice(DAILY, started_on=day(3))
    record = judge(history(late, "......."))
    assert [each.day for each in record.days] == [day(3), day(4), day(5), day(6)]
    assert draw_days(record) == "FXX?"


def test_a_day_before_the_start_can_neither_make_up_nor_be_owed() -> None:
    late = practice(THRICE, started_on=day(2))
    assert draw_days(judge(history(late, "##....."))) == "F-O--"


def test_a_practice_that_has_not_begun_has_no_days() -> None:
    assert judge(history(practice(DAILY, started_on=day(9)), "...")).days == ()


@pytest.mark.parametrize(
    ("archived", "restored", "expected"),
    [
        # The archive day and the restore day are judged, the days between are not.
        (2, 5, "DFX__DX D"),
        (2, 3, "DFXXXDX D"),
        (2, 2, "DFXXXDX D"),
        (2, None, "DFX____ _"),
        (2, 8, "DFX____ _"),
    ],
)
def test_archived_days_have_no_verdict(archived: int, restored: int | None, expected: str) -> None:
    gap = Archive(day(archived), None if restored is None else day(restored))
    drawn = history(practice(DAILY, archives=(gap,)), "#....#. #")
    assert draw_days(judge(drawn)) == expected


def test_an_archived_day_is_neither_left_nor_used_to_make_up() -> None:
    gone = practice(THRICE, archives=(Archive(day(4), None),))
    assert draw_days(judge(history(gone, "......"))) == "F-X-X_"
    assert draw_days(judge(history(gone, ".....#"))) == "F-X-X_"
    assert judge(history(gone, ".....#")).days[-1].exempt


def test_each_day_is_judged_by_the_standard_of_its_day() -> None:
    versions = (
        StandardFrom(day(0), Standard(2000, "min")),
        StandardFrom(day(2), Standard(1000, "min")),
        StandardFrom(day(4), Standard(3000, "min")),
    )
    assert draw_days(judge(history(practice(DAILY, standards=versions), "oooo##"))) == "SSDDS?"


def test_each_week_is_judged_by_the_schedule_of_its_week() -> None:
    versions = (
        ScheduleFrom(day(0), Weekdays(frozenset({0}))),
        ScheduleFrom(day(7), Weekdays(frozenset(range(7)))),
    )
    drawn = history(practice(schedules=versions), "#...... ##.#")
    assert draw_days(judge(drawn)) == "D------ DDFD"


def test_what_a_block_forgives_is_for_its_own_sort_of_week() -> None:
    versions = (
        ScheduleFrom(day(0), Weekdays(frozenset({0}))),
        ScheduleFrom(day(7), Weekdays(frozenset(range(7)))),
        ScheduleFrom(day(14), Weekdays(frozenset({0}))),
    )
    drawn = history(practice(schedules=versions), "#...... .###### ....... #")
    assert draw_days(judge(drawn)) == "D------ FDDDDDD F------ D"


def test_judging_from_a_block_on_needs_nothing_before_it() -> None:
    weeks = [".#####.", "o##.###", "###.##.", "....###"]
    whole = history(practice(DAILY), " ".join(weeks * 3))
    logs = {when: log for when, log in whole.logs.items() if when >= day(28)}
    for first in (day(28), day(40), day(55)):
        record = judge(replace(whole, logs=logs), first)
        assert record.days[0].day == day(28)
        assert record.days == judge(whole).days[28:]
