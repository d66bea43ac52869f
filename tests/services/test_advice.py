"""Advice from a real file: once in two weeks, for a week, until it is followed or waved off."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import AdviceGone, AdviceKind
from bot.domain.days import DAY, Span
from bot.domain.ids import RestId
from bot.domain.logs import Felt
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.rests import Rest
from storage import advice, practices, rests
from tests.support.advising import advised, each_day, log_days
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

START = date(2026, 11, 18)  # a Wednesday


@pytest.fixture
async def guitar(services: Services, clock: FakeClock) -> PracticeId:
    """Twenty minutes a day; six whole weeks and a bit later."""
    added = await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=49))
    return added.practice.id


async def practice(db: Database, practice_id: PracticeId) -> Practice:
    async with db.reading() as conn:
        known = await practices.of_member(conn, HERE, ANNA)
    return next(each for each in known if each.id == practice_id)


async def every_day(db: Database, clock: FakeClock, guitar: PracticeId) -> None:
    last = clock.now().date() - DAY
    await log_days(db, guitar, each_day(START, last))


async def too_hard(db: Database, clock: FakeClock, guitar: PracticeId) -> None:
    today = clock.now().date()
    days = each_day(today - 4 * DAY, today - DAY)
    await log_days(db, guitar, days, felt=Felt.TOO_HARD)


async def test_an_advice_is_new_once_and_stands_for_a_week(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await every_day(db, clock, guitar)
    first = await advised(services, db, clock)
    assert first is not None
    assert (first.kind, first.is_new) == (AdviceKind.NO_REST, True)
    again = await advised(services, db, clock)
    assert again is not None
    assert (again.is_new, again.given_on) == (False, first.given_on)
    seen = list[bool | None]()
    for _ in range(14):
        await log_days(db, guitar, {clock.now().date(): 2000})
        clock.advance(timedelta(days=1))
        found = await advised(services, db, clock)
        seen.append(found.is_new if found else None)
    assert seen == [False] * 6 + [None] * 7 + [True]


async def test_two_cards_at_once_give_one_advice(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await every_day(db, clock, guitar)
    facts = await facts_of(db, clock)
    async with db.reading() as conn:
        found = await services.advice.today(conn, facts)
    assert found is not None
    await asyncio.gather(services.advice.give(found), services.advice.give(found))
    async with db.reading() as conn:
        rows = await conn.fetch_all(
            "SELECT * FROM advice WHERE community_id = :community_id", {"community_id": HERE}
        )
        assert len(rows) == 1
        assert await advice.latest(conn, ELSEWHERE, ANNA) is None
        assert await advice.latest(conn, HERE, BEN) is None


async def test_nothing_is_advised_in_a_pause(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await too_hard(db, clock, guitar)
    today = clock.now().date()
    pause = Rest(
        RestId(7), HERE, ANNA, None, Span(today, today), is_pause=True, taken_at=clock.now()
    )
    async with db.transaction() as tx:
        await rests.add(tx, pause)
    assert await advised(services, db, clock) is None
    clock.advance(timedelta(days=1))
    found = await advised(services, db, clock)
    assert found is not None


async def test_waved_off_nothing_comes_for_two_weeks(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await too_hard(db, clock, guitar)
    assert await advised(services, db, clock)
    await services.advice.wave_off(act(BEN))
    assert await advised(services, db, clock)
    await services.advice.wave_off(act())
    assert await advised(services, db, clock) is None
    clock.advance(timedelta(days=13))
    assert await advised(services, db, clock) is None
    clock.advance(timedelta(days=1))
    found, again = await advised(services, db, clock), await advised(services, db, clock)
    assert found is not None
    assert found.is_new
    assert again is not None
    assert not again.is_new, "what is given after two weeks is noted as well"


async def test_a_free_day_is_one_tap_away(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await every_day(db, clock, guitar)
    assert await advised(services, db, clock)
    caller, tomorrow = act(), clock.now().date() + DAY
    for _ in range(2):  # the second one is Discord's, of the same press
        what = await services.advice.take_day_off(caller, guitar)
        assert (what.free_day, what.practice.id) == (tomorrow, guitar)
    assert (await practice(db, guitar)).rests == (Span(tomorrow, tomorrow),)
    assert await advised(services, db, clock) is None
    with pytest.raises(AdviceGone):
        await services.advice.take_day_off(act(), guitar)


async def test_a_day_that_rests_already_rests_once(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await every_day(db, clock, guitar)
    assert await advised(services, db, clock)
    tomorrow = clock.now().date() + DAY
    days = Span(tomorrow, tomorrow + DAY)
    async with db.transaction() as tx:
        await rests.add(tx, Rest(RestId(7), HERE, ANNA, None, days, False, clock.now()))  # noqa: FBT003
    await services.advice.take_day_off(act(), guitar)
    assert (await practice(db, guitar)).rests == (days,)


async def test_a_smaller_minimum_is_one_tap_away(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await too_hard(db, clock, guitar)
    found = await advised(services, db, clock)
    assert found is not None
    assert (found.kind, found.minimum) == (AdviceKind.TOO_HARD, 1500)
    with pytest.raises(AdviceGone):
        await services.advice.change_minimum(act(), guitar, 100)
    caller = act()
    what = await services.advice.change_minimum(caller, guitar, 1500)
    assert await services.advice.change_minimum(caller, guitar, 1500) == what
    latest = what.practice.standards[-1]
    assert (latest.standard.minimum, latest.valid_from) == (1500, clock.now().date())
    assert (await practice(db, guitar)) == what.practice
    assert await advised(services, db, clock) is None


async def test_a_harder_minimum_holds_from_tomorrow(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    today = clock.now().date()
    days = {today - DAY * back: 2000 for back in (9, 16, 23, 30)}
    await log_days(db, guitar, days, felt=Felt.EASY)
    found = await advised(services, db, clock)
    assert found is not None
    assert (found.kind, found.minimum) == (AdviceKind.EASY, 2500)
    what = await services.advice.change_minimum(act(), guitar, 2500)
    latest = what.practice.standards[-1]
    assert (latest.standard.minimum, latest.valid_from) == (2500, today + DAY)


async def test_only_what_is_advised_can_be_followed(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    with pytest.raises(AdviceGone):
        await services.advice.take_day_off(act(), guitar)
    await too_hard(db, clock, guitar)
    assert await advised(services, db, clock)
    with pytest.raises(AdviceGone):
        await services.advice.take_day_off(act(), guitar)
    with pytest.raises(NotStarted):
        await services.advice.take_day_off(act(BEN), guitar)
    with pytest.raises(NotStarted):
        await services.advice.change_minimum(act(ANNA, ELSEWHERE), guitar, 1500)
    await services.practices.add(act(BEN), PracticeWords(name="Guitar", minimum="20 min"))
    with pytest.raises(UnknownPractice):
        await services.advice.change_minimum(act(BEN), guitar, 1500)
    await services.practices.archive(act(), "Guitar")
    with pytest.raises(AdviceGone):
        await services.advice.change_minimum(act(), guitar, 1500)


async def test_an_advice_is_followed_within_its_week(
    services: Services, db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    await too_hard(db, clock, guitar)
    assert await advised(services, db, clock)
    clock.advance(timedelta(days=7))
    with pytest.raises(AdviceGone):
        await services.advice.change_minimum(act(), guitar, 1500)
    assert (await practice(db, guitar)).standards[-1].standard.minimum == 2000
