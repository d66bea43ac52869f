"""The form of an answer, and what may stand in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.feedback import LONGEST_ANSWER
from bot.domain.giving import (
    HoldRanOut,
    LevelsMissing,
    NothingHeld,
    Part,
    SaidTwice,
    TooShort,
    needs_change,
)
from bot.domain.requests import RequestKind
from bot.render.forms import Field, form, paragraph
from bot.render.giving import who_waits
from bot.render.text import inert, mention

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.requests import Request
    from bot.render.card import Block
    from bot.render.forms import Answers, Form
    from bot.render.giving import WriteAnswer


def answer_form(press: WriteAnswer, request: Request | None, answers: Answers) -> Form:
    """Ask for the words of an answer; without a request it hands back what was typed."""
    works, change = _asks(request)
    question = Field("question", "A question back", "What would you like to know?", required=False)
    return form(
        "Your answer",
        press,
        paragraph(works, answers, longest=LONGEST_ANSWER),
        paragraph(change, answers, longest=LONGEST_ANSWER),
        paragraph(question, answers, longest=LONGEST_ANSWER),
    )


def _asks(request: Request | None) -> tuple[Field, Field]:
    if request and request.kind is RequestKind.STUCK:
        small = "Small enough for tomorrow, as you would try it yourself."
        return (
            Field("works", "What you see that works", "What they do already, seen from outside."),
            Field("change", "One small thing to try", small, required=needs_change(request)),
        )
    return (
        Field("works", "What works already", "Name the spot and what it does for you."),
        Field(
            "change",
            "The one change with the greatest effect",
            "One only: what to do differently next time, and where.",
        ),
    )


_PARTS: Mapping[Part, str] = {
    Part.WORKS: "what works",
    Part.CHANGE: "what to change",
}
_HELPS: Mapping[Part, str] = {
    Part.WORKS: (
        'Name one spot and what it did for you: "The first line made me want to know who she is."'
    ),
    Part.CHANGE: (
        'Say what to do, where, and why: "Cut the second paragraph, so that the scene starts '
        'sooner."'
    ),
}


def _too_short(refusal: TooShort) -> str:
    return (
        f"A little more on {_PARTS[refusal.part]}, please: {refusal.least} letters are the least, "
        f"about one sentence, and repetitions do not count. {_HELPS[refusal.part]}"
    )


def _missing(refusal: LevelsMissing) -> str:
    names = ", ".join(f"**{inert(name)}**" for name in refusal.names)
    return (
        f"No level yet for {names}. Choose in the panel above, then open your words again: they "
        "are kept."
    )


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    TooShort: _too_short,
    SaidTwice: lambda _: (
        "Both parts say the same. What works is what to keep; the one change is what to do "
        "differently next time."
    ),
    LevelsMissing: _missing,
    HoldRanOut: lambda refusal: (
        f"{mention(refusal.by)} has taken this request meanwhile, since the 45 minutes for it "
        "were over. `/feedback queue` shows who else waits."
    ),
    NothingHeld: lambda _: (
        "You hold no request just now. `/feedback queue` shows who waits, and one click takes one."
    ),
}

STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {
    HoldRanOut: lambda _: who_waits(),
    NothingHeld: lambda _: who_waits(),
}
