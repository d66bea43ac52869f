"""The question of the week, and what is wrong with one that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.questions import TooManyQuestions
from bot.render.text import count, inert

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.questions import Question


def say_question(question: Question) -> str:
    """Show a question under its headline; a shipped one names its theme."""
    theme = f" · {question.theme}" if question.theme else ""
    return f"**Question of the week**{theme}\n> {inert(question.text)}"


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    TooManyQuestions: lambda refusal: (
        f"{count(refusal.limit, 'question is', 'questions are')} waiting already, and one is asked "
        "a week. Take one out, then there is room for this one."
    ),
}
