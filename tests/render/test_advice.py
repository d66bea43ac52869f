"""Advice, what came of it, and what helps on a plateau: words, and limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import Advice, AdviceKind, Followed
from bot.domain.amounts import LONGEST_UNIT, MOST, Standard
from bot.domain.days import DAY
from bot.domain.ids import PracticeId, UserId
from bot.domain.names import LONGEST_NAME
from bot.domain.plateau_help import CameThrough, Ending, PastPlateau, PlateauHelp
from bot.domain.practices import Archive, StandardFrom
from bot.render import advice, plateaus
from bot.render.amounts import say_week
from bot.render.card import card
from tests.domain.drawing import practice
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from bot.render.card import Card

TODAY = date(2026, 11, 18)  # a Wednesday
LARGEST = 2**63 - 1


def worst(length: int) -> str:
    return "<" * length


def longest() -> Practice:
    standard = Standard(MOST - 1, worst(LONGEST_UNIT))
    return practice(
        id=PracticeId(LARGEST),
        name=worst(LONGEST_NAME),
        started_on=TODAY,
        standards=(StandardFrom(TODAY, standard),),
    )


def shown(kind: AdviceKind, **changes: object) -> Advice:
    plain = Advice(kind, practice(), TODAY, TODAY, measured=30000, usual=14000)
    return replace(plain, **changes)


def read(shown_: Card) -> str:
    return readable(list(walk(shown_.to_components())))


@pytest.mark.parametrize(
    ("told", "label", "words"),
    [
        (
            shown(AdviceKind.OVERLOAD, free_day=TODAY + DAY),
            "Take tomorrow off",
            "**Scales** is at 5 h this week, and 2 h 20 min is usual for you",
        ),
        (
            shown(AdviceKind.NO_REST, measured=44, free_day=TODAY + 5 * DAY),
            "Take Mon off",
            "You have logged **Scales** on each of the last 44 days",
        ),
        (
            shown(AdviceKind.TOO_HARD, measured=3, usual=4, minimum=1500),
            "Make it 15 min",
            "felt too hard in 3 of the 4 logs that tell, of the last four weeks: 15 min instead",
        ),
        (
            shown(AdviceKind.TOO_HARD, measured=3, usual=4),
            "Change it",
            "something easier may hold better",
        ),
        (
            shown(AdviceKind.EASY, measured=9, minimum=2500),
            "Make it 25 min",
            "easy for four weeks, in all 9 logs that tell: 25 min instead of 20 min would be one",
        ),
        (shown(AdviceKind.EASY, measured=9), "Change it", "another spot to work on would be one"),
        (
            shown(AdviceKind.PLATEAU, measured=12345),
            "What helps",
            "has stayed at about 2 h 3 min a week for eight weeks while you kept your plan",
        ),
    ],
)
def test_one_sentence_with_its_reason_and_one_tap(told: Advice, label: str, words: str) -> None:
    blocks = advice.today(told)
    found = read(card(*blocks))
    assert words in found
    assert found.splitlines()[-2:] == [label, "Not now"]
    # With the row that holds the buttons; what `/today` has room for.
    assert len(list(walk([block.to_component_dict() for block in blocks]))) <= 4


def test_the_words_of_what_was_followed() -> None:
    off = read(advice.followed(Followed(practice(), TODAY, free_day=TODAY + DAY)))
    assert "Scales rests tomorrow" in off
    held = StandardFrom(TODAY + DAY, Standard(2500, "min"))
    raised = replace(practice(), standards=(held,))
    assert "Scales: 25 min from tomorrow" in read(advice.followed(Followed(raised, TODAY)))


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (500, "done", "5 times"),
        (100, "done", "1 time"),
        (433, "times", "4 times"),
        (12345, "min", "2 h 3 min"),
        (733, "km", "7.3 km"),
        (1033, "km", "10 km"),
    ],
)
def test_a_week_is_said_without_small_parts(amount: int, unit: str, words: str) -> None:
    assert say_week(amount, unit) == words


def helped(of: Practice, others: int | None, **changes: object) -> PlateauHelp:
    spans = (
        PastPlateau(date(2026, 9, 7), date(2026, 11, 1), Ending.UP),
        PastPlateau(date(2025, 11, 3), date(2026, 1, 11), Ending.CHANGED),
        PastPlateau(date(2025, 3, 3), date(2025, 3, 30), Ending.DOWN),
        PastPlateau(date(2024, 3, 3), date(2024, 4, 28), Ending.DOWN),
    )
    who = tuple(CameThrough(UserId(LARGEST - n), worst(LONGEST_NAME)) for n in range(3))
    plain = PlateauHelp(of, TODAY, is_now=True, earlier=spans, others=others, came_through=who)
    return replace(plain, **changes)


def test_own_plateaus_the_newest_three() -> None:
    found = read(plateaus.what_helps(helped(practice(), 15)))
    assert "- You had one from Sep to Nov; then more came." in found
    assert "from Nov 2025 to Jan; then the plan became another one." in found
    assert "in Mar 2025; then less came." in found
    assert "2024" not in found
    assert "- At least 15 people here are in one now." in found
    assert f"- <@{LARGEST}> with " in found


@pytest.mark.parametrize("others", [0, None])
def test_what_is_not_known_is_not_told(others: int | None) -> None:
    alone = helped(practice(), others, earlier=(), came_through=(), is_now=False)
    found = read(plateaus.what_helps(alone))
    assert "no plateau here at the moment" in found
    assert "people here" not in found
    assert "Who came through" not in found
    assert "Log it elsewhere" in found


def test_what_is_archived_is_not_changed() -> None:
    archived = replace(practice(), archives=(Archive(TODAY, None),))
    assert "Log it elsewhere" not in read(plateaus.what_helps(helped(archived, 5)))


CARDS = {
    **{
        str(kind): card(*advice.today(shown(kind, practice=longest(), minimum=LARGEST)))
        for kind in AdviceKind
    },
    "free day": advice.followed(Followed(longest(), TODAY, free_day=TODAY + DAY)),
    "minimum": advice.followed(Followed(longest(), TODAY)),
    "plateau": plateaus.what_helps(helped(longest(), 10**6)),
}


@pytest.mark.parametrize("made", CARDS.values(), ids=CARDS)
def test_the_longest_words_fit_into_one_message(made: Card) -> None:
    body = {"components": made.to_components(), "flags": limits.COMPONENTS_V2}
    assert not list(limits.problems(RestCall("POST", "/channels/1/messages", body)))
