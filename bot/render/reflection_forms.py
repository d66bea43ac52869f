"""The two forms of a reflection: what came of last week, and what this one showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.domain.adjustments import LONGEST_CHANGE
from bot.domain.goals import LONGEST_GOAL
from bot.domain.reflections import (
    LONGEST_ANSWER,
    LONGEST_BEHAVIOUR,
    LONGEST_CONDITIONS,
    ReflectionWords,
    goal_field,
    write_look_back,
)
from bot.render.forms import LONGEST_TITLE, Field, form, line, paragraph, pick
from bot.render.reflections import GOAL_OUTCOMES, OUTCOMES
from bot.render.text import shorten

if TYPE_CHECKING:
    from bot.domain.reflections import LookBack
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press

LONGEST_HINT = 100
CONDITIONS_EXAMPLE = "When, where, with whom, after what"
PRIVATE, SHARED = "private", "shared"


def look_back_form(press: Press, look: LookBack, answers: Answers) -> Form:
    """Ask what came of the adjustment and the goals, and for an answer to the question.

    One adjustment, three goals at most and one answer: a form has five fields.
    """
    filled = answers or write_look_back(look.said)
    outcome = look.adjustment if look.asks_outcome else None
    return form(
        "Looking back",
        press,
        pick(
            Field("outcome", "Your last adjustment", _hint(outcome.change), required=False),
            filled,
            [SelectOption(label=label, value=kind.value) for kind, label in OUTCOMES.items()],
        )
        if outcome
        else None,
        *(
            pick(
                Field(
                    goal_field(practice.id),
                    shorten(f"Goal for {practice.name}", LONGEST_TITLE),
                    _hint(goal.better),
                    required=False,
                ),
                filled,
                [
                    SelectOption(label=label, value=kind.value)
                    for kind, label in GOAL_OUTCOMES.items()
                ],
            )
            for practice, goal in look.goals
        ),
        paragraph(
            Field("answer", "Question of the week", _hint(look.question.text), required=False),
            filled,
            longest=LONGEST_ANSWER,
            example="Shown as well if you share this reflection",
        ),
    )


def write_form(press: Press, look: LookBack, answers: Answers) -> Form:
    """Ask for the reflection itself; each third time about three weeks."""
    filled = answers or _written(look)
    return form(
        f"Week {look.week.number}", press, *_this_week(look, filled), *_next_week(look, filled)
    )


def conditions_form(press: Press, answers: Answers) -> Form:
    """Ask for the conditions once more."""
    return form(
        "What made it possible?",
        press,
        paragraph(
            Field("conditions", "Conditions", "What would you set up again?"),
            answers,
            longest=LONGEST_CONDITIONS,
            example=CONDITIONS_EXAMPLE,
        ),
    )


def reflection_words(answers: Answers) -> ReflectionWords:
    """Read the second form."""
    return ReflectionWords(
        behaviour=answers.get("behaviour", ""),
        conditions=answers.get("conditions", ""),
        adjustment=answers.get("adjustment", ""),
        goal=answers.get("goal", ""),
        share=answers.get("share") == SHARED,
    )


def _this_week(look: LookBack, filled: Answers) -> tuple[ui.Label[Any], ...]:
    span = "over these three weeks" if look.three_weeks else "this week"
    behaviour = Field(
        "behaviour", "One behaviour improved", f"Which one behaviour did I improve {span}?"
    )
    conditions = Field(
        "conditions",
        "Conditions that made it possible",
        f"Which conditions made it possible {span}?",
        required=False,
    )
    return (
        paragraph(behaviour, filled, longest=LONGEST_BEHAVIOUR),
        paragraph(conditions, filled, longest=LONGEST_CONDITIONS, example=CONDITIONS_EXAMPLE),
    )


def _next_week(look: LookBack, filled: Answers) -> tuple[ui.Label[Any], ...]:
    small = "One change, small enough to try tomorrow"
    change = _hint(f"Empty goes on with: {look.running.change}") if look.running else small
    better = "What better looks like, as far as it is in your own hands"
    return (
        line(
            Field("adjustment", "The one adjustment for next week", change, required=False),
            filled,
            longest=LONGEST_CHANGE,
        ),
        line(
            Field("goal", "Next week's goal", better, required=False), filled, longest=LONGEST_GOAL
        ),
        pick(
            Field("share", "Who may read it?"),
            {"share": filled.get("share") or PRIVATE},
            [
                SelectOption(label="Only I", value=PRIVATE),
                SelectOption(label="Everybody here: share it", value=SHARED),
            ],
        ),
    )


def _written(look: LookBack) -> Answers:
    before = look.written
    if before is None:
        return {}
    return {
        "behaviour": before.behaviour,
        "conditions": before.conditions,
        "adjustment": before.adjustment,
        "goal": before.goal,
        "share": SHARED if before.shared else PRIVATE,
    }


def _hint(text: str) -> str:
    return shorten(" ".join(text.split()), LONGEST_HINT)
