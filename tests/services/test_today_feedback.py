"""What others wait for, and what came back: the second half of `/today`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from bot.domain.pieces import PieceKind
from bot.domain.requests import Audience, Hold, RequestState
from storage import blocks, requests
from tests.support.asking import ask, reload
from tests.support.callers import HERE, act
from tests.support.hiding import hide
from tests.support.weeks import DAY, HOUR

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from bot.domain.today import Home
    from tests.support.weeks import Scene

ANNA, BEN, CARA = (UserId(number) for number in range(1, 4))


@pytest.fixture
async def here(scene: Scene) -> Scene:
    await scene.community()
    for user in (ANNA, BEN, CARA):
        await scene.member(user)
    return scene


async def home(scene: Scene, user: UserId = ANNA) -> Home:
    return await scene.services.today.home(act(user))


async def hold(scene: Scene, request: Request, user: UserId) -> None:
    held = replace(request, hold=Hold(user, scene.clock.now() + HOUR))
    async with scene.db.transaction() as tx:
        await requests.save(tx, held)


async def test_what_was_put_to_me_waits_until_i_take_it(here: Scene) -> None:
    request = await ask(here.db, BEN, here.clock.now(), audience=Audience.PERSON, asked=ANNA)
    await ask(here.db, BEN, here.clock.now())
    shown = await home(here)
    assert (shown.asked, shown.held) == ((request,), ())
    assert not (await home(here, CARA)).asked
    await hold(here, request, ANNA)
    shown = await home(here)
    assert (shown.asked, shown.held) == ((), (await reload(here.db, request),))
    here.clock.advance(2 * HOUR)
    shown = await home(here)
    assert ([each.id for each in shown.asked], shown.held) == ([request.id], ())


async def test_what_i_took_waits_for_me_alone(here: Scene) -> None:
    request = await ask(here.db, BEN, here.clock.now())
    await hold(here, request, ANNA)
    assert [each.id for each in (await home(here)).held] == [request.id]
    assert not (await home(here, CARA)).held


@pytest.mark.parametrize("pair", [(ANNA, BEN), (BEN, ANNA)])
async def test_nobody_hears_of_somebody_they_are_kept_apart_from(
    here: Scene, pair: tuple[UserId, UserId]
) -> None:
    await ask(here.db, BEN, here.clock.now(), audience=Audience.PERSON, asked=ANNA)
    async with here.db.transaction() as tx:
        await blocks.add(tx, HERE, *pair, here.clock.now())
    assert not (await home(here)).asked


async def test_nobody_goes_on_with_what_is_out_of_reach_by_now(here: Scene) -> None:
    held, other = [await ask(here.db, BEN, here.clock.now()) for _ in range(2)]
    await here.services.queues.take(act(ANNA), held.id)
    await hide(here.db, PieceKind.REQUEST, held.id)
    assert not (await home(here)).held
    await here.services.queues.take(act(ANNA), other.id)
    async with here.db.transaction() as tx:
        await blocks.add(tx, HERE, BEN, ANNA, here.clock.now())
    assert not (await home(here)).held


async def test_what_nobody_answered_can_be_asked_smaller_for_two_weeks(here: Scene) -> None:
    request = await ask(here.db, ANNA, here.clock.now())
    here.clock.advance(28 * DAY)
    lapsed = request.closed(RequestState.LAPSED, here.clock.now())
    async with here.db.transaction() as tx:
        await requests.save(tx, lapsed)
    assert (await home(here)).lapsed == (lapsed,)
    assert not (await home(here, BEN)).lapsed
    here.clock.advance(14 * DAY)
    assert not (await home(here)).lapsed
