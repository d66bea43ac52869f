"""The words around a restart: limits, marks, minutes of recovery."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import parse_standard
from bot.domain.ids import InteractionId, PracticeId
from bot.domain.marks import Mark, Marks
from bot.domain.names import LONGEST_NAME
from bot.domain.practices import StandardFrom
from bot.domain.recoveries import Begun, FirstStep
from bot.domain.restarts import Reason, Restart
from bot.domain.thresholds import LONGEST_SIGN, Limits, NoSuchLimit, Touched
from bot.render import marks, recoveries, refusals, restarts, thresholds
from bot.render.card import card
from tests.domain.drawing import START, practice
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Block, Card

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LARGEST = 2**63 - 1
WORST = practice(name="<" * LONGEST_NAME, id=PracticeId(LARGEST))
SIGN = Limits(PracticeId(1), pause_sign="<" * LONGEST_SIGN)


def read(shown: Card | tuple[Block, ...]) -> str:
    whole = shown if not isinstance(shown, tuple) else card(*shown)
    return readable(list(walk(whole.to_components())))


@pytest.mark.parametrize(
    ("minimum", "said"),
    [
        ("20 min", "10 min"),
        ("5 min", "5 min"),
        ("1h30", "10 min"),
        ("done", "ten minutes of it"),
        ("400 words", "400 words or ten minutes, whichever is smaller"),
    ],
)
def test_the_first_step_is_small(minimum: str, said: str) -> None:
    assert restarts.say_first_step(parse_standard(minimum)) == said


def test_what_today_says_about_a_restart() -> None:
    missed = Restart(practice(), Reason.MISS, parse_standard("5 min"), 10)
    assert read(restarts.today(missed)).splitlines() == [
        "**A small restart.** Scales: 5 min.",
        "Log",
        "Take ten",
    ]
    rested = missed._replace(reason=Reason.REST, minutes=1)
    assert read(restarts.today(rested)).splitlines() == [
        "**Back from rest.** Scales: ten minutes are a good first step.",
        "Log",
        "Take 1 minute",
    ]


def test_four_components_at_most() -> None:
    shown = Restart(WORST, Reason.MISS, parse_standard("400 words"), 10)
    parts = list(walk([block.to_component_dict() for block in restarts.today(shown)]))
    assert len(parts) == 4
    touched = thresholds.today(Touched(WORST, 7, SIGN))
    assert len(list(walk([block.to_component_dict() for block in touched]))) == 3


def test_what_today_says_about_a_limit() -> None:
    touched = Touched(practice(), 2, Limits(PracticeId(1)))
    said = read(thresholds.today(touched))
    assert said.startswith("Scales: 2 blocks cancelled this week, and your own limit is 1.")
    assert said.endswith("My limits"), "a limit that nobody chose is one tap away"
    assert "sign" not in said
    signed = touched._replace(limits=Limits(PracticeId(1), pause_sign="*no* lunch"))
    assert "-# Your own sign to pause: “\\*no\\* lunch”" in read(thresholds.today(signed))


def test_signs_are_told_together() -> None:
    assert thresholds.say_sign() is None
    assert thresholds.say_sign("", "") is None
    assert thresholds.say_sign("a", "", "b") == "-# Your own sign to pause: “a”, “b”"


def test_a_limit_that_is_none_says_what_is_meant() -> None:
    said = refusals.words(NoSuchLimit("ten", 1, 10))
    assert said
    assert "“ten”" in said
    assert "from 1 to 10" in said


@pytest.mark.parametrize(
    ("empty", "label"),
    [
        (Mark.BEHAVIOUR, "A smaller minimum"),
        (Mark.FEEDBACK, "Ask for feedback"),
        (Mark.RECOVERY, "Plan a rest"),
        (Mark.TRANSFER, "Log it elsewhere"),
    ],
)
def test_one_step_for_an_empty_mark(empty: Mark, label: str) -> None:
    shown = marks.next_step(practice(), Marks(frozenset(Mark) - {empty}, is_new=False))
    assert shown
    assert shown.label == label


def test_where_there_is_no_smaller_minimum_the_plan_is_made_lighter() -> None:
    yes_or_no = practice(standards=(StandardFrom(START, parse_standard("done")),))
    shown = marks.next_step(yes_or_no, Marks(frozenset(), is_new=False))
    assert shown
    assert shown.label == "A lighter plan"


def test_marks_are_told_and_never_counted() -> None:
    some = Marks(frozenset({Mark.BEHAVIOUR, Mark.RECOVERY}), is_new=False)
    assert marks.say_marks(some) == "-# ● behaviour ○ feedback ● recovery ○ transfer"
    assert marks.next_step(practice(), Marks(frozenset(Mark), is_new=False)) is None
    new = marks.next_step(practice(), Marks(frozenset(), is_new=True))
    assert new
    assert new.label == "Log a first block"


CARDS = {
    "begun": recoveries.begun(Begun(WORST, 10, NOW), InteractionId(LARGEST)),
    "over": restarts.over(FirstStep(WORST, parse_standard("400 words"), waits=False)),
    "waits": restarts.over(FirstStep(WORST, parse_standard("400 words"), waits=True)),
    "touched": card(*thresholds.today(Touched(WORST, 7, SIGN))),
}


@pytest.mark.parametrize("shown", CARDS.values(), ids=CARDS)
def test_the_longest_words_fit_into_one_message(shown: Card) -> None:
    body = {"type": 4, "data": {"components": shown.to_components(), "flags": 1 << 15}}
    assert not list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def test_nothing_is_to_be_started_while_it_rests() -> None:
    said = read(CARDS["waits"])
    assert "rests" in said
    assert "Log" not in said
    assert "Log" in read(CARDS["over"])


def test_changed_limits_are_told_one_by_one() -> None:
    usual = Limits(PracticeId(1))
    assert not list(thresholds.say_changes(usual, usual))
    (recovery,) = thresholds.say_changes(usual, replace(usual, recovery_minutes=5))
    assert "5 minutes" in recovery
    (cancelled,) = thresholds.say_changes(usual, replace(usual, cancelled_blocks=2))
    assert "2 cancelled blocks" in cancelled
    signed = replace(usual, pause_sign="no lunch")
    (sign,) = thresholds.say_changes(usual, signed)
    assert "“no lunch”" in sign
    (gone,) = thresholds.say_changes(signed, usual)
    assert "No sign" in gone
