from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.adjustment_effects import Effect
from bot.domain.adjustments import LONGEST_CHANGE, Adjustment, Outcome
from bot.domain.amounts import LONGEST_UNIT, MOST, Standard
from bot.domain.days import Week
from bot.domain.deliveries import Trouble
from bot.domain.facts import Fact, FactKind, Part
from bot.domain.goals import LONGEST_GOAL, Goal
from bot.domain.ids import AdjustmentId, CommunityId, PracticeId, ReflectionId, UserId
from bot.domain.names import LONGEST_NAME
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.questions import LONGEST_QUESTION, Question, Theme
from bot.domain.reflections import (
    LONGEST_ANSWER,
    LONGEST_BEHAVIOUR,
    LONGEST_CONDITIONS,
    GoalOutcome,
    Help,
    LookBack,
    LookBackWords,
    Reflected,
    Reflection,
)
from bot.domain.schedules import Weekdays
from bot.render import reflected, reflection_forms, reflections
from bot.render.adjustment_effects import say_effect
from bot.render.facts import say_fact
from bot.render.questions import say_question
from bot.render.troubles import say_trouble
from tests.support import limits
from tests.support.calls import RestCall
from tests.support.members import readable, walk

if TYPE_CHECKING:
    from bot.render.card import Card
    from bot.render.forms import Form

WEEK = Week(2026, 47)
EVENINGS = (
    "4 of your 4 kept days were logged in the evening, "
    "but so were 2 of the 2 other days with a log."
)
MORNINGS = (
    "8 of your 10 kept days were logged in the morning, and 1 of the 3 other days with a log."
)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
HERE, ANNA = CommunityId(2**63 - 1), UserId(2**63 - 1)
LARGEST = 2**63 - 1


def worst(length: int) -> str:
    """What grows most when it is made inert."""
    return "<" * length


def practice(number: int) -> Practice:
    day = date(2026, 11, 2)
    return Practice(
        id=PracticeId(LARGEST - number),
        community_id=HERE,
        user_id=ANNA,
        name=worst(LONGEST_NAME),
        why="",
        skill_id=None,
        started_on=day,
        standards=(StandardFrom(day, Standard(1000, "min")),),
        schedules=(ScheduleFrom(day, Weekdays(frozenset({0}))),),
        archives=(),
    )


def goal(each: Practice) -> Goal:
    return Goal(1, HERE, ANNA, each.id, worst(LONGEST_GOAL), "", NOW)


INERT_CHANGE = "<\u200b" * LONGEST_CHANGE
PRACTICES = tuple(practice(number) for number in range(3))
TRIED = Adjustment(AdjustmentId(1), HERE, ANNA, worst(LONGEST_CHANGE), WEEK.previous(), NOW)
FACTS = tuple(
    Fact(kind, value, 1000, 1000, 1000, 1000)
    for kind, value in (
        (FactKind.HOUR, Part.AFTERNOON.value),
        (FactKind.WEEKDAY, "2"),
        (FactKind.WHERE, worst(60)),
    )
)
WRITTEN = Reflection(
    id=ReflectionId(LARGEST),
    community_id=HERE,
    user_id=ANNA,
    week=WEEK,
    question=worst(LONGEST_QUESTION),
    answer=worst(LONGEST_ANSWER),
    goal_outcomes={},
    behaviour=worst(LONGEST_BEHAVIOUR),
    conditions=worst(LONGEST_CONDITIONS),
    unknown_conditions=False,
    adjustment=">" * LONGEST_CHANGE,
    goal=worst(LONGEST_GOAL),
    goal_practice_id=None,
    three_weeks=True,
    shared=True,
    card=None,
    reflected_at=NOW,
)
WHAT = Reflected(WRITTEN, TRIED, PRACTICES, PRACTICES[0], FACTS, is_set_up=True, channel_id=LARGEST)
LOOK = LookBack(
    week=WEEK,
    question=Question(worst(LONGEST_QUESTION), Theme.SETBACK),
    adjustment=TRIED,
    goals=tuple((each, goal(each)) for each in PRACTICES),
    three_weeks=True,
    said=LookBackWords(
        Outcome.RUNNING,
        {each.id: GoalOutcome.NOT_YET for each in PRACTICES},
        worst(LONGEST_ANSWER),
    ),
    written=WRITTEN,
    effects=tuple(
        Effect(each, Adherence(10, 28), Adherence(28, 28), worst(LONGEST_UNIT), MOST - 1, MOST - 1)
        for each in PRACTICES
    ),
)


def problems(card: Card) -> list[str]:
    body = {"components": card.to_components(), "flags": limits.COMPONENTS_V2}
    return list(limits.problems(RestCall("POST", "/channels/1/messages", body)))


def form_problems(form: Form) -> list[str]:
    body = {"type": limits.MODAL, "data": form.to_dict()}
    return list(limits.problems(RestCall("POST", "/interactions/1/x/callback", body)))


def words(card: Card) -> str:
    return readable(list(walk(card.to_components())))


@pytest.mark.parametrize(
    "card",
    [
        reflections.look_back(LOOK, WEEK.previous()),
        reflected.reflected(WHAT, reflected.not_shared(LARGEST, Trouble.FORBIDDEN)),
        reflected.reflected(replace(WHAT, reflection=replace(WRITTEN, conditions=""))),
        reflected.shared(WHAT),
        reflections.what_helps(
            [Help(worst(LONGEST_CONDITIONS), (WEEK,) * 52) for _ in range(6)], 0
        ),
        reflections.what_helps([], 0),
    ],
)
def test_whatever_is_typed_fits_into_one_message(card: Card) -> None:
    assert not problems(card)


def test_forms_fit_with_everything_to_ask() -> None:
    press = reflections.LookBackForm(year=2026, week=47)
    assert not form_problems(reflection_forms.look_back_form(press, LOOK, {}))
    assert len(reflection_forms.look_back_form(press, LOOK, {}).children) == 5
    write = reflections.WriteReflection(year=2026, week=47)
    assert not form_problems(reflection_forms.write_form(write, LOOK, {}))
    conditions = reflections.NameConditions(year=2026, week=47)
    assert not form_problems(reflection_forms.conditions_form(conditions, {}))


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            Fact(FactKind.HOUR, "morning", 8, 10, 1, 3),
            MORNINGS,
        ),
        (
            Fact(FactKind.WEEKDAY, "1", 4, 4, 9, 9),
            "No weekday stands out: you kept 13 of 13 days.",
        ),
        (
            Fact(FactKind.HOUR, "evening", 4, 4, 2, 2),
            EVENINGS,
        ),
        (
            Fact(FactKind.HOUR, "night", 3, 3, 0, 0),
            "3 of your 3 kept days were logged at night.",
        ),
        (
            Fact(FactKind.WHERE, "library", 4, 5, 0, 2),
            "4 of your 5 kept days were logged at “library”, and 0 of the 2 other days with a log.",
        ),
        (
            Fact(FactKind.WEEKDAY, "1", 4, 4, 9, 16),
            "On Tuesdays you kept 4 of 4 days, on the other weekdays 9 of 16.",
        ),
    ],
)
def test_facts_say_what_they_were_counted_from(fact: Fact, said: str) -> None:
    assert say_fact(fact) == said


def test_a_question_names_its_theme_and_comes_to_no_life() -> None:
    assert say_question(Question("Why?", Theme.ORIGIN)) == (
        "**Question of the week** · why I began\n> Why?"
    )
    assert "@everyone" not in say_question(Question("@everyone?"))


def test_not_knowing_yet_is_accepted_with_the_remark() -> None:
    unknown = replace(WRITTEN, conditions="", unknown_conditions=True)
    shown = words(reflected.reflected(replace(WHAT, reflection=unknown)))
    assert "the story has improved, not yet the skill" in shown


def test_without_facts_the_question_is_asked_all_the_same() -> None:
    bare = replace(WHAT, reflection=replace(WRITTEN, conditions=""), facts=(), facts_of=None)
    shown = words(reflected.reflected(bare))
    assert "There are too few logs to tell yet" in shown
    assert "Name the conditions" in shown


def test_the_shared_card_names_only_what_the_reflection_itself_says() -> None:
    adopted = replace(TRIED, change=WRITTEN.adjustment, week=WEEK)
    assert "Trying next" in words(reflected.shared(replace(WHAT, running=adopted)))
    repeated = replace(WHAT, reflection=replace(WRITTEN, adjustment=TRIED.change))
    assert INERT_CHANGE in words(reflected.shared(repeated))
    silent = replace(WHAT, reflection=replace(WRITTEN, adjustment=""))
    for nothing in (WHAT, silent, replace(WHAT, running=None)):
        assert "Trying next" not in words(reflected.shared(nothing))


def test_troubles_all_have_words() -> None:
    assert all(say_trouble(trouble) for trouble in Trouble)
    assert "lack a permission" in reflected.not_mended(Trouble.FORBIDDEN)


def test_an_effect_is_told_with_its_figures() -> None:
    plain = replace(practice(0), name="Guitar")
    effect = Effect(plain, Adherence(14, 28), Adherence(7, 7), "min", 3500, 10500)
    assert say_effect(effect) == (
        "-# Guitar: 50 % of the plan kept before, 100 % since; "
        "35 min a week before, 1 h 45 min since."
    )
    bare = Effect(plain, Adherence(14, 28), Adherence(7, 7), "done")
    assert say_effect(bare).endswith("100 % since.")
