from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.days import Week
from bot.domain.ids import AdjustmentId, CommunityId, PracticeId, UserId
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.questions import Question
from bot.domain.reflections import (
    GoalOutcome,
    Help,
    LookBack,
    LookBackWords,
    ReflectionWords,
    clean_answer,
    clean_words,
    gather,
    is_three_weeks,
    read_look_back,
    write_look_back,
)

WEEK = Week(2026, 47)
NOW = datetime(2026, 11, 18, tzinfo=UTC)
TRIED = Adjustment(AdjustmentId(1), CommunityId(1), UserId(1), "phone away", WEEK.previous(), NOW)
LOOK = LookBack(
    week=WEEK,
    question=Question("?"),
    adjustment=TRIED,
    goals=(),
    three_weeks=False,
    said=LookBackWords(),
    written=None,
)


def test_every_third_reflection_is_about_three_weeks() -> None:
    assert [is_three_weeks(earlier) for earlier in range(6)] == [False, False, True] * 2


def test_what_ran_before_this_week_is_asked_about() -> None:
    assert LOOK.asks_outcome
    assert LOOK.running == TRIED


@pytest.mark.parametrize(
    "latest",
    [None, replace(TRIED, week=WEEK), replace(TRIED, outcome=Outcome.KEPT, ended_at=NOW)],
)
def test_what_is_new_or_over_is_not(latest: Adjustment | None) -> None:
    look = replace(LOOK, adjustment=latest)
    assert not look.asks_outcome
    assert look.running is None


@pytest.mark.parametrize(
    ("outcome", "goes_on"),
    [(Outcome.RUNNING, True), (Outcome.KEPT, False), (Outcome.DROPPED, False)],
)
def test_what_was_said_decides_whether_it_goes_on(outcome: Outcome, *, goes_on: bool) -> None:
    look = replace(LOOK, said=LookBackWords(outcome=outcome))
    assert (look.running is not None) is goes_on


def test_the_first_step_reads_back_what_it_wrote() -> None:
    said = LookBackWords(Outcome.KEPT, {PracticeId(7): GoalOutcome.PARTLY}, "yes")
    assert read_look_back(write_look_back(said)) == said
    assert read_look_back({"goal:7": "", "outcome": ""}) == LookBackWords()


def test_words_are_kept_on_one_line_each() -> None:
    typed = ReflectionWords(" slow \n scales ", " ", "", " both\thands ", share=True)
    assert clean_words(typed) == ReflectionWords("slow scales", "", "", "both hands", share=True)
    assert clean_answer(" \n") == ""
    assert clean_answer(" a \n b ") == "a b"


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (ReflectionWords("  "), EmptyName),
        (ReflectionWords("x" * 401), NameTooLong),
        (ReflectionWords("x", conditions="x" * 301), NameTooLong),
        (ReflectionWords("x", adjustment="x" * 101), NameTooLong),
        (ReflectionWords("x", goal="x" * 201), NameTooLong),
        (ReflectionWords("x", adjustment="\u202egnp"), HiddenCharacters),
    ],
)
def test_words_that_cannot_be_kept(words: ReflectionWords, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        clean_words(words)


def test_what_helps_is_gathered_newest_first() -> None:
    first, second, third = WEEK, WEEK.next(), WEEK.next().next()
    found = gather({first: "early  desk", third: "Early desk", second: "a friend"})
    assert found == (Help("Early desk", (third, first)), Help("a friend", (second,)))
