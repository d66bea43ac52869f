from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_facts import Reviewed
from bot.domain.days import Span
from bot.domain.ids import PracticeId
from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.summaries import summarise
from bot.domain.thresholds import (
    LONGEST_SIGN,
    UNCHANGED,
    Limits,
    LimitWords,
    NoSuchLimit,
    cancelled_blocks,
    with_limits,
)
from bot.domain.verdicts import judge
from tests.domain.drawing import day, history, practice

USUAL = Limits(PracticeId(1))


def test_what_was_typed_is_changed_and_nothing_else() -> None:
    assert with_limits(USUAL, UNCHANGED) == USUAL
    assert with_limits(USUAL, LimitWords(recovery=" 5 ")) == Limits(PracticeId(1), 5)
    assert with_limits(USUAL, LimitWords(cancelled="0")).cancelled_blocks == 0
    signed = with_limits(USUAL, LimitWords(sign="  no   lunch "))
    assert signed == Limits(PracticeId(1), 10, 1, "no lunch")
    assert with_limits(signed, LimitWords(sign=" ")) == USUAL


@pytest.mark.parametrize(
    "words",
    [LimitWords(recovery=text) for text in ("", "0", "11", "-1", "2.5", "ten", "9" * 40)]
    + [LimitWords(cancelled=text) for text in ("", "8", "one")],
)
def test_numbers_that_are_no_limit(words: LimitWords) -> None:
    with pytest.raises(NoSuchLimit) as refused:
        with_limits(USUAL, words)
    typed = words.recovery if words.recovery is not None else words.cancelled
    assert refused.value.text == typed
    assert (refused.value.least, refused.value.most) == (
        (1, 10) if words.recovery is not None else (0, 7)
    )


def test_signs_that_cannot_be_kept() -> None:
    with pytest.raises(NameTooLong):
        with_limits(USUAL, LimitWords(sign="x" * (LONGEST_SIGN + 1)))
    with pytest.raises(HiddenCharacters):
        with_limits(USUAL, LimitWords(sign="\u202enot"))


@given(recovery=st.integers(1, 10), cancelled=st.integers(0, 7))
def test_every_limit_there_is_can_be_typed(recovery: int, cancelled: int) -> None:
    words = LimitWords(str(recovery), str(cancelled))
    assert with_limits(USUAL, words) == Limits(PracticeId(1), recovery, cancelled)


@pytest.mark.parametrize(
    ("schedule", "drawn", "cancelled"),
    [
        ("every day", "##.", 0),  # today is not over
        ("every day", "#..", 1),
        ("every day", "#.o..", 2),  # small was not cancelled
        ("every day", "....... .", 0),  # last week is not this one
        ("every day", "....... ..", 1),
        ("every day", "#.rr.", 1),
        ("mon wed fri", "......", 3),  # one may still be made up for
        ("3x a week", "....", 0),  # four days are left for three blocks
        ("3x a week", ".....", 0),
        ("3x a week", "......", 1),
        ("3x a week", ".......", 2),
        ("3x a week", "......#", 2),
        ("3x a week", "###....", 0),
    ],
)
def test_cancelled_blocks_of_this_week(schedule: str, drawn: str, cancelled: int) -> None:
    drawing = history(practice(schedule), drawn)
    rested = replace(drawing.practice, rests=drawing.rests)
    seen = replace(drawing, practice=rested)
    assert cancelled_blocks(Reviewed(rested, summarise(seen), judge(seen)), seen.today) == cancelled


def test_days_of_rest_ahead_are_not_left() -> None:
    rested = practice("5x a week", rests=(Span(day(5), day(6)),))
    seen = replace(history(rested, "...."), rests=rested.rests)
    # Five of seven, in five days: four are needed, and two days are left.
    assert cancelled_blocks(Reviewed(rested, summarise(seen), judge(seen)), day(3)) == 2
