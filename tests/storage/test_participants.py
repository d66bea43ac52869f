"""Who takes part: kept once, changed, counted, and never seen from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import UserId
from storage import live_boards, participants
from tests.support.callers import ELSEWHERE, HERE
from tests.support.challenges import CHALLENGE, MONDAY, announce, join
from tests.support.weeks import MINUTE, scene

if TYPE_CHECKING:
    from bot.domain.challenges import Participant
    from tests.support.weeks import Scene

__all__ = ["scene"]
ONE = UserId(11)


@pytest.fixture
async def joined(scene: Scene) -> Participant:
    await announce(scene)
    return (await join(scene, ONE)).participant


async def test_somebody_is_kept_once(scene: Scene, joined: Participant) -> None:
    async with scene.db.transaction() as tx:
        await participants.add(tx, replace(joined, terms=9, joined_on=MONDAY))
        assert await participants.get(tx, HERE, CHALLENGE, ONE) == joined


async def test_all_that_may_change_is_saved(scene: Scene, joined: Participant) -> None:
    now = scene.clock.now() + MINUTE
    changed = replace(joined, terms=2, team=3, grouped=True, left_at=now, removed_by=UserId(9))
    async with scene.db.transaction() as tx:
        await participants.save(tx, replace(changed, joined_on=MONDAY))
        assert await participants.get(tx, HERE, CHALLENGE, ONE) == changed
        assert await participants.of_challenge(tx, HERE, CHALLENGE) == (changed,)


async def test_elsewhere_there_is_nobody(scene: Scene, joined: Participant) -> None:
    async with scene.db.transaction() as tx:
        await participants.save(tx, replace(joined, community_id=ELSEWHERE, terms=5))
        assert await participants.get(tx, ELSEWHERE, CHALLENGE, ONE) is None
        assert await participants.of_challenge(tx, ELSEWHERE, CHALLENGE) == ()
        assert await participants.get(tx, HERE, CHALLENGE, ONE) == joined


async def test_a_board_without_its_message_is_none(scene: Scene) -> None:
    await announce(scene)
    now = scene.clock.now()
    async with scene.db.transaction() as tx:
        assert len(await live_boards.of_community(tx, HERE, now)) == 1
        await tx.execute("UPDATE posts SET message_id = NULL")
        assert await live_boards.of_community(tx, HERE, now) == []
        await tx.execute("UPDATE posts SET message_id = 1, state = 'failed'")
        assert await live_boards.of_community(tx, HERE, now) == []
        assert await live_boards.of_community(tx, ELSEWHERE, now) == []
