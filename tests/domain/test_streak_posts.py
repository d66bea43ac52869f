from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.adherence import Adherence
from bot.domain.amounts import Standard
from bot.domain.days import ClockSetting, Week
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.members import Member
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import Weekdays
from bot.domain.settings import Visibility
from bot.domain.streak_posts import (
    Improved,
    PracticeNumbers,
    PracticeWeek,
    Run,
    StreakPost,
    look_back,
    numbers_of,
    span,
    tell,
)
from bot.domain.summaries import summarise
from bot.domain.verdicts import DayLog, History, judge

WEEK = Week(2026, 47)
TODAY = date(2026, 11, 22)  # a Sunday
FIRST, LAST = date(2026, 11, 15), date(2026, 11, 21)


def practice(name: str = "Guitar", started_on: date = date(2026, 9, 7)) -> Practice:
    return Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        user_id=UserId(1),
        name=name,
        why="",
        skill_id=None,
        started_on=started_on,
        standards=(StandardFrom(started_on, Standard(100, "times")),),
        schedules=(ScheduleFrom(started_on, Weekdays(frozenset(range(7)))),),
        archives=(),
    )


def at(kept: int = 5, planned: int = 7, **more: Any) -> PracticeNumbers:
    """Give a standing; more: name, gain, logged, streak, percent, came_back."""
    week = PracticeWeek(
        practice=practice(more.get("name", "Guitar")),
        first=FIRST,
        last=LAST,
        adherence=Adherence(kept, planned),
        improvement=more.get("gain"),
        days_logged=more.get("logged", kept),
    )
    percent = more.get("percent", 50)
    return PracticeNumbers(week, more.get("streak", 0), percent, more.get("came_back", 0))


def member(number: int, *, is_open: bool = True, on_boards: bool = True) -> Member:
    joined = datetime(2026, 9, 7, tzinfo=UTC)
    return Member(
        community_id=CommunityId(1),
        user_id=UserId(number),
        visibility=Visibility.OPEN if is_open else Visibility.PRIVATE,
        on_boards=on_boards,
        share_conditions=False,
        joined_at=joined,
        clock=(ClockSetting(joined, "UTC", 0, zone_chosen=False),),
    )


def post(*numbers: PracticeNumbers, is_first: bool = False, **who: Any) -> StreakPost:
    """Tell of one member for each standing, all alike."""
    members = [(member(number, **who), (each,)) for number, each in enumerate(numbers, start=1)]
    return tell(WEEK, members, is_first=is_first)


def test_the_seven_days_end_yesterday() -> None:
    assert span(TODAY) == (FIRST, LAST)


def test_a_practice_is_looked_back_on_from_its_days() -> None:
    missing = {date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 14), date(2026, 11, 15)}
    logs = {
        date.fromordinal(day): DayLog(100, same_day=True, backfilled=False)
        for day in range(date(2026, 9, 7).toordinal(), TODAY.toordinal() + 1)
        if date.fromordinal(day) not in missing
    }
    history = History(practice(), logs, (), frozenset(), TODAY)
    week = look_back(practice(), judge(history), TODAY)
    assert (week.first, week.last) == (FIRST, LAST)
    assert (week.adherence, week.days_logged) == (Adherence(6, 7), 6)
    shown = numbers_of(week, summarise(history))
    # Both misses of the week of 9 November: one is forgiven, and 16 November was the comeback.
    assert (shown.streak, shown.percent, shown.came_back) == (7, 86, 1)


def test_sums_are_told_from_five_members_on() -> None:
    four, five = post(*[at(came_back=1)] * 4), post(*[at(came_back=1)] * 5)
    assert (four.together, four.comebacks, four.practised) == (None, None, None)
    assert (five.together, five.comebacks, five.practised) == (Adherence(25, 35), 5, 5)


def test_who_had_nothing_planned_and_logged_nothing_does_not_count() -> None:
    idle = at(0, 0)
    assert post(*[at()] * 4, idle).together is None
    assert post(*[at()] * 4, at(0, 0, logged=1)).together == Adherence(20, 28)
    assert post(*[at()] * 5, idle).practised == 5


def test_private_members_are_in_sums_only() -> None:
    told = post(*[at(gain=30, streak=9, came_back=1)] * 5, is_open=False)
    assert (told.came_back, told.improved, told.runs) == ((), (), ())
    assert told.comebacks == 5


def mixed(open_: int, private: int) -> StreakPost:
    """Tell of so many, each of whom came back once."""
    members = [
        (member(number, is_open=number <= open_), (at(came_back=1),))
        for number in range(1, open_ + private + 1)
    ]
    return tell(WEEK, members, is_first=False)


def test_a_sum_without_the_open_members_is_of_nobody_or_of_whole_fives() -> None:
    """Who is open has numbers that anybody can take away from the sum."""
    told = mixed(4, 1)
    assert (told.together, told.practised, told.comebacks) == (None, None, None)
    told = mixed(5, 4)
    assert (told.together, told.practised, told.comebacks) == (Adherence(25, 35), 5, 5)
    told = mixed(3, 7)
    assert (told.together, told.practised, told.comebacks) == (Adherence(50, 70), 8, 8)


def test_comebacks_of_few_private_members_are_told_by_no_sum() -> None:
    members = [
        (member(number, is_open=number <= 5), (at(came_back=int(number in (1, 6))),))
        for number in range(1, 11)
    ]
    told = tell(WEEK, members, is_first=False)
    assert (told.practised, told.comebacks, told.came_back) == (10, 1, (UserId(1),))


def test_open_members_who_are_not_on_boards_are_named_without_numbers() -> None:
    told = post(at(gain=30, streak=9, came_back=1), at(came_back=0), on_boards=False)
    assert (told.came_back, told.improved, told.runs) == ((UserId(1),), (), ())


def test_improvements_are_the_best_of_each_the_largest_first() -> None:
    members = [
        (member(1), (at(gain=4.6, name="Scales"), at(gain=4.4, name="Chords"))),
        (member(2), (at(gain=20),)),
        (member(3), (at(gain=0.4),)),
        (member(4), (at(gain=-3), at(gain=None))),
        (member(5), ()),
    ]
    told = tell(WEEK, members, is_first=False)
    assert told.improved == (
        Improved(UserId(2), "Guitar", 20),
        Improved(UserId(1), "Scales", 5),
    )


def test_only_so_many_are_named_with_numbers() -> None:
    told = post(*[at(gain=5, streak=3)] * 12)
    assert [each.user_id for each in told.improved] == [1, 2, 3, 4, 5]
    assert [each.user_id for each in told.runs] == list(range(1, 11))


def test_runs_go_by_plan_kept_and_not_by_length() -> None:
    members = [
        (member(1), (at(streak=40, percent=80), at(streak=3, percent=90, name="Scales"))),
        (member(2), (at(streak=5, percent=100),)),
        (member(3), (at(streak=2, percent=100), at(streak=9, percent=None))),
    ]
    assert tell(WEEK, members, is_first=False).runs == (
        Run(UserId(2), "Guitar", 5, 100),
        Run(UserId(1), "Scales", 3, 90),
    )


@pytest.mark.parametrize(("numbers", "is_silent"), [([at(0)], True), ([], True), ([at()], False)])
def test_a_week_in_which_nothing_was_logged_is_silent(
    numbers: list[PracticeNumbers], *, is_silent: bool
) -> None:
    assert post(*numbers).is_silent is is_silent


def test_the_first_post_knows_that_it_is() -> None:
    assert post(at(), is_first=True).is_first
    assert not post(at()).is_first
