"""Home: where each practice stands today, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.requests import LAPSES_AFTER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.domain.adjustments import Adjustment
    from bot.domain.beside import Beside
    from bot.domain.days import Week
    from bot.domain.feedback import Feedback
    from bot.domain.generosity import FeedbackWaiting
    from bot.domain.goals import Goal
    from bot.domain.ids import PracticeId
    from bot.domain.participations import ChallengeToday
    from bot.domain.practices import Practice
    from bot.domain.requests import Request
    from bot.domain.summaries import Summary


LAPSED_SHOWN = timedelta(days=14)
"""For so long a request that nobody answered is offered to be asked again, smaller."""
LONGEST_OPEN = 2 * LAPSES_AFTER
"""No request waits for longer, one that went back to the queue included."""
LAST_INSTANT = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands beside a member's practices in one week.

    ``answers`` are those given or taken that may wait for something; ``requests`` those that the
    member holds, that were put to them alone, or of theirs that lapsed lately; ``challenges`` are
    open ones in which the member takes part, or which they never joined.
    """

    goals: Mapping[PracticeId, Goal]
    adjustment: Adjustment | None
    has_reflected: bool
    answers: Sequence[Feedback]
    requests: Sequence[Request]
    challenges: Sequence[ChallengeToday] = ()

    @property
    def until(self) -> datetime:
        """When one of these is to be left out; whose turn a hold is, each request tells itself."""
        told = (each.closed_at + LAPSED_SHOWN for each in self.requests if each.closed_at)
        return min(told, default=LAST_INSTANT)


@dataclass(frozen=True, slots=True)
class PracticeToday:
    """One active practice with its numbers and its goal."""

    practice: Practice
    summary: Summary
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Home:
    """A member's today. ``reflect_on`` is the week that waits for its look back, if one does.

    ``beside`` is what rests, plans, the journal and the like have to say.

    ``held`` and ``asked`` are requests to answer: taken, and put to this member alone. ``lapsed``
    are their own that nobody answered. ``challenges`` are those in which they take part, and the
    first one that they may still join.
    """

    today: date
    practices: tuple[PracticeToday, ...]
    beside: Beside
    adjustment: Adjustment | None
    reflect_on: Week | None
    feedback: FeedbackWaiting
    held: tuple[Request, ...]
    asked: tuple[Request, ...]
    lapsed: tuple[Request, ...]
    challenges: tuple[ChallengeToday, ...] = ()
