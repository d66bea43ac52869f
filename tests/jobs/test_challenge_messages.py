"""What is announced about challenges, and what is not said any more once it is out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.challenge_edits import EditWords
from bot.domain.challenges import State
from bot.domain.ids import UserId
from bot.domain.posts import Kind
from bot.domain.posts import State as PostState
from bot.services.challenges import open_challenge
from storage import challenges
from tests.support.callers import act
from tests.support.challenges import (
    CHALLENGE,
    CHANNEL,
    announce,
    board,
    boards,
    challenge_of,
    join,
    minutes,
    post_of,
    stored,
)
from tests.support.weeks import DAY, HOUR

if TYPE_CHECKING:
    from tests.support.weeks import Scene


async def test_what_was_called_off_at_once_is_not_announced(scene: Scene) -> None:
    community = await scene.community(next_weekly_at=None)
    challenge = challenge_of(scene)
    async with scene.db.transaction() as tx:
        await open_challenge(tx, community, challenge, scene.clock.now())
        called_off = replace(challenge, state=State.CANCELLED, ended_at=scene.clock.now())
        await challenges.save(tx, called_off)
    await minutes(scene, 3)
    assert scene.channels.texts(CHANNEL) == []
    assert (await post_of(scene)).state is PostState.SKIPPED


async def test_an_announcement_that_was_kept_up_says_so_and_stands_so(scene: Scene) -> None:
    community = await scene.community(next_weekly_at=None)
    async with scene.db.transaction() as tx:
        await open_challenge(tx, community, challenge_of(scene), scene.clock.now())
    scene.clock.advance(HOUR)
    await minutes(scene, 5)
    assert "later than promised" in board(scene).text
    assert scene.channels.edited_at == []


async def test_another_target_is_told_once(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    await scene.services.challenges.edit(
        act(UserId(1), manages_server=True), CHALLENGE, EditWords(target="6")
    )
    await minutes(scene, 3)
    (news,) = (each for each in scene.channels.texts(CHANNEL) if "another target" in each)
    assert "5 days → 6 days" in news
    assert "target 5 days" not in news
    assert (await post_of(scene, Kind.TERMS, "9000/2")).state is PostState.SENT
    await minutes(scene, 2)
    assert "**Target:** 6 days" in board(scene).text


async def test_another_target_is_told_once_by_a_silent_discord(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    await scene.services.challenges.edit(
        act(UserId(1), manages_server=True), CHALLENGE, EditWords(target="6")
    )
    scene.channels.silent.add(CHANNEL)
    await minutes(scene)
    scene.channels.silent.clear()
    await minutes(scene, 10)
    assert sum("another target" in each for each in scene.channels.texts(CHANNEL)) == 1
    assert (await post_of(scene, Kind.TERMS, "9000/2")).state is PostState.SENT


async def test_another_target_is_not_told_after_the_end(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    await scene.services.challenges.edit(
        act(UserId(1), manages_server=True), CHALLENGE, EditWords(target="4")
    )
    ended = replace(await stored(scene), state=State.ENDED, ended_at=scene.clock.now())
    async with scene.db.transaction() as tx:
        await challenges.save(tx, ended)
    await minutes(scene, 2)
    assert len(scene.channels.texts(CHANNEL)) == 1


async def test_of_a_challenge_that_is_no_more_nothing_is_said(scene: Scene) -> None:
    await announce(scene)
    scene.channels.silent.add(CHANNEL)
    scene.clock.advance(13 * DAY)
    due = [each async for each in scene.services.challenge_ends.due(scene.clock.now())]
    assert await scene.services.challenge_ends.look(due[0])
    async with scene.db.transaction() as tx:
        await tx.execute("DELETE FROM challenges")
    await minutes(scene)
    assert len(boards(scene)) == len(scene.channels.texts(CHANNEL)) == 1
    assert await scene.services.challenge_ends.look(due[0]) is None


async def test_more_challenges_than_a_page_are_all_looked_at(scene: Scene) -> None:
    community = await scene.community(next_weekly_at=None)
    async with scene.db.transaction() as tx:
        for number in range(101):
            challenge = challenge_of(scene, id=number + 1, title=f"Number {number}")
            await challenges.add(tx, challenge, scene.clock.now())
    assert community
    due = [each async for each in scene.services.challenge_ends.due(scene.clock.now())]
    assert len({each.challenge_id for each in due}) == 101
