from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.pieces import PieceKind
from bot.domain.queues import HoldsFull, RequestHeld
from bot.domain.requests import HOLD, NotWaiting, RequestKind, RequestState, UnknownRequest
from storage import blocks, suspensions
from tests.support.asking import ask, close, reload
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide
from tests.support.queueing import CYD, DAN, help_, seen

if TYPE_CHECKING:
    from bot.services.queues import Queues
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY = timedelta(days=1)


async def test_two_at_the_same_moment(db: Database, clock: FakeClock, queues: Queues) -> None:
    request = await ask(db, ANNA, clock.now())
    found = await asyncio.gather(
        *(queues.take(act(user), request.id) for user in (BEN, CYD, DAN)), return_exceptions=True
    )
    taken = [each for each in found if not isinstance(each, BaseException)]
    assert [each.request.id for each in taken] == [request.id]
    hold = (await reload(db, request)).hold
    assert hold
    assert hold.until == clock.now() + HOLD
    late = [each for each in found if isinstance(each, RequestHeld)]
    assert [(each.by, each.until) for each in late] == [hold, hold]
    others = {BEN, CYD, DAN} - {hold.user_id}
    for user in others:
        assert await seen(queues, user) == []
    assert await seen(queues, hold.user_id) == [request.id]


async def test_a_hold_ends_by_itself(db: Database, clock: FakeClock, queues: Queues) -> None:
    request = await ask(db, ANNA, clock.now())
    await queues.take(act(BEN), request.id)
    assert await seen(queues, CYD) == []
    clock.advance(HOLD - timedelta(seconds=1))
    with pytest.raises(RequestHeld):
        await queues.take(act(CYD), request.id)
    clock.advance(timedelta(seconds=1))
    assert await seen(queues, CYD) == [request.id]
    assert not (await queues.search(act(BEN), "")).mine
    assert await queues.held(act(BEN)) == ()
    taken = await queues.take(act(CYD), request.id)
    assert not taken.again
    assert taken.request.holder(clock.now()) == CYD


async def test_taking_again_goes_on(db: Database, clock: FakeClock, queues: Queues) -> None:
    request = await ask(db, ANNA, clock.now())
    taken = await queues.take(act(BEN), request.id)
    clock.advance(timedelta(minutes=5))
    again = await queues.take(act(BEN), request.id)
    assert (again.request, again.again) == (taken.request, True)
    page = await queues.search(act(BEN), "")
    assert page.mine == {request.id}
    assert await queues.held(act(BEN)) == (taken.request,)


async def test_one_at_a_time_and_two_for_those_who_give_a_lot(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    first, second, third = [await ask(db, ANNA, clock.now()) for _ in range(3)]
    await queues.take(act(BEN), second.id)
    with pytest.raises(HoldsFull) as full:
        await queues.take(act(BEN), first.id)
    assert (full.value.limit, full.value.held) == (1, (second.id,))
    await help_(db, clock, BEN, DAN, times=5)
    await queues.take(act(BEN), first.id)
    with pytest.raises(HoldsFull) as full:
        await queues.take(act(BEN), third.id)
    assert (full.value.limit, full.value.held) == (2, (first.id, second.id))
    # What is held stands first, in the queue's order.
    page = await queues.search(act(BEN), "")
    assert [entry.id for entry in page.entries] == [first.id, second.id, third.id]
    assert page.mine == {first.id, second.id}
    assert page.waiting == 3
    clock.advance(61 * DAY)
    await queues.take(act(BEN), first.id)
    with pytest.raises(HoldsFull):
        await queues.take(act(BEN), third.id)


async def test_what_is_out_of_reach_keeps_no_hand_full(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    hidden, apart, free = [await ask(db, user, clock.now()) for user in (ANNA, DAN, ANNA)]
    await queues.take(act(BEN), hidden.id)
    await hide(db, PieceKind.REQUEST, hidden.id)
    assert await queues.held(act(BEN)) == ()
    await queues.take(act(BEN), apart.id)
    async with db.transaction() as tx:
        await blocks.add(tx, HERE, DAN, BEN, clock.now())
    assert await queues.held(act(BEN)) == ()
    await queues.take(act(BEN), free.id)
    assert [each.id for each in await queues.held(act(BEN))] == [free.id]


async def test_giving_back(db: Database, clock: FakeClock, queues: Queues) -> None:
    request = await ask(db, ANNA, clock.now())
    await queues.take(act(BEN), request.id)
    # Nobody gives back what somebody else holds.
    assert (await queues.release(act(CYD), request.id)).holder(clock.now()) == BEN
    assert (await queues.release(act(BEN), request.id)).hold is None
    assert await seen(queues, CYD) == [request.id]
    assert (await queues.release(act(BEN), request.id)).hold is None
    await queues.take(act(CYD), request.id)
    with pytest.raises(UnknownRequest):
        await queues.release(act(CYD, ELSEWHERE), request.id)


async def test_the_same_interaction_acts_once(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    request = await ask(db, ANNA, clock.now())
    take, release = act(BEN), act(BEN)
    await queues.take(take, request.id)
    await queues.release(release, request.id)
    again = await queues.take(take, request.id)
    assert (again.again, again.request.hold) == (True, None)
    await queues.take(act(BEN), request.id)
    assert (await queues.release(release, request.id)).holder(clock.now()) == BEN


@pytest.mark.parametrize(
    "state", [RequestState.ANSWERED, RequestState.WITHDRAWN, RequestState.LAPSED]
)
async def test_what_does_not_wait_cannot_be_taken(
    db: Database, clock: FakeClock, queues: Queues, state: RequestState
) -> None:
    request = await ask(db, ANNA, clock.now())
    assert await seen(queues) == [request.id]
    await close(db, request, state, clock.now())
    assert await seen(queues) == []
    with pytest.raises(NotWaiting) as refused:
        await queues.take(act(BEN), request.id)
    assert refused.value.state is state


async def test_what_was_never_asked_cannot_be_taken(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    own = await ask(db, ANNA, clock.now(), kind=RequestKind.SELF, state=RequestState.KEPT)
    for request_id in (own.id, 1):
        with pytest.raises(UnknownRequest):
            await queues.take(act(BEN), request_id)


async def test_what_somebody_suspended_asked_waits_until_they_are_back(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    request = await ask(db, ANNA, clock.now())
    held = await ask(db, ANNA, clock.now())
    await queues.take(act(CYD), held.id)
    assert await seen(queues, BEN) == [request.id]
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, DAN, clock.now())
    assert await seen(queues, BEN) == []
    with pytest.raises(UnknownRequest):
        await queues.take(act(BEN), request.id)
    # Whoever took one before can still answer it.
    assert (await queues.take(act(CYD), held.id)).again
    async with db.transaction() as tx:
        await suspensions.remove(tx, HERE, ANNA)
    assert await seen(queues, BEN) == [request.id]
    assert not (await queues.take(act(BEN), request.id)).again
