"""Strength: exponential smoothing, checked against the published figures and by hand."""

from __future__ import annotations

import itertools

import pytest

from bot.domain.amounts import Standard
from bot.domain.practices import Archive, ScheduleFrom, StandardFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.summaries import summarise
from tests.domain.drawing import day, history, practice

DAILY = "every day"


def strength(schedule: str, drawn: str) -> float:
    return summarise(history(practice(schedule), drawn)).strength


def test_the_first_daily_day_gives_what_loop_gives() -> None:
    assert strength(DAILY, "#") == pytest.approx(0.051922, abs=1e-6)


@pytest.mark.parametrize("schedule", [DAILY, "7x a week"])
def test_ninety_kept_days_are_as_good_as_full(schedule: str) -> None:
    assert 0.99 <= strength(schedule, "#" * 90) < 1
    assert strength(schedule, "#" * 88) < 0.99 + 1e-3


def test_half_of_it_is_lost_in_thirteen_days() -> None:
    full = strength(DAILY, "#" * 200)
    assert strength(DAILY, "#" * 200 + "." * 13 + ".") == pytest.approx(full / 2)


@pytest.mark.parametrize("schedule", ["3x a week", "mon wed fri"])
def test_two_of_three_a_week_converge_to_two_thirds(schedule: str) -> None:
    assert strength(schedule, "#.#...." * 120) == pytest.approx(2 / 3, abs=1e-3)


def test_more_than_planned_is_not_more_than_full() -> None:
    assert strength("2x a week", "#" * 400) == pytest.approx(1, abs=1e-4)
    assert strength("2x a week", "#" * 400) <= 1
    assert strength("every day", "#" * 400) <= 1


def test_a_daily_day_counts_its_share_of_the_minimum() -> None:
    # Half of the minimum, on the day or backfilled, is worth half.
    assert strength(DAILY, "o.") == pytest.approx(0.051922 / 2, abs=1e-6)
    assert strength(DAILY, "b.") == strength(DAILY, "o.")


def test_today_counts_once_it_is_done() -> None:
    assert strength(DAILY, "##o") == strength(DAILY, "##.") == strength(DAILY, "##")
    assert strength(DAILY, "###") > strength(DAILY, "##")
    assert strength("3x a week", "##.") == strength("3x a week", "##")


@pytest.mark.parametrize("schedule", [DAILY, "mon wed fri", "3x a week"])
@pytest.mark.parametrize("idle", ["rrrrrrrrr", "ttt", "srs"])
def test_rest_and_travel_leave_it_as_it_is(schedule: str, idle: str) -> None:
    assert strength(schedule, "###" + idle + ".") == strength(schedule, "###")


def test_archived_days_leave_it_as_it_is() -> None:
    gone = practice(DAILY, archives=(Archive(day(2), day(12)),))
    later = summarise(history(gone, "###" + "." * 9 + "."))
    assert later.strength == strength(DAILY, "###")


def test_rest_days_that_were_used_count() -> None:
    assert strength(DAILY, "RTR") == strength(DAILY, "###")
    assert strength("3x a week", "RTR") == strength("3x a week", "###")


def test_the_trailing_seven_skip_days_of_rest() -> None:
    # By hand: value per day = done days of the last seven that were no rest / 3.
    done = [1, 1, 0, 0, 1, 0, 0, 0, 1]
    memory = 0.5 ** ((3 / 7) ** 0.5 / 13)
    expected = 0.0
    for last in range(len(done)):
        value = min(1, sum(done[max(0, last - 6) : last + 1]) / 3)
        expected = expected * memory + value * (1 - memory)
    assert strength("3x a week", "##..rrr#rr...#") == pytest.approx(expected)


def test_each_day_has_the_schedule_and_standard_of_its_time() -> None:
    schedules = (
        ScheduleFrom(day(0), TimesAWeek(2)),
        ScheduleFrom(day(7), Weekdays(frozenset(range(7)))),
    )
    standards = (
        StandardFrom(day(0), Standard(2000, "min")),
        StandardFrom(day(8), Standard(4000, "min")),
    )
    changed = practice(schedules=schedules, standards=standards)
    slow, fast = 0.5 ** ((2 / 7) ** 0.5 / 13), 0.5 ** (1 / 13)
    expected = 0.0
    steps = itertools.chain([(0.5, slow), (1.0, slow)], [(1.0, slow)] * 5, [(1.0, fast)])
    for value, memory in [*steps, (0.5, fast)]:
        expected = expected * memory + value * (1 - memory)
    assert summarise(history(changed, "##..... ##.")).strength == pytest.approx(expected)
