"""Streak, best streak and comebacks, on drawn histories."""

from __future__ import annotations

import pytest

from bot.domain.practices import Archive, ScheduleFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.streaks import Comeback, Streak, median_days
from bot.domain.summaries import summarise
from tests.domain.drawing import day, history, practice

DAILY = "every day"
THRICE = "mon wed fri"

# (schedule, what happened, current, best, number of the day last missed)
STREAKS = [
    (DAILY, ".", 0, 0, None),
    (DAILY, "#", 1, 1, None),
    (DAILY, "###.", 3, 3, None),
    (DAILY, "o.####", 4, 4, None),
    # Small, rest, travel, forgiven: kept, nothing added.
    (DAILY, "#ort.#", 2, 2, None),
    (DAILY, "###.#.##.", 2, 4, 5),
    (DAILY, "###.#.# #######", 8, 8, 5),
    # Extra days count, too; made up and owed ones keep it.
    (THRICE, "##.....", 2, 2, None),
    (THRICE, "##..#.. #", 4, 4, None),
    (THRICE, "#...... #", 1, 1, 4),
    (THRICE, "#....", 1, 1, None),
    # A missed week ends it with its Sunday; a forgiven one keeps it.
    ("3x", "###.... ##..... ###....", 8, 8, None),
    ("3x", "###.... #...... ###....", 3, 4, 13),
    ("3x", "###.... #......", 4, 4, None),
    ("3x", "rrrrrrr ###...t #.....t #", 5, 5, None),
]


@pytest.mark.parametrize(("schedule", "drawn", "current", "best", "missed"), STREAKS)
def test_streaks(schedule: str, drawn: str, current: int, best: int, missed: int | None) -> None:
    last_missed = None if missed is None else day(missed)
    summary = summarise(history(practice(schedule), drawn))
    assert summary.streak == Streak(current, best, last_missed)


@pytest.mark.parametrize(
    ("archived", "restored", "today", "current", "best"),
    [
        (1, 30, 30, 3, 3),  # 28 days between
        (1, 31, 31, 1, 2),  # 29
        (1, None, 29, 2, 2),
        (1, None, 30, 0, 2),
        (1, 30, 31, 4, 4),
    ],
)
def test_more_than_28_archived_days_start_a_new_streak(
    archived: int, restored: int | None, today: int, current: int, best: int
) -> None:
    gap = Archive(day(archived), None if restored is None else day(restored))
    gone = practice(DAILY, archives=(gap,))
    drawn = "##" + "." * 28 + ("#" if restored == 30 else ".") + "#"
    streak = summarise(history(gone, drawn[: today + 1], today=today)).streak
    assert (streak.current, streak.best) == (current, best)


def test_two_short_gaps_do_not_add_up() -> None:
    gaps = (Archive(day(0), day(20)), Archive(day(20), day(40)))
    drawn = "#" + "." * 19 + "#" + "." * 19 + "#"
    assert summarise(history(practice(DAILY, archives=gaps), drawn)).streak.current == 3


def test_a_schedule_may_change_between_the_two_sorts() -> None:
    versions = (
        ScheduleFrom(day(0), TimesAWeek(3)),
        ScheduleFrom(day(7), Weekdays(frozenset(range(7)))),
    )
    summary = summarise(history(practice(schedules=versions), "#...... ##"))
    assert summary.streak == Streak(2, 2, day(6))


@pytest.mark.parametrize(
    ("schedule", "drawn", "expected"),
    [
        (DAILY, "#..#", [(2, 3)]),
        (DAILY, "....#", [(1, 4)]),
        # Anything logged is a comeback, also a little, also backfilled, also on an unplanned day.
        (DAILY, "...o", [(1, 3)]),
        (DAILY, "#...m###", [(2, 4)]),
        ("mon tue wed thu fri", ".....o", [(1, 5)]),
        # What is forgiven, owed or open is no absence; neither are days without a return.
        (DAILY, "#.#", []),
        (DAILY, "...", []),
        (THRICE, "#......#", [(4, 7)]),
        (THRICE, "#.....#", []),
        (DAILY, "...#... #", [(1, 3), (4, 7)]),
        # What was logged on the missed day itself is not a return from it.
        (DAILY, ".b#", [(1, 2)]),
        (DAILY, "..b#", [(1, 2), (2, 3)]),
        (DAILY, "#...b###", [(2, 4), (4, 5)]),
        # The Sunday of the first missed week counts.
        ("3x", "....... ....... .#.....", [(6, 15)]),
        ("3x", "....... #...... #......", [(6, 7), (13, 14)]),
    ],
)
def test_comebacks(schedule: str, drawn: str, expected: list[tuple[int, int]]) -> None:
    comebacks = summarise(history(practice(schedule), drawn)).comebacks
    assert [(each.missed_on, each.day) for each in comebacks] == [
        (day(missed), day(back)) for missed, back in expected
    ]


def test_how_long_it_took_to_come_back() -> None:
    assert Comeback(day(2), day(9)).days == 7
    assert median_days([Comeback(day(0), day(1)), Comeback(day(5), day(9))]) == 2.5
    assert median_days([Comeback(day(0), day(n)) for n in (9, 1, 2)]) == 2
    assert median_days(()) is None
