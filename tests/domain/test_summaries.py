"""The summary beside its numbers: today, and the current week of n times a week."""

from __future__ import annotations

import pytest

from bot.domain.adherence import Adherence
from bot.domain.practices import Archive
from bot.domain.streaks import Streak
from bot.domain.summaries import settle, summarise
from bot.domain.verdicts import Verdict
from bot.domain.week_rules import Mercy
from tests.domain.drawing import day, history, practice


@pytest.mark.parametrize(
    ("schedule", "drawn", "verdict", "counted"),
    [
        ("every day", "##", Verdict.DONE, True),
        ("every day", "#o", Verdict.OPEN, False),
        ("mon", "##", Verdict.EXTRA, True),
        ("mon", "#.", Verdict.FREE, False),
    ],
)
def test_today(schedule: str, drawn: str, verdict: Verdict, counted: bool) -> None:  # noqa: FBT001
    today = summarise(history(practice(schedule), drawn)).today
    assert today
    assert (today.day, today.verdict, today.counted) == (day(1), verdict, counted)


def test_the_current_week() -> None:
    week = summarise(history(practice("3x a week"), "###.... #")).week
    assert week
    assert (week.verdict, week.done, week.needed) == (Verdict.OPEN, 1, 3)
    assert summarise(history(practice("every day"), "###.... #")).week is None


def test_an_older_week_is_not_the_current_one() -> None:
    archived = practice("3x a week", archives=(Archive(day(6), None),))
    assert summarise(history(archived, "###....")).week
    assert summarise(history(archived, "###.... .")).week is None


def test_before_the_start_everything_is_empty() -> None:
    summary = summarise(history(practice(started_on=day(9)), "..."))
    assert summary.today is None
    assert summary.week is None
    assert summary.streak == Streak(0, 0, None)
    assert summary.adherence == Adherence(0, 0)
    assert (summary.strength, summary.comebacks) == (0, ())


def test_a_carry_holds_no_week_that_begins_at_its_boundary() -> None:
    whole = history(practice("3x a week"), " ".join(["##....."] * 6))
    carry = settle(whole, day(28))
    assert [(each.day, each.kept) for each in carry.recent] == [
        (day(number), 2) for number in (6, 13, 20, 27)
    ]
    assert summarise(whole, carry) == summarise(whole)


def test_a_carry_holds_what_was_before_its_boundary() -> None:
    carry = settle(history(practice("every day"), "#" * 60), day(28))
    assert carry.boundary == day(28)
    assert carry.streak.current == 28
    assert [each.day for each in carry.recent] == [day(number) for number in range(28)]


@pytest.mark.parametrize("schedule", ["mon", "1x a week"])
def test_a_carry_tells_what_its_block_has_forgiven(schedule: str) -> None:
    """The first miss of a block is forgiven; a second in the same block is not."""
    missed_twice = history(practice(schedule), "....... ....... #")
    spent = settle(missed_twice, day(7))
    assert summarise(missed_twice, spent).streak.last_missed == day(7 if schedule == "mon" else 13)
    assert settle(missed_twice, day(0)).mercy == Mercy()
    assert spent.mercy != Mercy()
    next_block = history(practice(schedule), " ".join(["#......"] * 3 + ["......."] * 2 + ["#"]))
    carry = settle(next_block, day(28))
    assert summarise(next_block, carry).streak.last_missed is None
