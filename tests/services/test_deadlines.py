from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from bot.domain.pieces import PieceKind
from bot.domain.requests import (
    Audience,
    Due,
    Hold,
    RequestState,
    Step,
)
from bot.domain.settings import Nudges
from storage import (
    blocks,
    chosen_levels,
    members,
    request_files,
    requests,
    suspensions,
)
from tests.support.asking import ask, reload, want_nudges
from tests.support.callers import HERE
from tests.support.hiding import hide
from tests.support.weeks import DAY, HOUR, moderator_channel

if TYPE_CHECKING:
    from bot.domain.requests import Request
    from tests.support.weeks import Scene

ANNA, BEN, CARA, DAN, EVE, FAY = (UserId(number) for number in range(1, 7))


@pytest.fixture
async def waiting(scene: Scene) -> Request:
    """Somebody's request in a community with five others who want to help."""
    await scene.community()
    await scene.member(ANNA)
    for user in (BEN, CARA, DAN, EVE, FAY):
        await scene.member(user)
        await scene.log(user)
    await want_nudges(scene.db, BEN, CARA, DAN, EVE, FAY)
    return await ask(scene.db, ANNA, scene.clock.now())


async def due(scene: Scene) -> list[tuple[int, Step]]:
    found = await scene.services.deadlines.due()
    return [(request.id, request.due.step) for request in found if request.due]


async def test_each_step_is_due_in_its_time(scene: Scene, waiting: Request) -> None:
    deadlines, asked_at = scene.services.deadlines, waiting.asked_at
    scene.clock.set(asked_at + 2 * DAY - HOUR)
    assert not await due(scene)
    scene.clock.set(asked_at + 2 * DAY)
    assert await due(scene) == [(waiting.id, Step.OFFER)]
    await deadlines.offer(waiting)
    assert not await due(scene)
    scene.clock.set(asked_at + 7 * DAY)
    assert await due(scene) == [(waiting.id, Step.TELL)]
    assert await deadlines.moderators_of(waiting) == moderator_channel(1)
    await deadlines.told(waiting)
    assert not await due(scene)
    scene.clock.set(asked_at + 28 * DAY)
    assert await due(scene) == [(waiting.id, Step.LAPSE)]
    lapsed = await deadlines.lapse(waiting)
    assert lapsed
    assert lapsed == await reload(scene.db, waiting)
    assert (lapsed.state, lapsed.closed_at) == (RequestState.LAPSED, scene.clock.now())
    assert not await due(scene)


async def test_a_lapsed_request_keeps_neither_file_nor_levels(
    scene: Scene, waiting: Request
) -> None:
    async with scene.db.transaction() as tx:
        await request_files.keep(tx, HERE, waiting.id, b"work")
        await chosen_levels.choose(tx, HERE, waiting.id, BEN, {0: 3})
        await requests.save(tx, replace(waiting, due=Due(Step.LAPSE, waiting.asked_at)))
    assert await scene.services.deadlines.lapse(waiting)
    async with scene.db.reading() as conn:
        assert await request_files.get(conn, HERE, waiting.id) is None
        assert not await chosen_levels.of_member(conn, HERE, waiting.id, BEN)


async def test_three_are_asked_and_nobody_twice_in_a_week(scene: Scene, waiting: Request) -> None:
    deadlines = scene.services.deadlines
    first = await deadlines.offer(waiting)
    assert len(first) == 3
    assert not await deadlines.offer(waiting)
    second = await ask(scene.db, ANNA, scene.clock.now())
    others = await deadlines.offer(second)
    assert len(others) == 2
    assert not {each.user_id for each in first} & {each.user_id for each in others}
    third = await ask(scene.db, ANNA, scene.clock.now())
    assert not await deadlines.offer(third)
    scene.clock.advance(7 * DAY)
    fourth = await ask(scene.db, ANNA, scene.clock.now())
    assert len(await deadlines.offer(fourth)) == 3


async def test_what_was_put_to_one_person_is_offered_to_them_alone(
    scene: Scene, waiting: Request
) -> None:
    del waiting
    now = scene.clock.now()
    alone = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=CARA)
    (offer,) = await scene.services.deadlines.offer(alone)
    assert (offer.user_id, offer.helper) == (CARA, None)
    unasked = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=ANNA)
    assert not await scene.services.deadlines.offer(unasked)
    stranger = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=UserId(99))
    assert not await scene.services.deadlines.offer(stranger)


async def test_whoever_keeps_apart_or_is_kept_out_is_not_written_to(
    scene: Scene, waiting: Request
) -> None:
    del waiting
    now = scene.clock.now()
    to_cara = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=CARA)
    to_dan = await ask(scene.db, ANNA, now, audience=Audience.PERSON, asked=DAN)
    async with scene.db.transaction() as tx:
        await blocks.add(tx, HERE, CARA, ANNA, now)
        await suspensions.add(tx, HERE, DAN, BEN, now)
    assert not await scene.services.deadlines.offer(to_cara)
    assert not await scene.services.deadlines.offer(to_dan)


async def test_what_moderators_hid_is_offered_and_told_to_nobody(
    scene: Scene, waiting: Request
) -> None:
    deadlines = scene.services.deadlines
    await hide(scene.db, PieceKind.REQUEST, waiting.id)
    assert not await deadlines.offer(waiting)
    assert (await reload(scene.db, waiting)).due == Due(Step.TELL, waiting.asked_at + 7 * DAY)
    assert await deadlines.moderators_of(waiting) is None
    await deadlines.told(waiting)
    assert await deadlines.lapse(waiting)


async def test_what_somebody_holds_waits_for_them(scene: Scene, waiting: Request) -> None:
    until = scene.clock.now() + HOUR
    held = replace(waiting, hold=Hold(BEN, until))
    async with scene.db.transaction() as tx:
        await requests.save(tx, held)
    assert not await scene.services.deadlines.offer(held)
    assert (await reload(scene.db, waiting)).due == Due(Step.OFFER, until)
    scene.clock.set(until)
    assert await scene.services.deadlines.offer(held)


async def test_what_was_closed_meanwhile_is_left_alone(scene: Scene, waiting: Request) -> None:
    closed = waiting.closed(RequestState.WITHDRAWN, scene.clock.now())
    async with scene.db.transaction() as tx:
        await requests.save(tx, closed)
    deadlines = scene.services.deadlines
    assert not await deadlines.offer(waiting)
    assert await deadlines.moderators_of(waiting) is None
    await deadlines.told(waiting)
    assert await deadlines.lapse(waiting) is None
    assert await reload(scene.db, waiting) == closed


async def test_telling_can_be_tried_again(scene: Scene, waiting: Request) -> None:
    await scene.services.deadlines.offer(waiting)
    later = waiting.asked_at + 8 * DAY
    await scene.services.deadlines.told(waiting, retry_at=later)
    assert (await reload(scene.db, waiting)).due == Due(Step.TELL, later)


async def test_a_community_without_the_bot_is_left_alone(scene: Scene, waiting: Request) -> None:
    scene.clock.set(waiting.asked_at + 2 * DAY)
    await scene.services.communities.removed(HERE)
    assert not await due(scene)
    await scene.services.communities.came_back(HERE)
    assert await due(scene)


async def test_closed_direct_messages_switch_nudges_off(scene: Scene, waiting: Request) -> None:
    del waiting
    for user in (BEN, ANNA, UserId(99)):
        await scene.services.members.close_nudges(HERE, user)
    async with scene.db.reading() as conn:
        ben, anna = await members.get(conn, HERE, BEN), await members.get(conn, HERE, ANNA)
    assert ben
    assert anna
    assert (ben.nudges, anna.nudges) == (Nudges.CLOSED, Nudges.OFF)


async def test_public_requests_need_eyes_after_two_days(scene: Scene, waiting: Request) -> None:
    later = waiting.asked_at + HOUR
    await ask(scene.db, ANNA, later)
    await ask(scene.db, ANNA, waiting.asked_at, audience=Audience.PERSON, asked=BEN)
    await ask(scene.db, ANNA, waiting.asked_at, state=RequestState.ANSWERED)
    # Where its card could not be posted it waits all the same.
    unposted = await ask(scene.db, ANNA, waiting.asked_at)
    async with scene.db.transaction() as tx:
        await requests.save(tx, replace(unposted, card=None))
    eyes = await scene.services.deadlines.needs_eyes(HERE, waiting.asked_at + 2 * DAY)
    assert [each.id for each in eyes] == [waiting.id, unposted.id]
    assert not await scene.services.deadlines.needs_eyes(HERE, waiting.asked_at + DAY)


async def test_who_is_kept_out_is_not_made_known(scene: Scene, waiting: Request) -> None:
    later = waiting.asked_at + 2 * DAY
    scene.clock.set(later)
    assert await scene.services.deadlines.needs_eyes(HERE, later)
    async with scene.db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, later)
    assert not await scene.services.deadlines.needs_eyes(HERE, later)
    assert not await scene.services.deadlines.offer(waiting)
    async with scene.db.transaction() as tx:
        await suspensions.remove(tx, HERE, ANNA)
    assert await scene.services.deadlines.needs_eyes(HERE, later)
