"""What happens to challenges by themselves: teams are drawn, and results are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.challenges import Draw, State
from bot.domain.days import DAY
from bot.domain.posts import Kind, Post, Reason
from bot.domain.posts import State as PostState
from storage import challenges, communities, posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date

    from bot.clock import Clock
    from bot.domain.challenges import Challenge
    from bot.domain.communities import Community
    from bot.domain.ids import ChallengeId, CommunityId
    from bot.services.challenge_boards import ChallengeBoards
    from storage.connections import Transaction
    from storage.database import Database

PAGE = 100
# Nobody's day begins earlier than this before it begins in UTC.
EARLIEST_ZONE = timedelta(hours=14)
# Somebody's day begins at every quarter of an hour, somewhere.
QUARTER = timedelta(minutes=15)


class DueChallenge(NamedTuple):
    """A challenge with which something happens; ``look_at`` is when that was to be."""

    look_at: datetime
    community_id: CommunityId
    challenge_id: ChallengeId


class ChallengeEnds:
    """Looks at challenges when their time has come."""

    def __init__(self, db: Database, clock: Clock, boards: ChallengeBoards) -> None:
        self._db = db
        self._clock = clock
        self._boards = boards

    async def due(self, now: datetime) -> AsyncIterator[DueChallenge]:
        """Give every challenge whose time has come, those waiting longest first."""
        last: tuple[datetime, ChallengeId] | None = None
        while True:
            async with self._db.reading() as conn:
                page = await challenges.due(conn, now, last, PAGE)
            for found in page:
                yield DueChallenge(*found)
            if len(page) < PAGE:
                return
            last = (page[-1][0], page[-1][2])

    async def look(self, due: DueChallenge) -> Post | None:
        """Draw teams or end a challenge, where it is time; return its results' post.

        A challenge ends when for everybody who takes part the last day and the grace are over.
        """
        now = self._clock.now()
        whose = due.community_id, due.challenge_id
        async with self._db.reading() as conn:
            judged = await challenges.get(conn, *whose)
        # Not within the read above: several looks at once would wait for each other's readers.
        is_over = judged is not None and await self._is_over(judged, now)
        async with self._db.transaction() as tx:
            challenge = await challenges.get(tx, *whose)
            community = await communities.get(tx, due.community_id)
            if challenge is None or community is None or not challenge.is_open:
                await challenges.look_again(tx, *whose, None)
                return None
            if now >= _begins(challenge, community):
                challenge = await self._draw(tx, challenge, now)
            if not is_over or not _ends_alike(challenge, judged):
                await challenges.look_again(tx, *whose, _next_look(challenge, community, now))
                return None
            ended = replace(challenge, state=State.ENDED, ended_at=now)
            await challenges.save(tx, ended)
            await challenges.look_again(tx, *whose, None)
            return await _claim_results(tx, ended, community, due.look_at)

    async def _is_over(self, challenge: Challenge, now: datetime) -> bool:
        if now < _could_be_over(challenge):
            return False
        board = await self._boards.board(challenge.community_id, challenge.id, now)
        return board is not None and board.is_over

    async def _draw(self, tx: Transaction, challenge: Challenge, now: datetime) -> Challenge:
        if challenge.draw is not Draw.DRAWN or challenge.drawn_at is not None:
            return challenge
        await self._boards.draw(tx, challenge, now)
        drawn = replace(challenge, drawn_at=now)
        await challenges.save(tx, drawn)
        return drawn


async def _claim_results(
    tx: Transaction, challenge: Challenge, community: Community, due_at: datetime
) -> Post | None:
    now = challenge.ended_at or due_at
    post = Post(
        community_id=challenge.community_id,
        kind=Kind.RESULTS,
        period=str(challenge.id),
        due_at=due_at,
        claimed_at=now,
        retry_at=now,
        channel_id=community.challenge_place,
    )
    if post.channel_id is None:
        post = post.closed(PostState.FAILED, Reason.NO_CHANNEL, now)
    is_new = await posts.add(tx, post)
    return post if is_new and post.state is PostState.CLAIMED else None


def _ends_alike(challenge: Challenge, judged: Challenge | None) -> bool:
    """Tell whether a moderator has not moved the end while the board was computed."""
    return judged is not None and (challenge.last_day, challenge.grace_days) == (
        judged.last_day,
        judged.grace_days,
    )


def _begins(challenge: Challenge, community: Community) -> datetime:
    """Tell when the first day begins in the community's zone."""
    return _midnight(challenge.first_day).replace(tzinfo=ZoneInfo(community.zone)).astimezone(UTC)


def _could_be_over(challenge: Challenge) -> datetime:
    """Tell when the grace is over for whoever could be the first."""
    return _midnight(challenge.last_day + (challenge.grace_days + 1) * DAY) - EARLIEST_ZONE


def _next_look(challenge: Challenge, community: Community, now: datetime) -> datetime:
    waits_for_draw = challenge.draw is Draw.DRAWN and challenge.drawn_at is None
    if waits_for_draw:
        return max(_begins(challenge, community), now)
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + QUARTER
    return max(_could_be_over(challenge), quarter)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
