"""May I skip tomorrow? One drawing each, and the truth two days later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from bot.domain.days import DAY, Span, monday_of
from bot.domain.practices import Archive, ScheduleFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.skips import Forgiveness, forgiveness, held_by, skip_tomorrow
from bot.domain.summaries import summarise
from bot.domain.verdicts import DayLog, Verdict, judge
from tests.domain.drawing import SIGNS, day, history, practice
from tests.domain.strategies import any_schedule, histories, weekdays

if TYPE_CHECKING:
    from bot.domain.verdicts import History

DAILY, THRICE, TWICE = "every day", "mon wed fri", "mon thu"
WEEK_LONG = "####### "

# (schedule, what happened so far, what skipping tomorrow comes to); the last day drawn is today.
SKIPS = [
    (DAILY, "##", "F"),
    (DAILY, "#.", "F"),  # today is kept
    (DAILY, ".##", "X"),
    (DAILY, "..#", "X"),
    (DAILY, WEEK_LONG + ".#####", "X"),
    (DAILY, ".######", "F"),  # tomorrow is a Monday
    (THRICE, "#", "-"),
    (THRICE, "#.", "F"),
    (THRICE, "##", "M"),
    (THRICE, ".##", "-"),
    (THRICE, ".###", "M"),
    (THRICE, ".##.", "F"),  # what made up for Monday does so for Friday, which is newer
    (THRICE, "..", "O"),
    (THRICE, ".#..", "O"),
    (TWICE, "#..", "F"),
    (TWICE, "#...... #..", "O"),
    ("sun", "......", "F"),
    ("sun", "....... ......", "X"),
    (DAILY, "#t", "F"),
]


@pytest.mark.parametrize(("schedule", "drawn", "expected"), SKIPS)
def test_skipping_tomorrow(schedule: str, drawn: str, expected: str) -> None:
    skip = skip_tomorrow(history(practice(schedule), drawn))
    assert skip
    assert SIGNS[skip.verdict] == expected


# (times, so far, verdict, done, needed, days left after tomorrow)
TIMES = [
    (3, "#", "O", 1, 3, 5),
    (3, "###", "K", 3, 3, 3),
    (3, "..", "O", 1, 3, 4),
    (3, "#....", "O", 2, 3, 1),
    (3, "......", "X", 1, 3, 0),
    (3, "#...#.", "K", 3, 3, 0),
    (3, ".....", "F", 1, 3, 1),
    (1, ".....", "K", 1, 1, 1),
    (1, "......", "K", 1, 1, 0),
    (7, "##", "F", 2, 7, 4),
    (3, "###....", "O", 0, 3, 6),
]


@pytest.mark.parametrize(("times", "drawn", "verdict", "done", "needed", "left"), TIMES)
def test_skipping_tomorrow_of_n_times(
    times: int, drawn: str, verdict: str, done: int, needed: int, left: int
) -> None:
    skip = skip_tomorrow(history(practice(TimesAWeek(times)), drawn))
    assert skip
    assert skip.week
    found = (SIGNS[skip.verdict], skip.week.done, skip.week.needed, skip.left)
    assert found == (verdict, done, needed, left)


def with_rests(of: History, first: int, last: int) -> History:
    rests = (Span(day(first), day(last)),)
    return replace(of, practice=replace(of.practice, rests=rests), rests=rests)


def test_a_rest_tomorrow() -> None:
    daily = with_rests(history(practice(DAILY), "#"), 1, 2)
    skip = skip_tomorrow(daily)
    assert skip
    assert skip.verdict is Verdict.REST
    times = with_rests(history(practice(TimesAWeek(3)), "#"), 1, 3)
    skip = skip_tomorrow(times)
    assert skip
    assert skip.week
    assert (skip.verdict, skip.week.needed, skip.left) == (Verdict.REST, 2, 3)


def test_today_is_not_taken_for_kept_while_it_rests() -> None:
    times = with_rests(history(practice(TimesAWeek(3)), "#."), 1, 2)
    skip = skip_tomorrow(times)
    assert skip
    assert skip.week
    assert (skip.week.done, skip.if_today) == (1, False)


@pytest.mark.parametrize(("drawn", "if_today"), [("#", False), ("#.", True), ("#.#", False)])
def test_it_says_that_today_is_to_be_kept(drawn: str, *, if_today: bool) -> None:
    for schedule in (DAILY, TimesAWeek(3)):
        skip = skip_tomorrow(history(practice(schedule), drawn))
        assert skip
        assert skip.if_today is if_today


# (so far, what tomorrow could still make up for); nothing is planned tomorrow.
CHANCES = [
    ("....#", "O"),
    ("#.#...", "F"),
    ("......", "X"),
    ("#.#.#.", "-"),
]


@pytest.mark.parametrize(("drawn", "expected"), CHANCES)
def test_a_free_day_may_make_up_for_a_miss(drawn: str, expected: str) -> None:
    skip = skip_tomorrow(history(practice(THRICE), drawn))
    assert skip
    assert SIGNS[skip.verdict] == expected
    assert skip.is_planned is (expected == "-")
    if expected != "X":
        # Whoever rests tomorrow is not to be told of it.
        skip = skip_tomorrow(with_rests(history(practice(THRICE), drawn), len(drawn), len(drawn)))
        assert skip
        assert skip.verdict is Verdict.REST


def test_nothing_is_judged_tomorrow() -> None:
    archived = practice(archives=(Archive(day(0), None),))
    assert skip_tomorrow(history(archived, "#")) is None


def streak_after(of: History, *, done: bool) -> int:
    """Give the streak seen the day after tomorrow, today kept and tomorrow done or not."""
    today, tomorrow = of.today, of.today + DAY
    kept = DayLog(of.practice.standard_on(today).minimum, same_day=True, backfilled=False)
    logs = dict(of.logs)
    if any(each.verdict is Verdict.OPEN for each in judge(of).days if each.day == today):
        logs[today] = kept
    if done:
        logs[tomorrow] = replace(kept, amount=of.practice.standard_on(tomorrow).minimum)
    return summarise(replace(of, logs=logs, today=tomorrow + DAY)).streak.current


@given(histories(weekdays))
def test_it_says_what_happens(drawn: History) -> None:
    drawn = replace(drawn, practice=replace(drawn.practice, rests=drawn.rests))
    skip = skip_tomorrow(drawn)
    by_weekdays = isinstance(drawn.practice.schedule_on(monday_of(drawn.today + DAY)), Weekdays)
    if skip is None or not by_weekdays:
        return
    skipped, done = streak_after(drawn, done=False), streak_after(drawn, done=True)
    if skip.verdict is Verdict.MISSED:
        assert skipped < done
    else:
        # The streak is alive: only tomorrow's own day is not added to it.
        assert done - skipped in {0, 1}


@given(histories(any_schedule))
def test_it_always_answers(drawn: History) -> None:
    drawn = replace(drawn, practice=replace(drawn.practice, rests=drawn.rests))
    skip = skip_tomorrow(drawn)
    assert (skip is None) is not drawn.practice.covers(drawn.today + DAY)
    if skip and skip.week:
        assert 0 <= skip.left <= 6


# (schedule, so far, still to be forgiven, by the week)
MERCY = [
    (DAILY, "##", True, True),
    (DAILY, ".#", False, True),
    (DAILY, ".###### #", True, True),
    (TWICE, "#", True, False),
    (TWICE, ".#.#### #", True, False),
    (TWICE, "...#... #", False, False),
    (TWICE, "...#... " + WEEK_LONG * 3 + "#", True, False),
]


@pytest.mark.parametrize(("schedule", "drawn", "is_left", "by_week"), MERCY)
def test_forgiveness_left(schedule: str, drawn: str, *, is_left: bool, by_week: bool) -> None:
    of = history(practice(schedule), drawn)
    found = forgiveness(of.practice, judge(of, first=of.today), of.today)
    assert found == Forgiveness(is_left, by_week)


@pytest.mark.parametrize(
    ("times", "drawn", "is_left", "by_week"),
    [
        (2, "#......", True, False),
        (2, "#...... #", False, False),
        (2, "##..... #", True, False),
        (3, "##..... #", True, True),
    ],
)
def test_forgiveness_left_of_n_times(
    times: int, drawn: str, *, is_left: bool, by_week: bool
) -> None:
    of = history(practice(TimesAWeek(times)), drawn)
    found = forgiveness(of.practice, judge(of, first=of.today), of.today)
    assert found == Forgiveness(is_left, by_week)


def test_forgiveness_of_another_schedule_does_not_count() -> None:
    was_often = practice(
        schedules=(
            ScheduleFrom(day(0), Weekdays(frozenset(range(7)))),
            ScheduleFrom(day(7), Weekdays(frozenset({0}))),
        )
    )
    of = history(was_often, ".###### #")
    assert forgiveness(was_often, judge(of, first=of.today), of.today).is_left


def test_a_rest_holds_blocks_or_cuts_weeks() -> None:
    days = Span(day(2), day(8))
    daily = held_by(practice(DAILY, rests=(days,)), days, day(1))
    assert (daily.blocks, daily.weeks) == (7, ())
    assert held_by(practice(THRICE, rests=(days,)), days, day(1)).blocks == 3
    cut = held_by(practice(TimesAWeek(3), rests=(days,)), days, day(1))
    assert not cut.blocks
    # Of the first week, only the second day is left; the rest reaches into the next one.
    found = [(week.needed, week.usually, week.left) for week in cut.weeks]
    assert found == [(1, 3, 1), (3, 3, 5)]
    whole = Span(day(7), day(13))
    (gone,) = held_by(practice(TimesAWeek(2), rests=(whole,)), whole, day(1)).weeks
    assert (gone.needed, gone.week.monday) == (0, day(7))
    ended = practice(DAILY, rests=(days,), archives=(Archive(day(3), None),))
    assert held_by(ended, days, day(1)).blocks == 2


def test_a_rest_that_could_have_made_up_for_a_miss_says_so() -> None:
    # The first week's miss is forgiven; only tomorrow could still make up for this week's.
    drawn = history(practice("mon"), "....... ......")
    skip = skip_tomorrow(with_rests(drawn, 13, 13))
    assert skip
    assert skip.verdict is Verdict.MISSED
