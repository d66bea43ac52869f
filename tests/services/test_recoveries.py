"""Taking ten: begun once, over once, and nothing for others to end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import PracticeId
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import AlreadyArchived, UnknownPractice
from bot.domain.thresholds import LimitWords
from tests.support.callers import BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.services.container import Services
    from tests.support.clock import FakeClock

TEN = timedelta(minutes=10)


async def begin(services: Services, guitar: PracticeId, caller: Caller | None = None) -> Caller:
    who = caller or act()
    begun = await services.recoveries.begin(who, guitar)
    await services.recoveries.stands(who, begun, "token", 7)
    return who


async def test_the_minutes_are_ones_own(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    begun = await services.recoveries.begin(act(), guitar)
    assert (begun.practice.id, begun.minutes, begun.ends_at) == (guitar, 10, clock.now() + TEN)
    words = PracticeWords(limits=LimitWords(recovery="3"))
    await services.practices.edit(act(), "Guitar", words)
    assert (await services.recoveries.begin(act(), guitar)).minutes == 3


async def test_what_cannot_be_started_again(services: Services, guitar: PracticeId) -> None:
    with pytest.raises(NotStarted):
        await services.recoveries.begin(act(BEN), guitar)
    with pytest.raises(NotStarted):
        await services.recoveries.begin(act(community=ELSEWHERE), guitar)
    await services.practices.add(act(BEN), PracticeWords(name="Chess", minimum="5 min"))
    with pytest.raises(UnknownPractice):
        await services.recoveries.begin(act(BEN), guitar)
    with pytest.raises(UnknownPractice):
        await services.recoveries.begin(act(), PracticeId(5))
    await services.practices.archive(act(), "Guitar")
    with pytest.raises(AlreadyArchived):
        await services.recoveries.begin(act(), guitar)


async def test_they_are_due_once_they_are_over(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    who = await begin(services, guitar)
    await begin(services, guitar, who)  # delivered a second time
    clock.advance(TEN - timedelta(seconds=1))
    assert await services.recoveries.due() == ()
    clock.advance(timedelta(seconds=1))
    (due,) = await services.recoveries.due()
    assert (due.id, due.token, due.message_id) == (who.interaction_id, "token", 7)
    assert (due.practice_id, due.due_at) == (guitar, clock.now())
    assert await services.recoveries.due(due) == ()
    step = await services.recoveries.step_after(due)
    assert step
    assert (step.practice.id, step.waits) == (guitar, False)
    await services.recoveries.over(due)
    assert await services.recoveries.due() == ()


async def test_pages_of_those_due(services: Services, guitar: PracticeId, clock: FakeClock) -> None:
    first = await begin(services, guitar)
    second = await begin(services, guitar)  # due at the same instant
    clock.advance(timedelta(minutes=1))
    third = await begin(services, guitar)
    clock.advance(TEN)
    due = await services.recoveries.due()
    assert [each.id for each in due] == [each.interaction_id for each in (first, second, third)]
    for number, each in enumerate(due):
        assert await services.recoveries.due(each) == due[number + 1 :]


async def test_too_late_for_the_card(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    await begin(services, guitar)
    clock.advance(TEN * 2)
    (due,) = await services.recoveries.due()
    assert await services.recoveries.step_after(due) is None


async def test_whoever_rests_meanwhile_is_asked_for_nothing(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    await begin(services, guitar)
    clock.advance(TEN)
    (due,) = await services.recoveries.due()
    await services.pauses.take(act(), 1)
    step = await services.recoveries.step_after(due)
    assert step
    assert step.waits
    await services.rests.end(act())
    await services.practices.archive(act(), "Guitar")
    step = await services.recoveries.step_after(due)
    assert step
    assert step.waits
    assert await services.recoveries.step_after(replace(due, user_id=BEN)) is None


async def test_only_its_owner_ends_it_early(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    who = await begin(services, guitar)
    await services.practices.add(act(BEN), PracticeWords(name="Chess", minimum="5 min"))
    chess = (await services.practices.details(act(BEN), "Chess")).practice.id
    with pytest.raises(NotStarted):
        await services.recoveries.start_now(act(BEN, ELSEWHERE), who.interaction_id, guitar)
    with pytest.raises(UnknownPractice):
        await services.recoveries.start_now(act(BEN), who.interaction_id, guitar)
    await services.recoveries.start_now(act(BEN), who.interaction_id, chess)
    clock.advance(TEN)
    assert len(await services.recoveries.due()) == 1
    step = await services.recoveries.start_now(act(), who.interaction_id, guitar)
    assert (step.practice.id, step.waits) == (guitar, False)
    assert await services.recoveries.due() == ()
