"""Boards that stand in channels and are edited in place: on change only, and not too often."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.deliveries import Sent, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.deliveries import Outcome
    from bot.domain.ids import ChallengeId, CommunityId
    from bot.domain.posts import Post

# Discord takes edits of a message that is older than an hour only now and then.
FIRST_HOUR = timedelta(hours=1)
EVERY_MINUTE = timedelta(minutes=1)
EVERY_TEN_MINUTES = timedelta(minutes=10)
# A board that could not be edited is not tried for longer after its challenge has ended.
TRIED_AFTER_END = timedelta(days=1)
# Troubles that somebody must mend, and of which moderators are told.
TOLD = frozenset({Trouble.FORBIDDEN, Trouble.REFUSED, Trouble.CROWDED})


@dataclass(frozen=True, slots=True)
class LiveBoard:
    """A challenge's board in its channel.

    ``post`` is what brought it there. ``shown`` is a digest of what stands there, ``edited_at``
    when an edit was last tried, and ``trouble`` why it failed; ``told_at`` is when moderators were
    told of that. ``must_see``: it is time to see that it still stands, though nothing changed.
    """

    community_id: CommunityId
    challenge_id: ChallengeId
    is_open: bool
    post: Post
    channel_id: int
    message_id: int
    moderator_channel_id: int | None
    shown: str
    edited_at: datetime | None
    trouble: Trouble | None
    told_at: datetime | None
    must_see: bool = False

    @property
    def next_at(self) -> datetime:
        """When it may be edited next."""
        if self.edited_at is None:
            return self.post.claimed_at
        soon = self.edited_at + EVERY_MINUTE
        is_young = soon - self.post.claimed_at < FIRST_HOUR
        return soon if is_young and not self.trouble else self.edited_at + EVERY_TEN_MINUTES

    @property
    def is_worn(self) -> bool:
        """Whether Discord takes no more edits of this message, so that another one is needed."""
        return self.trouble is Trouble.WORN

    @property
    def must_tell(self) -> bool:
        """Whether moderators do not know yet of a trouble that they could mend."""
        return self.trouble in TOLD and self.told_at is None

    def after(self, outcome: Outcome, digest: str, now: datetime) -> LiveBoard:
        """Return the board after an attempt to edit it."""
        if isinstance(outcome, Sent):
            return replace(self, shown=digest, edited_at=now, trouble=None, told_at=None)
        if outcome.trouble is Trouble.UNREACHABLE:
            return replace(self, edited_at=now)
        return replace(self, edited_at=now, trouble=outcome.trouble)


class Looks:
    """Which communities' boards are to be looked at: those with changes, and all once an hour."""

    def __init__(self) -> None:
        self._watched: set[CommunityId] = set()
        self._changed: set[CommunityId] = set()
        self._unseen: set[CommunityId] = set()
        self._waits: dict[CommunityId, datetime] = {}
        self._hour: datetime | None = None

    def is_new_hour(self, now: datetime) -> bool:
        """Tell whether all are to be looked at: somebody's day may have begun, or the bot has."""
        return self._hour is None or _hour(now) > self._hour

    def begin_hour(self, now: datetime, watched: Iterable[CommunityId]) -> None:
        """Look at all of these once, and listen to changes in them."""
        self._hour = _hour(now)
        self._watched = set(watched)
        self._changed = set(self._watched)
        self._unseen = set(self._watched)
        self._waits.clear()

    def watch(self, community_id: CommunityId) -> None:
        """Listen to changes in another community, and look at it soon."""
        self._watched.add(community_id)
        self.changed(community_id)

    def changed(self, community_id: CommunityId | None) -> None:
        """Note that what a community's boards show may have changed; None stands for all."""
        for each in self._watched if community_id is None else {community_id} & self._watched:
            self._changed.add(each)
            self._waits.pop(each, None)

    def wait(self, community_id: CommunityId, until: datetime) -> None:
        """Look at a community again, but not before ``until``."""
        self._changed.add(community_id)
        self._waits[community_id] = min(until, self._waits.get(community_id, until))

    def must_see(self, community_id: CommunityId) -> bool:
        """Tell once an hour that a community's boards may have been deleted."""
        is_unseen = community_id in self._unseen
        self._unseen.discard(community_id)
        return is_unseen

    def take(self, now: datetime) -> list[CommunityId]:
        """Give what is to be looked at now; changes from here on count anew."""
        ready = [each for each in self._changed if self._waits.get(each, now) <= now]
        for each in ready:
            self._changed.discard(each)
            self._waits.pop(each, None)
        return ready


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
