from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.adherence import Adherence
from bot.domain.checkins import (
    LONGEST_ANSWER,
    CheckinWords,
    NothingSaid,
    clean_checkin,
    is_due,
    month_of,
    too_ambitious,
)
from bot.domain.months import Month
from bot.domain.names import HiddenCharacters, NameTooLong
from bot.domain.practices import Practice, with_schedule
from bot.domain.schedules import parse_schedule
from bot.domain.summaries import Summary, summarise
from tests.domain.advising import amounts
from tests.domain.drawing import day, practice

TODAY = day(56)


def test_answers_are_kept_on_one_line_each() -> None:
    cleaned = clean_checkin(CheckinWords(" a\nb ", "", "c"))
    assert cleaned == CheckinWords("a b", "", "c")


@pytest.mark.parametrize("filled", [("a", "", ""), ("", "a", ""), ("", "", "a")])
def test_one_answer_is_enough(filled: tuple[str, str, str]) -> None:
    assert clean_checkin(CheckinWords(*filled)) == CheckinWords(*filled)


@pytest.mark.parametrize(
    ("works", "refusal"),
    [
        (" \n", NothingSaid),
        ("x" * (LONGEST_ANSWER + 1), NameTooLong),
        ("x\u202e", HiddenCharacters),
    ],
)
def test_words_that_cannot_be_kept(works: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        clean_checkin(CheckinWords(works, " ", ""))


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        (date(2026, 1, 1), date(2026, 1, 29), False),
        (date(2026, 1, 1), date(2026, 1, 31), False),
        (date(2026, 1, 1), date(2026, 2, 1), True),
        (date(2026, 1, 20), date(2026, 2, 16), False),
        (date(2026, 1, 20), date(2026, 2, 17), True),
        (date(2025, 12, 31), date(2026, 12, 31), True),
    ],
)
def test_it_is_due_after_28_days_in_another_month(
    last: date, today: date, *, expected: bool
) -> None:
    assert is_due(last, today) is expected


def test_a_month_is_that_of_the_day() -> None:
    assert month_of(date(2026, 11, 30)) == Month(2026, 11)


def kept(blocks: int, planned: int, of: Practice | None = None) -> tuple[Practice, Summary]:
    made = of or practice()
    summary = summarise(amounts(0, today=56, of=made))
    return made, replace(summary, adherence=Adherence(blocks, planned))


@pytest.mark.parametrize(
    ("blocks", "planned", "times"),
    [
        (13, 28, 3),
        (14, 28, None),
        (1, 28, 1),
        (0, 28, 1),
        (3, 8, 1),
        (3, 7, None),
        (0, 0, None),
        (6, 20, 2),
    ],
)
def test_less_than_half_of_eight_blocks_is_too_ambitious(
    blocks: int, planned: int, times: int | None
) -> None:
    found = too_ambitious([kept(blocks, planned)], TODAY)
    assert [each.times for each in found] == ([] if times is None else [times])


def test_a_lighter_schedule_that_is_coming_is_enough() -> None:
    eased = with_schedule(practice(), parse_schedule("3x a week"), TODAY)
    assert not too_ambitious([kept(5, 28, eased)], TODAY)
    harder = with_schedule(practice("2x a week"), parse_schedule("every day"), TODAY)
    assert too_ambitious([kept(3, 8, harder)], TODAY)


def test_what_cannot_be_lighter_is_not_named() -> None:
    assert not too_ambitious([kept(1, 8, practice("once a week"))], TODAY)
