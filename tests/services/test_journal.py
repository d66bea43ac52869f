from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.days import Span
from bot.domain.deliveries import Sent
from bot.domain.entries import Entry as LogEntry
from bot.domain.ids import EntryId, RestId
from bot.domain.journal import EntryGone, EntryKind, EntryWords, JournalToday, Written
from bot.domain.moderation import Suspended
from bot.domain.places import Place
from bot.domain.practice_details import PracticeWords
from bot.domain.reflections import ReflectionWords
from bot.domain.rests import Rest
from storage import communities, members, rests, suspensions
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.deliveries import Outcome
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

WIN = EntryWords(EntryKind.WIN, "First gig")


async def set_up(db: Database, clock: FakeClock) -> None:
    now = clock.now()
    community = replace(Community(HERE), set_up_at=now, log_channel_id=500)
    async with db.transaction() as tx:
        await communities.add(tx, community, now)
        await communities.save(tx, community)


async def write(services: Services, kind: EntryKind, text: str = "x") -> Written:
    return await services.journal.write(act(), EntryWords(kind, text, "y"))


async def today(services: Services, db: Database, clock: FakeClock) -> JournalToday | None:
    facts = await facts_of(db, clock)
    async with db.reading() as conn:
        return await services.journal.today(conn, facts)


async def test_a_stranger_becomes_a_member_and_nothing_is_shared(
    services: Services, clock: FakeClock
) -> None:
    what = await services.journal.write(act(), WIN)
    assert (what.entry.text, what.entry.shared, what.entry.card) == ("First gig", False, None)
    assert what.entry.day == clock.now().date()
    assert (what.practices, what.is_set_up, what.channel_id) == ((), False, None)
    assert (await services.journal.get(act(), what.entry.id)) == what


async def test_delivered_twice_it_is_one_entry(services: Services) -> None:
    caller = act()
    once = await services.journal.write(caller, WIN)
    assert await services.journal.write(caller, replace(WIN, text="again")) == once
    assert len(await services.journal_pages.recent(act())) == 1


@pytest.mark.parametrize("caller", [act(BEN), act(community=ELSEWHERE)])
async def test_nobody_else_reaches_an_entry(services: Services, caller: Caller) -> None:
    entry = (await services.journal.write(act(), WIN)).entry
    await services.journal.write(act(caller.user_id, caller.community_id), WIN)
    with pytest.raises(EntryGone):
        await services.journal.get(caller, entry.id)
    with pytest.raises(EntryGone):
        await services.journal.share(caller, entry.id, shared=True)
    with pytest.raises(EntryGone):
        await services.journal.delete(caller, entry.id)
    with pytest.raises(EntryGone):
        await services.journal.get(act(), EntryId(entry.id + 1_000))


async def test_sharing_waits_for_the_set_up(
    services: Services, db: Database, clock: FakeClock
) -> None:
    entry = (await services.journal.write(act(), WIN)).entry
    assert not (await services.journal.share(act(), entry.id, shared=True)).entry.shared
    await set_up(db, clock)
    caller = act()
    what = await services.journal.share(caller, entry.id, shared=True)
    assert (what.entry.shared, what.is_set_up, what.channel_id) == (True, True, 500)
    await services.journal.share(act(), entry.id, shared=False)
    # The first act again, delivered late.
    assert not (await services.journal.share(caller, entry.id, shared=True)).entry.shared


async def test_whoever_is_kept_out_shares_nothing(
    services: Services, db: Database, clock: FakeClock
) -> None:
    entry = (await services.journal.write(act(), WIN)).entry
    await set_up(db, clock)
    async with db.transaction() as tx:
        await suspensions.add(tx, HERE, ANNA, BEN, clock.now())
    with pytest.raises(Suspended):
        await services.journal.share(act(), entry.id, shared=True)
    assert not (await services.journal.share(act(), entry.id, shared=False)).entry.shared


async def test_a_card_is_remembered_while_shared(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await set_up(db, clock)
    entry = (await services.journal.write(act(), WIN)).entry
    assert not await services.journal.stands(entry, Place(1, 2))
    await services.journal.share(act(), entry.id, shared=True)
    assert await services.journal.stands(entry, Place(1, 2))
    assert (await services.journal.delete(act(), entry.id)).card == Place(1, 2)
    asked: list[int] = []

    async def delete(_: int, message_id: int) -> Outcome:
        asked.append(message_id)
        return Sent(message_id)

    # The program may have been killed before the card went.
    await services.privacy.take_cards_down(delete)
    assert asked == [2]


async def test_the_newest_why_comes_first(services: Services, clock: FakeClock) -> None:
    for text in ("first", "second"):
        await write(services, EntryKind.WHY, text)
        clock.advance(timedelta(days=1))
    assert [each.text for each in await services.journal.whys(act())] == ["second", "first"]
    assert await services.journal.whys(act(BEN)) == ()


async def test_an_outcome_is_for_one_own_day(
    services: Services, db: Database, clock: FakeClock
) -> None:
    assert await services.journal.outcome(act()) is None
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await services.members.choose_day_start(act(), "6")
    clock.set(clock.now().replace(hour=23))
    await write(services, EntryKind.GRIEVE)
    clock.advance(timedelta(hours=6))
    outcome = await services.journal.outcome(act())
    assert outcome
    shown = await today(services, db, clock)
    assert shown
    assert shown.outcome == outcome
    clock.advance(timedelta(hours=2))
    assert await services.journal.outcome(act()) is None
    shown = await today(services, db, clock)
    assert shown
    assert (shown.outcome, shown.after) == (None, outcome)
    assert shown.step
    assert shown.step.name == "Guitar"
    clock.advance(timedelta(days=1))
    assert await today(services, db, clock) is None


async def test_a_pause_holds_all_but_the_outcome(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await write(services, EntryKind.CELEBRATE)
    day = clock.now().date()
    span = Span(day, day + timedelta(days=3))
    async with db.transaction() as tx:
        await rests.add(
            tx,
            Rest(RestId(9), HERE, ANNA, None, span, is_pause=True, taken_at=clock.now()),
        )
    shown = await today(services, db, clock)
    assert shown
    assert shown.outcome
    clock.advance(timedelta(days=1))
    assert await today(services, db, clock) is None


async def test_a_broken_rhythm_brings_up_own_words(
    services: Services, db: Database, clock: FakeClock
) -> None:
    words = PracticeWords(name="Guitar", minimum="20 min", why="For the songs")
    await services.practices.add(act(), words)
    for _ in range(14):
        await services.logs.add(act(), LogEntry(amount="20 min"))
        clock.advance(timedelta(days=2))
    clock.advance(timedelta(days=5))
    assert await today(services, db, clock) is None
    clock.advance(timedelta(days=1))
    assert await today(services, db, clock) == JournalToday(broken=True, why="For the songs")
    await write(services, EntryKind.WHY, "For my daughter")
    week = (await services.look_backs.open(act())).week
    await services.reflections.write(act(), week, ReflectionWords("x", "early"))
    expected = JournalToday(broken=True, why="For my daughter", helps="early")
    assert await today(services, db, clock) == expected
    await services.logs.add(act(), LogEntry(amount="1 min"))
    assert await today(services, db, clock) is None


async def test_nothing_is_brought_up_without_words_or_logs(
    services: Services, db: Database, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=60))
    assert await today(services, db, clock) is None
    async with db.reading() as conn:
        assert await members.get(conn, HERE, ANNA)
