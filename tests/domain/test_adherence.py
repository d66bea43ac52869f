"""Blocks kept of blocks planned, and improvement on one's own weeks before."""

from __future__ import annotations

import pytest

from bot.domain.adherence import Adherence, adherence_of_days, adherence_over
from bot.domain.improvement import improvement
from bot.domain.practices import ScheduleFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.summaries import summarise
from bot.domain.verdicts import judge
from tests.domain.drawing import day, history, practice

DAILY = "every day"
THRICE = "mon wed fri"


@pytest.mark.parametrize(
    ("kept", "planned", "percent"),
    [(0, 0, None), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 2, 50), (1, 8, 13), (28, 28, 100)],
)
def test_percent(kept: int, planned: int, percent: int | None) -> None:
    assert Adherence(kept, planned).percent == percent


@pytest.mark.parametrize(
    ("schedule", "drawn", "kept", "planned"),
    [
        (DAILY, ".", 0, 0),
        (DAILY, "#", 1, 1),
        (DAILY, "#o.#.", 2, 4),  # small and forgiven are not kept, today is open
        (DAILY, "#o.#.#", 3, 6),  # missed
        (DAILY, "#rt#", 2, 2),
        (DAILY, "#RT#", 4, 4),
        (THRICE, "##..#.. #", 4, 4),  # moved is kept, extra is not planned
        (THRICE, "#......", 1, 2),  # owed is in neither
        # 28 days to yesterday, or to today once it is done.
        (DAILY, "." * 7 + "#" * 27 + ".", 27, 28),
        (DAILY, "." * 7 + "#" * 28 + ".", 28, 28),
        (DAILY, "." * 7 + "#" * 28, 28, 28),
        (DAILY, "." * 7 + "#" * 27 + "o", 27, 28),
        # n times a week: at most what was needed, over four whole weeks.
        ("3x", "###....", 0, 0),
        ("3x", "#####.. #...... ##", 4, 6),
        ("3x", "....... ###.... ##..... ###.... #...... ###....", 9, 12),
        ("3x", "rrrrrrr #.....t ###...t ##.rrrr ##", 5, 5),
    ],
)
def test_adherence(schedule: str, drawn: str, kept: int, planned: int) -> None:
    summary = summarise(history(practice(schedule), drawn))
    assert summary.adherence == Adherence(kept, planned)


def test_weeks_of_both_sorts_count_while_they_are_in_the_window() -> None:
    times_first = (
        ScheduleFrom(day(0), TimesAWeek(3)),
        ScheduleFrom(day(7), Weekdays(frozenset(range(7)))),
    )
    drawn = history(practice(schedules=times_first), "##..... ##.")
    assert summarise(drawn).adherence == Adherence(4, 5)
    days_first = (
        ScheduleFrom(day(0), Weekdays(frozenset(range(7)))),
        ScheduleFrom(day(7), TimesAWeek(3)),
    )
    drawn = history(practice(schedules=days_first), "####### ##.")
    assert summarise(drawn).adherence == Adherence(7, 7)
    # Four whole weeks: the first of the two is out of it five weeks later.
    days_first = (
        ScheduleFrom(day(0), Weekdays(frozenset(range(7)))),
        ScheduleFrom(day(14), TimesAWeek(2)),
    )
    weeks = "....... ####### ##..... ##..... ##..... ##"
    drawn = history(practice(schedules=days_first), weeks)
    assert summarise(drawn).adherence == Adherence(13, 13)


@pytest.mark.parametrize(
    ("schedule", "first", "last", "kept", "planned"),
    [
        (DAILY, 0, 6, 5, 7),
        (DAILY, 3, 9, 6, 7),
        (DAILY, 2, 2, 0, 1),
        (DAILY, 20, 30, 0, 0),
        # A week of n times a week belongs to the span in which it ends.
        ("5x", 0, 6, 5, 5),
        ("5x", 6, 12, 5, 5),
        ("5x", 7, 12, 0, 0),
        ("5x", 0, 13, 10, 10),
    ],
)
def test_adherence_over_a_span(
    schedule: str, first: int, last: int, kept: int, planned: int
) -> None:
    record = judge(history(practice(schedule), "##.##.# ####### ."))
    assert adherence_over(record, day(first), day(last)) == Adherence(kept, planned)


@pytest.mark.parametrize(
    ("schedule", "drawn", "span", "expected"),
    [
        # Four weeks before at 2/7, 3/7, 4/7 and 5/7, then 7/7.
        (DAILY, "##..... ###.... ####... #####.. ####### .", (28, 34), 50.0),
        (DAILY, "####### ####### ##..... ###.... ####... #####.. ####### .", (42, 48), 50.0),
        # The span need not be a week; the weeks are whole ones that ended before it.
        (DAILY, "##..... ####... ###.### .", (18, 20), 100 - 300 / 7),
        (DAILY, "####### ####### #.##... .", (14, 20), -400 / 7),
        # Rest weeks are skipped, and two are enough.
        (DAILY, "####### rrrrrrr ####### ####### .", (21, 27), 0.0),
        (DAILY, "####### rrrrrrr ####### .", (14, 20), None),
        (DAILY, "####### ####### .", (7, 13), None),
        (DAILY, "####### ####### rrrrrrr .", (14, 20), None),
        # Weeks older than four do not count.
        (DAILY, "####### ####### rrrrrrr rrrrrrr rrrrrrr ####### ####### .", (42, 48), None),
        ("2x", "#...... ##..... ##..... .", (14, 20), 25.0),
    ],
)
def test_improvement(
    schedule: str, drawn: str, span: tuple[int, int], expected: float | None
) -> None:
    held, (first, last) = practice(schedule), map(day, span)
    record = judge(history(held, drawn))
    now = adherence_of_days(record, held, first, last)
    assert improvement(now, record, first) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("schedule", "drawn", "kept", "planned"),
    [
        # Sunday to Saturday: what was practised in these days, not in the week that ended in them.
        ("3x", "####### ....... .", 1, 3),
        ("3x", "....... ###.... .", 3, 3),
        ("3x", "......# ###.... .", 3, 3),
        ("3x", "......r rrr#... .", 1, 2),
        ("3x", "......r rrrrrr. .", 0, 0),
        (DAILY, "####### ##..... .", 3, 7),
    ],
)
def test_the_days_of_a_post(schedule: str, drawn: str, kept: int, planned: int) -> None:
    held = practice(schedule)
    record = judge(history(held, drawn))
    assert adherence_of_days(record, held, day(6), day(12)) == Adherence(kept, planned)
