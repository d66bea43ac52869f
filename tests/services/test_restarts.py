"""The small restart that a day begins with."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.entries import Entry
from bot.domain.practice_details import PracticeWords
from bot.domain.restarts import Reason
from bot.domain.thresholds import LimitWords
from tests.support.callers import act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.domain.restarts import Restart
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


async def offered(services: Services, db: Database, clock: FakeClock) -> Restart | None:
    facts = await facts_of(db, clock)
    async with db.reading() as conn:
        return await services.restarts.today(conn, facts)


async def test_the_oldest_practice_that_waits_is_offered(
    services: Services, guitar: PracticeId, db: Database, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="Piano", minimum="5 min"))
    clock.advance(timedelta(days=1))
    restart = await offered(services, db, clock)
    assert restart
    assert (restart.practice.id, restart.reason, restart.minutes) == (guitar, Reason.MISS, 10)
    words = PracticeWords(limits=LimitWords(recovery="4"))
    await services.practices.edit(act(), "Piano", words)
    await services.logs.add(act(), Entry("1", practice="Guitar"))
    restart = await offered(services, db, clock)
    assert restart
    assert (restart.practice.name, restart.minutes) == ("Piano", 4)
    assert restart.standard == restart.practice.standards[0].standard
    await services.logs.add(act(), Entry("1", practice="Piano"))
    assert await offered(services, db, clock) is None


async def test_a_pause_asks_for_nothing_and_its_end_for_little(
    services: Services, guitar: PracticeId, db: Database, clock: FakeClock
) -> None:
    assert await offered(services, db, clock)
    await services.pauses.take(act(), 3)
    assert await offered(services, db, clock) is None
    clock.advance(timedelta(days=3))
    restart = await offered(services, db, clock)
    assert restart
    assert (restart.practice.id, restart.reason) == (guitar, Reason.REST)
