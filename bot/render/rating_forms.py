"""The forms of rating an answer and of telling whether it was applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import SelectOption, ui

from bot.domain.feedback import Applied
from bot.domain.ratings import LONGEST_REMARK, RatingWords
from bot.render.forms import Field, form, paragraph, pick
from bot.render.ratings import APPLIED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ratings import Told
    from bot.render.forms import Answers, Form
    from bot.render.ratings import RateFeedback, SayApplied

ENCOURAGING = {
    1: "Not really",
    2: "It helped me go on",
    3: "Very: I want to go on",
}
USEFUL = {
    1: "Not for my next attempt",
    2: "Yes, I know what to try",
    3: "Very: it changes my next attempt",
}
PROBLEM = "yes"


def rate_form(press: RateFeedback, told: Told, answers: Answers) -> Form:
    """Ask what an answer was worth; the numbers may be left out where something is wrong."""
    begun = {"applied": told.applied.value} if told.applied else {}
    return form(
        "Rate the answer",
        press,
        pick(
            Field("encouraging", "Was it encouraging?", required=False),
            answers,
            _options(ENCOURAGING),
        ),
        pick(Field("useful", "Was it useful?", required=False), answers, _options(USEFUL)),
        pick(
            Field(
                "applied",
                "Did you do what it proposes?",
                "I ask once more in a week.",
                required=False,
            ),
            answers or begun,
            _options(APPLIED),
        )
        if told.feedback.change
        else None,
        paragraph(
            Field(
                "remark",
                "Feedback on the feedback",
                "It reaches whoever helped you, unless you name a problem.",
                required=False,
            ),
            answers,
            longest=LONGEST_REMARK,
        ),
        _problem(answers),
    )


def read_rating(answers: Answers) -> RatingWords:
    """Read the form of a rating."""
    applied = answers.get("applied")
    return RatingWords(
        encouraging=_number(answers, "encouraging"),
        useful=_number(answers, "useful"),
        problematic=answers.get("problematic") == PROBLEM,
        remark=answers.get("remark", ""),
        applied=Applied(applied) if applied else None,
    )


def applied_form(press: SayApplied, told: Told, answers: Answers) -> Form:
    """Ask whether an answer was applied, and what happened."""
    kept = {
        "applied": told.applied.value if told.applied else "",
        "note": told.feedback.applied_note,
    }
    filled = answers or kept
    return form(
        "Did you apply it?",
        press,
        pick(Field("applied", "Did you do what it proposes?"), filled, _options(APPLIED)),
        paragraph(
            Field("note", "What happened?", "It reaches whoever helped you.", required=False),
            filled,
            longest=LONGEST_REMARK,
        ),
    )


def read_applied(answers: Answers) -> tuple[Applied, str]:
    """Read the form about applying: whether, and what happened."""
    return Applied(answers["applied"]), answers.get("note", "")


def _problem(answers: Answers) -> ui.Label[Any]:
    """Ask what only few will need, last of all."""
    option = SelectOption(
        label="Yes, it is problematic",
        value=PROBLEM,
        description="No numbers then; you two are kept apart, and nobody is told.",
    )
    field = Field("problematic", "Is something wrong with it?", required=False)
    return pick(field, answers, [option])


def _options(words: Mapping[Any, str]) -> list[SelectOption]:
    return [SelectOption(label=label, value=str(value)) for value, label in words.items()]


def _number(answers: Answers, name: str) -> int | None:
    chosen = answers.get(name, "")
    return int(chosen) if chosen else None
