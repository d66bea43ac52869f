"""When a small restart is offered, drawn as one character a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.day_facts import Reviewed
from bot.domain.days import Span
from bot.domain.restarts import Reason, reason_to_restart
from bot.domain.summaries import summarise
from bot.domain.verdicts import judge
from tests.domain.drawing import day, history, practice

if TYPE_CHECKING:
    from bot.domain.practices import Practice


def reason(of: Practice, drawn: str) -> Reason | None:
    drawing = history(of, drawn)
    rested = replace(of, rests=drawing.rests)
    seen = replace(drawing, practice=rested)
    return reason_to_restart(Reviewed(rested, summarise(seen), judge(seen)), drawing.today)


@pytest.mark.parametrize(
    ("schedule", "drawn", "offered"),
    [
        ("every day", "##.", None),  # today is not over
        ("every day", "#..", Reason.MISS),  # forgiven
        ("every day", "#...", Reason.MISS),  # missed
        ("every day", "#..o", None),  # something was logged since
        ("every day", "#.o.", None),  # small is no miss
        ("every day", "#b.", Reason.MISS),  # small, and said later, is one
        ("every day", "#.#.", None),  # the latest planned day was kept
        ("mon", "....... #", None),
        ("mon", "....... .", Reason.MISS),  # a week ago
        ("mon tue", "#...... #...... #", None),
        ("mon", ".......", Reason.MISS),  # owed: a free day is left
        ("mon", "..#....", None),  # moved
        ("mon", ".o.", None),  # a small step on a free day is one
        ("mon", "....... .......", Reason.MISS),
        ("wed", "....#.. ##", None),
        ("every day", "#.r.", None),  # the latest planned day rested
        ("3x a week", "#...... .", Reason.MISS),
        ("3x a week", "#...... #", None),
        ("3x a week", "###.... .", None),
        ("3x a week", "##..... ...", Reason.MISS),  # forgiven
        ("3x a week", "##.....", None),  # the week is not over
        ("every day", "#.r", None),  # today rests
    ],
)
def test_after_a_miss(schedule: str, drawn: str, offered: Reason | None) -> None:
    assert reason(practice(schedule), drawn) is offered


@pytest.mark.parametrize(
    ("drawn", "offered"),
    [
        ("##rrr.", Reason.REST),
        ("##rrro", None),
        ("##rr.", None),
        ("##rrr..", Reason.MISS),  # the day after is a miss like any other
        ("##rrrr", None),
    ],
)
def test_after_a_rest(drawn: str, offered: Reason | None) -> None:
    assert reason(practice(), drawn) is offered


def test_two_rests_in_a_row_are_one() -> None:
    drawing = history(practice(), "#....")
    rested = practice(rests=(Span(day(1), day(2)), Span(day(3), day(3))))
    seen = replace(drawing, practice=rested, rests=rested.rests)
    reviewed = Reviewed(rested, summarise(seen), judge(seen))
    assert reason_to_restart(reviewed, day(4)) is Reason.REST


def test_a_rest_before_the_start_is_none() -> None:
    begun = practice(started_on=day(3), rests=(Span(day(0), day(2)),))
    seen = replace(history(begun, "...."), rests=begun.rests)
    assert reason_to_restart(Reviewed(begun, summarise(seen), judge(seen)), day(3)) is None


def test_nothing_before_the_start() -> None:
    later = practice(started_on=day(5))
    seen = history(later, "..")
    assert reason_to_restart(Reviewed(later, summarise(seen), judge(seen)), seen.today) is None
