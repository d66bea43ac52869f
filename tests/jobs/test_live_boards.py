"""The board of a challenge: one message, edited on change only, and never too often."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.support.challenges import announce, board, boards, join, minutes
from tests.support.weeks import MINUTE

if TYPE_CHECKING:
    from datetime import timedelta

    import pytest

    from bot.domain.challenge_boards import Board
    from bot.domain.ids import ChallengeId, CommunityId
    from tests.support.weeks import Scene

BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def gaps(scene: Scene) -> list[timedelta]:
    """Return the time between edits, and before the first that since the board was posted."""
    times = [board(scene).sent_at, *scene.channels.edited_at]
    return [later - earlier for earlier, later in itertools.pairwise(times)]


async def test_a_board_shows_who_joined_and_what_was_logged(scene: Scene) -> None:
    await announce(scene)
    assert "Nobody is in it yet" in board(scene).text
    await scene.member(11)
    await join(scene, 11)
    await minutes(scene, 2)
    assert "**Ready to begin**\n- <@11> · in 1 week" in board(scene).text
    scene.clock.set(BEGIN)
    await minutes(scene)
    assert "**On the way**\n- <@11> · in 1 week" in board(scene).text
    await scene.log(11)
    await minutes(scene, 11)
    assert "1\\. <@11> · 20 % · 1 of 5 days" in board(scene).text


async def test_without_a_change_it_is_not_edited_a_restart_included(scene: Scene) -> None:
    await announce(scene)
    await minutes(scene, 90)
    await scene.restart()
    await minutes(scene, 90)
    assert scene.channels.edited_at == []
    assert len(boards(scene)) == 1


async def test_a_change_while_the_bot_was_away_is_shown_after_a_restart(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.clock.advance(3 * MINUTE)
    await scene.restart()
    await minutes(scene)
    assert "<@11>" in board(scene).text


async def test_what_changes_nothing_on_it_is_no_reason_to_edit_it(scene: Scene) -> None:
    await announce(scene)
    await scene.member(11)
    await join(scene, 11)
    await minutes(scene, 3)
    before = len(scene.channels.edited_at)
    await scene.log(11)  # before its first day
    await minutes(scene, 30)
    assert len(scene.channels.edited_at) == before


async def test_it_is_edited_once_a_minute_for_an_hour_and_then_every_ten(scene: Scene) -> None:
    await announce(scene)
    for number in range(24 * 60 - 1):
        if number < 60 or number % 5 == 0:
            await join(scene, 100 + number)
        await minutes(scene)
    assert set(gaps(scene)[:58]) == {MINUTE}
    assert min(gaps(scene)[60:]) >= 10 * MINUTE
    # Each hour but the first has six; 23 of them and the first.
    assert 59 + 22 * 6 <= len(scene.channels.edited_at) <= 60 + 23 * 6


async def test_a_day_that_begins_is_seen_within_the_hour(scene: Scene) -> None:
    await announce(scene)
    await join(scene, 11)
    scene.clock.set(datetime(2026, 11, 22, 23, 50, tzinfo=UTC))
    await minutes(scene)
    assert "Ready to begin" in board(scene).text
    await minutes(scene, 20)
    assert "Ready to begin" not in board(scene).text


async def test_two_boards_of_one_community_have_their_own_pace(scene: Scene) -> None:
    await announce(scene)
    await minutes(scene, 90)
    other = await announce(scene, id=9_001, title="Another one")
    await join(scene, 11)
    await minutes(scene)
    for user in (12, 13, 14):
        await join(scene, user, other.id)
        await minutes(scene)
    (letter,) = (each for each in scene.channels.letters if "Another one" in each.text)
    assert "<@14>" in letter.text
    assert len(scene.channels.edited_at) == 4


async def test_a_community_that_the_bot_was_removed_from_has_no_boards(scene: Scene) -> None:
    challenge = await announce(scene)
    await join(scene, 11)
    await scene.services.communities.removed(challenge.community_id)
    await minutes(scene, 5)
    assert scene.channels.edited_at == []


async def test_boards_are_worked_out_one_at_a_time_while_others_wait_for_discord(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        await announce(scene, id=9_000 + number, title=f"Week {number}")
    await join(scene, 11)
    under_way = most = 0
    plain = scene.services.challenge_boards.board

    async def slowly(community_id: CommunityId, challenge_id: ChallengeId) -> Board | None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return await plain(community_id, challenge_id)

    monkeypatch.setattr(scene.services.challenge_boards, "board", slowly)
    scene.clock.advance(60 * MINUTE)
    await minutes(scene)
    assert most == 1
