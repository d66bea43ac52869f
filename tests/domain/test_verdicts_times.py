"""n times a week: judged by the week once it is over, one drawing a rule."""

from __future__ import annotations

import pytest

from bot.domain.days import week_of
from bot.domain.practices import Archive, ScheduleFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.verdicts import judge
from tests.domain.drawing import day, draw_days, draw_weeks, history, practice

# (times, what happened, verdicts of the weeks); the last day drawn is today.
WEEKS = [
    # Open until it is over, even when kept already.
    (3, ".......", "?"),
    (3, "###....", "?"),
    (3, "###.... .", "K?"),
    (3, "#####.. .", "K?"),
    # Three or more: forgiven when one short of two or more.
    (3, "##..... .", "F?"),
    (3, "##..... ##..... .", "FF?"),
    (3, "#...... .", "X?"),
    (7, "######. .", "F?"),
    (7, "#####.. .", "X?"),
    # Fewer: forgiven is the first short week of the four.
    (2, "#...... #...... ##..... #......  #...... .", "FXKXF?"),
    (1, "....... ....... #...... ....... ....... .", "FXKXF?"),
    (2, "##..... ##..... ##..... .......  ....... .", "KKKFF?"),
    # Small and backfilled small days are not done; backfilled done days are.
    (3, "##ob... .", "F?"),
    (3, "#BB.... .", "K?"),
    # Rest lowers what is needed: ceil(3 * 4 / 7) = 2, ceil(3 * 2 / 7) = 1, nothing.
    (3, "##..rrr .", "K?"),
    (3, "#...rrr .", "F?"),
    (3, "#.rrrrr .", "K?"),
    (3, "..rrrrr .", "X?"),
    (3, "rrrrrrr .", "R?"),
    (3, "srrrrrr .", "R?"),
    # A rest day that reaches the minimum is none.
    (3, "Rrrrrrr .", "K?"),
    (3, "#..Rrrr .", "K?"),
    (2, "....rrr ....... .", "FX?"),
    (2, "rrrrrrr ....... .", "RF?"),
    # A week that travel touches cannot be missed, but can be kept, and uses up nothing.
    (3, "#.....t .", "T?"),
    (3, "###...t .", "K?"),
    (3, "##T.... .", "K?"),
    (2, "t...... ....... .", "TF?"),
]


@pytest.mark.parametrize(("times", "drawn", "expected"), WEEKS)
def test_weeks(times: int, drawn: str, expected: str) -> None:
    assert draw_weeks(judge(history(practice(f"{times}x a week"), drawn))) == expected


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("#.ob.B", "D-SS-D"),
        ("##...", "DD--?"),
        ("##..o", "DD--?"),
        ("###..", "DDD--"),
        ("###.o", "DDD-S"),
        ("rRts#", "RDTRD"),
        ("rrrrrrr", "RRRRRRR"),
    ],
)
def test_days(drawn: str, expected: str) -> None:
    record = judge(history(practice("3x a week"), drawn))
    assert draw_days(record) == expected
    assert not any(each.planned for each in record.days)


def test_a_week_tells_what_was_done_and_needed() -> None:
    kept, current = judge(history(practice("3x a week"), "####... #....rr")).weeks
    assert (kept.week, kept.done, kept.needed) == (week_of(day(0)), 4, 3)
    assert (current.week, current.done, current.needed) == (week_of(day(7)), 1, 3)


@pytest.mark.parametrize(
    ("start", "needed"),
    [(0, 3), (1, 3), (2, 3), (3, 2), (4, 2), (5, 1), (6, 1)],
)
def test_the_first_week_needs_its_share(start: int, needed: int) -> None:
    record = judge(history(practice("3x a week", started_on=day(start)), "....... ."))
    assert record.weeks[0].needed == needed
    assert record.days[0].day == day(start)


def test_no_share_is_rounded_up_by_accident() -> None:
    for times in range(1, 8):
        assert judge(history(practice(f"{times}x"), ".")).weeks[0].needed == times


def test_archived_days_lower_what_is_needed() -> None:
    gap = Archive(day(1), day(5))
    record = judge(history(practice("3x a week", archives=(gap,)), "##...#. ."))
    assert draw_days(record) == "DD___D- ?"
    assert (record.weeks[0].done, record.weeks[0].needed) == (3, 2)


def test_a_week_archived_all_along_is_not_judged() -> None:
    gap = Archive(day(6), day(14))
    record = judge(history(practice("3x a week", archives=(gap,)), "###.... rr#.... #"))
    assert [str(each.week) for each in record.weeks] == [
        str(week_of(day(0))),
        str(week_of(day(14))),
    ]
    assert draw_days(record) == "DDD---- _______ D"


def test_days_of_another_sort_of_week_keep_their_own_rules() -> None:
    versions = (
        ScheduleFrom(day(0), Weekdays(frozenset({0, 1}))),
        ScheduleFrom(day(7), TimesAWeek(2)),
        ScheduleFrom(day(14), Weekdays(frozenset({0, 1}))),
    )
    record = judge(history(practice(schedules=versions), "....... #...... .#..... ."))
    # What a block forgives is for weekdays and for weeks, each by itself.
    assert draw_days(record) == "FX----- D------ XD----- ?"
    assert draw_weeks(record) == "F"
