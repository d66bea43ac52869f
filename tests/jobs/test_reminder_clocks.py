"""Reminders across clock changes, journeys, snoozes and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import UserId
from bot.domain.reminder_cards import Message
from bot.domain.reminders import ChoiceWords
from tests.support.callers import HERE, act
from tests.support.reminding import run, run_at, set_at, stored, wall
from tests.support.weeks import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from tests.support.weeks import Scene

ANNA = 1
TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)
BERLIN = "Europe/Berlin"


@pytest.fixture(autouse=True)
async def guitar(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)


def texts(scene: Scene) -> list[str]:
    return scene.channels.texts(ANNA)


async def choose_zone(scene: Scene, zone: str) -> None:
    await scene.services.members.choose_zone(act(UserId(ANNA), HERE), zone)


async def test_a_late_sleeper_is_reminded_before_their_day_ends(scene: Scene) -> None:
    await scene.services.members.choose_day_start(act(UserId(ANNA), HERE), "6")
    await set_at(scene, ANNA, "05:00")
    await run_at(scene, datetime(2026, 11, 19, 5, tzinfo=UTC))
    assert len(texts(scene)) == 1
    # A day and an hour later the day that it was for is over, and the next one is not due.
    await run_at(scene, datetime(2026, 11, 20, 6, tzinfo=UTC))
    assert len(texts(scene)) == 1


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (BERLIN, date(2027, 3, 28)),
        (BERLIN, date(2027, 10, 31)),
        ("America/New_York", date(2027, 3, 14)),
        ("America/New_York", date(2027, 11, 7)),
        ("Australia/Lord_Howe", date(2027, 4, 4)),
        ("Australia/Lord_Howe", date(2027, 10, 3)),
    ],
)
@pytest.mark.parametrize("day_start", ["0", "6"])
@pytest.mark.parametrize("time", ["01:45", "02:15"])
async def test_once_a_day_across_clock_changes(
    scene: Scene, zone: str, day: date, day_start: str, time: str
) -> None:
    await choose_zone(scene, zone)
    await scene.services.members.choose_day_start(act(UserId(ANNA), HERE), day_start)
    start = wall(f"{day - DAY}T12:00", zone)
    scene.clock.set(start)
    await set_at(scene, ANNA, time)
    heard: list[datetime] = []
    while scene.clock.now() < start + 2 * DAY:
        await run(scene, 15 * MINUTE)
        heard += [scene.clock.now()] * (len(texts(scene)) - len(heard))
    assert len(heard) == 2
    hours = [at.astimezone(ZoneInfo(zone)) for at in heard]
    assert [each.date() for each in hours] == [day, day + DAY]
    assert all(each.fold == 0 for each in hours)


async def test_follows_a_change_of_zone_while_it_is_pending(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    await choose_zone(scene, "America/New_York")
    await run_at(scene, TONIGHT)
    assert not texts(scene)
    await run_at(scene, wall("2026-11-18T20:00", "America/New_York"))
    assert len(texts(scene)) == 1
    await choose_zone(scene, "Asia/Tokyo")
    await run_at(scene, wall("2026-11-19T20:00", "Asia/Tokyo") - MINUTE)
    assert len(texts(scene)) == 1
    await run(scene, MINUTE)
    assert len(texts(scene)) == 2


class TestSnooze:
    async def snooze(self, scene: Scene, turn: int = 0, day: date = date(2026, 11, 18)) -> None:
        (reminder,) = await stored(scene, ANNA)
        message = Message(HERE, reminder.id, day, turn)
        await scene.services.reminders.snooze(act(UserId(ANNA), HERE), message)

    async def test_comes_again_after_half_an_hour(self, scene: Scene) -> None:
        await set_at(scene, ANNA, "8pm")
        await run_at(scene, TONIGHT)
        await self.snooze(scene)
        await self.snooze(scene)
        await run(scene, 29 * MINUTE)
        assert len(texts(scene)) == 1
        await run(scene, MINUTE)
        assert len(texts(scene)) == 2
        await self.snooze(scene, 1)
        await run(scene, 30 * MINUTE)
        assert len(texts(scene)) == 3
        await run_at(scene, TONIGHT + DAY - MINUTE)
        assert len(texts(scene)) == 3
        await run(scene, MINUTE)
        assert len(texts(scene)) == 4

    async def test_not_when_it_was_done_meanwhile(self, scene: Scene) -> None:
        await set_at(scene, ANNA, "8pm")
        await run_at(scene, TONIGHT)
        await self.snooze(scene)
        await scene.log(ANNA)
        await run(scene, HOUR)
        assert len(texts(scene)) == 1

    async def test_pressed_before_it_is_noted_that_the_message_stands(self, scene: Scene) -> None:
        await set_at(scene, ANNA, "8pm")
        scene.channels.silent.add(ANNA)
        await run_at(scene, TONIGHT)
        await self.snooze(scene)
        scene.channels.silent.clear()
        await run(scene, 10 * MINUTE)
        assert len(texts(scene)) == 1
        await run(scene, 20 * MINUTE)
        assert len(texts(scene)) == 2


async def test_quiet_hours_hold_it_back_over_midnight(scene: Scene) -> None:
    await scene.services.members.choose_day_start(act(UserId(ANNA), HERE), "6")
    await set_at(scene, ANNA, "23:30")
    words = ChoiceWords("23:00", "00:30", "30")
    await scene.services.reminders.choose(act(UserId(ANNA), HERE), words)
    await run_at(scene, datetime(2026, 11, 18, 23, 30, tzinfo=UTC))
    assert not texts(scene)
    await run_at(scene, datetime(2026, 11, 19, 0, 30, tzinfo=UTC))
    (message,) = texts(scene)
    assert "It was for" not in message
