"""Weekly posts: claimed together with moving the weekly time on, settled after sending."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.days import week_of
from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.weekly import Kind, Notice, Post, Reason, State
from storage import communities, posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.communities import Community
    from bot.domain.days import Week
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId
    from bot.services.questions import Questions
    from storage.connections import Transaction
    from storage.database import Database

PAGE = 100


class Begun(NamedTuple):
    """A claim that is about to be sent; ``must_look``: it may stand in the channel already."""

    post: Post
    must_look: bool
    late: bool


class Weekly:
    """What is due, what became of it, and who was told."""

    def __init__(self, db: Database, clock: Clock, questions: Questions) -> None:
        self._db = db
        self._clock = clock
        self._questions = questions
        self.one_run = asyncio.Lock()
        """Held by whoever sends, so that no claim is sent by two at once."""

    async def due(self, now: datetime) -> AsyncIterator[CommunityId]:
        """Give every community whose weekly time has come, those waiting longest first."""
        last: tuple[datetime, CommunityId] | None = None
        while True:
            async with self._db.reading() as conn:
                page = await posts.due(conn, now, last, PAGE)
            for _, community_id in page:
                yield community_id
            if len(page) < PAGE:
                return
            last = page[-1]

    async def claim_due(self, community_id: CommunityId) -> tuple[Post, ...]:
        """Claim what is due and still useful, record the rest, and move the weekly time on."""
        now = self._clock.now()
        claimed: list[Post] = []
        async with self._db.transaction() as tx:
            community = await communities.get(tx, community_id)
            if community is None or community.removed_at or community.next_weekly_at is None:
                return ()
            due_at = community.next_weekly_at
            while due_at <= now:
                claimed += await self.open(tx, community, due_at)
                due_at = community.weekly_time.in_next_week(due_at, community.zone)
            await communities.save(tx, replace(community, next_weekly_at=due_at))
        return tuple(claimed)

    async def open(self, tx: Transaction, community: Community, due_at: datetime) -> list[Post]:
        """Write down the posts of the week in which ``due_at`` lies; return those now claimed."""
        now = self._clock.now()
        week = local_week(community, due_at)
        claimed: list[Post] = []
        for kind in Kind:
            post = Post(
                community_id=community.community_id,
                kind=kind,
                week=week,
                due_at=due_at,
                claimed_at=now,
                retry_at=now,
                channel_id=community.weekly_channel_id,
            )
            if post.is_useless(now):
                post = post.closed(State.SKIPPED, Reason.TOO_LATE, now)
            elif community.weekly_channel_id is None:
                post = post.closed(State.FAILED, Reason.NO_CHANNEL, now)
            elif kind is Kind.REFLECTION:
                question = await self._questions.of_week(tx, community.community_id, week)
                post = replace(post, question=question.text)
            if await posts.add(tx, post) and post.state is State.CLAIMED:
                claimed.append(post)
        return claimed

    async def unsettled(self) -> tuple[Post, ...]:
        """Return claims that a crash or a silent Discord has left, when their time has come."""
        async with self._db.reading() as conn:
            return await posts.unsettled(conn, self._clock.now(), PAGE)

    async def begin(self, post: Post) -> Begun | None:
        """Return a claim as it stands now; None where there is nothing to send any more."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            found = (await posts.of_week(tx, post.community_id, post.week)).get(post.kind)
            if found is None or found.state is not State.CLAIMED:
                return None
            community = await communities.get(tx, post.community_id)
            if community is None or community.removed_at:
                await posts.save(tx, found.closed(State.SKIPPED, Reason.REMOVED, now))
                return None
        return Begun(found, must_look=found.must_look(now), late=found.is_late(now))

    async def not_found(self, post: Post) -> Post:
        """Note that the channel does not hold the post: it is claimed anew, or given up."""
        return await self._save(post.after_search(self._clock.now()))

    async def finish(self, post: Post, outcome: Outcome, *, looked: bool = False) -> Post:
        """Note what came of sending, or of looking: settled, or to be tried again."""
        return await self._save(post.after(outcome, self._clock.now(), looked=looked))

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
            await posts.told(tx, notice.community_id, {post.week for post in notice.posts}, now)

    async def _save(self, post: Post) -> Post:
        async with self._db.transaction() as tx:
            await posts.save(tx, post)
        return post


def local_week(community: Community, moment: datetime) -> Week:
    """Return the ISO week of the community's own calendar."""
    return week_of(moment.astimezone(ZoneInfo(community.zone)).date())
