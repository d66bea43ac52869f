"""Pauses: everything held at once, for the longer of two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import Span
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestGone
from bot.domain.verdicts import Verdict
from tests.support.callers import BEN, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.ids import PracticeId
    from bot.domain.rests import Rest
    from bot.services.container import Services
    from tests.support.clock import FakeClock


DAY = timedelta(days=1)


@pytest.fixture
async def guitar(services: Services) -> PracticeId:
    words = PracticeWords(name="Guitar", minimum="20 min")
    return (await services.practices.add(act(), words)).practice.id


async def kept(services: Services, caller: Caller | None = None) -> list[Rest]:
    """Return the rests that run or will, as they are stored."""
    return [each.rest for each in (await services.rests.show(caller or act())).rests]


async def test_a_pause_becomes_the_longer_of_two(
    services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    today = clock.now().date()
    for days, length in ((1, 1), (7, 7), (3, 7), (1, 7)):
        pause = (await services.pauses.take(act(), days)).rest
        assert pause
        assert pause.days == Span(today, today + (length - 1) * DAY)
        assert (pause.is_pause, pause.reason) == (True, "")
    assert len(await kept(services)) == 1
    clock.advance(2 * DAY)
    assert (await services.pauses.end(act())).rest is None
    assert not await kept(services)
    ended = await services.streaks.audit(act(), "Guitar", 4)
    verdicts = [day.judged.verdict for week in ended.weeks for day in week.days]
    assert verdicts == [Verdict.REST, Verdict.REST, Verdict.OPEN]
    del guitar


async def test_a_stranger_may_pause(services: Services) -> None:
    caller = act(BEN)
    first = await services.pauses.take(caller, 1)
    assert first.rest
    assert await services.pauses.take(caller, 1) == first
    assert len(await kept(services, act(BEN))) == 1


async def test_nothing_is_asked_about_a_pause(services: Services, clock: FakeClock) -> None:
    pause = (await services.pauses.take(act(), 1)).rest
    assert pause
    clock.advance(2 * DAY)
    with pytest.raises(RestGone):
        await services.rests.answer(act(), pause.id, "sleep")
