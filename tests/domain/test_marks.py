from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.amounts import parse_standard
from bot.domain.day_facts import Reviewed
from bot.domain.days import Span
from bot.domain.ids import PracticeId, SkillId
from bot.domain.marks import Evidence, Mark, Marks, Step, marks_of
from bot.domain.practices import ScheduleFrom, StandardFrom
from bot.domain.schedules import parse_schedule
from bot.domain.summaries import summarise
from bot.domain.verdicts import judge
from tests.domain.drawing import START, day, history, practice

if TYPE_CHECKING:
    from bot.domain.practices import Practice

MINE, OTHER = PracticeId(1), PracticeId(9)
NOTHING = Evidence(frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


def marks(
    drawn: str, evidence: Evidence = NOTHING, schedule: str = "every day", skill: int | None = None
) -> Marks:
    of = practice(schedule, skill_id=None if skill is None else SkillId(skill))
    return marks_for(of, drawn, evidence)


def marks_for(of: Practice, drawn: str, evidence: Evidence = NOTHING) -> Marks:
    seen = history(of, drawn)
    return marks_of(Reviewed(of, summarise(seen), judge(seen)), seen.today, evidence)


def from_then(text: str, on: int) -> dict[str, Any]:
    """Let another minimum, or another schedule, hold from a day on."""
    if text.endswith("min"):
        first = StandardFrom(START, parse_standard("20 min"))
        return {"standards": (first, StandardFrom(day(on), parse_standard(text)))}
    planned = ScheduleFrom(START, parse_schedule("weekdays"))
    return {"schedules": (planned, ScheduleFrom(day(on), parse_schedule(text)))}


@pytest.mark.parametrize(
    ("drawn", "has", "is_new"),
    [(".", False, True), ("#.", True, False), ("..#.", False, False), (".#.", True, False)],
)
def test_behaviour(drawn: str, has: bool, is_new: bool) -> None:  # noqa: FBT001
    found = marks(drawn)
    assert (Mark.BEHAVIOUR in found.have, found.is_new) == (has, is_new)


@pytest.mark.parametrize(
    ("drawn", "schedule", "has"),
    [
        ("#" * 20, "every day", False),
        ("#" * 5 + "r" + "#" * 14, "every day", True),  # the first of the fourteen days
        ("#" * 4 + "r" + "#" * 15, "every day", False),
        ("####r", "every day", False),  # today is not over
        ("####.", "mon tue wed thu", False),  # nor is this free day
        ("####..", "mon tue wed thu", True),
        ("######.", "mon tue wed thu", False),  # trained on the free day
        ("..", "3x a week", True),
    ],
)
def test_recovery(drawn: str, schedule: str, has: bool) -> None:  # noqa: FBT001
    assert (Mark.RECOVERY in marks(drawn, schedule=schedule).have) == has


def test_feedback_counts_for_its_practice_or_else_for_its_skill() -> None:
    assert Mark.FEEDBACK not in marks("#", skill=3).have
    asked = NOTHING._replace(answered_practices=frozenset({MINE}))
    assert Mark.FEEDBACK in marks("#", asked).have
    elsewhere = NOTHING._replace(answered_practices=frozenset({OTHER}))
    assert Mark.FEEDBACK not in marks("#", elsewhere, skill=3).have
    skilled = NOTHING._replace(answered_skills=frozenset({SkillId(3)}))
    assert Mark.FEEDBACK in marks("#", skilled, skill=3).have
    assert Mark.FEEDBACK not in marks("#", skilled, skill=4).have
    assert Mark.FEEDBACK not in marks("#", skilled).have


@pytest.mark.parametrize(
    ("contexts", "has"),
    [
        ([(MINE, "kitchen")], False),
        ([(MINE, "kitchen"), (MINE, " KITCHEN ")], False),
        ([(MINE, "kitchen"), (OTHER, "park")], False),
        ([(MINE, "kitchen"), (MINE, "park")], True),
    ],
)
def test_transfer_takes_two_contexts(contexts: list[tuple[PracticeId, str]], has: bool) -> None:  # noqa: FBT001
    evidence = NOTHING._replace(contexts=frozenset(contexts))
    assert (Mark.TRANSFER in marks("#", evidence).have) == has


@pytest.mark.parametrize(
    ("empty", "step"),
    [
        (Mark.BEHAVIOUR, Step.SMALLER),
        (Mark.FEEDBACK, Step.ASK),
        (Mark.RECOVERY, Step.REST),
        (Mark.TRANSFER, Step.ELSEWHERE),
    ],
)
def test_the_first_empty_mark_is_filled_next(empty: Mark, step: Step) -> None:
    every = tuple(Mark)
    have = frozenset(every[: every.index(empty)])
    assert Marks(have, is_new=False).next_step is step
    assert Marks(frozenset(every) - {empty}, is_new=False).next_step is step


def test_where_nothing_is_empty_or_nothing_was_begun() -> None:
    assert Marks(frozenset(Mark), is_new=False).next_step is None
    assert Marks(frozenset(), is_new=True).next_step is Step.LOG
    # On its first day an answer may be there already.
    assert Marks(frozenset({Mark.FEEDBACK}), is_new=True).next_step is Step.LOG


@pytest.mark.parametrize(
    ("underway", "step"),
    [
        (set[Mark](), Step.SMALLER),
        ({Mark.BEHAVIOUR}, Step.ASK),
        ({Mark.BEHAVIOUR, Mark.FEEDBACK}, Step.REST),
        (set(Mark), None),
    ],
)
def test_a_step_that_was_taken_is_not_offered_again(underway: set[Mark], step: Step | None) -> None:
    assert Marks(frozenset(), is_new=False, underway=frozenset(underway)).next_step is step


def test_a_request_that_waits_is_underway() -> None:
    assert marks("#").underway == set()
    asked = NOTHING._replace(asked_practices=frozenset({MINE}))
    assert marks("#", asked).underway == {Mark.FEEDBACK}
    skilled = NOTHING._replace(asked_skills=frozenset({SkillId(3)}))
    assert marks("#", skilled, skill=3).underway == {Mark.FEEDBACK}
    assert marks("#", skilled, skill=4).underway == set()


@pytest.mark.parametrize(("first", "is_underway"), [(25, True), (20, True), (19, False)])
def test_a_rest_that_comes_is_underway(first: int, is_underway: bool) -> None:  # noqa: FBT001
    of = practice(rests=(Span(day(first), day(first)),))
    assert (Mark.RECOVERY in marks_for(of, "#" * 21).underway) == is_underway


@pytest.mark.parametrize(
    ("text", "on", "is_underway"),
    [
        ("15 min", 15, True),
        ("15 min", 30, True),
        ("15 min", 3, True),
        ("15 min", 2, False),  # four weeks ago: it had its time
        ("25 min", 15, False),
        ("mon tue", 35, True),
        ("2x a week", 14, True),
        ("every day", 14, False),
    ],
)
def test_a_lighter_plan_takes_its_time_to_show(text: str, on: int, is_underway: bool) -> None:  # noqa: FBT001
    found = marks_for(practice(**from_then(text, on)), "." * 31)
    assert (Mark.BEHAVIOUR in found.underway) == is_underway


def test_what_was_made_lighter_at_once_still_wants_a_first_block() -> None:
    found = marks_for(practice(**from_then("15 min", 0)), ".")
    assert found.next_step is Step.LOG
