"""What moderators do with this week's posts: look at them, skip them, or send them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import NotSetUp
from bot.domain.posts import Post, Reason, State
from bot.domain.weekly import WeekPlan
from bot.services.moderators import require_moderator
from bot.services.weekly import local_week
from storage import posts, questions, receipts

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.days import Week
    from bot.services.questions import Questions
    from bot.services.weekly import Weekly
    from storage.connections import Connection, Transaction
    from storage.database import Database


class WeekPlans:
    """Each method raises ModeratorsOnly for anybody else, and NotSetUp before the set-up."""

    def __init__(self, db: Database, clock: Clock, questions_: Questions, weekly: Weekly) -> None:
        self._db = db
        self._clock = clock
        self._questions = questions_
        self._weekly = weekly

    async def this_week(self, caller: Caller) -> WeekPlan:
        """Return what was or will be posted in the present ISO week."""
        async with self._db.reading() as conn:
            return await self._plan(conn, caller, self._clock.now())

    async def skip(self, caller: Caller, week: Week) -> WeekPlan:
        """Skip what a week still has to post; a week that is not the present one stays as it is."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            plan = await self._claimed(tx, caller, week, now)
            if plan and plan.due_at and plan.can_skip:
                for kind in plan.community.weekly_kinds:
                    post = Post(caller.community_id, kind, str(week), plan.due_at, now, now)
                    await posts.add(tx, post.closed(State.SKIPPED, Reason.BY_MODERATOR, now))
            return await self._plan(tx, caller, now)

    async def unskip(self, caller: Caller, week: Week) -> WeekPlan:
        """Let the posts that were skipped come at their time after all."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            plan = await self._claimed(tx, caller, week, now)
            if plan and plan.is_skipped:
                await posts.reopen(tx, caller.community_id, week)
            return await self._plan(tx, caller, now)

    async def send_now(self, caller: Caller, week: Week) -> WeekPlan:
        """Claim what a week has not posted, failed and skipped posts too; the job sends it."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            plan = await self._claimed(tx, caller, week, now)
            if plan and plan.can_send:
                await posts.reopen(tx, caller.community_id, week)
                await self._weekly.open(tx, plan.community, now)
            return await self._plan(tx, caller, now)

    async def _claimed(
        self, tx: Transaction, caller: Caller, week: Week, now: datetime
    ) -> WeekPlan | None:
        """Return the plan to act on; None for a second delivery, and for a week that is past."""
        plan = await self._plan(tx, caller, now)
        is_new = await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
        return plan if is_new and plan.week == week else None

    async def _plan(self, conn: Connection, caller: Caller, now: datetime) -> WeekPlan:
        community = await require_moderator(conn, caller)
        if community.set_up_at is None:
            raise NotSetUp
        week, due_at = local_week(community, now), community.next_weekly_at
        question = await self._questions.of_week(conn, caller.community_id, week)
        return WeekPlan(
            community=community,
            week=week,
            due_at=due_at if due_at and local_week(community, due_at) == week else None,
            posts=await posts.of_period(conn, caller.community_id, week),
            question=question.text,
            own=await questions.of_community(conn, caller.community_id),
        )
