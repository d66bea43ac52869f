"""What is remembered must never differ from what the logs say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.day_facts import first_looked_at
from bot.domain.days import WEEK, ClockSetting
from bot.domain.practice_details import PracticeWords
from bot.services import histories as module
from bot.services.histories import Histories
from storage import profiles
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from datetime import date

    from bot.domain.profiles import Profile
    from bot.domain.summaries import Summary
    from bot.domain.verdicts import Record
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


async def reviewed(
    histories: Histories, db: Database, clock: FakeClock
) -> tuple[tuple[Summary, Record], ...]:
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
        assert profile
        facts = await histories.day_facts(conn, profile, clock.now())
    return tuple((summary, record) for _, summary, record in facts.reviewed)


async def judged(db: Database, clock: FakeClock) -> tuple[tuple[Summary, Record], ...]:
    """Judge the days of `reviewed` in one pass, from the logs alone."""
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
        assert profile
        first = first_looked_at(profile.member.today(clock.now()))
        asked = (conn, profile.member, profile.active, clock.now(), first)
        return await Histories().reviews(*asked)


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
        assert await reviewed(desk.logs._histories, db, clock) == await judged(db, clock)
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
    await reviewed(histories, db, clock)
    assert not histories._remembered
    assert not histories._judged
    monkeypatch.undo()
    await summaries(histories, db, clock)
    assert set(histories._remembered) == ids


@pytest.mark.usefixtures("guitar")
async def test_the_memory_is_bounded(
    db: Database, desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 1)
    monkeypatch.setattr(module, "MOST_JUDGED", 1)
    await desk.practices.add(act(), PracticeWords(name="Piano", minimum="20 min"))
    histories = Histories()
    first = await summaries(histories, db, clock)
    assert len(histories._remembered) == 1
    assert await summaries(histories, db, clock) == first
    assert await reviewed(histories, db, clock) == await judged(db, clock)
    assert len(histories._judged) == 1


async def test_home_reads_the_weeks_before_once(
    db: Database, desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log of this week leaves them alone; one of an earlier week does not."""
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=100))
    histories = Histories()
    before = await reviewed(histories, db, clock)
    read, reads = module.logs.days, list[object]()

    async def noted(*args: Any) -> object:
        reads.append(args)
        return await read(*args)

    (practice_id,) = histories._judged
    today = clock.now().date()
    histories.forget(practice_id, today)
    await summaries(histories, db, clock)
    monkeypatch.setattr(module.logs, "days", noted)
    assert await reviewed(histories, db, clock) == before
    assert not reads
    histories.forget(practice_id, today - timedelta(days=7))
    assert not histories._judged


async def test_only_what_ends_after_the_changed_day_is_forgotten(
    db: Database, desk: Desk, clock: FakeClock
) -> None:
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=100))
    histories = Histories()
    await summaries(histories, db, clock)
    ((practice_id, known),) = histories._remembered.items()
    far, near = (carry.boundary for carry in known.carries)
    for changed, left in (
        (near, known.carries),
        (near - timedelta(days=1), known.carries[:1]),
        (far, known.carries[:1]),
    ):
        histories.forget(practice_id, changed)
        assert histories._remembered[practice_id].carries == left
    histories.forget(practice_id, far - timedelta(days=1))
    assert not histories._remembered


@pytest.mark.parametrize("days_ago", [1, 7, 30])
async def test_a_log_for_an_earlier_day_reads_weeks_not_years(
    db: Database,
    desk: Desk,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    days_ago: int,
) -> None:
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    clock.advance(timedelta(days=400))
    histories = Histories()
    firsts: list[date] = []
    read = module.logs.days

    async def noted(conn: Any, community_id: Any, practice_id: Any, first: date) -> object:
        firsts.append(first)
        return await read(conn, community_id, practice_id, first)

    monkeypatch.setattr(module.logs, "days", noted)
    for weekday in range(7):
        told = await summaries(histories, db, clock)
        assert told == await summaries(Histories(), db, clock)
        firsts.clear()
        (practice_id,) = histories._remembered
        today = clock.now().date()
        histories.forget(practice_id, today - timedelta(days=days_ago))
        assert await summaries(histories, db, clock) == told
        assert all(today - first < 6 * WEEK for first in firsts), weekday
        clock.advance(timedelta(days=1))


async def test_a_late_question_is_answered_as_of_its_day(
    db: Database, desk: Desk, clock: FakeClock
) -> None:
    """It leaves alone what is remembered for today."""
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    for _ in range(80):
        await desk.log()
        clock.advance(timedelta(days=1))
    histories = Histories()
    await summaries(histories, db, clock)
    remembered = dict(histories._remembered)
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
        assert profile
        for days in (8, 60):
            then = clock.now() - timedelta(days=days)
            asked = (conn, profile.member, profile.practices, then, then.date())
            late = await histories.reviews(*asked)
            assert late == await Histories().reviews(*asked)
    assert histories._remembered == remembered
