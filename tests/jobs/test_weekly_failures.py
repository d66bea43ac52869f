"""What keeps a post from coming, and who is told."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.posts import WEEKLY, Kind, Reason, State
from bot.jobs.spread import AT_ONCE
from bot.services import posts
from tests.support.callers import act
from tests.support.weeks import DUE, HOUR, MINUTE, WEEK, moderator_channel, weekly_channel

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from bot.domain.deliveries import Outcome
    from bot.domain.posts import Post
    from tests.support.weeks import Scene

CHANNEL, MODERATORS = weekly_channel(1), moderator_channel(1)


def titles(scene: Scene, channel_id: int = CHANNEL) -> list[str]:
    return [text.splitlines()[0] for text in scene.channels.texts(channel_id)]


def outcomes(found: dict[Kind, Post]) -> set[tuple[State, Reason | None]]:
    return {(post.state, post.reason) for post in found.values()}


async def moderator(scene: Scene) -> Caller:
    return act(community=(await scene.get()).community_id, manages_server=True)


@pytest.mark.parametrize(
    ("trouble", "mend"),
    [
        (Trouble.GONE, "Choose another one in `/community settings`"),
        (Trouble.FORBIDDEN, "View Channel and Send Messages"),
        (Trouble.REFUSED, "AutoMod"),
    ],
)
async def test_moderators_are_told_once_what_is_the_matter_and_how_to_mend_it(
    scene: Scene, trouble: Trouble, mend: str
) -> None:
    await scene.community()
    scene.channels.trouble[CHANNEL] = trouble
    scene.clock.set(DUE)
    for _ in range(3):
        await scene.run()
        scene.clock.advance(10 * MINUTE)
    assert outcomes(await scene.posts()) == {(State.FAILED, Reason(trouble.value))}
    (told,) = scene.channels.texts(MODERATORS)
    assert told.count("The streak post and the reflection prompt of week 47") == 1
    assert mend in told
    overview = await scene.services.communities.overview(await moderator(scene))
    assert {post.kind for post in overview.failures} == set(WEEKLY)


async def test_a_missing_channel_is_told_like_a_broken_one(scene: Scene) -> None:
    await scene.community(weekly_channel_id=None)
    scene.clock.set(DUE)
    await scene.run()
    assert outcomes(await scene.posts()) == {(State.FAILED, Reason.NO_CHANNEL)}
    (told,) = scene.channels.texts(MODERATORS)
    assert "no channel is chosen" in told


async def test_without_a_moderators_channel_the_settings_tell(scene: Scene) -> None:
    await scene.community(moderator_channel_id=None)
    scene.channels.trouble[CHANNEL] = Trouble.GONE
    scene.clock.set(DUE)
    await scene.run()
    assert scene.channels.letters == []
    assert await scene.untold() == []


async def test_a_notice_that_discord_did_not_answer_comes_later(scene: Scene) -> None:
    await scene.community()
    scene.channels.trouble |= {CHANNEL: Trouble.GONE, MODERATORS: Trouble.UNREACHABLE}
    scene.clock.set(DUE)
    await scene.run()
    del scene.channels.trouble[MODERATORS]
    for _ in range(3):
        scene.clock.advance(10 * MINUTE)
        await scene.run()
    assert len(titles(scene, MODERATORS)) == 1


async def test_a_notice_is_given_up_where_it_cannot_be_brought(scene: Scene) -> None:
    await scene.community()
    scene.channels.trouble |= {CHANNEL: Trouble.GONE, MODERATORS: Trouble.FORBIDDEN}
    scene.clock.set(DUE)
    await scene.run()
    assert await scene.untold() == []


async def test_a_silent_discord_is_not_asked_for_ever(scene: Scene) -> None:
    await scene.community()
    scene.channels.trouble |= {CHANNEL: Trouble.GONE, MODERATORS: Trouble.UNREACHABLE}
    scene.clock.set(DUE)
    await scene.run()
    assert len(await scene.untold()) == 1
    scene.clock.advance(25 * HOUR)
    await scene.run()
    assert await scene.untold() == []


async def test_ten_broken_communities_do_not_hold_up_the_eleventh(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 12):
        await scene.community(number)
    scene.clock.set(DUE)
    posted = asyncio.Event()
    broken, healthy = {weekly_channel(number) for number in range(1, 11)}, weekly_channel(11)
    plain_send = scene.channels.send

    async def send(channel_id: int, *args: object, **more: object) -> Outcome:
        if channel_id in broken:
            # Discord hangs for the broken ones until the eleventh has all its posts.
            await posted.wait()
            scene.channels.trouble[channel_id] = Trouble.FORBIDDEN
        outcome = await plain_send(channel_id, *args, **more)  # pyright: ignore[reportArgumentType]
        if len(scene.channels.texts(healthy)) == 2:
            posted.set()
        return outcome

    monkeypatch.setattr(scene.channels, "send", send)
    async with asyncio.timeout(5):
        await scene.run()
    assert len(scene.channels.texts(healthy)) == 2
    for number in range(1, 11):
        assert len(scene.channels.texts(moderator_channel(number))) == 1
        assert outcomes(await scene.posts(number=number)) == {(State.FAILED, Reason.FORBIDDEN)}


async def test_an_unforeseen_failure_is_reported_and_stops_nobody_else(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.community(1)
    await scene.community(2)
    scene.clock.set(DUE)
    plain = scene.services.streak_posts.of_week

    async def fails(community_id: int, *args: object) -> object:
        if community_id == 1:
            raise RuntimeError("boom")
        return await plain(community_id, *args)  # pyright: ignore[reportArgumentType]

    with monkeypatch.context() as patch:
        patch.setattr(type(scene.services.streak_posts), "of_week", staticmethod(fails))
        with caplog.at_level(logging.ERROR):
            await scene.run()
            await scene.run()
    assert caplog.text.count("incident") == 1
    assert "boom" in caplog.text
    assert titles(scene, weekly_channel(2)) == [
        "### Week 47 together",
        "### Time to look back on week 47",
    ]
    scene.clock.advance(MINUTE)
    await scene.run()
    assert len(titles(scene)) == 2


async def test_so_many_are_sent_at_once_and_no_more(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 2 * AT_ONCE):
        await scene.community(number)
    scene.clock.set(DUE)
    under_way = most = 0
    plain_send = scene.channels.send

    async def send(*args: object, **more: object) -> Outcome:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return await plain_send(*args, **more)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(scene.channels, "send", send)
    await scene.run()
    assert 1 < most <= AT_ONCE
    assert len(scene.channels.letters) == 2 * (2 * AT_ONCE - 1)


async def test_a_mended_channel_gets_its_posts_when_a_moderator_asks(scene: Scene) -> None:
    await scene.community()
    scene.channels.trouble[CHANNEL] = Trouble.FORBIDDEN
    scene.clock.set(DUE)
    await scene.run()
    scene.channels.trouble.clear()
    plan = await scene.services.week_plans.send_now(await moderator(scene), WEEK)
    assert {post.state for post in plan.posts.values()} == {State.CLAIMED}
    await scene.run()
    assert len(titles(scene)) == 2


async def test_news_of_a_late_post_waits_for_a_silent_discord(scene: Scene) -> None:
    await scene.community()
    scene.channels.trouble[MODERATORS] = Trouble.UNREACHABLE
    scene.clock.set(DUE + 3 * 24 * HOUR)
    await scene.run()
    del scene.channels.trouble[MODERATORS]
    for _ in range(3):
        scene.clock.advance(10 * MINUTE)
        await scene.run()
    assert len(titles(scene, MODERATORS)) == 1


@pytest.mark.parametrize("fails", ["begin", "find"])
async def test_claims_that_fail_each_time_hold_up_nobody_else(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    monkeypatch.setattr(posts, "PAGE", 2)
    for number in (1, 2):
        await scene.community(number)
        scene.channels.trouble[weekly_channel(number)] = Trouble.UNREACHABLE
    scene.clock.set(DUE)
    await scene.run()
    scene.channels.trouble.clear()
    scene.clock.advance(10 * MINUTE)
    owner = scene.services.posts if fails == "begin" else scene.channels
    plain = getattr(owner, fails)

    async def boom(about: Post | int, *args: object) -> object:
        if about == CHANNEL or getattr(about, "channel_id", None) == CHANNEL:
            raise RuntimeError("boom")
        return await plain(about, *args)

    with monkeypatch.context() as patch:
        patch.setattr(owner, fails, boom)
        await scene.run()
        await scene.run()
    assert len(titles(scene, weekly_channel(2))) == 2
    scene.clock.advance(10 * MINUTE)
    await scene.run()
    assert len(titles(scene)) == 2


async def test_news_that_cannot_be_brought_holds_up_nobody_else(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "PAGE", 1)
    for number in (1, 2, 3):
        await scene.community(number, weekly_channel_id=None)
    scene.channels.trouble[MODERATORS] = Trouble.UNREACHABLE
    scene.clock.set(DUE)
    await scene.run()
    assert [len(titles(scene, moderator_channel(number))) for number in (1, 2, 3)] == [0, 1, 1]
