"""What a member asked, received and gave, for their own eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.asking import MOST_OPEN, open_limit
from bot.domain.generosity import MineAnswered, MineAsked, Side
from bot.domain.paging import nearest_page
from bot.domain.today import LAPSED_SHOWN
from storage import generosity, requests

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.services.ratings import Ratings
    from bot.services.standings import Standings
    from storage.database import Database

PAGE = 4


class Generosities:
    """Everybody sees their own; strangers see that nothing is there yet."""

    def __init__(self, db: Database, clock: Clock, standings: Standings, ratings: Ratings) -> None:
        self._db = db
        self._clock = clock
        self._standings = standings
        self._ratings = ratings

    async def first(self, caller: Caller) -> Side:
        """Return the part in which something waits for the caller, or else what they asked."""
        async with self._db.reading() as conn:
            waiting = await self._ratings.waiting(conn, caller)
        if waiting.unseen or waiting.unrated or waiting.undecided:
            return Side.RECEIVED
        return Side.GIVEN if waiting.news else Side.ASKED

    async def asked(self, caller: Caller) -> MineAsked:
        """Return what waits for others, and why as many may wait as do."""
        now = self._clock.now()
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            standing = await self._standings.of_member(conn, *whose, now)
            latest = await requests.versions(conn, *whose, 1)
            return MineAsked(
                numbers=await generosity.numbers(conn, *whose),
                requests=await requests.open_of_member(conn, *whose),
                limit=open_limit(standing.helpful),
                helpful=standing.helpful,
                versions=await generosity.versions(conn, *whose),
                latest=latest[0] if latest else None,
                now=now,
                lapsed=await generosity.lapsed(conn, *whose, now - LAPSED_SHOWN, MOST_OPEN),
            )

    async def answered(self, caller: Caller, side: Side, page: int) -> MineAnswered:
        """Return a page of what the caller received or gave; the nearest one where it is gone."""
        now = self._clock.now()
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            numbers = await generosity.numbers(conn, *whose)
            given, received = numbers.exchanged
            items = given if side is Side.GIVEN else received
            nearest, last = nearest_page(page, items, PAGE)
            span = range(nearest * PAGE, (nearest + 1) * PAGE)
            answers = await generosity.page(conn, *whose, side, span, now)
        return MineAnswered(side, numbers, answers, nearest, last, now)
