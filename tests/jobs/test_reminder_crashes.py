"""A reminder is neither lost nor doubled, wherever between claim and mark the program ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.ids import UserId
from bot.domain.reminder_cards import Message
from bot.domain.rest_rules import RestWords
from bot.jobs.reminders import MOST_SILENT, run_due
from bot.services.reminder_rings import PAGE
from storage import reminded, reminders
from tests.support.callers import HERE, act
from tests.support.channels import Crash
from tests.support.reminding import close, run, run_at, set_at, stored
from tests.support.weeks import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.connections import Connection
    from tests.support.weeks import Scene

ANNA = 1
TONIGHT = datetime(2026, 11, 18, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def guitar(scene: Scene) -> None:
    await scene.community()
    await scene.member(ANNA)


def texts(scene: Scene, user: int = ANNA) -> list[str]:
    return scene.channels.texts(user)


async def crash(scene: Scene) -> None:
    with pytest.raises(BaseExceptionGroup) as caught:
        await run_due(scene.services, scene.channels, scene.clock.now())
    assert caught.group_contains(Crash)


async def start_again(scene: Scene, away: timedelta) -> None:
    await scene.restart()
    await run(scene, away)
    await run(scene, MINUTE)


@pytest.mark.parametrize("away", [timedelta(0), MINUTE, 2 * MINUTE, 3 * MINUTE, 3 * HOUR])
@pytest.mark.parametrize("where", ["crash_before", "crash_after"])
async def test_a_crash_within_the_day_loses_and_doubles_nothing(
    scene: Scene, where: str, away: timedelta
) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.clock.set(TONIGHT)
    setattr(scene.channels, where, 1)
    await crash(scene)
    await start_again(scene, away)
    assert len(texts(scene)) == 1
    # The nonce is enough at first; afterwards the channel tells.
    assert bool(scene.channels.searches) is (away >= 2 * MINUTE)
    (reminder,) = await stored(scene, ANNA)
    assert (reminder.due_at, reminder.claimed_at) == (TONIGHT + DAY, None)


@pytest.mark.parametrize(("where", "expected"), [("crash_before", 0), ("crash_after", 1)])
async def test_a_crash_that_lasts_beyond_the_day(scene: Scene, where: str, expected: int) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.clock.set(TONIGHT)
    setattr(scene.channels, where, 1)
    await crash(scene)
    await start_again(scene, 12 * HOUR)
    assert len(texts(scene)) == expected
    await run_at(scene, TONIGHT + DAY)
    assert len(texts(scene)) == expected + 1


async def test_not_sent_again_when_it_was_done_meanwhile(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.clock.set(TONIGHT)
    scene.channels.crash_after = 1
    await crash(scene)
    await scene.log(ANNA)
    await start_again(scene, MINUTE)
    assert len(texts(scene)) == 1


async def test_two_runs_at_once_send_it_once(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.clock.set(TONIGHT)
    runs = (run_due(scene.services, scene.channels, TONIGHT) for _ in range(3))
    await asyncio.gather(*runs)
    assert len(texts(scene)) == 1


async def test_an_answer_that_was_lost_is_settled_by_looking(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.channels.silent.add(ANNA)
    await run_at(scene, TONIGHT)
    await run(scene, MINUTE)
    (reminder,) = await stored(scene, ANNA)
    assert reminder.claimed_at == TONIGHT
    await run(scene, 3 * MINUTE)
    (reminder,) = await stored(scene, ANNA)
    assert (reminder.due_at, reminder.claimed_at) == (TONIGHT + DAY, None)
    assert len(texts(scene)) == 1


async def test_what_never_arrived_is_sent_when_discord_is_back(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    close(scene, ANNA, Trouble.UNREACHABLE)
    await run_at(scene, TONIGHT)
    for _ in range(10):
        await run(scene, MINUTE)
    assert not texts(scene)
    scene.channels.trouble.clear()
    await run(scene, 25 * MINUTE)
    (message,) = texts(scene)
    assert "It was for 20:00" in message
    await run(scene, 10 * MINUTE)
    assert len(texts(scene)) == 1


async def test_a_channel_that_closed_meanwhile(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    close(scene, ANNA, Trouble.UNREACHABLE)
    await run_at(scene, TONIGHT)
    close(scene, ANNA, Trouble.GONE)
    await run(scene, 5 * MINUTE)
    (reminder,) = await stored(scene, ANNA)
    assert reminder.is_closed


async def test_switched_off_while_it_is_on_its_way(scene: Scene) -> None:
    kept = await set_at(scene, ANNA, "8pm")
    scene.channels.silent.add(ANNA)
    await run_at(scene, TONIGHT)
    await scene.services.reminders.off_one(act(UserId(ANNA), HERE), kept.id)
    await run(scene, 5 * MINUTE)
    assert not await stored(scene, ANNA)


async def test_a_change_of_zone_while_it_is_on_its_way(scene: Scene) -> None:
    await set_at(scene, ANNA, "8pm")
    scene.channels.silent.add(ANNA)
    await run_at(scene, TONIGHT)
    await scene.services.members.choose_zone(act(UserId(ANNA), HERE), "America/New_York")
    scene.channels.silent.clear()
    await run(scene, 3 * MINUTE)
    (reminder,) = await stored(scene, ANNA)
    assert reminder.due_at == TONIGHT + DAY + 5 * HOUR
    assert len(texts(scene)) == 1


async def test_snoozed_between_a_claim_and_a_look(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = await set_at(scene, ANNA, "8pm")
    close(scene, ANNA, Trouble.UNREACHABLE)
    await run_at(scene, TONIGHT)
    scene.channels.trouble.clear()
    find = scene.channels.find

    async def find_slowly(*given: object, **more: object) -> object:
        message = Message(HERE, kept.id, kept.day, 0)
        await scene.services.reminders.snooze(act(UserId(ANNA), HERE), message)
        return await find(*given, **more)  # pyright: ignore[reportArgumentType] - passed on

    monkeypatch.setattr(scene.channels, "find", find_slowly)
    await run(scene, 5 * MINUTE)
    assert not texts(scene)
    await run(scene, 30 * MINUTE)
    assert len(texts(scene)) == 1


@pytest.mark.parametrize("turns_until_then", ["page read", "sent"])
async def test_deleted_data_while_it_is_on_its_way(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, turns_until_then: str
) -> None:
    await set_at(scene, ANNA, "8pm")
    due, send = reminders.due, scene.channels.send

    async def erase() -> None:
        await scene.services.privacy.erase(act(UserId(ANNA), HERE), everywhere=False)

    async def read(*given: object) -> object:
        page = await due(*given)  # pyright: ignore[reportArgumentType] - passed on
        await erase()
        return page

    async def sent(*given: object) -> object:
        outcome = await send(*given)  # pyright: ignore[reportArgumentType] - passed on
        await erase()
        return outcome

    if turns_until_then == "sent":
        monkeypatch.setattr(scene.channels, "send", sent)
    else:
        monkeypatch.setattr(reminders, "due", read)
    await run_at(scene, TONIGHT)
    assert len(texts(scene)) == (turns_until_then == "sent")
    assert not await stored(scene, ANNA)


async def test_more_than_one_page_and_one_that_fails(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    users = range(10, 10 + PAGE + 5)
    for user in users:
        await scene.member(user)
        await set_at(scene, user, "8pm")
    read_each = reminded.read_each

    async def fails_for_one(conn: Connection, asked: Sequence[reminded.Asked]) -> object:
        if any(each.user_id == users[3] for each in asked):
            raise RuntimeError
        return await read_each(conn, asked)

    monkeypatch.setattr(reminded, "read_each", fails_for_one)
    await run_at(scene, TONIGHT)
    assert [user for user in users if len(texts(scene, user)) != 1] == [users[3]]
    assert "incident" in caplog.text
    monkeypatch.undo()
    await run(scene, MINUTE)
    assert all(len(texts(scene, user)) == 1 for user in users)


async def test_without_discord_the_rest_waits_for_the_next_minute(scene: Scene) -> None:
    users = range(10, 10 + 2 * MOST_SILENT + 20)
    for user in users:
        await scene.member(user)
        await set_at(scene, user, "8pm")
        close(scene, user, Trouble.UNREACHABLE)
    tried: list[int] = []
    send = scene.channels.send

    async def counted(channel_id: int, *given: object, **more: object) -> object:
        tried.append(channel_id)
        await asyncio.sleep(0)
        return await send(channel_id, *given, **more)  # pyright: ignore[reportArgumentType] - passed on

    scene.channels.send = counted  # pyright: ignore[reportAttributeAccessIssue] - counts
    await run_at(scene, TONIGHT)
    assert MOST_SILENT <= len(tried) < len(users)
    scene.channels.trouble.clear()
    await run(scene, 5 * MINUTE)
    assert all(len(texts(scene, user)) == 1 for user in users)


class TestEndOfRest:
    @pytest.fixture
    async def resting(self, scene: Scene) -> datetime:
        """A rest until tomorrow whose end is to be told; returns when."""
        rests = scene.services.rests
        taken = await rests.take(act(UserId(ANNA), HERE), RestWords("tomorrow"))
        rest = taken.named.rest
        taken = await rests.tell(act(UserId(ANNA), HERE), rest.id, wanted=True)
        assert taken.named.rest.tell_at
        return taken.named.rest.tell_at

    async def test_is_told_once_the_morning_after(self, scene: Scene, resting: datetime) -> None:
        assert resting == datetime(2026, 11, 20, 9, tzinfo=UTC)
        await run_at(scene, resting - MINUTE)
        assert not texts(scene)
        await run(scene, MINUTE)
        (message,) = texts(scene)
        assert "Ten minutes are a good first step" in message
        await run(scene, MINUTE)
        await run(scene, DAY)
        assert len(texts(scene)) == 1

    async def test_is_lost_rather_than_doubled_by_a_crash(
        self, scene: Scene, resting: datetime
    ) -> None:
        scene.clock.set(resting)
        scene.channels.crash_after = 1
        await crash(scene)
        await start_again(scene, 5 * MINUTE)
        assert len(texts(scene)) == 1
