"""The forms in which requests are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import SelectOption, ui

from bot.domain.asking import (
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_SENTENCE,
    Words,
)
from bot.domain.requests import LONGEST_COUNTED, LONGEST_TEXT, LONGEST_TITLE, RequestState, Wish
from bot.render.forms import Field, form, line, paragraph, pick
from bot.render.requests import SayStuck, WriteOwn, WriteRequest, plain_request
from bot.render.safety import safety
from bot.render.versions import plain_counted

if TYPE_CHECKING:
    from typing import Any

    from bot.domain.asking import Plan, Prepared
    from bot.domain.requests import Request
    from bot.render.forms import Answers, Form

# A word and a number.
LONGEST_COUNT = LONGEST_COUNTED + 15
_WITHOUT_PEER = "Your trusted peer cannot be asked here just now: this goes to everybody."
_COUNT = Field(
    "counted", "A count where fewer is better (optional)", 'As in "errors 6"', required=False
)


def ask_form(prepared: Prepared, answers: Answers) -> Form:
    """Ask for the work and one question about it."""
    plan = prepared.plan
    work = Field(
        "work",
        "Link or text",
        "It may be left empty, since your file comes with it" if plan.file_name else None,
        required=not plan.file_name,
    )
    title = Field("title", "Title", _WITHOUT_PEER if plan.without_peer else None)
    question = Field("question", "One question about it", "What do you most want to know?")
    return form(
        _ask_title(plan),
        WriteRequest(draft_id=prepared.draft_id),
        line(title, answers, longest=LONGEST_TITLE),
        paragraph(work, answers, longest=LONGEST_TEXT),
        paragraph(question, answers, longest=LONGEST_QUESTION),
        _earlier(prepared, answers),
        line(_COUNT, answers, longest=LONGEST_COUNT),
    )


def stuck_form(prepared: Prepared, answers: Answers) -> Form:
    """Ask for one sentence; what goes beyond the community's help stands above it."""
    plan = prepared.plan
    hoped = "encouragement" if plan.wish is Wish.ENCOURAGEMENT else "advice"
    hint = _WITHOUT_PEER if plan.without_peer else f"You asked for {hoped}"
    field = Field("sentence", "In a sentence: what is hard?", hint)
    return form(
        _stuck_title(plan),
        SayStuck(draft_id=prepared.draft_id),
        ui.TextDisplay(safety(prepared.resources)),
        paragraph(field, answers, longest=LONGEST_SENTENCE),
    )


def own_form(prepared: Prepared, answers: Answers) -> Form:
    """Ask what was scored, and what its author makes of it."""
    work = Field("work", "Link or text (optional)", required=False)
    note = Field(
        "note",
        "The one change I will make next",
        "The one with the greatest effect",
        required=False,
    )
    return form(
        "Keep this version",
        WriteOwn(draft_id=prepared.draft_id),
        line(Field("title", "Title"), answers, longest=LONGEST_TITLE),
        paragraph(work, answers, longest=LONGEST_TEXT),
        _earlier(prepared, answers),
        line(_COUNT, answers, longest=LONGEST_COUNT),
        paragraph(note, answers, longest=LONGEST_NOTE),
    )


def read_words(answers: Answers) -> Words:
    """Read a form of asking, or of a version scored alone."""
    return Words(
        title=answers.get("title", ""),
        work=answers.get("work", ""),
        question=answers.get("question", ""),
        earlier=answers.get("earlier", ""),
        counted=answers.get("counted", ""),
    )


def answers_of(before: Request) -> Answers:
    """Fill a form with a request that is asked again; a new version brings its own work."""
    filled = {"title": before.title, "question": before.question, "sentence": before.work}
    if before.state in {RequestState.ANSWERED, RequestState.KEPT}:
        return filled
    counted = plain_counted(before.counted) if before.counted else ""
    return {**filled, "work": before.link or before.work, "counted": counted}


def _earlier(prepared: Prepared, answers: Answers) -> ui.Label[Any] | None:
    if not prepared.versions:
        return None
    options = [
        SelectOption(
            label=plain_request(each),
            value=str(each.id),
            description=each.asked_at.date().isoformat(),
        )
        for each in prepared.versions
    ]
    chosen = prepared.plan.earlier_id
    filled = {"earlier": str(chosen) if chosen else "", **answers}
    field = Field("earlier", "Earlier version (optional)", "To see what changed", required=False)
    return pick(field, filled, options)


def _stuck_title(plan: Plan) -> str:
    if plan.asked:
        unnamed = ", without your name" if plan.anonymous else ""
        return f"Tell one person{unnamed}"
    return "No work and no name needed" if plan.anonymous else "No work needed"


def _ask_title(plan: Plan) -> str:
    whom = "one person" if plan.asked else "everybody"
    return f"Ask {whom}, without your name" if plan.anonymous else f"Ask {whom} for feedback"
