"""The end of a rest is told directly: once, when it was asked for, and only if it is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import CommunityId
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestGone, RestWords
from tests.support.callers import act

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId, RestId
    from bot.domain.resting import Taken
    from bot.services.container import Services
    from tests.support.clock import FakeClock


DAY = timedelta(days=1)


@pytest.fixture
async def guitar(services: Services) -> PracticeId:
    words = PracticeWords(name="Guitar", minimum="20 min")
    return (await services.practices.add(act(), words)).practice.id


async def take(services: Services, until: str, **words: str) -> Taken:
    return await services.rests.take(act(), RestWords(until, **words))


async def told(services: Services) -> list[RestId]:
    """Return what is told of now, as the job does."""
    found = [rest async for rest in services.rests.due()]
    overs = [await services.rests.told(rest) for rest in found]
    assert [await services.rests.told(rest) for rest in found] == [None] * len(found)
    return [over.named.rest.id for over in overs if over]


async def test_the_end_is_told_once_where_it_was_asked_for(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    taken = await take(services, "tomorrow")
    rest_id = taken.named.rest.id
    asked = await services.rests.tell(act(), rest_id, wanted=True)
    at = clock.now().replace(hour=9) + 2 * DAY
    assert asked.named.rest.tell_at == at
    clock.set(at - timedelta(seconds=1))
    assert not await told(services)
    clock.set(at)
    assert await told(services) == [rest_id]
    assert not await told(services)
    with pytest.raises(RestGone):
        await services.rests.tell(act(), rest_id, wanted=True)
    del guitar


async def test_after_a_long_absence_nobody_is_told(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    for days, is_told in ((4, True), (5, False)):
        taken = await take(services, "tomorrow")
        await services.rests.tell(act(), taken.named.rest.id, wanted=True)
        clock.advance(days * DAY)
        assert bool(await told(services)) is is_told
    del guitar


async def test_the_wish_follows_another_zone(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    rest_id = (await take(services, "tomorrow")).named.rest.id
    asked = await services.rests.tell(act(), rest_id, wanted=True)
    await take(services, "in 9 days", start="in 8 days")
    await services.members.choose_zone(act(), "America/New_York")
    moved = (await services.rests.taken(act(), rest_id)).named.rest.tell_at
    assert moved == clock.now().replace(hour=14) + 2 * DAY
    assert moved != asked.named.rest.tell_at
    del guitar


async def test_the_wish_moves_with_the_rest(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    taken = await take(services, "tomorrow", start="yesterday", practice="Guitar")
    rest_id, today = taken.named.rest.id, clock.now().date()
    await services.rests.tell(act(), rest_id, wanted=True)
    longer = await services.rests.extend(act(), rest_id, today + 3 * DAY)
    assert longer.named.rest.tell_at == clock.now().replace(hour=9) + 4 * DAY
    # Ended by hand after nine o'clock: whoever did it needs no message.
    await services.rests.end(act())
    assert (await services.rests.taken(act(), rest_id)).named.rest.tell_at is None
    other = await take(services, "tomorrow")
    await services.rests.tell(act(), other.named.rest.id, wanted=True)
    unwanted = await services.rests.tell(act(), other.named.rest.id, wanted=False)
    assert unwanted.named.rest.tell_at is None
    again = await services.rests.tell(act(), other.named.rest.id, wanted=True)
    await services.rests.cannot_tell(again.named.rest)
    clock.advance(5 * DAY)
    assert not await told(services)
    del guitar


async def test_it_is_not_over_where_another_rest_goes_on(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    first = await take(services, "tomorrow", practice="Guitar")
    second = await take(services, "in 4 days", start="in 2 days")
    for rest in (first, second):
        await services.rests.tell(act(), rest.named.rest.id, wanted=True)
    clock.advance(2 * DAY)
    assert not await told(services)
    clock.advance(3 * DAY)
    assert await told(services) == [second.named.rest.id]
    third = await take(services, "tomorrow", practice="Guitar")
    await services.rests.tell(act(), third.named.rest.id, wanted=True)
    await services.practices.archive(act(), "Guitar")
    clock.advance(2 * DAY)
    assert not await told(services)
    del guitar


async def test_many_are_due_at_once(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    for community in range(1, 121):
        caller = replace(act(), community_id=CommunityId(community))
        await services.practices.add(caller, PracticeWords(name="Scales", minimum="done"))
        taken = await services.rests.take(
            replace(act(), community_id=CommunityId(community)), RestWords("today")
        )
        await services.rests.tell(
            replace(act(), community_id=CommunityId(community)), taken.named.rest.id, wanted=True
        )
    clock.advance(DAY)
    assert len(set(await told(services))) == 120
    del guitar
