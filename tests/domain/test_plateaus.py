from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.amounts import Standard
from bot.domain.days import WEEK
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.plateaus import came_through, is_plateau
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Weekdays
from bot.domain.verdicts import DayLog, History, Record, judge

MONDAY = date(2026, 11, 16)
START = MONDAY - 20 * WEEK
DAY = timedelta(days=1)
assert datetime(2026, 11, 16, tzinfo=UTC).weekday() == 0


def practice(*standards: StandardFrom, started_on: date = START) -> Practice:
    return Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        user_id=UserId(1),
        name="Guitar",
        why="",
        skill_id=None,
        started_on=started_on,
        standards=standards or (StandardFrom(started_on, Standard(100, "times")),),
        schedules=(ScheduleFrom(started_on, Weekdays(frozenset(range(7)))),),
        archives=(),
    )


def record(*weekly: int, days: int = 7, of: Practice | None = None, today: date = MONDAY) -> Record:
    """Give a record with these amounts on each day of the weeks before ``MONDAY``, oldest first."""
    logs: dict[date, DayLog] = {}
    first = MONDAY - len(weekly) * WEEK
    for number, amount in enumerate(weekly):
        for day in range(days if amount else 0):
            on = first + number * WEEK + day * DAY
            logs[on] = DayLog(amount, same_day=True, backfilled=False)
    return judge(History(of or practice(), logs, (), frozenset(), today))


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [
        ((200,) * 8, True),
        ((200,) * 4 + (210,) * 4, True),
        ((200,) * 4 + (190,) * 4, True),
        ((200,) * 4 + (211,) * 4, False),
        ((200,) * 4 + (189,) * 4, False),
        ((0,) * 4 + (200,) * 4, False),
        ((200,) * 4 + (0,) * 4, False),
        ((100, 300, 100, 300, 200, 200, 200, 200), True),
    ],
)
def test_as_much_as_before_is_a_plateau(weekly: tuple[int, ...], *, expected: bool) -> None:
    assert is_plateau(record(*weekly), MONDAY) is expected


@pytest.mark.parametrize(("days", "expected"), [(7, True), (5, True), (4, False)])
def test_a_plateau_needs_the_plan_to_be_kept(days: int, *, expected: bool) -> None:
    # Five of seven blocks are 71 %, four are 57 %.
    assert is_plateau(record(*(200,) * 8, days=days), MONDAY) is expected


def test_a_plateau_needs_all_eight_weeks() -> None:
    started = practice(started_on=MONDAY - 8 * WEEK)
    assert is_plateau(record(*(200,) * 8, of=started), MONDAY)
    later = practice(started_on=MONDAY - 8 * WEEK + DAY)
    assert not is_plateau(record(*(200,) * 8, of=later), MONDAY)


def test_another_unit_begins_a_new_baseline() -> None:
    changed = practice(
        StandardFrom(START, Standard(100, "times")),
        StandardFrom(MONDAY - 3 * WEEK, Standard(100, "min")),
    )
    assert not is_plateau(record(*(200,) * 8, of=changed), MONDAY)


def test_leaving_a_plateau_upwards_is_coming_through() -> None:
    found = came_through(record(*(200,) * 9, 400, 400), MONDAY)
    assert found == MONDAY - 2 * WEEK


@pytest.mark.parametrize(
    "weekly",
    [
        (200,) * 11,  # still on it
        (200,) * 9 + (50, 50),  # left downwards
        (100, 120, 150, 190, 230, 280, 340, 410, 500, 600, 720),  # never on one
        (200,) * 2,
    ],
)
def test_nobody_came_through_what_was_not_left_or_not_there(weekly: tuple[int, ...]) -> None:
    assert came_through(record(*weekly), MONDAY) is None


def test_a_plateau_of_long_ago_is_forgotten() -> None:
    weekly = (200,) * 8 + tuple(200 + 60 * week for week in range(1, 12))
    assert came_through(record(*weekly), MONDAY) is None
