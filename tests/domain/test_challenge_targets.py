"""What is to be reached, as moderators type it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import MetresOrMinutes, NotAnAmount, WrongUnit
from bot.domain.challenge_targets import BadTarget, NoUnit, TargetOutOfReach, read_target
from bot.domain.challenge_words import ChallengeWords, Occasion, read_challenge
from bot.domain.challenges import Measure, Mode
from bot.domain.errors import Refusal
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.names import NameTooLong

if TYPE_CHECKING:
    from bot.domain.challenges import Challenge

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
OCCASION = Occasion(ChallengeId(1), CommunityId(2), UserId(3), date(2026, 11, 18), NOW)
WEEK = ChallengeWords(title="A week", measure=Measure.DAYS, target="5")


def aim(measure: Measure, mode: Mode = Mode.ALONE) -> Challenge:
    return replace(read_challenge(WEEK, OCCASION), measure=measure, mode=mode)


@pytest.mark.parametrize(
    ("measure", "mode", "text", "number"),
    [
        (Measure.DAYS, Mode.ALONE, "5", 5),
        (Measure.DAYS, Mode.ALONE, " 7 days ", 7),
        (Measure.DAYS, Mode.TEAMS, "1 day", 1),
        (Measure.DAYS, Mode.TOGETHER, "1,000", 1_000),
        (Measure.BLOCKS, Mode.ALONE, "80 %", 80),
        (Measure.BLOCKS, Mode.TEAMS, "100", 100),
        (Measure.BLOCKS, Mode.TOGETHER, "500 blocks", 500),
        (Measure.REFLECTIONS, Mode.ALONE, "1", 1),
        (Measure.REFLECTIONS, Mode.TOGETHER, "40", 40),
        (Measure.FEEDBACK, Mode.ALONE, "2 answers", 2),
        (Measure.IDEAS, Mode.ALONE, "10000", 10_000),
        (Measure.EXPERIMENTS, Mode.ALONE, "1", 1),
        (Measure.PLACES, Mode.ALONE, "3 places", 3),
        (Measure.FOCUS, Mode.ALONE, "3", 3),
        (Measure.CALM, Mode.ALONE, "5 Days", 5),
    ],
)
def test_targets_are_read(measure: Measure, mode: Mode, text: str, number: int) -> None:
    assert read_target(text, "", aim(measure, mode)) == (number, "")


@pytest.mark.parametrize(
    ("measure", "mode", "text", "refusal"),
    [
        (Measure.DAYS, Mode.ALONE, "0", BadTarget),
        (Measure.DAYS, Mode.ALONE, "-3", BadTarget),
        (Measure.DAYS, Mode.ALONE, "2.5", BadTarget),
        (Measure.DAYS, Mode.ALONE, "", BadTarget),
        (Measure.DAYS, Mode.ALONE, "many", BadTarget),
        (Measure.DAYS, Mode.ALONE, "5 km", BadTarget),
        (Measure.DAYS, Mode.ALONE, "8", TargetOutOfReach),
        (Measure.FOCUS, Mode.TEAMS, "8", TargetOutOfReach),
        (Measure.CALM, Mode.ALONE, "8", TargetOutOfReach),
        (Measure.REFLECTIONS, Mode.ALONE, "2", TargetOutOfReach),
        (Measure.BLOCKS, Mode.ALONE, "101", TargetOutOfReach),
        (Measure.BLOCKS, Mode.TOGETHER, "10001", TargetOutOfReach),
        (Measure.DAYS, Mode.TOGETHER, "9" * 5_000, TargetOutOfReach),
    ],
)
def test_targets_out_of_reach_are_refused(
    measure: Measure, mode: Mode, text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_target(text, "", aim(measure, mode))


@pytest.mark.parametrize(
    ("text", "unit", "target"),
    [
        ("120 km", "", (12_000, "km")),
        ("120", "km", (12_000, "km")),
        ("2.5 km", "KM", (250, "KM")),
        ("20 h", "", (120_000, "min")),
        ("20", "hours", (120_000, "min")),
        ("1h30", "", (9_000, "min")),
        ("1h30", "min", (9_000, "min")),
        ("40 pages", "page", (4_000, "page")),
        ("10,000,000 words", "", (1_000_000_000, "words")),
        ("1 000 000 words", "", (100_000_000, "words")),
        ("10000000 words", "", (1_000_000_000, "words")),
        ("30", "times", (3_000, "times")),
    ],
)
def test_amounts_are_read_with_their_unit(text: str, unit: str, target: tuple[int, str]) -> None:
    assert read_target(text, unit, aim(Measure.AMOUNT, Mode.TOGETHER)) == target


@pytest.mark.parametrize(
    ("text", "unit", "refusal"),
    [
        ("120", "", NoUnit),
        ("1,000,00 km", "", BadTarget),
        ("0 km", "", BadTarget),
        ("-3 km", "", BadTarget),
        ("0:00", "", BadTarget),
        ("km", "", BadTarget),
        ("0.00 km", "km", BadTarget),
        ("10000001 km", "", TargetOutOfReach),
        ("5 km", "pages", WrongUnit),
        ("5000 m", "", MetresOrMinutes),
        ("5000", "m", MetresOrMinutes),
        ("5", "done", NotAnAmount),
        ("5 " + "x" * 21, "", NameTooLong),
    ],
)
def test_amounts_that_cannot_be_counted_are_refused(
    text: str, unit: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_target(text, unit, aim(Measure.AMOUNT))


@given(st.text(max_size=60), st.sampled_from(Measure), st.sampled_from(Mode))
def test_any_target_is_read_or_refused(text: str, measure: Measure, mode: Mode) -> None:
    try:
        number, unit = read_target(text, "", aim(measure, mode))
    except Refusal:
        return
    assert number > 0
    assert bool(unit) == (measure is Measure.AMOUNT)
