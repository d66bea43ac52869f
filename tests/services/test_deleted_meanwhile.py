"""Somebody deletes their data while something of theirs is under way: nothing of it is kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.domain.members import NotStarted
from bot.domain.reminders import ReminderWords
from bot.services.container import Services
from storage import holdings
from tests.support.callers import ANNA, HERE, act
from tests.support.importing import loop

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.ids import PracticeId
    from storage.database import Database
    from tests.support.clock import FakeClock

T = TypeVar("T")


async def kept(db: Database) -> int:
    async with db.reading() as conn:
        return (await holdings.of(conn, HERE, ANNA)).total


async def test_a_file_that_is_just_being_read_is_not_kept(db: Database, clock: FakeClock) -> None:
    async def offload(function: Callable[..., T], /, *args: object) -> T:
        await services.privacy.erase(act(), everywhere=False)
        return await asyncio.to_thread(function, *args)

    services = Services(db, clock, offload)
    with pytest.raises(NotStarted):
        await services.imports.begin(act(), loop(), "Loop.zip")
    assert await kept(db) == 0


@pytest.mark.usefixtures("guitar")
async def test_a_reminder_that_is_just_being_confirmed_is_not_kept(
    services: Services, db: Database
) -> None:
    who = act()
    wanted = await services.reminders.plan(who, ReminderWords("20:00"))
    await services.privacy.erase(act(), everywhere=False)
    with pytest.raises(NotStarted):
        await services.reminders.keep(who, wanted, 7)
    assert await kept(db) == 0


async def test_minutes_that_just_begin_are_not_kept(
    services: Services, db: Database, guitar: PracticeId
) -> None:
    who = act()
    begun = await services.recoveries.begin(who, guitar)
    await services.privacy.erase(act(), everywhere=False)
    await services.recoveries.stands(who, begun, "token", 7)
    assert await kept(db) == 0
