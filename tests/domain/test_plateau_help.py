from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import Standard
from bot.domain.days import DAY, WEEK, monday_of
from bot.domain.plateau_help import Ending, PastPlateau, past_plateaus
from bot.domain.plateaus import is_plateau, might_be_plateau
from bot.domain.practices import StandardFrom
from bot.domain.verdicts import History, judge
from tests.domain.advising import amounts
from tests.domain.drawing import day, practice
from tests.domain.strategies import any_schedule, histories


@pytest.mark.parametrize(
    ("after", "ending"),
    [
        ((4000, 4000), Ending.UP),
        ((900, 900), Ending.DOWN),
    ],
)
def test_how_a_plateau_ended(after: tuple[int, ...], ending: Ending) -> None:
    weeks = (*(2000,) * 8, *after)
    today = 7 * len(weeks)
    (found,) = past_plateaus(judge(amounts(*weeks, today=today)), day(today))
    assert found == PastPlateau(day(0), day(55), ending)


def test_as_much_on_fewer_days_is_a_plateau_no_more() -> None:
    history = amounts(*(3000,) * 11, today=77)
    few = {
        each: replace(log, amount=7000)
        for each, log in history.logs.items()
        if each >= day(56) and each.weekday() < 3
    }
    kept = {each: log for each, log in history.logs.items() if each < day(56)}
    (found,) = past_plateaus(judge(replace(history, logs=kept | few)), day(77))
    assert found == PastPlateau(day(0), day(69), Ending.CHANGED)


def test_another_unit_ends_a_plateau_without_a_verdict() -> None:
    of = practice(standards=(*practice().standards, StandardFrom(day(57), Standard(2000, "pages"))))
    weeks = amounts(*(2000,) * 9, today=63, of=of)
    (found,) = past_plateaus(judge(weeks), day(63))
    assert found == PastPlateau(day(0), day(55), Ending.CHANGED)


def test_one_that_lasts_is_not_past_and_the_newest_comes_first() -> None:
    assert past_plateaus(judge(amounts(*(2000,) * 9, today=63)), day(63)) == ()
    weeks = (*(2000,) * 8, *(4000,) * 9, 9000, 9000)
    today = 7 * len(weeks)
    found = past_plateaus(judge(amounts(*weeks, today=today)), day(today))
    assert [each.first for each in found] == [day(56), day(0)]


def test_nothing_judged_has_no_plateau() -> None:
    young = practice(started_on=day(9))
    assert past_plateaus(judge(amounts(today=5, of=young)), day(5)) == ()


@given(histories(any_schedule))
def test_windows_tell_what_the_whole_record_tells(history: History) -> None:
    record = judge(history)
    monday, last = monday_of(history.practice.started_on), monday_of(history.today)
    mondays = [monday + WEEK * step for step in range((last - monday) // WEEK + 1)]
    level = [each for each in mondays if is_plateau(record, each)]
    ends = [each for each in mondays if each - WEEK in level and each not in level]
    found = past_plateaus(record, history.today)
    # Each lasts up to the Sunday eight days before the Monday that is level no more.
    assert [each.last + WEEK + DAY for each in reversed(found)] == ends


@given(histories(any_schedule), st.integers(0, 14))
def test_what_cannot_be_a_plateau_is_none(history: History, weeks_ago: int) -> None:
    monday = monday_of(history.today) - weeks_ago * WEEK
    days = {each: log.amount for each, log in history.logs.items()}
    assert might_be_plateau(days, monday) or not is_plateau(judge(history), monday)


def test_sums_alone_tell_most() -> None:
    days = {each: log.amount for each, log in amounts(*(2000,) * 8, today=56).logs.items()}
    assert might_be_plateau(days, day(56))
    assert not might_be_plateau(days, day(28))
    assert not might_be_plateau({**days, day(50): 20000}, day(56))
    assert not might_be_plateau({}, day(56))
