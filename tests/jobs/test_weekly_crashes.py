"""Exactly one post of each kind, wherever between claim and mark the program ends."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.posts import Kind, Reason, State
from storage import posts
from tests.support.channels import Crash
from tests.support.weeks import DAY, DUE, HOUR, MINUTE, moderator_channel, weekly_channel

if TYPE_CHECKING:
    from tests.support.weeks import Scene

CHANNEL, MODERATORS = weekly_channel(1), moderator_channel(1)
BOTH = ["### Week 47 together", "### Time to look back on week 47"]


def titles(scene: Scene, channel_id: int = CHANNEL) -> list[str]:
    return [text.splitlines()[0] for text in scene.channels.texts(channel_id)]


async def crash(scene: Scene) -> None:
    with pytest.raises(BaseExceptionGroup) as caught:
        await scene.run()
    assert caught.group_contains(Crash)


@pytest.mark.parametrize("away", [timedelta(0), MINUTE, 2 * MINUTE, 5 * HOUR, 24 * HOUR])
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("where", ["crash_before", "crash_after"])
async def test_a_crash_loses_and_doubles_nothing(
    scene: Scene, where: str, number: int, away: timedelta
) -> None:
    await scene.community()
    scene.clock.set(DUE)
    setattr(scene.channels, where, number)
    await crash(scene)
    await scene.restart()
    scene.clock.advance(away)
    await scene.run()
    await scene.run()
    assert sorted(titles(scene)) == sorted(BOTH)
    assert {post.state for post in (await scene.posts()).values()} == {State.SENT}
    # The nonce is enough at first, and no history need be readable.
    assert bool(scene.channels.searches) is (away >= 2 * MINUTE)


async def test_a_crash_within_the_claim_leaves_nothing_behind(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.community()
    scene.clock.set(DUE)

    async def fails(*_: object) -> bool:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(posts, "add", fails)
        await crash(scene)
    await scene.restart()
    assert await scene.posts() == {}
    assert (await scene.get()).next_weekly_at == DUE
    await scene.run()
    assert titles(scene) == BOTH


async def test_crash_after_crash_still_gives_one_of_each(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    for _ in range(4):
        scene.channels.crash_after = 1
        with contextlib.suppress(BaseExceptionGroup):
            await scene.run()
        await scene.restart()
        scene.clock.advance(timedelta(seconds=50))
    for _ in range(3):
        await scene.run()
        scene.clock.advance(MINUTE)
    assert sorted(titles(scene)) == sorted(BOTH)


async def test_an_unreadable_channel_gets_no_second_post_and_moderators_are_told(
    scene: Scene,
) -> None:
    await scene.community()
    scene.clock.set(DUE)
    scene.channels.crash_after = 1
    await crash(scene)
    await scene.restart()
    scene.channels.unreadable.add(CHANNEL)
    scene.clock.advance(5 * MINUTE)
    await scene.run()
    assert titles(scene) == BOTH[:1]
    assert {post.reason for post in (await scene.posts()).values()} == {Reason.UNREADABLE}
    (told,) = scene.channels.texts(MODERATORS)
    assert "The streak post and the reflection prompt of week 47" in told
    assert "Read Message History" in told


async def test_a_claim_that_was_never_sent_is_skipped_after_a_day(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    scene.channels.crash_before = 1
    await crash(scene)
    await scene.restart()
    scene.clock.advance(DAY + MINUTE)
    await scene.run()
    assert titles(scene) == []
    found = (await scene.posts())[Kind.STREAKS]
    assert (found.state, found.reason) == (State.SKIPPED, Reason.TOO_LATE)


async def test_a_lost_answer_is_settled_without_a_second_post(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    scene.channels.silent.add(CHANNEL)
    await scene.run()
    assert {post.attempts for post in (await scene.posts()).values()} == {1}
    await scene.run()
    assert {post.attempts for post in (await scene.posts()).values()} == {1}
    scene.clock.advance(MINUTE)
    await scene.run()
    assert {post.attempts for post in (await scene.posts()).values()} == {2}
    scene.clock.advance(2 * MINUTE)
    await scene.run()
    assert titles(scene) == BOTH
    assert {post.state for post in (await scene.posts()).values()} == {State.SENT}


async def test_an_outage_is_waited_out_and_the_post_says_that_it_is_late(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    scene.channels.trouble[CHANNEL] = Trouble.UNREACHABLE
    tries = 0
    while scene.clock.now() < DUE + 5 * HOUR:
        before = scene.channels.searches
        await scene.run()
        tries += scene.channels.searches > before
        scene.clock.advance(MINUTE)
    assert tries < 12
    scene.channels.trouble.clear()
    scene.clock.advance(HOUR)
    await scene.run()
    assert titles(scene) == BOTH
    assert all("later than promised" in text for text in scene.channels.texts(CHANNEL))
    assert scene.channels.texts(MODERATORS) == []


async def test_an_outage_of_a_day_fails_the_posts_and_is_told_once(scene: Scene) -> None:
    await scene.community()
    scene.clock.set(DUE)
    scene.channels.trouble[CHANNEL] = Trouble.UNREACHABLE
    while scene.clock.now() < DUE + 26 * HOUR:
        await scene.run()
        scene.clock.advance(10 * MINUTE)
    assert {post.reason for post in (await scene.posts()).values()} == {Reason.UNREACHABLE}
    scene.channels.trouble.clear()
    await scene.run()
    assert titles(scene) == []
    assert len(scene.channels.texts(MODERATORS)) == 1
