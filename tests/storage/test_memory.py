from __future__ import annotations

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
