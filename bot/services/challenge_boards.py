"""Boards of challenges: always computed from the logs as they stand, never from a second count."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.domain import challenge_ranks, challenge_teams
from bot.domain.challenge_days import Facts, Practised
from bot.domain.challenge_progress import progress, terms_for
from bot.domain.challenges import Mode, Ranking
from bot.domain.days import BLOCK_DAYS, DAY, WEEK, local_day
from bot.domain.verdicts import judge
from bot.services.histories import history_of
from storage import challenge_facts, challenges

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import date, datetime

    from bot.clock import Clock
    from bot.domain.challenge_boards import Board
    from bot.domain.challenges import Challenge, Terms
    from bot.domain.ids import ChallengeId, CommunityId, UserId
    from storage.challenge_facts import Found, Somebody
    from storage.connections import Connection
    from storage.database import Database

# Improvement is told against the four whole weeks before the first day's own.
BASELINE = 5 * WEEK


class ChallengeBoards:
    """Who stands where in a challenge, and the draw of its teams."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def board(
        self, community_id: CommunityId, challenge_id: ChallengeId, at: datetime | None = None
    ) -> Board | None:
        """Return a challenge's board as of now, or None where there is no such challenge."""
        async with self._db.reading() as conn:
            challenge = await challenges.get(conn, community_id, challenge_id)
            if challenge is None:
                return None
            found = await _read(conn, challenge)
        return await _board(challenge, found, at or self._clock.now())

    async def of(self, conn: Connection, challenge: Challenge, at: datetime) -> Board:
        """Return the board of a challenge that was just read."""
        return await _board(challenge, await _read(conn, challenge), at)

    async def draw(self, challenge: Challenge, now: datetime) -> Mapping[UserId, int]:
        """Return the team of everybody who takes part now; nothing is kept yet."""
        first = challenge.first_day - BLOCK_DAYS * DAY
        async with self._db.reading() as conn:
            found = await challenge_facts.read(conn, challenge, first)
        return challenge_teams.draw(challenge, [each async for each in _judged(found, now, first)])


async def _read(conn: Connection, challenge: Challenge) -> Found:
    return await challenge_facts.read(conn, challenge, _judged_from(challenge))


def _judged_from(challenge: Challenge) -> date:
    is_compared = challenge.ranking is Ranking.IMPROVEMENT
    return challenge.first_day - BASELINE if is_compared else challenge.first_day


async def _board(challenge: Challenge, found: Found, at: datetime) -> Board:
    today = local_day(at, found.zone, 0)
    shared = _shared_terms(challenge, found, today)
    lines = [
        challenge_ranks.line(
            challenge, facts, progress(challenge, facts, shared or _own_terms(challenge, facts))
        )
        async for facts in _judged(found, at, _judged_from(challenge))
    ]
    return challenge_ranks.board(challenge, shared or challenge.newest_terms, lines, today)


def _shared_terms(challenge: Challenge, found: Found, today: date) -> Terms | None:
    """Give the terms of a goal walked to together: harder ones need everybody's word."""
    if challenge.mode is not Mode.TOGETHER:
        return None
    newest = challenge.newest_terms.version
    agreed = min((each.terms for each in found.participants), default=newest)
    return terms_for(challenge, agreed, today)


def _own_terms(challenge: Challenge, facts: Facts) -> Terms:
    return terms_for(challenge, facts.participant.terms, facts.today)


async def _judged(found: Found, at: datetime, first: date) -> AsyncIterator[Facts]:
    """Judge everybody in the order of joining, and let others have their turn in between."""
    for participant in found.participants:
        yield _facts(found.somebody(participant), at, first)
        # An answer takes some ten turns of the loop: half a millisecond in each is not felt.
        await asyncio.sleep(0)


def _facts(somebody: Somebody, at: datetime, first: date) -> Facts:
    today = somebody.member.today(at)
    histories = [
        history_of(somebody.member, practice, somebody.logs[practice.id], today)
        for practice in somebody.practices
    ]
    return Facts(
        participant=somebody.participant,
        today=today,
        practised=tuple(Practised(each, judge(each, first)) for each in histories),
        marks=somebody.marks,
        since=somebody.since,
    )
