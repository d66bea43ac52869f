"""Helpers and authors on one database, with all services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.giving import Words
from bot.domain.rubric_bank import SHIPPED
from bot.services.container import Services
from storage import feedback
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.queueing import CYD, DAN

if TYPE_CHECKING:
    from bot.domain.feedback import Feedback
    from bot.domain.giving import Given
    from bot.domain.ids import FeedbackId, RequestId, UserId
    from bot.domain.requests import Request
    from storage.database import Database
    from tests.support.clock import FakeClock

WORKS = "The first line made me want to know who she is."
CHANGE = "Cut the second paragraph, so that the scene starts sooner."
WORDS = Words(WORKS, CHANGE, "Who is it for?")
RUBRIC = SHIPPED[0]


@dataclass(frozen=True, slots=True)
class Helping:
    """What the tests of giving work with: Anna asks; Ben, Cyd and Dan help."""

    db: Database
    clock: FakeClock
    services: Services

    async def ask(self, user: UserId = ANNA, **what: Any) -> Request:
        """Let somebody ask, by a rubric unless told."""
        return await ask(
            self.db, user, self.clock.now(), **({"rubric_version_id": RUBRIC.id} | what)
        )

    async def take(self, request_id: RequestId, user: UserId = BEN) -> None:
        await self.services.queues.take(act(user), request_id)

    async def level(self, request_id: RequestId, user: UserId = BEN, *levels: int) -> None:
        """Let a helper choose these levels, or 3 for every criterion."""
        chosen = levels or (3,) * len(RUBRIC.criteria)
        for position, level in enumerate(chosen):
            await self.services.giving.choose_level(act(user), request_id, position, level)

    async def answer(self, request: Request, user: UserId = BEN, words: Words = WORDS) -> Given:
        """Let a helper take a request, choose levels and answer."""
        await self.take(request.id, user)
        if request.rubric_version_id:
            await self.level(request.id, user)
        return await self.services.giving.give(act(user), request.id, words)

    async def stored(self, feedback_id: FeedbackId) -> Feedback:
        """Return an answer as it is stored."""
        async with self.db.reading() as conn:
            found = await feedback.get(conn, HERE, feedback_id)
        assert found
        return found


@pytest.fixture
async def helping(db: Database, clock: FakeClock) -> Helping:
    services = Services(db, clock)
    for user in (ANNA, BEN, CYD, DAN):
        await services.members.choose_boards(act(user), on=True)
    await services.members.choose_boards(act(ANNA, ELSEWHERE), on=True)
    return Helping(db, clock, services)
