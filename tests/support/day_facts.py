"""A member's day, as `/today` gives it to whatever stands beside the practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.histories import Histories
from storage import profiles
from tests.support.callers import ANNA, HERE

if TYPE_CHECKING:
    from bot.domain.day_facts import DayFacts
    from bot.domain.ids import UserId
    from storage.database import Database
    from tests.support.clock import FakeClock


async def facts_of(db: Database, clock: FakeClock, user: UserId = ANNA) -> DayFacts:
    """Judge a member's practices as of now, from nothing remembered."""
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, user)
        assert profile
        return await Histories().day_facts(conn, profile, clock.now())
