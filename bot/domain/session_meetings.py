"""One meeting of a session: what is to be done about it and its Discord event, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble
from bot.domain.sessions import MeetingOver, NotNow

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.sessions import Session

INVITED_BEFORE = timedelta(days=7)
HERE_BEFORE = timedelta(minutes=30)
HERE_AFTER = timedelta(hours=12)
LOOKED_BEFORE = timedelta(days=1)
"""So long before the start the bot looks whether the event still stands."""
RETRY_EVENT = timedelta(minutes=10)


class EventTrouble(StrEnum):
    """Why a meeting has no event in Discord, or why a cancelled one still has."""

    FORBIDDEN = "forbidden"
    """The bot may not make events; tried again by itself."""
    UNREACHABLE = "unreachable"
    """Discord does not answer; tried again by itself."""
    GONE = "gone"
    """The voice channel is not there any more."""
    REFUSED = "refused"
    DELETED = "deleted"
    """Somebody deleted it in Discord; made anew only when a moderator asks."""
    MISSED = "missed"
    """The bot was away, and nobody knew of the meeting: it was not held by us."""


_PASSING = frozenset({EventTrouble.FORBIDDEN, EventTrouble.UNREACHABLE})
_TROUBLES = {
    Trouble.FORBIDDEN: EventTrouble.FORBIDDEN,
    Trouble.UNREACHABLE: EventTrouble.UNREACHABLE,
    Trouble.GONE: EventTrouble.GONE,
}


class Step(StrEnum):
    """What is to be done about a meeting when its time has come."""

    MAKE = "make"
    LOOK = "look"
    DROP = "drop"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a session; ``due_at`` is when something is to be done about it."""

    session: Session
    number: int
    starts_at: datetime
    event_id: int | None = None
    event_trouble: EventTrouble | None = None
    presenter: UserId | None = None
    agreed: str = ""
    summarised_by: UserId | None = None
    summarised_at: datetime | None = None
    cancelled_at: datetime | None = None
    due_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.session.minutes)

    @property
    def period(self) -> str:
        """The period of its posts."""
        return f"{self.session.id}/{self.number}"

    @property
    def is_held(self) -> bool:
        """Whether it takes or took place, as far as the bot knows."""
        return self.cancelled_at is None and self.event_trouble is not EventTrouble.MISSED

    def is_to_come(self, now: datetime) -> bool:
        """Tell whether it is not over yet."""
        return self.is_held and now < self.ends_at

    def has_begun(self, now: datetime) -> bool:
        """Tell whether it is under way, or was."""
        return self.is_held and now >= self.starts_at

    def require_to_come(self, now: datetime) -> None:
        """Refuse what makes sense before the end only.

        Raises:
            MeetingOver: after it, or where the meeting was cancelled.
        """
        if not self.is_to_come(now):
            raise MeetingOver

    def require_open(self, now: datetime) -> None:
        """Refuse attendance outside its time.

        Raises:
            MeetingOver: where the meeting is not held.
            NotNow: before 30 minutes before the start, and from 12 hours after the end on.
        """
        if not self.is_held:
            raise MeetingOver
        opens, closes = self.starts_at - HERE_BEFORE, self.ends_at + HERE_AFTER
        if not opens <= now < closes:
            raise NotNow(opens, closes)

    def step(self, now: datetime) -> Step:
        """Say what is to be done about a meeting that is due."""
        if self.cancelled_at is not None:
            return Step.DROP
        if now >= self.ends_at:
            return Step.CLOSE
        return Step.LOOK if self.event_id else Step.MAKE

    def after(self, step: Step, outcome: Outcome, now: datetime) -> Meeting:
        """Return the meeting after something was done about its event, or could not be.

        One that was cancelled meanwhile loses the event that was made.
        """
        if step is Step.DROP:
            return self._after_dropping(outcome, now)
        if self.cancelled_at is not None:
            if step is Step.MAKE and isinstance(outcome, Sent):
                return replace(self, event_id=outcome.message_id, due_at=now)
            return self
        making = self._after_making if step is Step.MAKE else self._after_looking
        return making(outcome, now)

    def _after_making(self, outcome: Outcome, now: datetime) -> Meeting:
        if not isinstance(outcome, Sent):
            return self._with_trouble(outcome.trouble, now)
        made = replace(self, event_id=outcome.message_id, event_trouble=None)
        look = self.starts_at - LOOKED_BEFORE
        return replace(made, due_at=look if look > now else self.ends_at)

    def _after_looking(self, outcome: Outcome, now: datetime) -> Meeting:
        trouble = None if isinstance(outcome, Sent) else outcome.trouble
        if trouble is Trouble.GONE:
            lost = replace(self, event_id=None, event_trouble=EventTrouble.DELETED)
            return replace(lost, due_at=self.ends_at)
        if trouble is Trouble.UNREACHABLE and now < self.starts_at:
            return replace(self, due_at=now + RETRY_EVENT)
        return replace(self, due_at=self.ends_at)

    def _after_dropping(self, outcome: Outcome, now: datetime) -> Meeting:
        if isinstance(outcome, Sent) or outcome.trouble is Trouble.GONE:
            return replace(self, event_id=None, event_trouble=None, due_at=None)
        return self._with_trouble(outcome.trouble, now)

    def cancelled(self, now: datetime) -> Meeting:
        """Return the meeting, cancelled; its event is dropped at once."""
        due_at = now if self.event_id else None
        return replace(self, cancelled_at=now, event_trouble=None, due_at=due_at)

    def news(self, after: Meeting) -> bool:
        """Tell whether a change is one of which moderators are to hear."""
        silent = (None, EventTrouble.UNREACHABLE, self.event_trouble)
        return after.event_trouble not in silent

    def closed(self, *, known: bool) -> Meeting:
        """Return the meeting after its end; one that nobody knew of was not held."""
        if known or self.event_id:
            return replace(self, due_at=None)
        missed = replace(self, event_trouble=EventTrouble.MISSED, presenter=None)
        return replace(missed, due_at=None)

    def remade(self, now: datetime) -> Meeting:
        """Return the meeting, with an event to be made at once unless there is one.

        Raises:
            MeetingOver: once it has begun: Discord takes no events of the past.
        """
        if now >= self.starts_at or not self.is_held:
            raise MeetingOver
        return self if self.event_id else replace(self, event_trouble=None, due_at=now)

    def _with_trouble(self, trouble: Trouble, now: datetime) -> Meeting:
        kept = self
        # Silence tells nothing new about what stood in the way before.
        if trouble is not Trouble.UNREACHABLE or self.event_trouble is None:
            kept = replace(self, event_trouble=_TROUBLES.get(trouble, EventTrouble.REFUSED))
        last = None if self.cancelled_at else self.ends_at
        again = now + RETRY_EVENT
        if kept.event_trouble in _PASSING and again < self.starts_at:
            return replace(kept, due_at=again)
        return replace(kept, due_at=last)


@dataclass(frozen=True, slots=True)
class Event:
    """What Discord is told about a meeting."""

    community_id: CommunityId
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    place: str
    voice_channel_id: int | None
