"""Giving feedback: what an answer must hold, and where it goes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.errors import Refusal
from bot.domain.feedback import LONGEST_ANSWER
from bot.domain.names import clean_text
from bot.domain.requests import RequestKind, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.deliveries import Trouble
    from bot.domain.feedback import Feedback
    from bot.domain.ids import UserId
    from bot.domain.places import Place
    from bot.domain.requests import Request
    from bot.domain.rubrics import RubricVersion
    from bot.domain.settings import Nudges
    from bot.domain.versions import Comparison

LEAST_CARE = 30
# A letter, a word or a few of them, three times or more without anything between.
_REPEATED = re.compile(r"(.{1,24}?)\1{2,}", re.DOTALL)


class Part(StrEnum):
    """A part of an answer that must be more than a few words."""

    WORKS = "works"
    CHANGE = "change"


class Words(NamedTuple):
    """An answer as it was typed, or as it is kept."""

    works: str
    change: str
    question: str = ""


@dataclass(eq=False)
class TooShort(Refusal):
    """A part has fewer than `least` letters, as `care` counts them."""

    part: Part
    least: int


class SaidTwice(Refusal):
    """What works and what to change are the same text."""


@dataclass(eq=False)
class LevelsMissing(Refusal):
    """The criteria of these names have no level yet."""

    names: tuple[str, ...]


@dataclass(eq=False)
class HoldRanOut(Refusal):
    """The caller's time was over, and `by` has taken the request meanwhile."""

    by: UserId


class NothingHeld(Refusal):
    """The caller holds no request at the moment."""


class NotForYou(Refusal):
    """Only whoever asked may do this with an answer."""


class AlreadyReplied(Refusal):
    """The helper has read the author's reply, so that it stays as it is."""


class Where(StrEnum):
    """Where an answer or a reply stands."""

    THREAD = "thread"
    CHANNEL = "channel"
    """In the channel of the request's card, since there was no thread to be had."""
    PRIVATE = "private"
    """Nowhere but with the one whom it is for."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where something landed after it was sent. ``trouble`` kept it from a better place.

    ``direct`` tells whether whoever it is for was written to as well.
    """

    where: Where
    place: Place | None = None
    trouble: Trouble | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """What a helper needs to answer a request; ``chosen`` are levels by the criterion's position.

    ``file`` is what was attached to a request without a public card. ``held_until`` is None once
    the time is over and nobody else has taken it.
    """

    request: Request
    now: datetime
    rubric: RubricVersion | None = None
    chosen: Mapping[int, int] | None = None
    comparison: Comparison | None = None
    held_until: datetime | None = None
    file: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with what it is about; ``request`` is None once its author deleted their data."""

    feedback: Feedback
    request: Request | None
    rubric: RubricVersion | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What came of giving; ``late`` when the time to answer was over, though nobody minded."""

    answered: Answered
    late: bool
    author_nudges: Nudges


@dataclass(frozen=True, slots=True)
class Replied:
    """What came of a reply."""

    answered: Answered
    helper_nudges: Nudges


def is_named(request: Request) -> bool:
    """Tell whether an answer may stand where others see it: asked of anyone, by name."""
    return request.is_public and not request.anonymous


def care(text: str) -> int:
    """Count letters and digits; those of wide scripts count double, repetitions once."""
    # With a space at the end, the last of several words is like the others.
    plain = f"{' '.join(text.casefold().split())} "
    while (shorter := _REPEATED.sub(r"\1", plain)) != plain:
        plain = shorter
    return sum(_weight(char) for char in plain if _is_letter(char))


def needs_change(request: Request) -> bool:
    """Tell whether an answer must propose a change; encouragement alone need not."""
    return not (request.kind is RequestKind.STUCK and request.wish is Wish.ENCOURAGEMENT)


def read_words(request: Request, typed: Words) -> Words:
    """Clean an answer and hold it to the least care.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
        TooShort, SaidTwice: for an answer that would not help.
    """
    words = Words(
        _clean(typed.works, "text on what works"),
        _clean(typed.change, "text on what to change"),
        _clean(typed.question, "question"),
    )
    _require_care(words.works, Part.WORKS)
    if needs_change(request):
        _require_care(words.change, Part.CHANGE)
    if _letters(words.works) == _letters(words.change):
        raise SaidTwice
    return words


def require_levels(rubric: RubricVersion | None, chosen: Mapping[int, int]) -> Mapping[int, int]:
    """Return the levels that count for a rubric; without one there are none.

    Raises:
        LevelsMissing: where a criterion has none.
    """
    criteria = rubric.criteria if rubric else ()
    missing = tuple(each.name for at, each in enumerate(criteria) if at not in chosen)
    if missing:
        raise LevelsMissing(missing)
    return {position: chosen[position] for position in range(len(criteria))}


def _clean(text: str, field: str) -> str:
    return clean_text(text, field, LONGEST_ANSWER) if text.strip() else ""


def _require_care(text: str, part: Part) -> None:
    if care(text) < LEAST_CARE:
        raise TooShort(part, LEAST_CARE)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if _is_letter(char))


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


def _weight(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
