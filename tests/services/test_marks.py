"""Marks, from what was really logged, asked, rested and tried elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.entries import Entry
from bot.domain.marks import Mark
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.requests import RequestKind
from tests.support.answering import Exchange
from tests.support.callers import ANNA, BEN, ELSEWHERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
def exchange(db: Database, clock: FakeClock, services: Services) -> Exchange:
    return Exchange(db, clock, services)


async def marks(exchange: Exchange) -> dict[str, frozenset[Mark]]:
    """Return Anna's marks by the practice's name, in which `/practice list` agrees."""
    facts = await facts_of(exchange.db, exchange.clock)
    async with exchange.db.reading() as conn:
        found = await exchange.services.marks.of(conn, facts)
    listed = await exchange.services.marks.overview(act())
    assert {each.practice.id: each.marks for each in listed if each.marks} == found
    return {each.practice.name: each.marks.have for each in listed if each.marks}


async def test_nothing_happened_yet(exchange: Exchange) -> None:
    with pytest.raises(NotStarted):
        await exchange.services.marks.overview(act())
    await exchange.services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    (listed,) = await exchange.services.marks.overview(act())
    assert listed.marks
    assert (listed.marks.have, listed.marks.is_new) == (frozenset(), True)


async def test_an_archived_practice_has_no_marks(exchange: Exchange, guitar: PracticeId) -> None:
    await exchange.services.practices.archive(act(), str(guitar))
    (listed,) = await exchange.services.marks.overview(act())
    assert listed.marks is None


async def test_each_mark_is_read_off_what_happened(
    exchange: Exchange, guitar: PracticeId, clock: FakeClock
) -> None:
    services = exchange.services
    assert await marks(exchange) == {"Guitar": frozenset()}
    for back in range(1, 6):
        day = str(clock.now().date() - timedelta(days=back))
        await services.logs.add(act(), Entry("20", day=day, where="kitchen"))
    # Five of ten planned days.
    assert await marks(exchange) == {"Guitar": {Mark.BEHAVIOUR}}
    await services.logs.add(act(), Entry("5", where="Kitchen "))
    assert Mark.TRANSFER not in (await marks(exchange))["Guitar"]
    await services.logs.add(act(), Entry("5", where="park"))
    assert Mark.TRANSFER in (await marks(exchange))["Guitar"]
    await exchange.helped(practice_id=guitar)
    assert Mark.FEEDBACK in (await marks(exchange))["Guitar"]
    await services.pauses.take(act(), 1)
    assert Mark.RECOVERY not in (await marks(exchange))["Guitar"]  # today is not over
    clock.advance(timedelta(days=1))
    assert (await marks(exchange))["Guitar"] == set(Mark)


async def test_what_is_long_ago_is_no_mark(
    exchange: Exchange, guitar: PracticeId, clock: FakeClock
) -> None:
    for where in ("kitchen", "park"):
        await exchange.services.logs.add(act(), Entry("20", where=where))
    await exchange.helped(practice_id=guitar)
    clock.advance(timedelta(days=27))
    assert (await marks(exchange))["Guitar"] == {Mark.TRANSFER, Mark.FEEDBACK}
    clock.advance(timedelta(days=1))
    assert (await marks(exchange))["Guitar"] == set()


async def test_an_answer_without_a_practice_counts_for_its_skill(exchange: Exchange) -> None:
    practices = exchange.services.practices
    for name, skill in (("Guitar", "Music"), ("Piano", "Music"), ("Essay", "Prose")):
        words = PracticeWords(name=name, minimum="20 min", skill=skill)
        details = await practices.add(act(), words)
    guitar = (await practices.details(act(), "Guitar")).practice
    music, prose = guitar.skill_id, details.practice.skill_id
    await exchange.helped(practice_id=guitar.id, skill_id=music)
    given = {name for name, have in (await marks(exchange)).items() if Mark.FEEDBACK in have}
    assert given == {"Guitar"}  # it named its practice
    await exchange.helped(skill_id=music)
    given = {name for name, have in (await marks(exchange)).items() if Mark.FEEDBACK in have}
    assert given == {"Guitar", "Piano"}
    await exchange.helped(by=ANNA, kind=RequestKind.SELF, skill_id=prose)
    assert all(Mark.FEEDBACK in have for have in (await marks(exchange)).values())


async def test_a_request_that_waits_is_not_asked_twice(
    exchange: Exchange, guitar: PracticeId, clock: FakeClock
) -> None:
    async def underway() -> frozenset[Mark]:
        (listed,) = await exchange.services.marks.overview(act())
        assert listed.marks
        return listed.marks.underway

    await exchange.ask(BEN, practice_id=guitar)
    await exchange.ask(practice_id=None)
    await exchange.helped(practice_id=guitar)
    assert await underway() == set()
    await exchange.ask(practice_id=guitar)
    assert await underway() == {Mark.FEEDBACK}
    clock.advance(timedelta(days=60))
    assert await underway() == {Mark.FEEDBACK}


async def test_others_and_other_communities_give_no_mark(
    exchange: Exchange, guitar: PracticeId
) -> None:
    await exchange.helped(by=ANNA, asker=BEN, practice_id=guitar)
    elsewhere = act(community=ELSEWHERE)
    await exchange.services.practices.add(elsewhere, PracticeWords(name="X", minimum="20 min"))
    for where in ("kitchen", "park"):
        await exchange.services.logs.add(act(community=ELSEWHERE), Entry("20", where=where))
    assert await marks(exchange) == {"Guitar": frozenset()}
