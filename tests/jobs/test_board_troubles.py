"""A board whose message or channel is lost, or may not be edited: told, tried again, resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import ChannelUse
from bot.domain.deliveries import Trouble
from bot.domain.ids import UserId
from tests.support.callers import act
from tests.support.challenges import CHANNEL, announce, board, boards, join, look, minutes, post_of
from tests.support.weeks import DAY, MINUTE, moderator_channel

if TYPE_CHECKING:
    from tests.support.weeks import Scene

MODERATORS, NEW_CHANNEL = moderator_channel(1), 777


async def change(scene: Scene, user: int = 11) -> None:
    """Change what the board shows."""
    await join(scene, user)
    await minutes(scene)


async def test_a_deleted_message_is_posted_anew_even_days_later(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.clock.advance(10 * DAY)
    scene.channels.letters.clear()
    await minutes(scene, 2)
    assert "<@11>" in board(scene).text
    assert (await post_of(scene)).edition == 2
    assert scene.channels.texts(MODERATORS) == []


async def test_a_deleted_message_is_posted_anew_within_the_hour_though_nothing_changed(
    scene: Scene,
) -> None:
    await announce(scene)
    await minutes(scene, 5)
    scene.channels.letters.clear()
    await minutes(scene, 65)
    assert "Nobody is in it yet" in board(scene).text
    assert scene.channels.edited_at == []


async def test_a_message_that_may_not_be_seen_is_not_posted_twice(scene: Scene) -> None:
    await announce(scene)
    scene.channels.unreadable.add(CHANNEL)
    await minutes(scene, 130)
    assert len(boards(scene)) == 1
    assert scene.channels.texts(MODERATORS) == []


async def test_a_new_message_is_edited_as_the_old_one_was(scene: Scene) -> None:
    await announce(scene)
    scene.channels.letters.clear()
    await change(scene)
    await minutes(scene)
    await change(scene, 12)
    assert "<@12>" in board(scene).text


async def test_a_message_that_is_worn_is_replaced_after_one_interval(scene: Scene) -> None:
    await announce(scene)
    await minutes(scene, 70)
    worn = board(scene)
    scene.channels.worn.add(worn.id)
    await change(scene)
    assert "<@11>" not in board(scene).text
    await minutes(scene, 9)
    assert board(scene) is worn
    await minutes(scene, 2)
    assert board(scene) is not worn
    assert "<@11>" in board(scene).text
    assert len(scene.channels.edited_at) == 1
    assert scene.channels.texts(MODERATORS) == []


async def test_a_worn_message_that_cannot_be_taken_away_is_tried_again(scene: Scene) -> None:
    await announce(scene)
    await minutes(scene, 70)
    scene.channels.worn.add(board(scene).id)
    await change(scene)
    scene.channels.trouble[CHANNEL] = Trouble.UNREACHABLE
    await minutes(scene, 15)
    assert len(boards(scene)) == 1
    scene.channels.trouble.clear()
    await minutes(scene, 15)
    assert "<@11>" in board(scene).text


@pytest.mark.parametrize("trouble", [Trouble.FORBIDDEN, Trouble.REFUSED])
async def test_a_board_that_may_not_be_edited_is_told_once_and_resumed(
    scene: Scene, trouble: Trouble
) -> None:
    await announce(scene)
    scene.channels.trouble[CHANNEL] = trouble
    await change(scene)
    for user in range(20, 50):
        await change(scene, user)
    (told,) = scene.channels.texts(MODERATORS)
    assert "A challenge's board is not up to date" in told
    assert f"<#{CHANNEL}>" in told
    assert len(scene.channels.edited_at) <= 4
    await scene.restart()
    await minutes(scene, 11)
    assert len(scene.channels.texts(MODERATORS)) == 1
    scene.channels.trouble.clear()
    await minutes(scene, 11)
    assert "people take part" in board(scene).text
    scene.channels.trouble[CHANNEL] = trouble
    await change(scene, 60)
    await minutes(scene, 2)
    assert len(scene.channels.texts(MODERATORS)) == 2


async def test_a_silent_discord_is_told_to_nobody_and_tried_again(scene: Scene) -> None:
    await announce(scene)
    scene.channels.trouble[CHANNEL] = Trouble.UNREACHABLE
    await change(scene)
    await minutes(scene, 5)
    scene.channels.trouble.clear()
    await minutes(scene, 2)
    assert "<@11>" in board(scene).text
    assert scene.channels.texts(MODERATORS) == []


async def test_moderators_who_cannot_be_reached_are_told_later(scene: Scene) -> None:
    await announce(scene)
    scene.channels.trouble |= {CHANNEL: Trouble.FORBIDDEN, MODERATORS: Trouble.UNREACHABLE}
    await change(scene)
    del scene.channels.trouble[MODERATORS]
    await minutes(scene, 12)
    assert len(scene.channels.texts(MODERATORS)) == 1


async def test_without_a_moderators_channel_nothing_is_told(scene: Scene) -> None:
    await announce(scene)
    await scene.services.communities.choose_channel(
        act(manages_server=True), ChannelUse.MODERATORS, None
    )
    scene.channels.trouble[CHANNEL] = Trouble.FORBIDDEN
    await change(scene)
    await minutes(scene, 30)
    assert scene.channels.texts(MODERATORS) == []


async def test_a_lost_channel_is_told_once_and_the_board_moves_to_a_new_one(scene: Scene) -> None:
    await announce(scene)
    scene.channels.letters.clear()
    scene.channels.trouble[CHANNEL] = Trouble.GONE
    await change(scene)
    await minutes(scene, 45)
    (told,) = scene.channels.texts(MODERATORS)
    assert "The board of a challenge" in told
    assert "the channel is gone" in told
    await scene.services.communities.choose_channel(
        act(UserId(1), manages_server=True), ChannelUse.CHALLENGES, NEW_CHANNEL
    )
    await minutes(scene, 11)
    assert board(scene).channel_id == NEW_CHANNEL
    await change(scene, 12)
    assert "<@12>" in board(scene).text
    assert len(scene.channels.texts(MODERATORS)) == 1


async def test_a_board_that_was_lost_before_a_restart_is_posted_once(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.channels.letters.clear()
    await look(scene)
    scene.clock.advance(5 * MINUTE)
    await scene.restart()
    await minutes(scene, 5)
    assert "<@11>" in board(scene).text


async def test_after_the_end_a_lost_board_stays_away(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.channels.letters.clear()
    scene.clock.advance(13 * DAY)
    await minutes(scene, 3)
    assert boards(scene) == []
    assert len(scene.channels.texts(CHANNEL)) == 1  # the results
