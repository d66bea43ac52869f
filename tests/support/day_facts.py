"""A member's day, as `/today` gives it to whatever stands beside the practices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.day_facts import DayFacts, Reviewed, first_looked_at
from bot.services.histories import Histories
from storage import profiles
from tests.support.callers import ANNA, HERE

if TYPE_CHECKING:
    from bot.domain.ids import UserId
    from storage.database import Database
    from tests.support.clock import FakeClock


async def facts_of(db: Database, clock: FakeClock, user: UserId = ANNA) -> DayFacts:
    """Judge a member's practices as of now, from nothing remembered."""
    now = clock.now()
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, user)
        assert profile
        today = profile.member.today(now)
        reviews = await Histories().reviews(
            conn, profile.member, profile.active, now, first_looked_at(today)
        )
    reviewed = (Reviewed(each, *told) for each, told in zip(profile.active, reviews, strict=True))
    return DayFacts(profile, today, now, tuple(reviewed))
