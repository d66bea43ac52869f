"""The forms around ideas, and what their answers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.names import LONGEST_NAME
from bot.domain.wisdom import (
    LONGEST_HAPPENED,
    LONGEST_IDEA,
    LONGEST_LEFT_OUT,
    LONGEST_SOURCE,
    LONGEST_TITLE,
    LONGEST_UNTIL,
    IdeaKind,
    IdeaWords,
)
from bot.render.forms import Field, form, line, paragraph
from bot.render.wisdom import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord import ui

    from bot.render.forms import Answers, Form
    from bot.render.wisdom import ApplyIdea, ShareIdea

_ASKS: Mapping[IdeaKind, str] = {
    IdeaKind.INSIGHT: "What did you find out, and how would somebody else use it?",
    IdeaKind.SHORTCUT: "What is quicker, and how is it done?",
    IdeaKind.MISTAKE: "What went wrong, and what would you do instead?",
    IdeaKind.STRATEGY: "What do you do, in which order, and when does it help?",
    IdeaKind.CONCEPT: "As you would tell it to somebody who begins.",
    IdeaKind.OPPORTUNITY: "What is it, for whom, and where?",
}


def share_form(press: ShareIdea, answers: Answers) -> Form:
    """Ask for an idea; a short cut and an opportunity are asked for one thing more."""
    kind = press.kind
    return form(
        f"Share {KINDS[kind]}",
        press,
        line(Field("title", "Its name, in a few words"), answers, longest=LONGEST_TITLE),
        paragraph(Field("text", "The idea", _ASKS[kind]), answers, longest=LONGEST_IDEA),
        _one_more(kind, answers),
        line(
            Field("source", "Where does it come from?", "A book, a person, a try", required=False),
            answers,
            longest=LONGEST_SOURCE,
        ),
        line(
            Field("skill", "Which skill is it about?", "A word that others know", required=False),
            answers,
            longest=LONGEST_NAME,
        ),
    )


def idea_words(answers: Answers) -> IdeaWords:
    """Read the form of an idea."""
    return IdeaWords(
        title=answers.get("title", ""),
        text=answers.get("text", ""),
        source=answers.get("source", ""),
        skill=answers.get("skill", ""),
        leaves_out=answers.get("leaves_out", ""),
        until=answers.get("until", ""),
    )


def applied_form(press: ApplyIdea, title: str, answers: Answers) -> Form:
    """Ask what came of trying an idea."""
    return form(
        f"You applied: {title}",
        press,
        paragraph(
            Field(
                "happened",
                "What came of it?",
                "Shown with the idea, without your name; it may stay empty.",
                required=False,
            ),
            answers,
            longest=LONGEST_HAPPENED,
        ),
    )


def _one_more(kind: IdeaKind, answers: Answers) -> ui.Label[Any] | None:
    if kind is IdeaKind.SHORTCUT:
        asks = Field("leaves_out", "What does it leave out?", "So that nobody misses it later.")
        return line(asks, answers, longest=LONGEST_LEFT_OUT)
    if kind is IdeaKind.OPPORTUNITY:
        asks = Field("until", "Until which day?", "It leaves the list by itself after that day.")
        return line(asks, answers, longest=LONGEST_UNTIL, example="2026-12-24 or in 10 days")
    return None
