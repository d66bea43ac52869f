"""Answers as they are stored, for tests that begin where somebody has helped already."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.domain.feedback import Feedback
from bot.domain.ids import FeedbackId, UserId
from bot.domain.ratings import RatingWords
from bot.domain.requests import Request, RequestState
from bot.services.container import Services
from storage import feedback, requests
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from bot.domain.pieces import PieceKind
    from bot.domain.places import Place
    from storage.database import Database
    from tests.support.clock import FakeClock

GOOD = RatingWords(3, 2)
PROBLEM = RatingWords(problematic=True)

_ids = itertools.count(20_000)


def an_answer(request: Request, given_by: UserId, **what: Any) -> Feedback:
    """Make an answer to a request, given as it was asked unless told otherwise."""
    answer = Feedback(
        id=FeedbackId(next(_ids)),
        community_id=request.community_id,
        request_id=request.id,
        asked_by=request.user_id,
        given_by=given_by,
        given_at=request.asked_at,
        works="The first line makes me want to read on.",
        change="Cut the second paragraph.",
        levels={},
    )
    return replace(answer, **what)


@dataclass(frozen=True, slots=True)
class Exchange:
    """All services on one database, and members who help each other."""

    db: Database
    clock: FakeClock
    services: Services

    @classmethod
    def of(cls, db: Database, clock: FakeClock) -> Exchange:
        return cls(db, clock, Services(db, clock))

    async def ask(self, user: UserId = ANNA, **what: Any) -> Request:
        """Let a member ask, who is one from now on."""
        async with self.db.transaction() as tx:
            await self.services.members.ensure(tx, act(user))
        return await ask(self.db, user, self.clock.now(), **what)

    async def answer(
        self, request: Request, by: UserId = BEN, *, place: Place | None = None, **what: Any
    ) -> Feedback:
        """Answer a request now, which closes it."""
        now = self.clock.now()
        answer = an_answer(request, by, given_at=now, **what)
        async with self.db.transaction() as tx:
            await feedback.add(tx, answer)
            if place:
                await feedback.stand(tx, answer, place)
            await requests.save(tx, request.closed(RequestState.ANSWERED, now))
        return answer

    async def helped(self, by: UserId = BEN, asker: UserId = ANNA, **what: Any) -> Feedback:
        """Let one ask and the other answer at once."""
        return await self.answer(await self.ask(asker, **what), by)

    async def get(self, answer: Feedback) -> Feedback:
        """Return an answer as it is stored now."""
        async with self.db.reading() as conn:
            found = await feedback.get(conn, HERE, answer.id)
        assert found
        return found

    async def hide(self, kind: PieceKind, piece_id: int) -> None:
        """Hide a piece as moderators do."""
        await hide(self.db, kind, piece_id)
