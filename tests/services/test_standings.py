from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from bot.domain.feedback import Feedback
from bot.domain.ids import FeedbackId, UserId
from bot.domain.standings import COUNTED_FOR, Standing
from bot.services.members import Members
from bot.services.standings import Standings
from storage import feedback
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

CYD, DAN = UserId(13), UserId(14)
_ids = map(FeedbackId, count(1))
_PRAISE = """
UPDATE feedback SET encouraging = 3, useful = 3, rated_at = 1
WHERE community_id = :community_id
"""


@pytest.fixture(autouse=True)
async def anna(db: Database, clock: FakeClock) -> None:
    for community in (HERE, ELSEWHERE):
        await Members(db, clock).choose_boards(act(ANNA, community), on=True)


async def praise(db: Database, clock: FakeClock, *pairs: tuple[UserId, UserId]) -> None:
    """Let the first of each pair answer the second, rated as highly as can be."""
    async with db.transaction() as tx:
        for by, to in pairs:
            given = Feedback(next(_ids), HERE, None, to, by, clock.now(), works="", change="")
            await feedback.add(tx, given)
        await tx.execute(_PRAISE, {"community_id": HERE})


async def standings(db: Database, clock: FakeClock) -> list[Standing]:
    """Return everybody's standing, which is the same one by one and all at once."""
    now, people = clock.now(), (ANNA, BEN, CYD, DAN)
    async with db.reading() as conn:
        everybody = await Standings().of_community(conn, HERE, now)
        alone = [await Standings().of_member(conn, HERE, user_id, now) for user_id in people]
        assert await Standings().of_member(conn, ELSEWHERE, BEN, now) == Standing()
    assert alone == [everybody.by_member.get(user_id, Standing()) for user_id in people]
    return alone


async def test_given_and_taken(db: Database, clock: FakeClock) -> None:
    await praise(db, clock, (ANNA, BEN), (ANNA, CYD), (BEN, ANNA))
    given_at = clock.now()
    assert await standings(db, clock) == [
        Standing(2, 1),
        Standing(1, 1),
        Standing(0, 1),
        Standing(),
    ]
    async with db.reading() as conn:
        found = await Standings().of_community(conn, HERE, clock.now())
    assert found.until == given_at + COUNTED_FOR
    clock.advance(COUNTED_FOR)
    assert await standings(db, clock) == [Standing()] * 4


async def test_trading_favours_depends_on_what_the_other_gave_elsewhere(
    db: Database, clock: FakeClock
) -> None:
    await praise(db, clock, *[(ANNA, BEN), (BEN, ANNA)] * 2)
    assert await standings(db, clock) == [Standing()] * 4
    # Anna's own answers are the same; Ben turns to others.
    await praise(db, clock, (BEN, CYD), (BEN, DAN))
    assert await standings(db, clock) == [
        Standing(2, 2),
        Standing(4, 2),
        Standing(0, 1),
        Standing(0, 1),
    ]
