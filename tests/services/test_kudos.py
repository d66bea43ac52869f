from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from bot.domain.kudos import (
    CannotThank,
    EnoughThanks,
    ReasonTooShort,
    ThankedOneself,
    ThankedToday,
)
from bot.domain.moderation import Suspended
from bot.domain.pieces import PieceKind
from bot.domain.places import Place
from bot.services.kudos import Kudos
from bot.services.members import Members
from storage import blocks, kudos, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

CLEO = UserId(13)


@pytest.fixture
def service(db: Database, clock: FakeClock) -> Kudos:
    return Kudos(db, clock, Members(db, clock))


async def test_thanks_are_kept_once(db: Database, clock: FakeClock, service: Kudos) -> None:
    caller = act()
    given = await service.give(caller, BEN, " a careful  read ")
    assert (given.user_id, given.thanked, given.for_what) == (ANNA, BEN, "a careful read")
    clock.advance(timedelta(minutes=1))
    assert await service.give(caller, BEN, "another") == given
    assert await service.stands(given, Place(1, 2))
    found = await service.find(HERE, given.id)
    assert found
    assert found.place == Place(1, 2)
    assert await service.find(ELSEWHERE, given.id) is None
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM kudos")
    assert not await service.stands(given, Place(1, 2))


async def test_a_day_is_the_givers_own(db: Database, clock: FakeClock, service: Kudos) -> None:
    members = Members(db, clock)
    await members.choose_zone(act(), "Europe/Berlin")
    await members.choose_day_start(act(), "4")
    given = await service.give(act(), BEN, "first")
    assert given.day.isoformat() == "2026-11-18"
    clock.set(datetime(2026, 11, 19, 2, 59, tzinfo=UTC))
    with pytest.raises(ThankedToday) as refused:
        await service.give(act(), BEN, "second")
    assert refused.value.again_at == datetime(2026, 11, 19, 3, tzinfo=UTC)
    await service.give(act(BEN), ANNA, "back")
    clock.advance(timedelta(minutes=1))
    assert (await service.give(act(), BEN, "second")).day.isoformat() == "2026-11-19"


async def test_five_a_day_in_one_community(clock: FakeClock, service: Kudos) -> None:
    for number in range(5):
        await service.give(act(), UserId(100 + number), "thanks")
    with pytest.raises(EnoughThanks) as refused:
        await service.give(act(), BEN, "thanks")
    assert refused.value.again_at == datetime(2026, 11, 19, tzinfo=UTC)
    await service.give(act(community=ELSEWHERE), BEN, "thanks")
    clock.advance(timedelta(days=1))
    await service.give(act(), BEN, "thanks")


async def test_who_cannot_be_thanked(db: Database, clock: FakeClock, service: Kudos) -> None:
    with pytest.raises(ThankedOneself):
        await service.give(act(), ANNA, "me")
    with pytest.raises(ReasonTooShort):
        await service.give(act(), BEN, "ab")
    now = clock.now()
    await service.give(act(BEN), CLEO, "thanks")
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, BEN, ANNA, now)
        await suspensions.add(tx, HERE, CLEO, BEN, now)
    for caller, thanked in ((act(), BEN), (act(BEN), ANNA), (act(), CLEO)):
        with pytest.raises(CannotThank):
            await service.give(caller, thanked, "thanks")
    with pytest.raises(Suspended):
        await service.give(act(CLEO), ANNA, "thanks")
    await service.give(act(community=ELSEWHERE), BEN, "thanks")


async def test_the_weeks_thanks(db: Database, clock: FakeClock, service: Kudos) -> None:
    since = clock.now()
    given = []
    for number in range(7):
        given.append(await service.give(act(), UserId(100 + number), f"number {number}"))
        clock.advance(timedelta(days=1))
    await service.give(act(community=ELSEWHERE), BEN, "elsewhere")
    await hide(db, PieceKind.KUDOS, given[5].id)
    await hide(db, PieceKind.IDEA, given[4].id)
    async with db.reading() as conn:
        told = await service.of_week(conn, HERE, since, clock.now())
        assert told.total == 6
        expected = [given[each].for_what for each in (6, 4, 3, 2, 1)]
        assert [each.for_what for each in told.newest] == expected
        edges = await service.of_week(conn, HERE, given[1].given_at, given[3].given_at)
        assert [each.for_what for each in edges.newest] == ["number 2", "number 1"]
        nothing = await service.of_week(conn, HERE, clock.now(), clock.now())
        assert nothing == ((), 0)


async def test_the_database_itself_holds_to_one_a_day(db: Database, service: Kudos) -> None:
    given = await service.give(act(), BEN, "thanks")
    async with db.transaction() as tx:
        await kudos.add(tx, given)
        assert len(await kudos.of_day(tx, HERE, ANNA, given.day)) == 1
        assert await kudos.of_day(tx, ELSEWHERE, ANNA, given.day) == ()
        assert not await kudos.stand(tx, ELSEWHERE, given.id, Place(1, 2))
