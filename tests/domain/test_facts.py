from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.facts import DayFacts, Fact, FactKind, Part, days_to_compare, facts, part_of
from bot.domain.ids import CommunityId, PracticeId, UserId
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import TimesAWeek, Weekdays
from bot.domain.verdicts import DayLog, History, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.schedules import Schedule

MONDAY = date(2026, 11, 2)


def day(
    number: int, *, kept: bool = True, hour: int | None = None, where: str | None = None
) -> DayFacts:
    return DayFacts(MONDAY + timedelta(days=number), kept, hour, where)


def fact(kind: FactKind, days: Iterable[DayFacts]) -> Fact | None:
    return next((each for each in facts(list(days)) if each.kind is kind), None)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, Part.NIGHT),
        (4, Part.NIGHT),
        (5, Part.MORNING),
        (11, Part.MORNING),
        (12, Part.AFTERNOON),
        (16, Part.AFTERNOON),
        (17, Part.EVENING),
        (20, Part.EVENING),
        (21, Part.NIGHT),
        (23, Part.NIGHT),
    ],
)
def test_parts_of_the_day(hour: int, part: Part) -> None:
    assert part_of(hour) is part


def test_two_kept_days_say_nothing() -> None:
    assert facts([day(0, hour=7, where="desk"), day(7, hour=7, where="desk")]) == ()


def test_the_hour_that_kept_days_share_against_the_others() -> None:
    days = [day(number, hour=7) for number in range(3)]
    days += [day(3, hour=19), day(4, kept=False, hour=19), day(5, kept=False, hour=8)]
    days += [day(6, kept=False)]  # nothing logged: it has no hour
    assert fact(FactKind.HOUR, days) == Fact(FactKind.HOUR, "morning", 3, 4, 1, 2)


def test_an_hour_that_the_others_share_as_well_tells_that_it_is_not_the_hour() -> None:
    days = [day(number, hour=7) for number in range(3)] + [day(3, kept=False, hour=7)]
    found = fact(FactKind.HOUR, days)
    assert found == Fact(FactKind.HOUR, "morning", 3, 3, 1, 1)
    assert found is not None
    assert not found.is_telling


def test_what_is_rarer_among_kept_days_is_no_fact() -> None:
    days = [day(0, hour=7), day(1, hour=7), day(2, hour=13), day(3, hour=19)]
    days += [day(4, kept=False, hour=7)]
    assert fact(FactKind.HOUR, days) is None


def test_without_others_what_most_kept_days_share_is_told() -> None:
    mornings = [day(number, hour=7) for number in range(3)]
    assert fact(FactKind.HOUR, mornings) == Fact(FactKind.HOUR, "morning", 3, 3, 0, 0)
    assert fact(FactKind.HOUR, [*mornings, day(3, hour=19)]) is not None


def test_evenly_spread_kept_days_alone_say_nothing() -> None:
    days = [day(0, hour=7), day(1, hour=7), day(2, hour=19), day(3, hour=19)]
    assert fact(FactKind.HOUR, days) is None


def test_one_day_alone_has_nothing_in_common() -> None:
    days = [day(0, hour=7), day(1), day(2), day(3, kept=False, hour=19)]
    assert fact(FactKind.HOUR, days) is None


def test_places_are_compared_without_case_and_shown_as_typed_first() -> None:
    days = [day(0, where="Library"), day(1, where="library"), day(2, where="home")]
    days.append(day(3, kept=False, where="home"))
    assert fact(FactKind.WHERE, days) == Fact(FactKind.WHERE, "Library", 2, 3, 0, 1)


def test_the_weekday_that_is_kept_more_often_than_the_others() -> None:
    days = [day(0), day(7), day(1), day(8, kept=False), day(2, kept=False), day(9, kept=False)]
    found = fact(FactKind.WEEKDAY, days)
    assert found == Fact(FactKind.WEEKDAY, "0", 2, 2, 1, 4)
    assert found is not None
    assert found.is_telling


def test_weekdays_all_kept_alike_tell_that_none_stands_out() -> None:
    found = fact(FactKind.WEEKDAY, [day(number) for number in range(14)])
    assert found == Fact(FactKind.WEEKDAY, "0", 2, 2, 12, 12)
    assert found is not None
    assert not found.is_telling


def test_a_practice_of_one_weekday_says_nothing_about_weekdays() -> None:
    assert fact(FactKind.WEEKDAY, [day(0), day(7), day(14), day(21, kept=False)]) is None


def practice(schedule: Schedule) -> Practice:
    return Practice(
        id=PracticeId(1),
        community_id=CommunityId(1),
        user_id=UserId(1),
        name="Writing",
        why="",
        skill_id=None,
        started_on=MONDAY,
        standards=(StandardFrom(MONDAY, Standard(1000, "min")),),
        schedules=(ScheduleFrom(MONDAY, schedule),),
        archives=(),
    )


def compared(schedule: Schedule, amounts: dict[int, int]) -> tuple[DayFacts, ...]:
    whose = practice(schedule)
    logs = {
        MONDAY + timedelta(days=number): DayLog(amount, same_day=True, backfilled=False)
        for number, amount in amounts.items()
    }
    history = History(whose, logs, (), frozenset(), MONDAY + timedelta(days=7))
    week = judge(history).days[:7]
    return days_to_compare(whose, week, {MONDAY: (7, "desk"), MONDAY + timedelta(days=1): (8, "")})


def test_planned_days_that_were_kept_or_not_are_compared() -> None:
    days = compared(Weekdays(frozenset({0, 1, 2, 3})), {0: 1000, 1: 500, 5: 200})
    # Saturday was logged though not planned, yet below the minimum: neither kept nor missed.
    assert days == (
        day(0, hour=7, where="desk"),
        day(1, kept=False, hour=8),
        day(2, kept=False),
        day(3, kept=False),
    )


def test_of_n_times_a_week_every_day_could_have_been_one() -> None:
    days = compared(TimesAWeek(2), {0: 1000, 5: 1000})
    assert [each.kept for each in days] == [True, False, False, False, False, True, False]
