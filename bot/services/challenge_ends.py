"""What happens to challenges by themselves: teams are drawn, and results are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.challenge_teams import placed
from bot.domain.challenges import Draw, State
from bot.domain.days import DAY
from bot.domain.posts import Kind
from bot.domain.posts import State as PostState
from bot.services import challenge_posts
from bot.services.due import each_due
from storage import challenges, communities, participants, posts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import date

    from bot.clock import Clock
    from bot.domain.challenges import Challenge, DueChallenge
    from bot.domain.communities import Community
    from bot.domain.ids import UserId
    from bot.domain.posts import Post
    from bot.services.challenge_boards import ChallengeBoards
    from storage.connections import Transaction
    from storage.database import Database

# Nobody's day begins earlier than this before it begins in UTC.
EARLIEST_ZONE = timedelta(hours=14)
# Somebody's day begins at every quarter of an hour, somewhere.
QUARTER = timedelta(minutes=15)


class _Judged(NamedTuple):
    """A challenge as it was judged; ``teams`` are None unless their draw is due."""

    challenge: Challenge
    is_over: bool
    teams: Mapping[UserId, int] | None


class ChallengeEnds:
    """Looks at challenges when their time has come."""

    def __init__(self, db: Database, clock: Clock, boards: ChallengeBoards) -> None:
        self._db = db
        self._clock = clock
        self._boards = boards

    def due(self, now: datetime) -> AsyncIterator[DueChallenge]:
        """Give every challenge whose time has come, those waiting longest first."""
        return each_due(self._db, now, challenges.due)

    async def look(self, due: DueChallenge) -> Post | None:
        """Draw teams or end a challenge, where it is time; return its results' post.

        A challenge ends when for everybody who takes part the last day and the grace are over.
        """
        now = self._clock.now()
        whose = due.community_id, due.challenge_id
        judged = await self._judge(due, now)
        async with self._db.transaction() as tx:
            challenge = await challenges.get(tx, *whose)
            community = await communities.get(tx, due.community_id)
            if judged is None or challenge is None or community is None or not challenge.is_open:
                await challenges.look_again(tx, *whose, None)
                return None
            if judged.teams is not None and challenge.drawn_at is None:
                challenge = await _keep_teams(tx, challenge, judged.teams, now)
            if not judged.is_over or not _ends_alike(challenge, judged.challenge):
                await challenges.look_again(tx, *whose, _next_look(challenge, community, now))
                return None
            ended = replace(challenge, state=State.ENDED, ended_at=now)
            await challenges.save(tx, ended)
            await challenges.look_again(tx, *whose, None)
            return await _claim_results(tx, ended, community, due.look_at)

    async def _judge(self, due: DueChallenge, now: datetime) -> _Judged | None:
        """Compute all that is known only by everybody's logs, before the writer is taken."""
        async with self._db.reading() as conn:
            challenge = await challenges.get(conn, due.community_id, due.challenge_id)
            community = await communities.get_or_default(conn, due.community_id)
        if challenge is None or not challenge.is_open:
            return None
        # Not within the read above: several looks at once would wait for each other's readers.
        is_over = await self._is_over(challenge, now)
        is_drawn_now = _waits_for_draw(challenge) and now >= _begins(challenge, community)
        teams = await self._boards.draw(challenge, now) if is_drawn_now else None
        return _Judged(challenge, is_over, teams)

    async def _is_over(self, challenge: Challenge, now: datetime) -> bool:
        if now < _could_be_over(challenge):
            return False
        board = await self._boards.board(challenge.community_id, challenge.id, now)
        return board is not None and board.is_over


async def _keep_teams(
    tx: Transaction, challenge: Challenge, teams: Mapping[UserId, int], now: datetime
) -> Challenge:
    """Keep what was drawn; somebody may have joined or left since."""
    everybody = await participants.of_challenge(tx, challenge.community_id, challenge.id)
    await participants.save_all(tx, placed(challenge, everybody, teams))
    drawn = replace(challenge, drawn_at=now)
    await challenges.save(tx, drawn)
    return drawn


async def _claim_results(
    tx: Transaction, challenge: Challenge, community: Community, due_at: datetime
) -> Post | None:
    now = challenge.ended_at or due_at
    post = challenge_posts.claim(community, Kind.RESULTS, str(challenge.id), due_at, now)
    is_new = await posts.add(tx, post)
    return post if is_new and post.state is PostState.CLAIMED else None


def _ends_alike(challenge: Challenge, judged: Challenge) -> bool:
    """Tell whether a moderator has not moved the end while the board was computed."""
    ends = challenge.last_day, challenge.grace_days
    return ends == (judged.last_day, judged.grace_days)


def _waits_for_draw(challenge: Challenge) -> bool:
    return challenge.draw is Draw.DRAWN and challenge.drawn_at is None


def _begins(challenge: Challenge, community: Community) -> datetime:
    """Tell when the first day begins in the community's zone."""
    return _midnight(challenge.first_day).replace(tzinfo=ZoneInfo(community.zone)).astimezone(UTC)


def _could_be_over(challenge: Challenge) -> datetime:
    """Tell when the grace is over for whoever could be the first."""
    return _midnight(challenge.last_day + (challenge.grace_days + 1) * DAY) - EARLIEST_ZONE


def _next_look(challenge: Challenge, community: Community, now: datetime) -> datetime:
    if _waits_for_draw(challenge):
        return max(_begins(challenge, community), now)
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + QUARTER
    return max(_could_be_over(challenge), quarter)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
