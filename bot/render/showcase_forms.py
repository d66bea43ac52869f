"""The forms in which an example is added, put forward, or its standard is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.ids import PracticeId, SkillId, UserId
from bot.domain.names import LONGEST_NAME
from bot.domain.requests import LONGEST_TEXT, LONGEST_TITLE
from bot.domain.showcase import (
    LONGEST_FIRST,
    LONGEST_LOOK_AT,
    ExampleWords,
    Plan,
    Said,
)
from bot.render.amounts import plain_standard, say_schedule
from bot.render.forms import Field, form, line, paragraph
from bot.render.practice_forms import new_practice_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

    from bot.domain.showcase import Exhibit
    from bot.render.forms import Answers, Form
    from bot.render.presses import Press


def own_form(press: Press, plan: Plan, answers: Answers) -> Form:
    """Ask what is to be seen in one's own work."""
    first = (
        f"Shown beside it: weeks, blocks and minimum of {plan.practice}"
        if plan.practice
        else "A first try, a draft, an early number"
    )
    return form(
        "Show your work",
        press,
        line(Field("title", "What is it?"), answers, longest=LONGEST_TITLE),
        paragraph(
            Field(
                "work",
                "The text itself, or a link to it",
                "Not needed beside a file",
                required=not plan.file_name,
            ),
            answers,
            longest=LONGEST_TEXT,
        ),
        _look_at(answers),
        paragraph(
            Field("first_version", "How did it look at first?", first, required=False),
            answers,
            longest=LONGEST_FIRST,
        ),
    )


def own_words(answers: Answers) -> ExampleWords:
    """Read the form."""
    return ExampleWords(
        title=answers.get("title", ""),
        work=answers.get("work", ""),
        look_at=answers.get("look_at", ""),
        first_version=answers.get("first_version", ""),
    )


def message_form(press: Press, answers: Answers, *, own: bool) -> Form:
    """Ask what is to be seen in a message."""
    skill = Field("skill", "Which skill does it show?", required=False)
    title = "Show your message" if own else "Put a message forward"
    return form(title, press, _look_at(answers), line(skill, answers, longest=LONGEST_NAME))


def try_form(press: Press, what: Exhibit, answers: Answers) -> Form:
    """Ask for a practice, filled with the standard of an example."""
    return new_practice_form(press, answers or _copied(what))


def plan_to_keep(plan: Plan) -> dict[str, str]:
    """Write down what was chosen before the form."""
    return {
        "skill_id": str(plan.skill_id or ""),
        "practice_id": str(plan.practice_id or ""),
        "practice": plan.practice,
        "file_name": plan.file_name,
        "file_url": plan.file_url,
    }


def read_plan(kept: Mapping[str, str]) -> Plan:
    """Read what `plan_to_keep` wrote."""
    skill_id, practice_id = kept["skill_id"], kept["practice_id"]
    return Plan(
        skill_id=SkillId(int(skill_id)) if skill_id else None,
        practice_id=PracticeId(int(practice_id)) if practice_id else None,
        practice=kept["practice"],
        file_name=kept["file_name"],
        file_url=kept["file_url"],
    )


def said_to_keep(said: Said) -> dict[str, str]:
    """Write a message down until its form comes in."""
    return {"author": str(said.author), "link": said.link, "text": said.kept}


def read_said(kept: Mapping[str, str]) -> Said:
    """Read what `said_to_keep` wrote."""
    return Said(UserId(int(kept["author"])), kept["link"], kept["text"])


def _look_at(answers: Answers) -> ui.Label[Any]:
    field = Field("look_at", "What should others look at?", "The one thing that makes it good")
    return line(field, answers, longest=LONGEST_LOOK_AT)


def _copied(what: Exhibit) -> dict[str, str]:
    practice, day = what.practice, what.example.made_on
    if practice is None or day is None:
        return {}
    return {
        "name": practice.name,
        "minimum": plain_standard(practice.standard_on(day)),
        "days": say_schedule(practice.schedule_on(day)),
        "skill": what.skill or "",
    }
