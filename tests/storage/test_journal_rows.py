from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.checkins import Checkin
from bot.domain.days import DAY, Week
from bot.domain.ids import CheckinId, EntryId, ReflectionId
from bot.domain.journal import Entry, EntryKind
from bot.domain.journal_pages import Mark, Source
from bot.domain.months import Month
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.services.members import Members
from storage import checkins, journal, journal_pages, pieces, reflections
from tests.storage.test_reflection_rows import REFLECTION
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY_1 = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
ENTRY = Entry(EntryId(5), HERE, ANNA, EntryKind.SETBACK, "It broke", DAY_1, NOON, "Carry a spare")


def entry(number: int, kind: EntryKind, days: int = 0) -> Entry:
    made = replace(ENTRY, id=EntryId(number), kind=kind, text=f"text {number}", lesson="")
    return replace(made, day=DAY_1 + days * DAY, written_at=NOON + days * DAY)


@pytest.fixture(autouse=True)
async def people(db: Database, clock: FakeClock) -> None:
    members = Members(db, clock)
    async with db.transaction() as tx:
        for caller in (act(), act(BEN), act(community=ELSEWHERE)):
            await members.ensure(tx, caller)


async def keep(db: Database, *entries: Entry) -> None:
    async with db.transaction() as tx:
        for each in entries:
            await journal.add(tx, each)


async def test_an_entry_comes_back_as_it_was_kept(db: Database) -> None:
    await keep(db, ENTRY, replace(ENTRY, text="delivered again"))
    async with db.reading() as conn:
        assert await journal.get(conn, HERE, ANNA, ENTRY.id) == ENTRY
        assert await journal.get(conn, HERE, BEN, ENTRY.id) is None
        assert await journal.get(conn, ELSEWHERE, ANNA, ENTRY.id) is None


async def test_the_newest_outcome_of_a_day(db: Database) -> None:
    later = replace(entry(7, EntryKind.GRIEVE), written_at=NOON + timedelta(hours=1))
    await keep(db, entry(6, EntryKind.CELEBRATE), later, entry(8, EntryKind.WIN))
    async with db.reading() as conn:
        assert await journal.outcome_on(conn, HERE, ANNA, DAY_1) == later
        assert await journal.outcome_on(conn, HERE, ANNA, DAY_1 + DAY) is None
        assert await journal.outcome_on(conn, HERE, BEN, DAY_1) is None
        assert await journal.outcome_on(conn, ELSEWHERE, ANNA, DAY_1) is None


async def test_days_of_setbacks_come_once_and_in_order(db: Database) -> None:
    setback, win = EntryKind.SETBACK, EntryKind.WIN
    await keep(db, entry(1, setback, 3), entry(2, setback), entry(3, setback), entry(4, win, 1))
    async with db.reading() as conn:
        assert await journal.setback_days(conn, HERE, ANNA) == (DAY_1, DAY_1 + 3 * DAY)
        assert await journal.setback_days(conn, HERE, BEN) == ()


async def test_whys_and_wins(db: Database) -> None:
    why, win = EntryKind.WHY, EntryKind.WIN
    await keep(db, entry(1, why), entry(2, why, 2), entry(3, win, 1))
    await keep(db, entry(4, EntryKind.CELEBRATE), entry(5, EntryKind.GRIEVE))
    async with db.reading() as conn:
        assert [each.id for each in await journal.of_kind(conn, HERE, ANNA, why)] == [2, 1]
        latest = await journal.latest_why(conn, HERE, ANNA)
        assert latest
        assert latest.id == 2
        assert await journal.latest_why(conn, HERE, BEN) is None
        assert [each.id for each in await journal.wins(conn, HERE, ANNA)] == [4, 3]


async def test_a_card_stands_only_while_the_entry_is_shared(db: Database) -> None:
    await keep(db, ENTRY)
    async with db.transaction() as tx:
        assert not await journal.stand(tx, HERE, ENTRY.id, Place(1, 2))
        await journal.share(tx, ENTRY, shared=True)
        assert not await journal.stand(tx, ELSEWHERE, ENTRY.id, Place(1, 2))
        assert await journal.stand(tx, HERE, ENTRY.id, Place(1, 2))
        assert await journal.stand(tx, HERE, ENTRY.id, Place(1, 2)), "delivered again"
        assert not await journal.stand(tx, HERE, ENTRY.id, Place(1, 3)), "one card stands already"
        shown = await journal.get(tx, HERE, ANNA, ENTRY.id)
        assert shown == replace(ENTRY, shared=True, card=Place(1, 2))
        await journal.fall(tx, ELSEWHERE, ENTRY.id)
        assert await journal.get(tx, HERE, ANNA, ENTRY.id) == shown
        await journal.fall(tx, HERE, ENTRY.id)
        assert await journal.get(tx, HERE, ANNA, ENTRY.id) == ENTRY
        await journal.remove(tx, replace(ENTRY, user_id=BEN))
        assert await journal.get(tx, HERE, ANNA, ENTRY.id)
        await journal.remove(tx, ENTRY)
        assert await journal.get(tx, HERE, ANNA, ENTRY.id) is None


async def test_a_shared_entry_is_a_piece(db: Database, clock: FakeClock) -> None:
    piece, place = Piece(PieceKind.ENTRY, ENTRY.id), Place(1, 2)
    await keep(db, ENTRY)
    async with db.transaction() as tx:
        private = await pieces.read(tx, HERE, piece)
        assert private
        assert (private.text, private.hidden, private.place) == ("", True, None)
        await journal.share(tx, ENTRY, shared=True)
        await journal.stand(tx, HERE, ENTRY.id, place)
        assert await pieces.at(tx, HERE, place) == piece
        assert await pieces.at(tx, ELSEWHERE, place) is None
        shown = await pieces.read(tx, HERE, piece)
        assert shown
        assert (shown.author, shown.text) == (ANNA, "It broke\nCarry a spare")
        assert (shown.place, shown.hidden) == (place, False)
        await pieces.hide(tx, HERE, piece, BEN, clock.now())
        hidden = await pieces.read(tx, HERE, piece)
        assert hidden
        assert (hidden.text, hidden.hidden) == ("", True)


async def test_logged_days_within_a_span_of_the_last_log(db: Database) -> None:
    async with db.reading() as conn:
        assert await journal.logged_days(conn, HERE, ANNA, 3 * DAY) == ()


async def test_what_was_written_comes_newest_first_and_some_at_a_time(db: Database) -> None:
    await keep(db, *(entry(number, EntryKind.WIN, number) for number in range(1, 6)))
    async with db.transaction() as tx:
        await reflections.save(tx, REFLECTION)
    async with db.reading() as conn:
        page = await journal_pages.before(conn, HERE, ANNA, journal_pages.NEWEST, 3)
        assert [note.mark.id for note in page] == [5, 4, 3]
        assert page[0].kind is EntryKind.WIN
        rest = await journal_pages.before(conn, HERE, ANNA, page[-1].mark, 3)
        assert [(note.source, note.mark.id) for note in rest] == [
            (Source.REFLECTION, 5),
            (Source.ENTRY, 2),
            (Source.ENTRY, 1),
        ]
        assert rest[0].texts == ("slow scales", "early", "phone away", "both hands", "This")
        assert rest[0].day == Week(2026, 47).monday
        assert await journal_pages.before(conn, HERE, ANNA, Mark(0, 0), 3) == ()
        assert await journal_pages.before(conn, HERE, BEN, journal_pages.NEWEST, 3) == ()
        assert await journal_pages.before(conn, ELSEWHERE, ANNA, journal_pages.NEWEST, 3) == ()


async def test_reflections_come_newest_week_first(db: Database) -> None:
    older = replace(REFLECTION, id=ReflectionId(4), week=Week(2025, 52))
    async with db.transaction() as tx:
        await reflections.save(tx, older)
        await reflections.save(tx, REFLECTION)
    async with db.reading() as conn:
        assert await reflections.of_member(conn, HERE, ANNA) == (REFLECTION, older)
        assert await reflections.of_member(conn, HERE, BEN) == ()


async def test_a_check_in_is_kept_once_a_month(db: Database) -> None:
    made = Checkin(CheckinId(1), HERE, ANNA, Month(2026, 9), "a", "", "c", NOON)
    october = replace(made, id=CheckinId(2), month=Month(2026, 10))
    revised = replace(october, works="", too_much="b", checked_at=NOON + DAY)
    async with db.transaction() as tx:
        for each in (october, made, replace(revised, id=CheckinId(3))):
            await checkins.save(tx, each)
    async with db.reading() as conn:
        assert await checkins.latest(conn, HERE, ANNA, 3) == (revised, made)
        assert await checkins.latest(conn, HERE, ANNA, 1) == (revised,)
        assert await checkins.latest(conn, HERE, BEN, 3) == ()
        assert await checkins.latest(conn, ELSEWHERE, ANNA, 3) == ()
