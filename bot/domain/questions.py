"""The question of the week: the community's own first, then the ones that the product brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.days import FIRST_BLOCK, WEEK, Week
from bot.domain.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_QUESTION = 150
# One drop-down holds them all, and half a year of them is plenty.
MOST_WAITING = 25


class Theme(StrEnum):
    """What a question is about."""

    LOVE = "what I love"
    ORIGIN = "why I began"
    GRATITUDE = "gratitude"
    A_YEAR_AGO = "a year ago and now"
    CONDITIONS = "conditions"
    SETBACK = "setback as information"
    PATIENCE = "boredom and patience"
    FUNDAMENTALS = "fundamentals"
    COMFORT_ZONE = "comfort zone"
    NEW_APPROACH = "a new approach"
    TRANSFER = "transfer"
    BALANCE = "balance and energy"
    HELPED = "whom I helped"
    TEACH = "what I could teach"


class Question(NamedTuple):
    """What a week asks; a community's own question has no theme."""

    text: str
    theme: Theme | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question that a moderator added; asked once, then it makes room for the others."""

    id: int
    text: str
    is_asked: bool


@dataclass(eq=False)
class TooManyQuestions(Refusal):
    """As many own questions as fit are waiting already."""

    limit: int


def choose(
    week: Week,
    waiting: Sequence[str],
    last_asked: Mapping[str, Week],
    shipped: Sequence[Question],
) -> Question:
    """Choose a week's question.

    ``waiting`` are the community's own questions not asked yet, oldest first; ``last_asked`` tells
    when each text was asked here. No shipped question comes again before all others were asked.
    """
    if waiting:
        return Question(waiting[0])
    turn = (week.monday - FIRST_BLOCK) // WEEK % len(shipped)
    in_turn = (*shipped[turn:], *shipped[:turn])
    never = Week(0, 0)
    return min(in_turn, key=lambda question: last_asked.get(question.text, never))


def named(text: str, shipped: Sequence[Question]) -> Question:
    """Return the shipped question of this text, or an own one."""
    return next((each for each in shipped if each.text == text), Question(text))
