"""Posts that nobody clicked for: one of each kind for a community and a period.

A post is claimed before it is sent and settled after, so that it comes once, on time or marked
late, and moderators are told where it does not come.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.days import Week
from bot.domain.deliveries import Sent, Trouble

if TYPE_CHECKING:
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId

# Within this time Discord surely knows a nonce again; afterwards only the channel can tell.
NONCE_REMEMBERED = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=10)
STILL_USEFUL = timedelta(hours=24)
USEFUL_LONGER = timedelta(days=7)
FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(hours=1)
# A post that was refused is tried again after so long, if it is still of use: somebody may have
# mended what stood in the way.
RETRY_FAILED = timedelta(minutes=10)
LONGEST_NONCE = 25


class Kind(StrEnum):
    """What is posted by itself; each kind has its own sort of period."""

    STREAKS = "streaks"
    REFLECTION = "reflection"
    CHALLENGE = "challenge"
    """Announces a challenge, and stays as its board."""
    TERMS = "terms"
    """Announces that a challenge has become easier or harder."""
    RESULTS = "results"
    MEETING = "meeting"
    """Invites to one meeting of a session."""
    SUMMARY = "summary"


WEEKLY = (Kind.STREAKS, Kind.REFLECTION)
"""What is posted each week, in this order; its period is the ISO week."""


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
    """One post; community, kind and period are its identity.

    ``period`` is an ISO week, or the id of what it is about. ``edition`` counts the messages that
    it was: a board that was lost is posted anew. ``claimed_at`` is when it was first sent without
    knowing what came of it; ``retry_at`` is when a claim is to be settled, after ``attempts`` that
    Discord did not answer, or when what failed is tried again.
    """

    community_id: CommunityId
    kind: Kind
    period: str
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
    edition: int = 1

    @property
    def week(self) -> Week:
        """The period of a weekly post."""
        return Week.parse(self.period)

    @property
    def subject(self) -> tuple[int, ...]:
        """The ids in the period of any other post: "12", or "12/2" for the second part of it."""
        return tuple(int(part) for part in self.period.split("/"))

    @property
    def is_weekly(self) -> bool:
        """Whether it belongs to a week, and is of no use after it."""
        return self.kind in WEEKLY

    @property
    def nonce(self) -> str:
        """The text by which Discord knows the post again."""
        edition = (self.edition,) if self.edition > 1 else ()
        return nonce("post", self.community_id, self.kind, self.period, *edition)

    def is_late(self, now: datetime) -> bool:
        """Tell whether the post comes noticeably later than promised."""
        return now - self.due_at > LATE_AFTER

    def is_useless(self, now: datetime) -> bool:
        """Tell whether the post comes so late that nobody is served by it."""
        useful = STILL_USEFUL if self.is_weekly else USEFUL_LONGER
        return now - self.due_at > useful

    def must_look(self, now: datetime) -> bool:
        """Tell whether sending again could double the post, or comes too late anyway."""
        return now - self.claimed_at >= NONCE_REMEMBERED or self.is_useless(now)

    def closed(self, state: State, reason: Reason, now: datetime) -> Post:
        """Return the post, not sent, with the reason; what failed may be tried again later."""
        closed = replace(self, state=state, reason=reason, settled_at=now)
        return replace(closed, retry_at=now + RETRY_FAILED)

    def reclaimed(self, channel_id: int | None, now: datetime) -> Post:
        """Return a failed post that is tried again, perhaps in another channel."""
        again = replace(self, state=State.CLAIMED, reason=None, channel_id=channel_id)
        return replace(again, claimed_at=now, retry_at=now, settled_at=None)

    def anew(self, now: datetime) -> Post:
        """Return a post whose message was lost, to be sent as its next edition."""
        again = replace(self.reclaimed(self.channel_id, now), edition=self.edition + 1, attempts=0)
        # What was on time once is due now: it is neither late nor of no use any more.
        return replace(again, due_at=now)

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


def nonce(*key: object) -> str:
    """Derive a nonce from what is to be sent only once."""
    text = "/".join(str(part) for part in key)
    return hashlib.sha256(text.encode()).hexdigest()[:LONGEST_NONCE]


def retry_after(attempts: int) -> timedelta:
    """Return how long to wait after this many attempts (at least 1): 1, 2, 4, … 60 minutes."""
    return min(FIRST_RETRY * 2 ** min(attempts - 1, 10), LAST_RETRY)
