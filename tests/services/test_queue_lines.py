"""What is remembered of queues is what is committed, whatever happens in between."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.services import queue_lines
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.queueing import DAN, seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, RequestId
    from bot.services.queues import Queues
    from storage.database import Database
    from tests.support.clock import FakeClock

_LEAVE = "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id"
_FORGET = "DELETE FROM communities WHERE community_id = :community_id"


async def test_who_leaves_takes_their_requests_along(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    ours, theirs = await ask(db, ANNA, clock.now()), await ask(db, DAN, clock.now())
    assert await seen(queues) == [ours.id, theirs.id]
    async with db.transaction() as tx:
        await tx.execute(_LEAVE, {"community_id": HERE, "user_id": DAN})
    assert await seen(queues) == [ours.id]
    async with db.transaction() as tx:
        await tx.execute(_FORGET, {"community_id": HERE})
    assert await seen(queues) == []


async def test_many_changes_at_once(
    db: Database, clock: FakeClock, queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_lines, "MOST_SINGLE", 2)
    known = await ask(db, ANNA, clock.now())
    assert await seen(queues) == [known.id]
    later = [(await ask(db, ANNA, clock.now())).id for _ in range(3)]
    assert await seen(queues) == [known.id, *later]


async def test_only_so_many_queues_are_remembered(
    db: Database, clock: FakeClock, queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_lines, "MOST_REMEMBERED", 2)
    here = [(await ask(db, ANNA, clock.now())).id for _ in range(2)]
    there = await ask(db, ANNA, clock.now(), community_id=ELSEWHERE)

    async def remembered(community: CommunityId) -> set[CommunityId]:
        await queues.page(act(BEN, community), 0, 0)
        return set(queues._lines._kept)

    assert await remembered(HERE) == {HERE}
    assert await remembered(ELSEWHERE) == {ELSEWHERE}
    assert await seen(queues) == here
    assert await remembered(HERE) == {HERE}
    assert (await queues.page(act(BEN, ELSEWHERE), 0, 0)).entries[0].id == there.id


async def test_a_statement_without_its_community_makes_all_forgotten(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    request = await ask(db, ANNA, clock.now())
    assert await seen(queues) == [request.id]
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM requests")
    assert await seen(queues) == []


async def test_a_failed_read_is_made_up_for(
    db: Database, clock: FakeClock, queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await ask(db, ANNA, clock.now())
    assert await seen(queues) == [first.id]
    second = await ask(db, ANNA, clock.now())
    with monkeypatch.context() as broken:
        broken.setattr(queue_lines.queues, "entries_of", None)
        with pytest.raises(TypeError):
            await queues.search(act(BEN), "")
    assert await seen(queues) == [first.id, second.id]


async def test_many_look_while_it_changes(db: Database, clock: FakeClock, queues: Queues) -> None:
    """Whatever was committed before somebody looks, they see."""

    async def ask_and_look(user: Caller) -> tuple[RequestId, Sequence[RequestId]]:
        request = await ask(db, ANNA, clock.now())
        view, _ = await queues._view(user, None)
        return request.id, [entry.id for entry in view.page(0, 100)]

    for asked, shown in await asyncio.gather(*(ask_and_look(act(BEN)) for _ in range(20))):
        assert asked in shown


async def test_nobody_overtakes_a_read_under_way(
    db: Database, clock: FakeClock, queues: Queues
) -> None:
    assert await seen(queues) == []
    request = await ask(db, ANNA, clock.now())
    shown = await asyncio.gather(*(seen(queues) for _ in range(5)))
    assert shown == [[request.id]] * 5
