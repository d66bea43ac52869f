"""Posts on their way: claimed by those who know what is due, settled here after sending."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.posts import Notice, Reason, State
from storage import communities, posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.deliveries import Outcome
    from bot.domain.posts import Post
    from storage.database import Database

PAGE = 100


class Begun(NamedTuple):
    """A claim that is about to be sent; ``must_look``: it may stand in the channel already."""

    post: Post
    must_look: bool
    late: bool


class Posts:
    """What became of posts of every kind, and who was told."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self.one_run = asyncio.Lock()
        """Held by whoever sends, so that no claim is sent by two at once."""

    async def unsettled(self) -> tuple[Post, ...]:
        """Return claims that a crash or a silent Discord has left, when their time has come."""
        async with self._db.reading() as conn:
            return await posts.unsettled(conn, self._clock.now(), PAGE)

    async def retry_failed(self, now: datetime) -> None:
        """Claim again what failed and is still of use, where the community wants it by now."""
        async with self._db.reading() as conn:
            failed = await posts.failed(conn, now, PAGE)
        for post in failed:
            async with self._db.transaction() as tx:
                community = await communities.get(tx, post.community_id)
                if community is None or community.removed_at or post.is_useless(now):
                    await posts.give_up(tx, post)
                    continue
                is_homeless = post.channel_id is None or post.reason is Reason.GONE
                channel_id = community.challenge_place if is_homeless else post.channel_id
                await posts.save_failed(tx, post.reclaimed(channel_id or post.channel_id, now))

    async def begin(self, post: Post) -> Begun | None:
        """Return a claim as it stands now; None where there is nothing to send any more."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            found = await posts.get(tx, post.community_id, post.kind, post.period)
            if found is None or found.state is not State.CLAIMED:
                return None
            community = await communities.get(tx, post.community_id)
            if community is None or community.removed_at:
                await posts.save(tx, found.closed(State.SKIPPED, Reason.REMOVED, now))
                return None
            if found.channel_id is None:
                await posts.save(tx, found.closed(State.FAILED, Reason.NO_CHANNEL, now))
                return None
        return Begun(found, must_look=found.must_look(now), late=found.is_late(now))

    async def not_found(self, post: Post) -> Post:
        """Note that the channel does not hold the post: it is claimed anew, or given up."""
        return await self._save(post.after_search(self._clock.now()))

    async def finish(self, post: Post, outcome: Outcome, *, looked: bool = False) -> Post:
        """Note what came of sending, or of looking: settled, or to be tried again."""
        return await self._save(post.after(outcome, self._clock.now(), looked=looked))

    async def drop(self, post: Post) -> Post:
        """Note that there is nothing to send any more."""
        return await self._save(post.closed(State.SKIPPED, Reason.REMOVED, self._clock.now()))

    async def untold(self) -> AsyncIterator[Notice]:
        """Give what did not come and moderators do not know of yet, by community."""
        last = None
        while True:
            async with self._db.reading() as conn:
                page = [
                    Notice(community_id, channel_id, await posts.untold_in(conn, community_id))
                    for community_id, channel_id in await posts.untold(conn, last, PAGE)
                ]
            for notice in page:
                yield notice
            if len(page) < PAGE:
                return
            last = page[-1].community_id

    async def told(self, notice: Notice, outcome: Outcome | None = None) -> None:
        """Note that moderators were told, or cannot be; without an answer it is tried again."""
        now = self._clock.now()
        is_silent = outcome == Undeliverable(Trouble.UNREACHABLE)
        if is_silent and not notice.is_stale(now):
            return
        async with self._db.transaction() as tx:
            await posts.told(tx, notice.community_id, notice.posts, now)

    async def _save(self, post: Post) -> Post:
        async with self._db.transaction() as tx:
            await posts.save(tx, post)
        return post
