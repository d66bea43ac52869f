"""The queue on one database, with requests, answers and people who leave."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Feedback
from bot.domain.ids import CommunityId, FeedbackId, RequestId, UserId
from bot.services.members import Members
from bot.services.queues import Queues
from bot.services.standings import Standings
from storage import feedback
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

CYD, DAN = UserId(13), UserId(14)
feedback_ids = map(FeedbackId, count(1))
_RATE = """
UPDATE feedback SET encouraging = 2, useful = 3, rated_at = 1
WHERE community_id = :community_id AND feedback_id = :feedback_id
"""


@pytest.fixture
async def queues(db: Database, clock: FakeClock) -> Queues:
    """The queue of a community with Anna, Ben and Dan; Anna is a member elsewhere, too."""
    for user, community in ((ANNA, HERE), (BEN, HERE), (DAN, HERE), (ANNA, ELSEWHERE)):
        await Members(db, clock).choose_boards(act(user, community), on=True)
    return Queues(db, clock, Standings())


async def seen(queues: Queues, user: UserId = BEN, skill: str = "") -> list[RequestId]:
    """Return what somebody sees on the first page."""
    page = await queues.search(act(user), skill)
    return [entry.id for entry in page.entries]


async def help_(
    db: Database,
    clock: FakeClock,
    by: UserId,
    to: UserId,
    times: int = 1,
    *,
    community: CommunityId = HERE,
) -> None:
    """Let answers be given and rated helpful."""
    async with db.transaction() as tx:
        for _ in range(times):
            number = next(feedback_ids)
            given = Feedback(number, community, None, to, by, clock.now(), works="", change="")
            await feedback.add(tx, given)
            await tx.execute(_RATE, {"community_id": community, "feedback_id": number})
