from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import (
    Advice,
    AdviceKind,
    FeltDay,
    Given,
    advise,
    felt_from,
    next_planned,
)
from bot.domain.amounts import Standard
from bot.domain.days import DAY
from bot.domain.ids import PracticeId
from bot.domain.logs import Felt
from bot.domain.practices import Archive, ScheduleFrom, StandardFrom
from bot.domain.schedules import parse_schedule
from bot.domain.verdicts import Span
from tests.domain.advising import amounts, facts, with_rests
from tests.domain.drawing import day, history, practice

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.domain.verdicts import History

SUNDAY = 34
SCALES = PracticeId(1)
EASY, HARD, STRETCH = Felt.EASY, Felt.TOO_HARD, Felt.STRETCH


def advised(
    *histories: History, felt: tuple[FeltDay, ...] = (), last: Given | None = None
) -> Advice | None:
    return advise(facts(*histories), {SCALES: felt}, last)


def kind_of(advice: Advice | None) -> AdviceKind | None:
    return advice.kind if advice else None


def felt(*days: tuple[int, Felt]) -> tuple[FeltDay, ...]:
    return tuple(FeltDay(day(number), how) for number, how in days)


def quiet(today: int = SUNDAY, of: Practice | None = None) -> History:
    """Give a history about which there is nothing to say."""
    return history(of or practice(), ("##.##.. " * 20)[: today + today // 7 + 1])


def test_nothing_to_say() -> None:
    assert advised(quiet()) is None


def test_overload_asks_for_a_lighter_week() -> None:
    weeks = (2000, 2000, 2000, 2000, 4000)
    found = advised(amounts(*weeks, today=SUNDAY))
    assert found is not None
    assert (found.kind, found.is_new, found.given_on) == (AdviceKind.OVERLOAD, True, day(SUNDAY))
    assert (found.measured, found.usual, found.free_day) == (28000, 14000, day(SUNDAY + 1))


@pytest.mark.parametrize("rest", [(SUNDAY, SUNDAY), (SUNDAY + 3, SUNDAY + 9), (SUNDAY - 2, 50)])
def test_whoever_rests_soon_is_left_alone(rest: tuple[int, int]) -> None:
    of = practice(rests=(Span(day(rest[0]), day(rest[1])),))
    assert advised(amounts(2000, 2000, 2000, 2000, 4000, today=SUNDAY, of=of)) is None


def test_a_rest_that_is_over_or_far_away_changes_nothing() -> None:
    over, far = Span(day(3), day(4)), Span(day(SUNDAY + 8), day(SUNDAY + 9))
    of = practice(rests=(over, far))
    found = advised(amounts(2000, 2000, 2000, 2000, 4000, today=SUNDAY, of=of))
    assert kind_of(found) is AdviceKind.OVERLOAD


@pytest.mark.parametrize(
    ("drawn", "schedule", "expected"),
    [
        ("####### " * 6 + ".", "every day", AdviceKind.NO_REST),
        ("####### " * 6 + "###", "7x a week", AdviceKind.NO_REST),
        ("ooooooo " * 6 + "o", "every day", AdviceKind.NO_REST),
        ("####### " * 5 + "######. .", "every day", None),
        ("####### " * 5 + "######r .", "every day", None),
        ("####### " * 6 + ".#", "every day", None),  # a free day this week already
        ("####### " * 5 + "#", "every day", None),
        ("####### " * 6 + "#", "6x a week", None),
        ("####### " * 6 + "#", "weekdays", None),
    ],
)
def test_six_weeks_without_a_day_of_rest(
    drawn: str, schedule: str, expected: AdviceKind | None
) -> None:
    found = advised(with_rests(history(practice(schedule), drawn)))
    assert kind_of(found) is expected
    if found:
        assert found.measured == len(drawn.replace(" ", "")) - 1
        assert found.free_day == found.today + DAY


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(20, HARD), (21, HARD), (22, HARD), (23, EASY)], True),
        ([(20, HARD), (21, HARD), (22, STRETCH), (23, EASY)], False),  # half is not most
        ([(20, HARD), (21, HARD), (22, HARD)], False),
        ([(6, HARD), (7, HARD), (22, HARD), (23, EASY)], False),  # 28 days to today, from day 7
        ([(7, HARD), (7, HARD), (22, HARD), (23, EASY)], True),
    ],
)
def test_mostly_too_hard_is_made_smaller(said: list[tuple[int, Felt]], *, expected: bool) -> None:
    found = advised(quiet(), felt=felt(*said))
    assert (kind_of(found) is AdviceKind.TOO_HARD) is expected
    if found:
        assert (found.measured, found.usual, found.minimum) == (3, 4, 1500)


def test_how_it_felt_under_another_minimum_is_past() -> None:
    said = felt((20, HARD), (21, HARD), (22, HARD), (23, EASY))
    easier = StandardFrom(day(21), Standard(1000, "min"))
    of = practice(standards=(*practice().standards, easier))
    assert advised(quiet(of=of), felt=said) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(0, EASY), (7, EASY), (14, EASY), (21, EASY)], True),
        ([(0, EASY), (7, EASY), (14, EASY), (21, EASY), (30, EASY)], True),
        ([(0, EASY), (7, EASY), (14, EASY), (21, EASY), (30, STRETCH)], False),
        ([(0, EASY), (7, EASY), (14, STRETCH), (15, EASY), (21, EASY)], False),
        ([(0, EASY), (7, EASY), (21, EASY), (30, EASY)], False),
    ],
)
def test_four_weeks_all_easy_are_worth_a_harder_step(
    said: list[tuple[int, Felt]], *, expected: bool
) -> None:
    found = advised(quiet(), felt=felt(*said))
    assert (kind_of(found) is AdviceKind.EASY) is expected
    if found:
        assert (found.measured, found.minimum) == (len(said), 2500)


def test_four_weeks_easy_are_four_weeks_with_the_present_minimum() -> None:
    said = felt((0, EASY), (7, EASY), (14, EASY), (21, EASY))
    for since, expected in ((0, AdviceKind.EASY), (1, None), (SUNDAY + 1, None)):
        begun = StandardFrom(day(since), Standard(3000, "min"))
        of = practice(started_on=day(-9), standards=(*practice().standards, begun))
        assert kind_of(advised(quiet(of=of), felt=said)) is expected


def test_a_plateau_is_told_last() -> None:
    level = history(practice(), "##.##.# " * 8 + "#")
    found = advised(level)
    assert found is not None
    assert (found.kind, found.measured) == (AdviceKind.PLATEAU, 10000)
    said = felt(*((number, HARD) for number in range(50, 54)))
    assert kind_of(advised(level, felt=said)) is AdviceKind.TOO_HARD


def test_a_plateau_in_another_unit_is_past() -> None:
    pages = StandardFrom(day(56), Standard(200, "pages"))
    of = practice(standards=(*practice().standards, pages))
    assert advised(history(of, "##.##.# " * 8 + "#")) is None


def test_how_it_felt_under_another_schedule_is_past() -> None:
    from_monday = ScheduleFrom(day(35), parse_schedule("mon thu"))
    of = practice(schedules=(practice().schedules[0], from_monday))
    said = tuple(FeltDay(day(number), HARD) for number in range(20, 30))
    assert kind_of(advised(quiet(), felt=said)) is AdviceKind.TOO_HARD
    assert advised(quiet(of=of), felt=said) is None


def test_nothing_is_said_of_what_rests_today() -> None:
    said = tuple(FeltDay(day(number), HARD) for number in range(20, 30))
    of = practice(rests=(Span(day(SUNDAY), day(SUNDAY + 1)),))
    assert advised(quiet(of=of), felt=said) is None


def test_the_kind_comes_before_the_practice() -> None:
    second = replace(practice(), id=PracticeId(2))
    level = history(practice(), "##.##.# " * 8 + "#.")
    assert kind_of(advised(level, quiet(57, of=second))) is AdviceKind.PLATEAU
    heavy = amounts(*(2000,) * 8, 30000, today=57, of=second)
    found = advised(level, heavy)
    assert found is not None
    assert (found.kind, found.practice.id) == (AdviceKind.OVERLOAD, 2)


@pytest.mark.parametrize(
    ("ago", "kind", "is_closed", "expected"),
    [
        (0, AdviceKind.OVERLOAD, False, False),
        (6, AdviceKind.OVERLOAD, False, False),
        (7, AdviceKind.OVERLOAD, False, None),  # shown for a week
        (13, AdviceKind.OVERLOAD, False, None),
        (14, AdviceKind.OVERLOAD, False, True),
        (3, AdviceKind.OVERLOAD, True, None),
        (14, AdviceKind.OVERLOAD, True, True),
        (3, AdviceKind.PLATEAU, False, None),  # that holds no more, and nothing takes its place
    ],
)
def test_one_advice_in_two_weeks(
    ago: int, kind: AdviceKind, *, is_closed: bool, expected: bool | None
) -> None:
    last = Given(SCALES, kind, day(SUNDAY - ago), is_closed)
    found = advised(amounts(2000, 2000, 2000, 2000, 4000, today=SUNDAY), last=last)
    assert (found.is_new if found else None) is expected
    if found and not found.is_new:
        assert found.given_on == day(SUNDAY - ago)


def test_an_advice_about_an_archived_practice_is_gone() -> None:
    last = Given(PracticeId(9), AdviceKind.OVERLOAD, day(SUNDAY), is_closed=False)
    assert advised(amounts(2000, 2000, 2000, 2000, 4000, today=SUNDAY), last=last) is None
    archived = practice(archives=(Archive(day(3), None),))
    about = Given(SCALES, AdviceKind.EASY, day(SUNDAY), is_closed=False)
    assert about.is_about(practice(), {AdviceKind.EASY})
    assert not about.is_about(archived, {AdviceKind.EASY})
    assert not about.is_about(practice(), {AdviceKind.PLATEAU})


@pytest.mark.parametrize(
    ("schedule", "today", "expected"),
    [
        ("every day", 0, 1),
        ("mon wed", 0, 2),
        ("mon wed", 2, 7),
        ("mon", 0, 7),
        ("3x a week", 6, 7),
    ],
)
def test_a_free_day_is_one_that_is_planned(schedule: str, today: int, expected: int) -> None:
    assert next_planned(practice(schedule), day(today)) == day(expected)


def test_felt_is_asked_for_from_four_whole_weeks_ago() -> None:
    assert felt_from(day(SUNDAY)) == day(0)
    assert felt_from(day(28)) == day(0)
