"""Weekly posts: claimed together with moving the weekly time on, settled after sending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.days import week_of
from bot.domain.posts import WEEKLY, Kind, Post, Reason, State
from bot.services.due import each_due
from storage import communities, posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.communities import Community
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId
    from bot.services.questions import Questions
    from storage.connections import Transaction
    from storage.database import Database


class Weekly:
    """What is due each week."""

    def __init__(self, db: Database, clock: Clock, questions: Questions) -> None:
        self._db = db
        self._clock = clock
        self._questions = questions

    async def due(self, now: datetime) -> AsyncIterator[CommunityId]:
        """Give every community whose weekly time has come, those waiting longest first."""
        async for _, community_id in each_due(self._db, now, posts.due):
            yield community_id

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
        for kind in WEEKLY:
            if kind not in community.weekly_kinds:
                continue
            post = Post(
                community_id=community.community_id,
                kind=kind,
                period=str(week),
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


def local_week(community: Community, moment: datetime) -> Week:
    """Return the ISO week of the community's own calendar."""
    return week_of(moment.astimezone(ZoneInfo(community.zone)).date())
