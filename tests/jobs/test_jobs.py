from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.posts import State
from bot.jobs import Jobs
from bot.jobs.maintenance import tidy_up
from storage import communities, drafts, receipts
from tests.support.callers import act
from tests.support.weeks import DAY, DUE, HOUR, weekly_channel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.domain.callers import Caller
    from tests.support.weeks import Scene

CHANNEL = weekly_channel(1)


@pytest.fixture
async def jobs(scene: Scene) -> AsyncGenerator[Jobs]:
    made = Jobs(scene.services, scene.channels, scene.clock)
    try:
        yield made
    finally:
        await made.stop()


async def both_posted(scene: Scene) -> None:
    async with asyncio.timeout(5):
        while len(scene.channels.texts(CHANNEL)) < 2:
            await asyncio.sleep(0.01)


async def test_what_fell_due_while_away_is_posted_at_the_start(scene: Scene, jobs: Jobs) -> None:
    await scene.community()
    scene.clock.set(DUE + HOUR)
    jobs.start()
    await both_posted(scene)
    assert all("later than promised" in text for text in scene.channels.texts(CHANNEL))


async def test_stopping_lets_a_post_under_way_arrive(
    scene: Scene, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.community()
    scene.clock.set(DUE)
    started = asyncio.Event()
    plain_send = scene.channels.send

    async def send(*args: object, **more: object) -> object:
        started.set()
        await asyncio.sleep(0.1)
        return await plain_send(*args, **more)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(scene.channels, "send", send)
    jobs.start()
    await started.wait()
    await jobs.stop()
    assert {post.state for post in (await scene.posts()).values()} == {State.SENT}


async def test_stopping_does_not_wait_for_ever_and_the_post_comes_later(
    scene: Scene, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.community()
    scene.clock.set(DUE)
    started = asyncio.Event()

    async def hang(*_: object, **__: object) -> None:
        started.set()
        await asyncio.Event().wait()

    monkeypatch.setattr("bot.jobs.STOP_S", 0.1)
    with monkeypatch.context() as patch:
        patch.setattr(scene.channels, "send", hang)
        jobs.start()
        await started.wait()
        with caplog.at_level(logging.ERROR):
            async with asyncio.timeout(2):
                await jobs.stop()
    assert caplog.text == ""
    await scene.restart()
    await scene.run()
    assert len(scene.channels.texts(CHANNEL)) == 2


async def test_stopping_twice_or_before_the_start_is_fine(jobs: Jobs) -> None:
    await jobs.stop()
    jobs.start()
    await jobs.stop()
    await jobs.stop()


async def test_a_failing_job_is_reported(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("bot.jobs.EACH_MINUTE", (fails,))
    with caplog.at_level(logging.ERROR, "bot.jobs"):
        jobs.start()
        async with asyncio.timeout(5):
            while "incident" not in caplog.text:
                await asyncio.sleep(0.01)
    assert "boom" in caplog.text


async def test_tidying_up_deletes_what_is_over_and_nothing_else(scene: Scene) -> None:
    community = await scene.community(1)
    await scene.community(2)
    old = act(community=community.community_id)
    await keep_something(scene, old)
    await scene.services.communities.removed(community.community_id)
    scene.clock.advance(29 * DAY)
    fresh = act(community=community.community_id)
    await keep_something(scene, fresh)
    await tidy_up(scene.services, scene.channels, scene.clock.now())
    assert not await is_kept(scene, old)
    assert await is_kept(scene, fresh)
    assert (await scene.get(1)).removed_at is not None
    scene.clock.advance(DAY + timedelta(seconds=1))
    await tidy_up(scene.services, scene.channels, scene.clock.now())
    async with scene.db.reading() as conn:
        assert list(await communities.presence(conn)) == [2]


async def test_the_start_tidies_up(scene: Scene, jobs: Jobs) -> None:
    old = act()
    await keep_something(scene, old)
    scene.clock.advance(2 * DAY)
    jobs.start()
    async with asyncio.timeout(5):
        while await is_kept(scene, old):
            await asyncio.sleep(0.01)


async def keep_something(scene: Scene, caller: Caller) -> None:
    await scene.services.drafts.keep(caller, "form", {"name": "x"})
    async with scene.db.transaction() as tx:
        await receipts.claim(tx, caller.community_id, caller.interaction_id, scene.clock.now())


async def is_kept(scene: Scene, caller: Caller) -> bool:
    """Tell whether both the draft and the receipt of an interaction are there."""
    async with scene.db.transaction() as conn:
        key = (caller.community_id, caller.user_id, caller.interaction_id)
        draft = await drafts.get(conn, *key)
        query = "SELECT 1 FROM receipts WHERE interaction_id = :interaction_id"
        receipt = await conn.fetch_one(query, {"interaction_id": caller.interaction_id})
    assert (draft is None) is (receipt is None)
    return draft is not None


async def test_a_job_that_is_under_way_is_not_begun_again(jobs: Jobs) -> None:
    begun, may_end = 0, asyncio.Event()

    async def slow(*_: object) -> None:
        nonlocal begun
        begun += 1
        await may_end.wait()

    first = asyncio.create_task(jobs._run(slow))
    await asyncio.sleep(0)
    await jobs._run(slow)
    assert begun <= 1
    may_end.set()
    await first
    await jobs._run(slow)
    assert begun == 2
