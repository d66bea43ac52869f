"""Ratings: what the author of a request makes of an answer, and whether it was applied.

Whether it was applied is asked with the rating, and once more a week after the answer was given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.adjustments import Outcome
from bot.domain.errors import Refusal
from bot.domain.feedback import Applied, Rating
from bot.domain.names import clean_text
from bot.domain.requests import (
    LAPSES_AFTER,
    OFFERED_AFTER,
    TOLD_AFTER,
    Due,
    Request,
    RequestKind,
    RequestState,
    Step,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.feedback import Feedback

LONGEST_REMARK = 500
STEPS = (1, 2, 3)
RATING_WAITS = timedelta(days=14)
"""For so long after it was given, an answer that is not rated yet is shown as waiting."""
ASKS_AGAIN_AFTER = timedelta(days=7)
ASKING_LASTS = timedelta(days=14)
LEAST_LEFT = timedelta(days=7)
"""How long a request that went back to the queue waits there at least."""


class RatingWords(NamedTuple):
    """What the form said; the numbers are None where they were left out."""

    encouraging: int | None = None
    useful: int | None = None
    problematic: bool = False
    remark: str = ""
    applied: Applied | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the request it was for, if that is still there."""

    feedback: Feedback
    request: Request | None

    @property
    def may_requeue(self) -> bool:
        """Whether the request can wait in the queue again, since the answer was no help.

        One to a single person cannot: its words were for nobody else.
        """
        rating, request = self.feedback.rating, self.request
        return (
            rating is not None
            and rating.problematic
            and request is not None
            and request.is_public
            and request.state is RequestState.ANSWERED
        )


@dataclass(frozen=True, slots=True)
class Told(Answer):
    """An answer that is told about; ``applied`` is what to begin with, never kept by itself."""

    applied: Applied | None


@dataclass(eq=False)
class AlreadyRated(Refusal):
    """The answer was rated before; `feedback` tells how."""

    feedback: Feedback


class OwnAnswer(Refusal):
    """Nobody rates what they gave themselves."""


class NumbersMissing(Refusal):
    """Neither both numbers nor a problem were named."""


class NothingToRate(Refusal):
    """No answer waits for the caller's rating."""


def clean_remark(text: str) -> str:
    """Give a remark as it is kept; it may be empty.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return clean_text(text, "remark", LONGEST_REMARK) if text.strip() else ""


def clean_note(text: str) -> str:
    """Give what happened as it is kept; it may be empty.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return clean_text(text, "what happened", LONGEST_REMARK) if text.strip() else ""


def rating_of(words: RatingWords, now: datetime) -> Rating:
    """Give the rating that the words come to; a problematic answer gets no numbers.

    Raises:
        NumbersMissing: without both numbers.
        NameTooLong, HiddenCharacters: for a remark that cannot be kept.
    """
    remark = clean_remark(words.remark)
    if words.problematic:
        return Rating(None, None, problematic=True, remark=remark, at=now)
    if words.encouraging not in STEPS or words.useful not in STEPS:
        raise NumbersMissing
    return Rating(words.encouraging, words.useful, problematic=False, remark=remark, at=now)


def is_unread(feedback: Feedback, now: datetime) -> bool:
    """Tell whether an answer still has to reach its author.

    One in a thread was announced there, so that it does not wait to be opened for ever.
    """
    is_new = now - feedback.given_at < RATING_WAITS
    return feedback.seen_at is None and (feedback.card is None or is_new)


def awaits_rating(feedback: Feedback, now: datetime) -> bool:
    """Tell whether an answer is shown as waiting for its author's rating."""
    waits = now - feedback.given_at < RATING_WAITS
    return feedback.rating is None and not feedback.is_self and waits


def asks_applied(feedback: Feedback, now: datetime) -> bool:
    """Tell whether it is asked again if a rated answer was applied.

    From a week after it was given and for two weeks, until there is an answer that stands: any from
    that week on, or an earlier one other than "not yet".
    """
    begins = feedback.given_at + ASKS_AGAIN_AFTER
    rating = feedback.rating
    if rating is None or rating.problematic or not feedback.change:
        return False
    if not begins <= now < begins + ASKING_LASTS:
        return False
    early = feedback.applied_at is None or feedback.applied_at < begins
    return early and feedback.applied in {None, Applied.NOT_YET}


def came_at(feedback: Feedback) -> datetime | None:
    """Return when something last came back to whoever gave an answer.

    What was said of a problematic one is not for them.
    """
    rating = feedback.rating
    if feedback.is_self or (rating and rating.problematic):
        return None
    said = [rating.at if rating else None, feedback.replied_at, feedback.applied_at]
    return max((at for at in said if at), default=None)


def has_news(feedback: Feedback) -> bool:
    """Tell whether the helper has not seen yet what came of an answer."""
    latest, seen = came_at(feedback), feedback.remark_seen_at
    return latest is not None and (seen is None or seen < latest)


def begin_with(outcome: Outcome | None) -> Applied | None:
    """Guess whether a change was applied from what became of it as an adjustment."""
    guesses = {Outcome.KEPT: Applied.YES, Outcome.DROPPED: Applied.NO}
    return guesses.get(outcome) if outcome else None


def requeued(request: Request, now: datetime) -> Request:
    """Give an answered request as it waits again, as long as if it had never been answered."""
    return replace(
        request,
        state=RequestState.OPEN,
        closed_at=None,
        hold=None,
        due=_next_step(request, now),
    )


def _next_step(request: Request, now: datetime) -> Due:
    if request.kind is RequestKind.STUCK:
        return Due(Step.OFFER, now)
    for step, after in ((Step.OFFER, OFFERED_AFTER), (Step.TELL, TOLD_AFTER)):
        if request.asked_at + after > now:
            return Due(step, request.asked_at + after)
    return Due(Step.LAPSE, max(request.asked_at + LAPSES_AFTER, now + LEAST_LEFT))
