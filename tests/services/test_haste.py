"""What is done early is done all the same, and told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.haste import Haste
from bot.domain.practice_details import PracticeWords
from tests.support.advising import each_day, log_days
from tests.support.callers import act

if TYPE_CHECKING:
    from bot.domain.practice_details import PracticeChange
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

START = date(2026, 11, 18)


async def raised(services: Services, minimum: str) -> PracticeChange:
    return await services.practices.edit(act(), "Guitar", PracticeWords(minimum=minimum))


@pytest.mark.parametrize(
    ("kept", "amount", "expected"),
    [(0, 2000, Haste.RAISED), (13, 2000, Haste.RAISED), (14, 2000, None), (14, 1999, Haste.RAISED)],
)
async def test_a_minimum_raised_before_it_was_kept_for_14_days(
    services: Services,
    db: Database,
    clock: FakeClock,
    kept: int,
    amount: int,
    expected: Haste | None,
) -> None:
    words = PracticeWords(name="Guitar", minimum="20 min")
    guitar = (await services.practices.add(act(), words)).practice.id
    clock.advance(timedelta(days=20))
    await log_days(db, guitar, each_day(START, START + timedelta(days=kept - 1), amount))
    gentle = await raised(services, "25 min")
    assert gentle.after.haste is None
    change = await raised(services, "26 min")
    assert (change.before.haste, change.after.haste) == (None, expected)
    assert change.after.practice.standards[-1].standard.minimum == 2600


async def test_days_kept_with_an_easier_minimum_do_not_count(
    services: Services, db: Database, clock: FakeClock
) -> None:
    words = PracticeWords(name="Guitar", minimum="20 min")
    guitar = (await services.practices.add(act(), words)).practice.id
    await log_days(db, guitar, each_day(START, START + timedelta(days=30)))
    clock.advance(timedelta(days=20))
    await raised(services, "10 min")
    clock.advance(timedelta(days=1))
    assert (await raised(services, "15 min")).after.haste is Haste.RAISED


async def test_a_practice_swapped_early(services: Services, clock: FakeClock) -> None:
    async def add(name: str) -> Haste | None:
        words = PracticeWords(name=name, minimum="20 min")
        return (await services.practices.add(act(), words)).haste

    assert await add("Guitar") is None
    clock.advance(timedelta(days=27))
    assert await add("Piano") is None
    await services.practices.archive(act(), "Guitar")
    clock.advance(timedelta(days=28))
    assert await add("Drums") is Haste.SWAPPED
    clock.advance(timedelta(days=1))
    await services.practices.archive(act(), "Piano")
    assert await add("Flute") is None
