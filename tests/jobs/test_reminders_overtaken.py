"""What happens between the claim of a message and its turn to be sent."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from tests.support.callers import HERE, act
from tests.support.reminding import run_at, set_at, stored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.support.weeks import Scene

TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)
# More than are under way at once, so that the last one waits for its turn.
USERS = range(10, 40)
LAST = USERS[-1]


@pytest.fixture(autouse=True)
async def guitars(scene: Scene) -> None:
    await scene.community()
    for user in USERS:
        await scene.member(user)
        await set_at(scene, user, "8pm")


def meanwhile(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, does: Callable[[], Awaitable[object]]
) -> None:
    """Let something happen while the first messages are on their way."""
    send, done = scene.channels.send, False
    one_at_a_time = asyncio.Lock()

    async def sends(*given: object, **more: object) -> object:
        nonlocal done
        async with one_at_a_time:
            if not done:
                await does()
                done = True
        return await send(*given, **more)  # pyright: ignore[reportArgumentType] - passed on

    monkeypatch.setattr(scene.channels, "send", sends)


async def test_nothing_is_sent_to_somebody_who_deleted_their_data(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    whose = act(UserId(LAST), HERE)
    meanwhile(scene, monkeypatch, lambda: scene.services.privacy.erase(whose, everywhere=False))
    await run_at(scene, TONIGHT)
    assert not scene.channels.texts(LAST)
    assert all(len(scene.channels.texts(user)) == 1 for user in USERS[:-1])


async def test_nothing_is_sent_of_a_reminder_that_was_switched_off(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reminder,) = await stored(scene, LAST)
    whose = act(UserId(LAST), HERE)
    meanwhile(scene, monkeypatch, lambda: scene.services.reminders.off_one(whose, reminder.id))
    await run_at(scene, TONIGHT)
    assert not scene.channels.texts(LAST)
