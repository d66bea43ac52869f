"""Rests: planned days without blocks, with an end; a pause is a rest from everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from bot.domain.day_facts import DayFacts
    from bot.domain.days import Span
    from bot.domain.ids import CommunityId, PracticeId, RestId, UserId
    from bot.domain.practices import Practice

SMALLER_FROM = 2
"""From so many extensions on, whether the plan should be smaller is asked."""
ASKED_FOR = timedelta(days=7)
NAMED_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Rest:
    """Days of rest from one practice, or from all of them where it names none.

    A pause holds everything at once and carries no words. ``tell_at`` is when its end is told
    directly, where that was asked for. ``gave_back`` and ``stays`` answer the one question at its
    end, answered or waved off at ``answered_at``.
    """

    id: RestId
    community_id: CommunityId
    user_id: UserId
    practice_id: PracticeId | None
    days: Span
    is_pause: bool
    taken_at: datetime
    reason: str = ""
    extended: int = 0
    tell_at: datetime | None = None
    gave_back: str = ""
    stays: str = ""
    answered_at: datetime | None = None

    def is_of(self, practice_id: PracticeId) -> bool:
        """Whether the practice rests in it."""
        return self.practice_id in {None, practice_id}

    def holds(self, day: date) -> bool:
        """Whether it is a pause that holds everything on the day."""
        return self.is_pause and day in self.days

    @property
    def may_be_smaller(self) -> bool:
        """Whether it was extended so often that a smaller plan is worth a thought."""
        return self.extended >= SMALLER_FROM


@dataclass(frozen=True, slots=True)
class NamedRest:
    """A rest with the practice that rests in it; None: everything."""

    rest: Rest
    practice: Practice | None


@dataclass(frozen=True, slots=True)
class RestToday:
    """What `/today` says of rests: what holds today, what comes, and one that ended lately.

    ``asks`` is the rest about whose end one question is open, where nothing rests today.
    """

    today: date
    running: tuple[NamedRest, ...]
    planned: tuple[NamedRest, ...]
    asks: NamedRest | None

    @property
    def is_from_everything(self) -> bool:
        """Whether all practices rest today."""
        return any(each.practice is None for each in self.running)


def rest_today(facts: DayFacts) -> RestToday | None:
    """Choose what `/today` says of rests; None where there is nothing to say."""
    day, profile = facts.today, facts.profile
    shown = [
        rest
        for rest in profile.rests
        if rest.practice_id is None or not profile.practice(rest.practice_id).is_archived
    ]
    held = running(shown, day)
    planned = [rest for rest in shown if day < rest.days.first <= day + NAMED_BEFORE]
    asks = None if held else _to_ask(shown, day)
    if not (held or planned or asks):
        return None
    return RestToday(
        today=day,
        running=named(held, profile.practices),
        planned=named(planned, profile.practices),
        asks=next(iter(named([asks] if asks else [], profile.practices)), None),
    )


def named(rests: Iterable[Rest], practices: Iterable[Practice]) -> tuple[NamedRest, ...]:
    """Put each rest beside its practice."""
    known = {practice.id: practice for practice in practices}
    return tuple(
        NamedRest(rest, known[rest.practice_id] if rest.practice_id else None) for rest in rests
    )


def running(rests: Iterable[Rest], today: date) -> tuple[Rest, ...]:
    """Give the rests that hold today."""
    return tuple(rest for rest in rests if today in rest.days)


def _to_ask(rests: Iterable[Rest], day: date) -> Rest | None:
    over = (
        rest
        for rest in rests
        if rest.days.last < day <= rest.days.last + ASKED_FOR
        and not rest.is_pause
        and rest.answered_at is None
    )
    return max(over, key=lambda rest: (rest.days.last, rest.id), default=None)
