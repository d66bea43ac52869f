"""Thirty days of Anna's, lived through day by day on services with a clock to move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.days import Span
from bot.domain.entries import Entry
from bot.domain.ids import RestId
from bot.domain.month_plan_reports import PlanReport
from bot.domain.month_plans import PlanShown
from bot.domain.practice_details import PracticeWords
from bot.domain.rests import Rest
from bot.services.container import Services
from storage import rests
from tests.support.callers import ANNA, HERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.ids import PracticeId
    from bot.domain.month_plans import PlanToday
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """Anna, her guitar (twenty minutes a day), and the days that go by."""

    db: Database
    clock: FakeClock
    services: Services
    guitar: PracticeId

    @classmethod
    async def begin(cls, db: Database, clock: FakeClock, skill: str = "") -> Month:
        services = Services(db, clock)
        words = PracticeWords(name="Guitar", minimum="20 min", skill=skill)
        added = await services.practices.add(act(), words)
        return cls(db, clock, services, added.practice.id)

    @property
    def today(self) -> date:
        return self.clock.now().date()

    async def live(self, drawn: str, where: str = "home") -> None:
        """Live through days, one character each: # done, o small, . nothing; then it is morning."""
        for mark in drawn.replace(" ", ""):
            if mark != ".":
                amount = "20 min" if mark == "#" else "5 min"
                entry = Entry(amount, practice=str(self.guitar), where=where)
                await self.services.logs.add(act(), entry)
            self.clock.advance(DAY)

    async def start(self) -> PlanShown:
        """Start thirty days with the guitar."""
        found = await self.services.month_plans.start(act())
        assert isinstance(found, PlanShown), found
        return found

    async def rest(self, days: int, *, is_pause: bool = False) -> None:
        """Let everything rest from today on."""
        now, span = self.clock.now(), Span(self.today, self.today + DAY * (days - 1))
        rest = Rest(RestId(act().interaction_id), HERE, ANNA, None, span, is_pause, taken_at=now)
        async with self.db.transaction() as tx:
            await rests.add(tx, rest)

    async def shown(self) -> PlanShown:
        found = await self.services.month_plans.show(act())
        assert isinstance(found, PlanShown), found
        return found

    async def report(self) -> PlanReport:
        found = await self.services.month_plans.show(act())
        assert isinstance(found, PlanReport), found
        return found

    async def said(self) -> PlanToday | None:
        """Return what `/today` says of the plan."""
        facts = await facts_of(self.db, self.clock)
        async with self.db.reading() as conn:
            return await self.services.month_plans.today(conn, facts)
