"""What an answer was worth to its author, in words; the forms are in ``rating_forms``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.adjustments import Source
from bot.domain.feedback import BEST, Applied
from bot.domain.pieces import PieceKind
from bot.domain.ratings import (
    AlreadyRated,
    NothingToRate,
    NumbersMissing,
    OwnAnswer,
)
from bot.render.adjustments import adopt_button
from bot.render.card import button, buttons, card, primary, text
from bot.render.pieces import report_button
from bot.render.presses import Count, Press
from bot.render.requests import AskAgain, plain_request, say_author, say_request
from bot.render.text import SOMEBODY_GONE, quote, say_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from discord import ui

    from bot.domain.feedback import Feedback
    from bot.domain.ratings import Answer
    from bot.domain.requests import Request
    from bot.render.card import Block, Card

UNTITLED = "a request that is gone"
APPLIED = {
    Applied.YES: "Yes",
    Applied.PARTLY: "Partly",
    Applied.NOT_YET: "Not yet",
    Applied.NO: "No",
}


class RateFeedback(Press, tag="rate"):
    """Rate an answer to my request, in a form."""

    feedback_id: Count


class SayApplied(Press, tag="applied"):
    """Tell whether I applied an answer, in a form."""

    feedback_id: Count


class WhatCame(Press, tag="applied-news"):
    """Show what came of an answer that I gave."""

    feedback_id: Count


class Requeue(Press, tag="requeue"):
    """Put my request back into the queue, since its answer was no help."""

    feedback_id: Count


def rated(answer: Answer) -> Card:
    """Thank for a rating, and offer what follows from it."""
    given, request = answer.feedback, answer.request
    if given.rating and given.rating.problematic:
        return _problematic(answer)
    helps = f"It tells {say_person(given.given_by)} what helps." if given.given_by else None
    return card(
        text(f"### Thank you for rating {say_about(answer)}", *say_rating(given), helps),
        *_remark(given),
        _row(
            adopt_button(Source.FEEDBACK, given.id) if given.change else None,
            button("Ask again", AskAgain(request_id=request.id)) if request else None,
        ),
    )


def applied(answer: Answer) -> Card:
    """Confirm what was said about applying an answer."""
    given = answer.feedback
    return card(
        text(f"### Noted for {say_about(answer)}", *say_rating(given)),
        text(quote(given.applied_note)) if given.applied_note else None,
    )


def requeued(request: Request) -> Card:
    """Tell that a request waits again."""
    return card(
        text(
            f"### It waits again: {say_request(request)}",
            "It stands in the queue where its waiting time puts it, as if it had never been "
            "answered.",
        )
    )


def say_rating(given: Feedback) -> Iterator[str]:
    """Say what was made of an answer, for whoever asked or gave; of a problem nothing."""
    rating = given.rating
    if rating and not rating.problematic:
        yield f"Encouraging {rating.encouraging} of {BEST} · useful {rating.useful} of {BEST}"
    if given.applied:
        yield f"Applied: {APPLIED[given.applied].lower()}"


def say_asker(answer: Answer) -> str:
    """Name whoever asked, unless they did so without their name or left."""
    request = answer.request
    return say_author(request) if request else SOMEBODY_GONE


def plain_about(answer: Answer) -> str:
    """Name what an answer was given to where Discord shows text as it is."""
    return plain_request(answer.request) if answer.request else UNTITLED


def say_about(answer: Answer) -> str:
    """Name what an answer was given to."""
    return say_request(answer.request) if answer.request else UNTITLED


def _problematic(answer: Answer) -> Card:
    given = answer.feedback
    requeue = primary("Back to the queue", Requeue(feedback_id=given.id))
    return card(
        text(
            "### Thank you for saying so",
            "You two are kept apart from now on: neither of you sees the other's requests, and "
            "nobody is told. The answer counts for nothing.",
            None if answer.may_requeue else "`/feedback ask` with another `audience` asks anew.",
        ),
        *_remark(given),
        buttons(
            requeue if answer.may_requeue else None,
            report_button(PieceKind.FEEDBACK, given.id),
        ),
    )


def _remark(given: Feedback) -> Iterator[Block]:
    remark = given.rating.remark if given.rating else ""
    if remark:
        yield text(quote(remark))


def _row(*items: ui.Button[Any] | None) -> Block | None:
    return buttons(*items) if any(items) else None


def _already(refusal: AlreadyRated) -> str:
    rating = refusal.feedback.rating
    if rating and rating.problematic:
        return "You rated that answer already, as problematic. You two are kept apart."
    said = " · ".join(say_rating(refusal.feedback))
    return f"You rated that answer already, and what you said stands. {said}"


def _after_rating(refusal: AlreadyRated) -> Block:
    given = refusal.feedback
    if not given.change or (given.rating and given.rating.problematic):
        return buttons(report_button(PieceKind.FEEDBACK, given.id))
    return buttons(button("Did you apply it?", SayApplied(feedback_id=given.id)))


REFUSALS: Mapping[type[Exception], Callable[[Any], str]] = {
    AlreadyRated: _already,
    OwnAnswer: lambda _: (
        "That is your own answer, and only whoever asked rates it. `/feedback mine` shows what "
        "came of those that you gave."
    ),
    NumbersMissing: lambda _: (
        "Choose both, encouraging and useful. Only where something is wrong with the answer do "
        "they stay empty."
    ),
    NothingToRate: lambda _: (
        "No answer waits for your rating. `/feedback ask` is the way to the next one."
    ),
}
STEPS: Mapping[type[Exception], Callable[[Any], Block]] = {AlreadyRated: _after_rating}
