"""What stands beside the practices is remembered, and never differs from what would be read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Adjustment
from bot.domain.checkins import CheckinWords
from bot.domain.days import DAY, Week
from bot.domain.entries import Entry
from bot.domain.ids import AdjustmentId, ReminderId
from bot.domain.journal import EntryKind, EntryWords
from bot.domain.practice_details import PracticeWords
from bot.domain.reminders import Reminder
from bot.domain.rest_rules import RestWords
from bot.domain.thresholds import LimitWords
from bot.services.beside import OWN_TABLES, SHARED_TABLES
from bot.services.container import Services
from storage import adjustments, feedback, profiles, reminders
from tests.support.advising import each_day, log_days
from tests.support.answering import an_answer
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, HERE, act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.beside import Beside
    from bot.domain.ids import PracticeId
    from bot.domain.practices import Practice
    from storage.database import Database
    from tests.support.clock import FakeClock

READS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


class Life:
    """Anna kept seven weeks of twenty minutes a day, and then nothing for three."""

    def __init__(self, db: Database, clock: FakeClock, services: Services, of: Practice) -> None:
        self.db = db
        self.clock = clock
        self.services = services
        self.practice = of
        self.entry = EntryWords(EntryKind.CELEBRATE, "Passed")

    async def beside(self, services: Services | None = None) -> Beside:
        """Return what is said, without noting that an advice was given."""
        async with self.db.reading() as conn:
            profile = await profiles.get(conn, HERE, ANNA)
            assert profile
            besides = (services or self.services)._besides
            return await besides.of(conn, profile, self.clock.now())

    async def log(self) -> None:
        await self.services.logs.add(act(), Entry("20 min"))

    async def log_elsewhere(self) -> None:
        await self.services.logs.add(act(), Entry("20 min", where="park"))

    async def limit(self) -> None:
        words = PracticeWords(limits=LimitWords(recovery="3", sign="Cold hands"))
        await self.services.practices.edit(act(), str(self.practice.id), words)

    async def lighten(self) -> None:
        await self.services.practices.edit(act(), "Guitar", PracticeWords(minimum="5 min"))

    async def say_why(self) -> None:
        await self.services.journal.write(act(), EntryWords(EntryKind.WHY, "For the songs"))

    async def celebrate(self) -> None:
        await self.services.journal.write(act(), self.entry)

    async def rest(self) -> None:
        await self.services.rests.take(act(), RestWords(until="tomorrow"))

    async def end_rest(self) -> None:
        await self.services.rests.end(act())

    async def pause(self) -> None:
        await self.services.pauses.take(act(), 1)

    async def plan(self) -> None:
        await self.services.month_plans.start(act(), "Guitar")

    async def stop_plan(self) -> None:
        plan_id = await self.services.month_plans.running(act())
        await self.services.month_plans.stop(act(), plan_id, "")

    async def adopt(self) -> None:
        now = self.clock.now()
        trial = Adjustment(AdjustmentId(5), HERE, ANNA, "slower", Week(2026, 50), now)
        async with self.db.transaction() as tx:
            await adjustments.adopt(tx, trial)

    async def check_in(self) -> None:
        await self.services.checkins.save(act(), CheckinWords("mornings", "", ""))

    async def ask(self) -> None:
        await ask(self.db, ANNA, self.clock.now(), practice_id=self.practice.id)

    async def be_answered(self) -> None:
        asked = await ask(self.db, ANNA, self.clock.now(), practice_id=self.practice.id)
        async with self.db.transaction() as tx:
            await feedback.add(tx, an_answer(asked, BEN))

    async def close_reminder(self) -> None:
        now = self.clock.now()
        made = Reminder(
            ReminderId(1), HERE, ANNA, None, 600, "", 5, day=now.date(), due_at=now, set_at=now
        )
        async with self.db.transaction() as tx:
            await reminders.add(tx, made)
            await reminders.save(tx, replace(made, due_at=None))

    async def archive(self) -> None:
        await self.services.practices.add(act(), PracticeWords(name="Essays", minimum="1 page"))
        await self.services.practices.archive(act(), "Guitar")

    async def keep_up(self) -> None:
        today = self.clock.now().date()
        await log_days(self.db, self.practice.id, each_day(today - 18 * DAY, today))
        self.services._histories.forget(self.practice.id)

    async def wait_a_day(self) -> None:
        self.clock.advance(DAY)

    async def wait_two_weeks(self) -> None:
        self.clock.advance(14 * DAY)


CHANGES: dict[str, Callable[[Life], Awaitable[None]]] = {
    name: change
    for name, change in vars(Life).items()
    if not name.startswith("_") and name != "beside"
}
PLANS = (
    "log",
    "log_elsewhere",
    "limit",
    "lighten",
    "say_why",
    "celebrate wait_a_day",
    "rest end_rest",
    "pause wait_a_day",
    "plan log stop_plan",
    "plan wait_two_weeks adopt",
    "plan wait_two_weeks be_answered",
    "keep_up check_in",
    "ask",
    "be_answered",
    "close_reminder",
    "archive",
)


@pytest.fixture
async def life(db: Database, clock: FakeClock, services: Services) -> Life:
    words = PracticeWords(name="Guitar", minimum="20 min")
    added = await services.practices.add(act(), words)
    await services.practices.add(act(BEN), words)
    first = added.today
    clock.advance(70 * DAY)
    practice_id: PracticeId = added.practice.id
    await log_days(db, practice_id, each_day(first, first + 48 * DAY))
    return Life(db, clock, services, added.practice)


@pytest.mark.parametrize("plan", PLANS)
async def test_after_every_change_it_is_what_would_be_read_anew(life: Life, plan: str) -> None:
    for name in plan.split():
        before = await life.beside()
        await CHANGES[name](life)
        now = await life.beside()
        assert now == await life.beside(Services(life.db, life.clock))
        assert now != before, name


@pytest.mark.parametrize("plan", PLANS)
async def test_it_reads_no_table_that_would_not_make_it_read_anew(life: Life, plan: str) -> None:
    said: list[str] = []
    for name in plan.split():
        await CHANGES[name](life)
    async with life.db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
        assert profile
        await conn._driver.set_trace_callback(said.append)
        await Services(life.db, life.clock)._besides.of(conn, profile, life.clock.now())
        read = {table for sql in said for table in READS.findall(sql)}
        assert {"journal_entries", "logs", "reminders"} <= read
        assert read <= OWN_TABLES | SHARED_TABLES
        for table in read:
            rows = await conn.fetch_all(f"PRAGMA foreign_key_list({table})")
            assert {row["table"] for row in rows} <= OWN_TABLES | SHARED_TABLES, table
