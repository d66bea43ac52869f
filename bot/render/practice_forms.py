"""The forms in which practices and goals are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption

from bot.domain.goals import LONGEST_GOAL, GoalWords
from bot.domain.names import LONGEST_NAME
from bot.domain.practice_details import EVERY_DAY, LONGEST_WHY, PracticeWords
from bot.render.amounts import plain_standard, say_schedule
from bot.render.forms import Field, form, line, paragraph, pick

if TYPE_CHECKING:
    from bot.domain.goals import Goal
    from bot.domain.practice_details import PracticeDetails
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press

FIRST_MINIMUM = "10 min"
LONGEST_MINIMUM = 40
LONGEST_DAYS = 60
YES, NO = "yes", "no"


def new_practice_form(press: Press, answers: Answers) -> Form:
    """Ask for a practice; the minimum proposed is small enough for the worst day of the week."""
    filled = answers or {"minimum": FIRST_MINIMUM, "days": EVERY_DAY}
    return _practice_form("A new practice", press, filled)


def edit_form(press: Press, details: PracticeDetails, answers: Answers) -> Form:
    """Ask for changes, filled with the practice as it was last decided."""
    practice = details.practice
    filled = answers or {
        "name": practice.name,
        "minimum": plain_standard(practice.standards[-1].standard),
        "days": say_schedule(practice.schedules[-1].schedule),
        "skill": details.skill or "",
        "why": practice.why,
    }
    return _practice_form(f"Edit {practice.name}", press, filled)


def practice_words(answers: Answers) -> PracticeWords:
    """Read the form."""
    return PracticeWords(
        name=answers.get("name", ""),
        minimum=answers.get("minimum", ""),
        days=answers.get("days", ""),
        skill=answers.get("skill", ""),
        why=answers.get("why", ""),
    )


def goal_form(press: Press, details: PracticeDetails, answers: Answers) -> Form:
    """Ask what better looks like next week, and whether that is in one's own hands."""
    filled = answers or _goal_answers(details.goal)
    return form(
        f"Goal: {details.practice.name}",
        press,
        paragraph(
            Field("better", "What does better look like next week?"),
            filled,
            longest=LONGEST_GOAL,
            example="Small, and something you would notice",
        ),
        pick(
            Field("hands", "Is that in your own hands?"),
            filled,
            (
                SelectOption(label="Yes, it is up to me", value=YES),
                SelectOption(label="Not all of it: a rank, a win, a promotion", value=NO),
            ),
        ),
        paragraph(
            Field("process", "If not: what will you do for it?", required=False),
            filled,
            longest=LONGEST_GOAL,
        ),
    )


def goal_words(answers: Answers) -> GoalWords:
    """Read the form."""
    return GoalWords(
        better=answers.get("better", ""),
        in_own_hands=answers.get("hands") != NO,
        process=answers.get("process", ""),
    )


def _goal_answers(goal: Goal | None) -> Answers:
    if goal is None:
        return {}
    if goal.in_own_hands:
        return {"better": goal.better, "hands": YES}
    return {"better": goal.wish, "hands": NO, "process": goal.better}


def _practice_form(title: str, press: Press, answers: Answers) -> Form:
    return form(
        title,
        press,
        line(Field("name", "What will you practise?"), answers, longest=LONGEST_NAME),
        line(
            Field("minimum", "What counts as done?", "A number and a word, or just done"),
            answers,
            longest=LONGEST_MINIMUM,
            example="10 min, 1 problem, 400 words, done",
        ),
        line(
            Field("days", "On which days?"),
            answers,
            longest=LONGEST_DAYS,
            example="every day, weekdays, mon wed fri, 3x a week",
        ),
        line(
            Field("skill", "Which skill does it train?", required=False),
            answers,
            longest=LONGEST_NAME,
        ),
        paragraph(
            Field("why", "Why does it matter to you?", required=False),
            answers,
            longest=LONGEST_WHY,
        ),
    )
