"""What is remembered must never differ from what the logs say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import ClockSetting
from bot.domain.practice_details import PracticeWords
from bot.services import histories as module
from bot.services.histories import Histories
from storage import profiles
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from bot.domain.profiles import Profile
    from bot.domain.summaries import Summary
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk


async def summaries(
    histories: Histories, db: Database, clock: FakeClock, profile: Profile | None = None
) -> tuple[Summary, ...]:
    async with db.reading() as conn:
        known = profile or await profiles.get(conn, HERE, ANNA)
        assert known
        return await histories.summaries(conn, known.member, known.practices, clock.now())


async def test_a_long_memory_says_what_a_fresh_look_says(
    db: Database, desk: Desk, clock: FakeClock
) -> None:
    """Twenty weeks, with logs late and early, some corrected by an undo."""
    chance = random.Random(7)  # noqa: S311 - a life, not a secret
    await desk.practices.add(act(), PracticeWords(name="Daily", minimum="20 min"))
    await desk.practices.add(act(), PracticeWords(name="Few", minimum="20 min", days="mon thu"))
    await desk.practices.add(act(), PracticeWords(name="Times", minimum="20 min", days="2x a week"))
    for _ in range(7):
        clock.advance(timedelta(days=1))
    for _ in range(140):
        for name in ("Daily", "Few", "Times"):
            if chance.random() < 0.5:
                day = f"{chance.choice((0, 0, 0, 5))} days ago"
                await desk.log(chance.choice(("25", "5")), practice=name, day=day)
        if chance.random() < 0.05:
            await desk.logs.undo(act())
        remembered = await summaries(desk.logs._histories, db, clock)
        assert remembered == await summaries(Histories(), db, clock)
        clock.advance(timedelta(days=1))


async def test_another_clock_is_another_history(db: Database, desk: Desk, clock: FakeClock) -> None:
    """Travel at the start of a block reaches into the block before."""
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=40))
    histories = Histories()
    await summaries(histories, db, clock)
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
    assert profile
    back_then = clock.now() - timedelta(days=20)
    zones = [ClockSetting(back_then, zone, 0, zone_chosen=True) for zone in ("UTC", "Asia/Tokyo")]
    moved = replace(profile, member=replace(profile.member, clock=tuple(zones)))
    told = await summaries(histories, db, clock, moved)
    assert told == await summaries(Histories(), db, clock, moved)
    assert told != await summaries(histories, db, clock)


@pytest.mark.usefixtures("guitar")
async def test_what_was_read_before_a_change_is_not_remembered(
    db: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    histories = Histories()
    read = module.logs.days

    async def overtaken(*args: object) -> object:
        found = await read(*args)  # pyright: ignore[reportArgumentType] - handed on as it came
        histories.forget(next(iter(ids)))
        return found

    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
    assert profile
    ids = {each.id for each in profile.practices}
    monkeypatch.setattr(module.logs, "days", overtaken)
    await summaries(histories, db, clock)
    assert not histories._remembered
    monkeypatch.undo()
    await summaries(histories, db, clock)
    assert set(histories._remembered) == ids


@pytest.mark.usefixtures("guitar")
async def test_the_memory_is_bounded(
    db: Database, desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 1)
    await desk.practices.add(act(), PracticeWords(name="Piano", minimum="20 min"))
    histories = Histories()
    first = await summaries(histories, db, clock)
    assert len(histories._remembered) == 1
    assert await summaries(histories, db, clock) == first


@pytest.mark.usefixtures("guitar")
async def test_a_day_within_the_current_block_leaves_the_memory_alone(
    db: Database, clock: FakeClock
) -> None:
    histories = Histories()
    await summaries(histories, db, clock)
    (practice_id,) = histories._remembered
    boundary = histories._remembered[practice_id].carry.boundary
    histories.forget(practice_id, boundary)
    assert histories._remembered
    histories.forget(practice_id, boundary - timedelta(days=1))
    assert not histories._remembered
