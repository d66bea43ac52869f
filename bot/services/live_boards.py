"""Boards that stand in channels: which of them may have changed, and what came of editing them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.deliveries import Undeliverable
from bot.domain.ids import CommunityId
from bot.domain.live_boards import TRIED_AFTER_END, Looks
from bot.domain.posts import State
from storage import communities, live_boards, posts
from storage.profiles import TABLES as PROFILE_TABLES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import ChallengeId
    from bot.domain.live_boards import LiveBoard
    from storage.database import Database
    from storage.memory import Written

CHALLENGES = "challenges"
# All that a board is derived from.
TABLES = PROFILE_TABLES | {
    CHALLENGES,
    "applications",
    "challenge_terms",
    "feedback",
    "hidden_pieces",
    "ideas",
    "logs",
    "participants",
    "posts",
    "reflections",
    "requests",
    "starting_conditions",
}


class LiveBoards:
    """Listens to what is written, so that only boards that may have changed are computed."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._looks = Looks()
        self._is_own = False
        self.one_run = asyncio.Lock()
        """Held by whoever edits, so that no board is edited by two at once."""
        db.listen(self._hear)

    async def due(self, now: datetime) -> AsyncIterator[LiveBoard]:
        """Give the boards that may have changed and may be edited by now."""
        since = now - TRIED_AFTER_END
        if self._looks.is_new_hour(now):
            async with self._db.reading() as conn:
                self._looks.begin_hour(now, await live_boards.watched(conn, since))
        for community_id in self._looks.take(now):
            async with self._db.reading() as conn:
                found = await live_boards.of_community(conn, community_id, since)
            # What was edited a moment ago, and has to wait, stands.
            must_see = self._looks.must_see(community_id)
            for board in found:
                if board.next_at <= now:
                    yield replace(board, must_see=must_see)
                else:
                    self._looks.wait(community_id, board.next_at)

    async def resources(self, community_id: CommunityId) -> str:
        """Return the community's own help, which stands on every board."""
        async with self._db.reading() as conn:
            community = await communities.get(conn, community_id)
        return community.resources if community else ""

    async def posted(
        self, community_id: CommunityId, challenge_id: ChallengeId, digest: str
    ) -> None:
        """Note what a board shows that is about to be posted."""
        async with self._db.transaction() as tx:
            await live_boards.posted(tx, community_id, challenge_id, digest, self._clock.now())

    async def tried(self, board: LiveBoard, outcome: Outcome, digest: str) -> LiveBoard:
        """Note what came of editing a board; what did not work is tried again."""
        after = board.after(outcome, digest, self._clock.now())
        await self._save(after)
        if isinstance(outcome, Undeliverable):
            self._looks.wait(board.community_id, after.next_at)
        return after

    async def lost(self, board: LiveBoard) -> None:
        """Have a board posted anew whose message is no more; not after the end of its challenge."""
        now = self._clock.now()
        key = board.community_id, board.post.kind, board.post.period
        async with self._db.transaction() as tx:
            found = await posts.get(tx, *key)
            if found and found == board.post and found.state is State.SENT and board.is_open:
                await posts.save_lost(tx, found.anew(now))
            await live_boards.save(tx, replace(board, edited_at=now, trouble=None, told_at=None))

    async def told(self, board: LiveBoard) -> None:
        """Note that moderators know, as far as they can be told."""
        await self._save(replace(board, told_at=self._clock.now()))

    async def _save(self, board: LiveBoard) -> None:
        try:
            async with self._db.transaction() as tx:
                # Listeners are told before the next transaction begins: this changes no board.
                self._is_own = True
                await live_boards.save(tx, board)
        finally:
            self._is_own = False

    def _hear(self, statements: Collection[Written]) -> None:
        if self._is_own:
            return
        for statement in statements:
            if statement.table not in TABLES:
                continue
            if statement.table == CHALLENGES and statement.community_id is not None:
                self._looks.watch(CommunityId(statement.community_id))
            else:
                known = statement.community_id
                self._looks.changed(None if known is None else CommunityId(known))
