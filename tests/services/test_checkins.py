from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.checkins import CheckinToday, CheckinWords, NothingSaid
from bot.domain.days import Span
from bot.domain.ids import RestId
from bot.domain.members import NotStarted
from bot.domain.months import Month
from bot.domain.practice_details import PracticeWords
from bot.domain.rests import Rest
from storage import rests
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

WORDS = CheckinWords("mornings", "two hours", "one hour")


async def today(services: Services, db: Database, clock: FakeClock) -> CheckinToday | None:
    facts = await facts_of(db, clock)
    async with db.reading() as conn:
        return await services.checkins.today(conn, facts)


async def test_one_a_month_of_the_members_own(services: Services, clock: FakeClock) -> None:
    assert await services.checkins.this_month(act()) is None
    await services.members.choose_zone(act(), "Pacific/Auckland")
    clock.set(clock.now().replace(day=30, hour=12))  # the first of December over there
    what = await services.checkins.save(act(), WORDS)
    assert what.checkin.month == Month(2026, 12)
    assert (what.earlier, what.ambitious) == ((), ())
    assert await services.checkins.this_month(act()) == what
    revised = await services.checkins.save(act(), replace(WORDS, works="evenings"))
    assert (revised.checkin.works, revised.earlier) == ("evenings", ())
    assert await services.checkins.this_month(act(BEN)) is None
    assert await services.checkins.this_month(act(community=ELSEWHERE)) is None


async def test_the_last_two_stand_beside_it(services: Services, clock: FakeClock) -> None:
    for text in "abcd":
        await services.checkins.save(act(), replace(WORDS, works=text))
        clock.advance(timedelta(days=31))
    assert await services.checkins.this_month(act()) is None
    what = await services.checkins.save(act(), WORDS)
    assert [each.works for each in what.earlier] == ["d", "c"]


async def test_delivered_twice_it_is_kept_once(services: Services) -> None:
    caller = act()
    await services.checkins.save(caller, WORDS)
    await services.checkins.save(act(), replace(WORDS, works="evenings"))
    late = await services.checkins.save(caller, WORDS)
    assert late.checkin.works == "evenings"


async def test_nothing_said_is_refused_before_anything_is_kept(services: Services) -> None:
    with pytest.raises(NothingSaid):
        await services.checkins.save(act(), CheckinWords(" ", "", ""))
    assert not (await services.members.bearings(act())).profile


async def test_a_member_who_is_gone_meanwhile_is_not_started(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def erased_meanwhile(*_: object) -> None:
        """Leave nothing to compare, as a deletion between two transactions does."""

    monkeypatch.setattr(services.checkins, "_compared", erased_meanwhile)
    with pytest.raises(NotStarted):
        await services.checkins.save(act(), WORDS)


async def test_what_was_kept_says_which_schedule_asks_too_much(
    services: Services, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=28))
    what = await services.checkins.save(act(), WORDS)
    (named,) = what.ambitious
    assert (named.practice.name, named.times) == ("Guitar", 1)
    assert (named.adherence.kept, named.adherence.planned) == (0, 28)


async def test_it_is_due_four_weeks_after_the_last_one(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=27))
    assert await today(services, db, clock) is None
    clock.advance(timedelta(days=1))
    assert await today(services, db, clock) == CheckinToday(None)
    day = clock.now().date()
    rest = Rest(RestId(9), HERE, ANNA, None, Span(day, day), is_pause=True, taken_at=clock.now())
    async with db.transaction() as tx:
        await rests.add(tx, rest)
    assert await today(services, db, clock) is None
    clock.advance(timedelta(days=1))
    assert await today(services, db, clock) == CheckinToday(None)
    await services.checkins.save(act(), WORDS)
    assert await today(services, db, clock) is None
    clock.advance(timedelta(days=28))
    assert await today(services, db, clock) == CheckinToday(Month(2026, 12))
