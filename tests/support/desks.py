"""The services around logs on one database, for tests; ``guitar`` is a practice to log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.entries import Entry
from bot.domain.practice_details import PracticeWords
from bot.services.container import Services
from tests.support.callers import act

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.domain.log_cards import LogCard
    from bot.services.log_cards import LogCards
    from bot.services.logs import Logs
    from bot.services.practices import Practices
    from bot.services.streaks import Streaks
    from bot.services.today import Today
    from storage.database import Database
    from tests.support.clock import FakeClock


@dataclass(frozen=True, slots=True)
class Desk:
    """Services that share what is remembered of histories."""

    practices: Practices
    cards: LogCards
    logs: Logs
    streaks: Streaks
    today: Today

    async def log(self, amount: str = "25", **words: Any) -> LogCard:
        """Let Anna log, and return the card."""
        logged = await self.logs.add(act(), replace(Entry(amount), **words))
        return logged.card


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Desk:
    services = Services(db, clock)
    return Desk(
        practices=services.practices,
        cards=services.log_cards,
        logs=services.logs,
        streaks=services.streaks,
        today=services.today,
    )


@pytest.fixture
async def guitar(desk: Desk, clock: FakeClock) -> PracticeId:
    """Anna's twenty minutes a day, begun ten days before the clock's now."""
    added = await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=10))
    return added.practice.id
