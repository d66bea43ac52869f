"""Weeks of logs at once, and what is advised about them."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.domain.days import DAY
from bot.domain.ids import CommunityId, LogId, UserId
from bot.domain.logs import Felt, Log
from storage import logs, practices
from tests.support.callers import ANNA, HERE
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.domain.advice import Advice
    from bot.domain.ids import PracticeId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.members import Member
    from tests.support.world import World

# Later than any interaction that a test makes.
_ids = itertools.count(2**62)


async def log_days(
    db: Database,
    practice_id: PracticeId,
    amounts: Mapping[date, int],
    *,
    felt: Felt | None = None,
    user_id: UserId = ANNA,
    community_id: CommunityId = HERE,
) -> None:
    """Write logs as they would be there, had each been made on its day."""
    async with db.transaction() as tx:
        for day, amount in amounts.items():
            log = Log(
                id=LogId(next(_ids)),
                community_id=community_id,
                user_id=user_id,
                practice_id=practice_id,
                day=day,
                amount=amount,
                note=None,
                where=None,
                focus=None,
                felt=felt,
                lesson=None,
                link=None,
                proof=None,
                logged_at=datetime.combine(day, time(12), UTC),
                backfilled=False,
            )
            await logs.add(tx, log, day)


def each_day(first: date, last: date, amount: int = 2000) -> dict[date, int]:
    """Give the same amount for each day from one to the other, both included."""
    return {first + DAY * step: amount for step in range((last - first).days + 1)}


async def advised(services: Services, db: Database, clock: FakeClock) -> Advice | None:
    """Return what is advised to Anna today, and give it."""
    facts = await facts_of(db, clock)
    async with db.reading() as conn:
        found = await services.advice.today(conn, facts)
    if found:
        await services.advice.give(found)
    return found


def today(world: World) -> date:
    """Return the local day of whoever has chosen no other zone."""
    return world.clock.now().date()


async def lived(
    world: World, who: Member, days: Mapping[date, int], felt: Felt | None = None
) -> None:
    """Let somebody have logged these amounts for their latest practice."""
    whose = CommunityId(world.home.id), UserId(who.id)
    async with world.db.reading() as conn:
        practice = (await practices.of_member(conn, *whose))[-1]
    await log_days(world.db, practice.id, days, felt=felt, community_id=whose[0], user_id=whose[1])


async def find_it_hard(world: World, who: Member) -> None:
    """Let somebody's last four days of the week to come have been too hard."""
    await world.advance(days=6)
    days = each_day(today(world) - 4 * DAY, today(world) - DAY)
    await lived(world, who, days, Felt.TOO_HARD)


async def be_level(world: World, who: Member) -> None:
    """Let eight weeks pass in which somebody does the same on all days but Thursdays."""
    first = today(world)
    await world.advance(days=56)
    days = each_day(first, today(world) - DAY)
    await lived(world, who, {day: amount for day, amount in days.items() if day.weekday() != 3})
