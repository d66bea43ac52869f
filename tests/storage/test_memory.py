from __future__ import annotations

import asyncio

import pytest

from storage.memory import MOST_REMEMBERED, Memory, Written, written

HERE, ELSEWHERE = 1, 2
ADA, BEN = 10, 20


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("INSERT INTO logs (a) VALUES (:a)", "logs"),
        ("\nUPDATE members SET x = 1", "members"),
        ("\nDELETE FROM practices WHERE x", "practices"),
        ("SELECT * FROM logs", None),
    ],
)
def test_a_statement_tells_where_it_writes(sql: str, table: str | None) -> None:
    statement = written(sql, {"community_id": HERE, "user_id": ADA})
    assert statement == (table and Written(table, HERE, ADA))


@pytest.fixture
def memory() -> Memory[str]:
    memory: Memory[str] = Memory(frozenset({"members"}), shared=frozenset({"requests"}))
    for community_id, user_id in ((HERE, ADA), (HERE, BEN), (ELSEWHERE, ADA)):
        memory.keep(community_id, user_id, "known", as_of=memory.changes)
    return memory


def known(memory: Memory[str]) -> set[tuple[int, int]]:
    keys = ((HERE, ADA), (HERE, BEN), (ELSEWHERE, ADA))
    return {key for key in keys if memory.get(*key)}


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        (Written("members", HERE, ADA), {(HERE, BEN), (ELSEWHERE, ADA)}),
        (Written("members", HERE, None), {(ELSEWHERE, ADA)}),
        (Written("members", None, ADA), {(HERE, BEN)}),
        (Written("members", None, None), set()),
        (Written("requests", HERE, ADA), {(ELSEWHERE, ADA)}),
        (Written("logs", HERE, ADA), {(HERE, ADA), (HERE, BEN), (ELSEWHERE, ADA)}),
    ],
)
def test_what_was_written_is_forgotten(
    memory: Memory[str], statement: Written, left: set[tuple[int, int]]
) -> None:
    memory.forget([statement])
    assert known(memory) == left


def test_what_was_read_before_a_change_is_not_kept(memory: Memory[str]) -> None:
    before = memory.changes
    memory.forget([Written("members", HERE, ADA)])
    memory.keep(HERE, ADA, "stale", as_of=before)
    assert memory.get(HERE, ADA) is None


def test_it_has_an_end(memory: Memory[str]) -> None:
    memory.get(HERE, ADA)
    for user_id in range(100, 100 + MOST_REMEMBERED - 1):
        memory.keep(HERE, user_id, "new", as_of=memory.changes)
    assert known(memory) == {(HERE, ADA)}


class Slow:
    """Reads that end when they are let, each with its own answer."""

    def __init__(self) -> None:
        self.begun = 0
        self.may_end = asyncio.Event()

    async def __call__(self) -> str:
        self.begun += 1
        mine = self.begun
        await self.may_end.wait()
        return f"read {mine}"


@pytest.fixture
def empty() -> Memory[str]:
    return Memory(frozenset({"members"}))


async def begun(memory: Memory[str], read: Slow, user_id: int = ADA) -> asyncio.Task[str]:
    task = asyncio.create_task(memory.recall(HERE, user_id, read))
    await asyncio.sleep(0)
    return task


async def test_what_is_being_read_is_not_read_again(empty: Memory[str]) -> None:
    read = Slow()
    tasks = [await begun(empty, read) for _ in range(3)]
    other = await begun(empty, read, BEN)
    read.may_end.set()
    assert await asyncio.gather(*tasks) == ["read 1"] * 3
    assert await other == "read 2"
    assert empty.get(HERE, ADA) == "read 1"


async def test_what_began_before_a_change_is_read_again_after_it(empty: Memory[str]) -> None:
    read = Slow()
    before = await begun(empty, read)
    empty.forget([Written("members", HERE, ADA)])
    after = await begun(empty, read)
    read.may_end.set()
    assert (await before, await after) == ("read 1", "read 2")
    assert empty.get(HERE, ADA) == "read 2"


async def test_what_somebody_else_read_must_hold(empty: Memory[str]) -> None:
    read = Slow()
    first = await begun(empty, read)
    second = asyncio.create_task(
        empty.recall(HERE, ADA, read, holds=lambda value: value != "read 1")
    )
    await asyncio.sleep(0)
    read.may_end.set()
    assert (await first, await second) == ("read 1", "read 2")


@pytest.mark.parametrize("ends", ["cancelled", "fails"])
async def test_a_read_that_comes_to_nothing_leaves_nobody_waiting(
    empty: Memory[str], ends: str
) -> None:
    may_fail = asyncio.Event()

    async def fail() -> str:
        await may_fail.wait()
        raise OSError

    async def whole() -> str:
        return "whole"

    first = asyncio.create_task(empty.recall(HERE, ADA, fail))
    await asyncio.sleep(0)
    second = asyncio.create_task(empty.recall(HERE, ADA, whole))
    await asyncio.sleep(0)
    if ends == "cancelled":
        first.cancel()
    may_fail.set()
    assert await second == "whole"
    with pytest.raises((asyncio.CancelledError, OSError)):
        await first
