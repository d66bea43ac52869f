"""The weekly posts: one of each kind for a community and an ISO week, and what they say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.communities import Community
    from bot.domain.days import Week
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId
    from bot.domain.questions import OwnQuestion

# Within this time Discord surely knows a nonce again; afterwards only the channel can tell.
NONCE_REMEMBERED = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=10)
STILL_USEFUL = timedelta(hours=24)
FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(hours=1)
LONGEST_NONCE = 25


class Kind(StrEnum):
    """What is posted each week, in this order."""

    STREAKS = "streaks"
    REFLECTION = "reflection"


class State(StrEnum):
    """How far a post has come: claimed before it is sent, settled after."""

    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class Reason(StrEnum):
    """Why a post was skipped or failed."""

    TOO_LATE = "too_late"
    BY_MODERATOR = "by_moderator"
    REMOVED = "removed"
    NO_CHANNEL = "no_channel"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    UNREADABLE = "unreadable"
    """Whether it was posted is unknown, and the channel's history may not be read."""


REASONS = {
    Trouble.GONE: Reason.GONE,
    Trouble.FORBIDDEN: Reason.FORBIDDEN,
    Trouble.REFUSED: Reason.REFUSED,
    Trouble.CROWDED: Reason.REFUSED,
}
"""Troubles that waiting does not mend."""


@dataclass(frozen=True, slots=True)
class Post:
    """One weekly post; community, kind and week are its identity.

    ``claimed_at`` is when it was first sent without knowing what came of it; ``retry_at`` is when
    a claim is to be settled, after ``attempts`` that Discord did not answer.
    """

    community_id: CommunityId
    kind: Kind
    week: Week
    due_at: datetime
    claimed_at: datetime
    retry_at: datetime
    state: State = State.CLAIMED
    reason: Reason | None = None
    attempts: int = 0
    question: str = ""
    settled_at: datetime | None = None
    late: bool = False
    channel_id: int | None = None
    message_id: int | None = None

    @property
    def nonce(self) -> str:
        """The text by which Discord knows the post again."""
        return nonce("post", self.community_id, self.kind, self.week)

    def is_late(self, now: datetime) -> bool:
        """Tell whether the post comes noticeably later than promised."""
        return now - self.due_at > LATE_AFTER

    def is_useless(self, now: datetime) -> bool:
        """Tell whether the post comes so late that nobody is served by it."""
        return now - self.due_at > STILL_USEFUL

    def must_look(self, now: datetime) -> bool:
        """Tell whether sending again could double the post, or comes too late anyway."""
        return now - self.claimed_at >= NONCE_REMEMBERED or self.is_useless(now)

    def closed(self, state: State, reason: Reason, now: datetime) -> Post:
        """Return the post, not sent, with the reason."""
        return replace(self, state=state, reason=reason, settled_at=now)

    def after(self, outcome: Outcome, now: datetime, *, looked: bool = False) -> Post:
        """Return the post after sending it, or after looking for it in the channel."""
        if isinstance(outcome, Sent):
            late = self.is_late(self.claimed_at if looked else now)
            sent = replace(self, state=State.SENT, message_id=outcome.message_id, late=late)
            return replace(sent, settled_at=now)
        if outcome.trouble is Trouble.UNREACHABLE and not self.is_useless(now):
            attempts = self.attempts + 1
            return replace(self, attempts=attempts, retry_at=now + retry_after(attempts))
        if looked and outcome.trouble is Trouble.FORBIDDEN:
            return self.closed(State.FAILED, Reason.UNREADABLE, now)
        reason = REASONS.get(outcome.trouble, Reason.UNREACHABLE)
        return self.closed(State.FAILED, reason, now)

    def after_search(self, now: datetime) -> Post:
        """Return the post after a look into the channel that did not find it."""
        if not self.is_useless(now):
            return replace(self, claimed_at=now)
        if self.attempts:
            return self.closed(State.FAILED, Reason.UNREACHABLE, now)
        return self.closed(State.SKIPPED, Reason.TOO_LATE, now)


@dataclass(frozen=True, slots=True)
class Notice:
    """Posts that did not come, of which a community's moderators are to be told."""

    community_id: CommunityId
    channel_id: int | None
    posts: tuple[Post, ...]

    @property
    def nonce(self) -> str:
        """The text by which Discord knows the notice again; trying once more makes a new one."""
        claimed = max(int(post.claimed_at.timestamp()) for post in self.posts)
        return nonce("notice", self.community_id, claimed)

    def is_stale(self, now: datetime) -> bool:
        """Tell whether it could not be brought for so long that it is given up."""
        return all(now - (post.settled_at or post.due_at) > STILL_USEFUL for post in self.posts)


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """This week's posts as moderators see them.

    ``due_at`` is None once their time has passed; ``own`` are the community's own questions.
    """

    community: Community
    week: Week
    due_at: datetime | None
    posts: Mapping[Kind, Post]
    question: str
    own: tuple[OwnQuestion, ...]

    @property
    def can_send(self) -> bool:
        """Tell whether anything is left that could be sent now."""
        if any(post.state is State.CLAIMED for post in self.posts.values()):
            return False
        return any(self._state(kind) is not State.SENT for kind in Kind)

    @property
    def can_skip(self) -> bool:
        """Tell whether anything is still to come."""
        return self.due_at is not None and not self.posts

    @property
    def is_skipped(self) -> bool:
        """Tell whether a moderator skipped what is still to come."""
        return self.due_at is not None and any(
            post.reason is Reason.BY_MODERATOR for post in self.posts.values()
        )

    def _state(self, kind: Kind) -> State | None:
        post = self.posts.get(kind)
        return post.state if post else None


def nonce(*key: object) -> str:
    """Derive a nonce from what is to be sent only once."""
    text = "/".join(str(part) for part in key)
    return hashlib.sha256(text.encode()).hexdigest()[:LONGEST_NONCE]


def retry_after(attempts: int) -> timedelta:
    """Return how long to wait after this many attempts (at least 1): 1, 2, 4, … 60 minutes."""
    return min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LAST_RETRY)
