from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.days import DAY, Span
from bot.domain.log_cards import NoPractice
from bot.domain.month_plan_rules import (
    NoPlan,
    NotTheMoment,
    OutcomeTooEarly,
    PlanIsOver,
    PlanOnArchived,
    PlanRunning,
    choose,
    clean_learnt,
    put_away,
    require_late,
    require_moment,
    require_running,
)
from bot.domain.month_plans import Moment, Stage, course_of, plan_days
from bot.domain.names import NameTooLong
from bot.domain.practices import Archive, UnknownPractice
from tests.domain.drawing import START, day, practice
from tests.domain.planning import a_plan

spans = st.builds(
    lambda first, length: Span(day(first), day(first + length)),
    st.integers(-20, 60),
    st.integers(0, 29),
)


def test_without_rests_it_is_thirty_days_on_end() -> None:
    days = plan_days(a_plan(), practice())
    assert days.days == tuple(day(number) for number in range(30))
    assert days.last == day(29)
    assert [days.week(number) for number in (1, 2, 3, 4)] == [
        Span(day(0), day(6)),
        Span(day(7), day(13)),
        Span(day(14), day(20)),
        Span(day(21), day(27)),
    ]


def test_a_rest_pushes_the_days_on() -> None:
    rests = (Span(day(3), day(5)), Span(day(10), day(12)))
    days = plan_days(a_plan(), practice(rests=rests))
    # What is done between two weeks belongs to the earlier one.
    assert days.week(1) == Span(day(0), day(9 + 3))
    assert days.week(2) == Span(day(13), day(19))
    assert days.last == day(35)


def test_a_plan_may_start_in_a_rest() -> None:
    days = plan_days(a_plan(), practice(rests=(Span(day(-2), day(3)),)))
    assert days.days[0] == day(4)
    assert days.week(1) == Span(day(0), day(10))
    assert days.begun(day(2)) == 0
    assert days.week_on(day(2)) == 1


@given(st.lists(spans, max_size=5))
def test_every_plan_has_thirty_days_without_rest(rests: list[Span]) -> None:
    days = plan_days(a_plan(), practice(rests=tuple(rests)))
    assert len(set(days.days)) == 30
    assert list(days.days) == sorted(days.days)
    assert not any(each in rest for rest in rests for each in days.days)
    weeks = [days.week(number) for number in (1, 2, 3, 4)]
    assert weeks[0].first == START
    for earlier, later in itertools.pairwise(weeks):
        assert later.first == earlier.last + DAY
    for number in range(80):
        assert days.begun(day(number)) == sum(each <= day(number) for each in days.days)
        if day(number) <= weeks[3].last:
            assert day(number) in weeks[days.week_on(day(number)) - 1]


@pytest.mark.parametrize(
    ("today", "stage", "until"),
    [(0, Stage.RUNNING, 0), (29, Stage.RUNNING, 29), (30, Stage.OVER, 29), (90, Stage.OVER, 29)],
)
def test_it_ends_by_itself(today: int, stage: Stage, until: int) -> None:
    course = course_of(a_plan(), practice(), day(today))
    assert (course.stage, course.until) == (stage, day(until))


def test_it_can_be_stopped() -> None:
    course = course_of(a_plan(stopped_on=day(8)), practice(), day(40))
    assert (course.stage, course.until) == (Stage.STOPPED, day(8))


@pytest.mark.parametrize(
    ("archived", "restored", "stage"),
    [
        (5, None, Stage.ARCHIVED),
        (5, 8, Stage.ARCHIVED),
        (5, 6, Stage.RUNNING),  # no day was left out
        (5, 5, Stage.RUNNING),
        (-3, -1, Stage.RUNNING),
        (40, None, Stage.OVER),  # after its end
    ],
)
def test_it_ends_with_its_practice(archived: int, restored: int | None, stage: Stage) -> None:
    gap = Archive(day(archived), None if restored is None else day(restored))
    today = day(20 if archived < 30 else 50)
    course = course_of(a_plan(), practice(archives=(gap,)), today)
    assert course.stage is stage
    if stage is Stage.ARCHIVED:
        assert course.until == day(archived)


def test_the_practice_that_is_meant() -> None:
    scales, waltz = practice(), replace(practice(), id=2, name="Waltz")
    assert choose((scales,), "") == scales
    assert choose((scales, waltz), "") is None
    assert choose((scales, waltz), "waltz") == waltz
    archived = replace(waltz, archives=(Archive(day(3), None),))
    assert choose((scales, archived), "") == scales
    with pytest.raises(PlanOnArchived):
        choose((scales, archived), "Waltz")
    with pytest.raises(UnknownPractice):
        choose((scales,), "Tango")
    with pytest.raises(NoPractice):
        choose((archived,), "")


def test_only_a_running_plan_is_noted_and_stopped() -> None:
    plan = a_plan()
    require_running(plan, course_of(plan, practice(), day(29)))
    with pytest.raises(PlanIsOver):
        require_running(plan, course_of(plan, practice(), day(30)))
    for ended in (a_plan(stopped_on=day(2)), a_plan(closed_on=day(31))):
        with pytest.raises(NoPlan):
            require_running(ended, course_of(ended, practice(), day(2)))


@pytest.mark.parametrize(
    ("moment", "today", "is_right"),
    [
        (Moment.BEFORE, 0, True),
        (Moment.BEFORE, 6, True),
        (Moment.BEFORE, 7, False),
        (Moment.BEFORE, 31, False),
        (Moment.AFTER, 27, False),
        (Moment.AFTER, 28, True),
        (Moment.AFTER, 60, True),
    ],
)
def test_how_sure_is_asked_at_both_ends(moment: Moment, today: int, *, is_right: bool) -> None:
    plan = a_plan()
    course = course_of(plan, practice(), day(today))
    if is_right:
        require_moment(moment, plan, course)
    else:
        with pytest.raises(NotTheMoment):
            require_moment(moment, plan, course)
    with pytest.raises(NoPlan):
        require_moment(moment, replace(plan, closed_on=day(40)), course)


def test_an_outcome_belongs_to_the_fourth_week_or_later() -> None:
    plan = a_plan()
    with pytest.raises(OutcomeTooEarly) as refused:
        require_late(plan, course_of(plan, practice(), day(20)))
    assert refused.value.first == day(21)
    for today in (21, 29, 50):
        require_late(plan, course_of(plan, practice(), day(today)))
    aside = practice(archives=(Archive(day(25), None),))
    with pytest.raises(PlanIsOver):
        require_late(plan, course_of(plan, aside, day(26)))
    with pytest.raises(NoPlan):
        require_late(a_plan(closed_on=day(40)), course_of(plan, practice(), day(50)))


def test_putting_away() -> None:
    plan = a_plan()
    with pytest.raises(PlanRunning):
        put_away(plan, course_of(plan, practice(), day(3)), "Scales", day(3))
    away = put_away(plan, course_of(plan, practice(), day(33)), "Scales", day(33))
    assert (away.stopped_on, away.closed_on, away.is_held) == (None, day(33), False)
    aside = course_of(plan, practice(archives=(Archive(day(5), None),)), day(9))
    away = put_away(plan, aside, "Scales", day(9))
    assert (away.stopped_on, away.closed_on) == (day(5), day(9))


def test_what_was_learnt_may_be_left_out() -> None:
    assert clean_learnt("  ") == ""
    assert clean_learnt(" Slow first ") == "Slow first"
    with pytest.raises(NameTooLong):
        clean_learnt("x" * 301)
