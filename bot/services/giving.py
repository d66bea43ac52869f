"""Giving feedback: the helper's desk, and the answer that closes a request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import OutOfDate
from bot.domain.feedback import Feedback
from bot.domain.giving import Desk, Given, HoldRanOut, read_words, require_levels
from bot.domain.ids import FeedbackId
from bot.domain.requests import RequestState
from bot.domain.settings import Nudges
from bot.services.answerable import require_answerable
from bot.services.welcome import require_welcome
from storage import chosen_levels, feedback, members, receipts, request_files, requests

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.giving import Words
    from bot.domain.ids import RequestId
    from bot.domain.requests import Request
    from bot.services.answered import GivenAnswers
    from bot.services.versions import Versions
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Giving:
    """What a helper does with a request."""

    def __init__(
        self, db: Database, clock: Clock, answered: GivenAnswers, versions: Versions
    ) -> None:
        self._db = db
        self._clock = clock
        self._answered = answered
        self._versions = versions

    async def desk(self, caller: Caller, request_id: RequestId) -> Desk:
        """Return all that the caller needs to answer a request, its file too.

        Raises:
            Suspended: for those whom moderators keep out.
            UnknownRequest, OwnRequest, NotWaiting, HoldRanOut: where it is not the caller's to
                answer now.
        """
        async with self._db.reading() as conn:
            desk = await self._desk(conn, caller, request_id)
            file = await request_files.get(conn, caller.community_id, request_id)
        return replace(desk, file=file)

    async def to_write(self, caller: Caller, request_id: RequestId) -> Request:
        """Return a request that the caller may answer.

        Raises:
            Suspended, UnknownRequest, OwnRequest, NotWaiting, HoldRanOut: as for `desk`.
        """
        async with self._db.reading() as conn:
            await require_welcome(conn, caller)
            return await self._answerable(conn, caller, request_id)

    async def choose_level(
        self, caller: Caller, request_id: RequestId, position: int, level: int
    ) -> Desk:
        """Keep the level that the caller chose for one criterion.

        Raises:
            OutOfDate: where the rubric has no such criterion or level.
            Suspended, UnknownRequest, OwnRequest, NotWaiting, HoldRanOut: as for `desk`.
        """
        where = caller.community_id, request_id, caller.user_id
        async with self._db.transaction() as tx:
            desk = await self._desk(tx, caller, request_id)
            criteria = desk.rubric.criteria if desk.rubric else ()
            if position >= len(criteria) or not 1 <= level <= len(criteria[position].levels):
                raise OutOfDate
            now = self._clock.now()
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await chosen_levels.choose(tx, *where, {position: level})
            return replace(desk, chosen=await chosen_levels.of_member(tx, *where))

    async def give(self, caller: Caller, request_id: RequestId, words: Words) -> Given:
        """Answer a request with the levels that were chosen and these words; it is closed by it.

        A hold that ran out is no obstacle while nobody else has taken the request.

        Raises:
            LevelsMissing, TooShort, SaidTwice: for an answer that would not help yet.
            NameTooLong, HiddenCharacters: for words that cannot be kept.
            Suspended, UnknownRequest, OwnRequest, NotWaiting, HoldRanOut: as for `desk`.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            key = FeedbackId(caller.interaction_id)
            known = await feedback.get(tx, caller.community_id, key)
            if known:
                return await self._given(tx, known, late=False)
            desk = await self._desk(tx, caller, request_id)
            request = desk.request
            levels = require_levels(desk.rubric, desk.chosen or {})
            read = read_words(request, words)
            answer = Feedback(
                id=key,
                community_id=caller.community_id,
                request_id=request.id,
                asked_by=request.user_id,
                given_by=caller.user_id,
                given_at=now,
                works=read.works,
                change=read.change,
                question=read.question,
                levels=levels,
            )
            await feedback.add(tx, answer)
            await requests.close(tx, request.closed(RequestState.ANSWERED, now))
            return await self._given(tx, answer, late=desk.held_until is None)

    async def thread_is(self, request: Request, thread_id: int | None) -> Request:
        """Remember the thread of a request, or that it has none any more."""
        async with self._db.transaction() as tx:
            found = await requests.get(tx, request.community_id, request.id)
            if found:
                await requests.save(tx, replace(found, thread_id=thread_id))
        return replace(request, thread_id=thread_id)

    async def _desk(self, conn: Connection, caller: Caller, request_id: RequestId) -> Desk:
        now = self._clock.now()
        await require_welcome(conn, caller)
        request = await self._answerable(conn, caller, request_id)
        hold = request.hold
        return Desk(
            request=request,
            now=now,
            rubric=await self._answered.rubric(conn, request),
            chosen=await chosen_levels.of_member(
                conn, caller.community_id, request_id, caller.user_id
            ),
            comparison=await self._versions.compare(conn, request),
            held_until=hold.until if hold and request.holder(now) else None,
        )

    async def _answerable(self, conn: Connection, caller: Caller, request_id: RequestId) -> Request:
        request = await require_answerable(conn, caller, request_id)
        if request.holder(self._clock.now()) not in (None, caller.user_id) and request.hold:
            raise HoldRanOut(request.hold.user_id)
        return request

    async def _given(self, tx: Transaction, answer: Feedback, *, late: bool) -> Given:
        author = await members.get(tx, answer.community_id, answer.asked_by)
        nudges = author.nudges if author else Nudges.OFF
        return Given(await self._answered.of(tx, answer), late, nudges)
