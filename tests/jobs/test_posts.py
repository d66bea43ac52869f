"""Posts of other kinds than the weekly ones: tried again, told once, posted anew when lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.deliveries import Trouble
from bot.domain.posts import USEFUL_LONGER, Kind, Post, Reason, State
from bot.jobs import publishing
from bot.jobs.messages import Message
from bot.render.card import button, buttons, card, text
from bot.render.presses import Count, Press
from storage import posts
from tests.support.weeks import DAY, HOUR, MINUTE, moderator_channel, weekly_channel

if TYPE_CHECKING:
    from bot.services.container import Services
    from tests.support.weeks import Scene

CHANNEL, MODERATORS, ELSEWHERE = weekly_channel(1), moderator_channel(1), 777
RETRY = timedelta(minutes=10)


class Told(Press, tag="test-told"):
    number: Count


class Composer:
    """Says how often it was asked; nothing, once there is nothing to say."""

    def __init__(self) -> None:
        self.is_silent = False

    def marker(self, post: Post) -> str:
        return Told(number=post.subject[0]).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        del services
        press = Told(number=post.subject[0])
        said = card(text(f"edition {post.edition}, late {late}"), buttons(button("?", press)))
        return None if self.is_silent else Message(said)


@pytest.fixture
def composer(monkeypatch: pytest.MonkeyPatch) -> Composer:
    composer = Composer()
    monkeypatch.setattr(publishing, "COMPOSERS", {Kind.RESULTS: composer})
    return composer


async def claim(scene: Scene, channel_id: int | None = CHANNEL) -> Post:
    community = await scene.community(next_weekly_at=None)
    now = scene.clock.now()
    post = Post(community.community_id, Kind.RESULTS, "12", now, now, now, channel_id=channel_id)
    async with scene.db.transaction() as tx:
        assert await posts.add(tx, post)
    return post


async def stored(scene: Scene) -> Post:
    community = await scene.get()
    async with scene.db.reading() as conn:
        found = await posts.get(conn, community.community_id, Kind.RESULTS, "12")
    assert found is not None
    return found


async def pass_time(scene: Scene, delta: timedelta) -> None:
    scene.clock.advance(delta)
    await scene.run()


@pytest.mark.usefixtures("composer")
async def test_a_post_comes_once(scene: Scene) -> None:
    await claim(scene)
    for _ in range(3):
        await pass_time(scene, MINUTE)
    assert scene.channels.texts(CHANNEL) == ["edition 1, late False\n?"]
    assert (await stored(scene)).state is State.SENT


@pytest.mark.usefixtures("composer")
async def test_a_refused_post_is_told_once_and_comes_when_the_permission_is_back(
    scene: Scene,
) -> None:
    await claim(scene)
    scene.channels.trouble[CHANNEL] = Trouble.FORBIDDEN
    for _ in range(30):
        await pass_time(scene, 5 * MINUTE)
    assert (await stored(scene)).reason is Reason.FORBIDDEN
    assert len(scene.channels.texts(MODERATORS)) == 1
    scene.channels.trouble.clear()
    await pass_time(scene, RETRY)
    assert scene.channels.texts(CHANNEL) == ["edition 1, late True\n?"]
    assert len(scene.channels.texts(MODERATORS)) == 1


@pytest.mark.usefixtures("composer")
@pytest.mark.parametrize("lost", ["gone", "never chosen"])
async def test_without_its_channel_a_post_moves_to_the_one_that_is_chosen_now(
    scene: Scene, lost: str
) -> None:
    await claim(scene, None if lost == "never chosen" else ELSEWHERE)
    scene.channels.trouble[ELSEWHERE] = Trouble.GONE
    await pass_time(scene, MINUTE)
    await pass_time(scene, RETRY)
    assert len(scene.channels.texts(CHANNEL)) == 1


@pytest.mark.usefixtures("composer")
async def test_what_is_of_no_use_any_more_is_given_up(scene: Scene) -> None:
    await claim(scene)
    scene.channels.trouble[CHANNEL] = Trouble.FORBIDDEN
    await pass_time(scene, MINUTE)
    scene.channels.trouble.clear()
    await pass_time(scene, USEFUL_LONGER)
    await pass_time(scene, DAY)
    assert (await stored(scene)).state is State.SKIPPED
    assert scene.channels.texts(CHANNEL) == []


async def test_nothing_is_sent_where_there_is_nothing_to_say(
    scene: Scene, composer: Composer
) -> None:
    await claim(scene)
    composer.is_silent = True
    await pass_time(scene, MINUTE)
    composer.is_silent = False
    await pass_time(scene, HOUR)
    assert scene.channels.texts(CHANNEL) == []
    assert (await stored(scene)).state is State.SKIPPED


@pytest.mark.usefixtures("composer")
async def test_a_lost_message_is_posted_as_the_next_edition(scene: Scene) -> None:
    await claim(scene)
    await pass_time(scene, MINUTE)
    first = await stored(scene)
    scene.channels.letters.clear()
    async with scene.db.transaction() as tx:
        await posts.save_lost(tx, first.anew(scene.clock.now()))
    await pass_time(scene, MINUTE)
    second = await stored(scene)
    assert scene.channels.texts(CHANNEL) == ["edition 2, late False\n?"]
    assert (second.edition, second.state) == (2, State.SENT)
    assert second.nonce != first.nonce
