"""Reminders as they are kept, and what is due in all communities."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import ReminderId, UserId
from bot.domain.reminder_times import Quiet
from bot.domain.reminders import Choices
from storage import reminders
from tests.support.callers import ELSEWHERE, HERE
from tests.support.lives import live
from tests.support.reminding import reminder

if TYPE_CHECKING:
    from bot.domain.reminders import Reminder
    from storage.database import Database

ANNA = UserId(11)
DUE = datetime(2026, 1, 5, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def anna(db: Database) -> None:
    """Anna has a row in every table, here and elsewhere."""
    await live(db, HERE, ANNA, 5_000)
    await live(db, ELSEWHERE, ANNA, 9_000)
    async with db.transaction() as tx:
        for community_id in (HERE, ELSEWHERE):
            for each in await reminders.of_member(tx, community_id, ANNA):
                await reminders.remove(tx, each)


async def keep(db: Database, *kept: Reminder) -> None:
    async with db.transaction() as tx:
        for each in kept:
            await reminders.add(tx, each)


async def test_comes_back_as_it_was_kept(db: Database) -> None:
    kept = reminder(cue="After tea", turn=2, claimed_at=DUE, due_at=DUE)
    await keep(db, kept, replace(kept, id=ReminderId(8), community_id=ELSEWHERE))
    async with db.reading() as conn:
        assert await reminders.of_member(conn, HERE, ANNA) == (kept,)
        assert await reminders.get(conn, HERE, ANNA, kept.id) == kept
        assert await reminders.get(conn, ELSEWHERE, ANNA, kept.id) is None


async def test_due_by_the_page_and_the_longest_waiting_first(db: Database) -> None:
    rows = [
        reminder(id=ReminderId(number), due_at=DUE + number % 3 * MINUTE) for number in range(7)
    ]
    closed = reminder(id=ReminderId(90), due_at=None)
    later = reminder(id=ReminderId(91), due_at=DUE + 9 * MINUTE)
    await keep(db, *rows, closed, later)
    found: list[int] = []
    last: Reminder | None = None
    async with db.reading() as conn:
        while page := await reminders.due(conn, DUE + 5 * MINUTE, last, 3):
            found += [each.id for each in page]
            last = page[-1]
        (plan,) = await conn.fetch_all(
            f"EXPLAIN QUERY PLAN {reminders.DUE}",
            {"now": 1, "after_at": 0, "after_id": 0, "most": 1},
        )
    assert found == [0, 3, 6, 1, 4, 2, 5]
    assert "USING INDEX reminders_due" in plan["detail"]


async def test_swapped_only_as_it_was_read(db: Database) -> None:
    kept = reminder(due_at=DUE, day=date(2026, 1, 5))
    await keep(db, kept)
    claimed = replace(kept, claimed_at=DUE)
    snoozed = replace(kept, turn=1, due_at=DUE + 30 * MINUTE)
    async with db.transaction() as tx:
        assert await reminders.swap(tx, kept, claimed)
        assert not await reminders.swap(tx, kept, claimed)
        await reminders.save(tx, snoozed)
        assert not await reminders.swap(tx, claimed, kept)
        assert await reminders.of_member(tx, HERE, ANNA) == (snoozed,)


async def test_closing_spares_what_was_set_since(db: Database) -> None:
    refused = reminder(due_at=DUE, claimed_at=DUE)
    other = reminder(id=ReminderId(8), due_at=DUE)
    fresh = reminder(id=ReminderId(9), due_at=DUE, set_at=DUE + MINUTE)
    elsewhere = reminder(id=ReminderId(10), due_at=DUE, community_id=ELSEWHERE)
    await keep(db, refused, other, fresh, elsewhere)
    async with db.transaction() as tx:
        await reminders.close(tx, refused)
        assert await reminders.closed(tx, HERE, ANNA) == 2
        assert await reminders.closed(tx, ELSEWHERE, ANNA) == 0
        assert await reminders.get(tx, HERE, ANNA, fresh.id) == fresh


async def test_choices_are_the_usual_until_they_are_made(db: Database) -> None:
    stranger = UserId(99)
    async with db.transaction() as tx:
        assert await reminders.get_choices(tx, HERE, stranger) == Choices()
        for choices in (Choices(Quiet(1320, 420), 45 * MINUTE), Choices(Quiet(0, 0), 5 * MINUTE)):
            await reminders.save_choices(tx, HERE, ANNA, choices)
            assert await reminders.get_choices(tx, HERE, ANNA) == choices
