"""The forms of rests: planning one, and one question when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption

from bot.domain.rest_rules import LONGEST_ANSWER, LONGEST_REASON, RestWords
from bot.render.forms import Field, form, line, paragraph, pick
from bot.render.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.practices import Practice
    from bot.render.forms import Answers, Form
    from bot.render.rest_presses import AnswerRest, RestForm

EVERYTHING = "0"
LONGEST_DAY = 40


def rest_form(press: RestForm, practices: Sequence[Practice], answers: Answers) -> Form:
    """Ask which days rest, and what."""
    chosen = answers.get("practice") or str(press.practice_id)
    options = [SelectOption(label="Everything", value=EVERYTHING)]
    options += [
        SelectOption(label=shorten(each.name, 100), value=str(each.id)) for each in practices
    ]
    return form(
        "Plan a rest",
        press,
        line(
            Field("until", "Until when", "Its last day, 30 days in all at most"),
            answers,
            longest=LONGEST_DAY,
            example="friday, in 5 days, 2026-12-24",
        ),
        line(
            Field("from", "From when", "Its first day; today unless told", required=False),
            answers,
            longest=LONGEST_DAY,
            example="tomorrow",
        ),
        pick(Field("practice", "What rests"), {**answers, "practice": chosen}, options),
        line(
            Field("reason", "Why, if you like", "Only you see it", required=False),
            answers,
            longest=LONGEST_REASON,
        ),
    )


def rest_words(answers: Answers) -> RestWords:
    """Read the form of a rest."""
    practice = answers.get("practice", "")
    return RestWords(
        until=answers.get("until", ""),
        start=answers.get("from", ""),
        practice="" if practice == EVERYTHING else practice,
        reason=answers.get("reason", ""),
    )


def question_form(press: AnswerRest, answers: Answers) -> Form:
    """Ask what a rest gave back, and what stays of it."""
    return form(
        "After the rest",
        press,
        paragraph(
            Field("gave_back", "What did it give back?", "Only you see it", required=False),
            answers,
            longest=LONGEST_ANSWER,
        ),
        paragraph(
            Field("stays", "What of it stays?", "Something small to keep", required=False),
            answers,
            longest=LONGEST_ANSWER,
        ),
    )
