"""Thousands who are due in one minute are read and noted together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from storage.connections import Driver
from tests.support.reminding import run_at, set_at

if TYPE_CHECKING:
    import pytest

    from tests.support.weeks import Scene

TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)


async def test_many_reminders_take_few_trips_to_the_database(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = range(10, 60)
    await scene.community()
    for user in users:
        await scene.member(user)
        await set_at(scene, user, "8pm")
    run, trips = Driver.run, 0

    async def counted(driver: Driver, work: Any) -> object:
        nonlocal trips
        trips += 1
        return await run(driver, work)

    monkeypatch.setattr(Driver, "run", counted)
    await run_at(scene, TONIGHT)
    assert all(len(scene.channels.texts(user)) == 1 for user in users)
    # One for each message, to see whether it is still wanted, and what they have in common.
    assert trips < len(users) + 30
