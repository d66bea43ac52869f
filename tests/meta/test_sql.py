"""One community never sees another: every statement names the community it is about."""

from __future__ import annotations

import ast
import importlib
import re
from typing import TYPE_CHECKING

import pytest

from tests.meta.sources import Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|WITH)\s", re.IGNORECASE)
_TABLE = re.compile(r"\b(?:FROM|INTO|UPDATE(?!\s+SET\b)|JOIN)\s+(\w+)", re.IGNORECASE)
_CARRIED = re.compile(r"\bcommunity_id = (?::community_id|\w+\.community_id)\b")
_INSERTED = re.compile(r"INSERT\b.*\bcommunity_id\b.*:community_id\b", re.IGNORECASE | re.DOTALL)

# Statements about no single community, each with its reason; their rows carry the community.
EXEMPT: Mapping[str, str] = {
    "storage.challenges.DUE": "what is due: challenges with which something happens by itself",
    "storage.communities.PRESENCE": "maintenance: which communities the bot is in",
    "storage.communities.REMOVED": "maintenance: communities gone for 30 days",
    "storage.deadlines.DUE": "what is due: requests with which something happens by itself",
    "storage.drafts.DELETE_EXPIRED": "maintenance: drafts older than a day",
    "storage.imports.EXPIRED": "maintenance: files that were never brought in",
    "storage.live_boards.WATCHED": "what may be due: communities with boards that may change",
    "storage.posts.DUE": "what is due: communities whose weekly time has come",
    "storage.posts.FAILED": "what is due: failures to be tried again",
    "storage.posts.UNSETTLED": "what is due: claims to be settled",
    "storage.posts.UNTOLD": "what is due: failures that moderators are to hear of",
    "storage.privacy.CARDS_LEFT": "maintenance: cards of deleted data that still stand",
    "storage.privacy.COMMUNITIES_OF": "all of one person, who asks about themselves",
    "storage.receipts.PURGE": "maintenance: receipts older than Discord's retries",
    "storage.recoveries.DUE": "what is due: minutes of recovery that are over",
    "storage.reminders.DUE": "what is due: reminders to be sent, or to be settled",
    "storage.rests.DUE": "what is due: rests whose end somebody asked to be told of",
    "storage.rotations.DUE": "what is due: communities whose next theme is to be made",
    "storage.sessions.DUE": "what is due: meetings about which something is to be done",
    "storage.showcase.DELETE_EXPIRED": "maintenance: proposed examples that nobody agreed to",
}
# Tables that hold nothing of any community.
COMMON = frozenset({"program_state", "sqlite_master"})


def statements() -> dict[str, str]:
    """Return all SQL constants of storage by their full names."""
    found: dict[str, str] = {}
    for source in sources("storage"):
        module = importlib.import_module(source.module)
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str) and _STATEMENT.match(value):
                found[f"{source.module}.{name}"] = value
    return found


def is_about_one_community(sql: str) -> bool:
    """Tell whether a statement is held to one community wherever it reads or writes."""
    if set(_TABLE.findall(sql)) <= COMMON:
        return True
    if sql.lstrip()[:6].upper() == "INSERT":
        return bool(_INSERTED.search(sql))
    carried = _CARRIED.findall(sql)
    return ":community_id" in sql and len(carried) >= max(1, sql.upper().count("SELECT"))


def carries_community(sql: str) -> bool:
    """Tell whether the rows of a SELECT say which community they belong to."""
    columns = re.split(r"\bFROM\b", sql, maxsplit=1, flags=re.IGNORECASE)[0]
    return "*" in columns or "community_id" in columns


def loose_sql(source: Source) -> Iterator[str]:
    """Yield SQL that is not the value of an upper-case constant of a storage module."""
    constants = set[int]()
    if source.path.startswith("storage/"):
        for node in source.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            if all(isinstance(target, ast.Name) and target.id.isupper() for target in targets):
                constants.update(id(inner) for inner in ast.walk(node) if targets)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr):
            constants.add(id(node.value))  # a docstring may well begin with "Delete"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            tables = set(_TABLE.findall(node.value)) if _STATEMENT.match(node.value) else set()
            if tables - COMMON and id(node) not in constants:
                yield f"{source.path}:{node.lineno} {node.value.strip()[:40]}"


def test_every_statement_names_its_community() -> None:
    found = statements()
    assert len(found) > 30
    strangers = [name for name, sql in found.items() if not is_about_one_community(sql)]
    assert sorted(strangers) == sorted(EXEMPT)
    for name in EXEMPT:
        # Whoever reads across communities gets rows that say whose they are.
        assert not found[name].lstrip().startswith("SELECT") or carries_community(found[name]), name


def test_sql_stands_in_constants_of_storage_only() -> None:
    found = [where for source in sources("bot", "cogs", "storage") for where in loose_sql(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM logs WHERE log_id = :log_id",
        "DELETE FROM logs WHERE user_id = :user_id",
        "UPDATE logs SET note = '' WHERE log_id = :log_id",
        "INSERT INTO logs (log_id) VALUES (:log_id)",
        "SELECT community_id FROM logs WHERE user_id = :user_id",
        "SELECT * FROM logs WHERE community_id <> :community_id",
        "SELECT * FROM logs WHERE community_id = :community_id UNION SELECT * FROM cheers",
        "SELECT * FROM program_state JOIN logs ON true",
        "SELECT (SELECT count(*) FROM cheers) FROM logs WHERE community_id = :community_id",
        "SELECT * FROM logs l JOIN cheers c ON c.community_id = l.community_id",
    ],
)
def test_sees_a_statement_without_its_community(sql: str) -> None:
    assert not is_about_one_community(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "\nSELECT * FROM logs WHERE community_id = :community_id AND log_id = :log_id",
        "SELECT * FROM logs AS l JOIN cheers USING (log_id) WHERE l.community_id = :community_id",
        "INSERT INTO logs (log_id, community_id) VALUES (:log_id, :community_id)",
        "SELECT value FROM program_state WHERE name = :name",
        """
        SELECT (SELECT 1 FROM cheers c WHERE c.community_id = l.community_id) FROM logs l
        WHERE l.community_id = :community_id
        """,
    ],
)
def test_allows_a_statement_about_one_community(sql: str) -> None:
    assert is_about_one_community(sql)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("cogs/log.py", "SQL = 'SELECT * FROM logs'"),
        ("bot/services/logs.py", "async def f(tx):\n    await tx.execute('DELETE FROM logs')"),
        (
            "storage/logs.py",
            "async def f(tx, n):\n    await tx.execute(f'DELETE FROM logs LIMIT {n}')",
        ),
        ("storage/logs.py", "get = 'SELECT * FROM logs'"),
    ],
)
def test_sees_loose_sql(path: str, text: str) -> None:
    assert list(loose_sql(Source.of(path, text)))


def test_sees_rows_without_their_community() -> None:
    assert not carries_community("SELECT period FROM posts WHERE community_id > 0")
    assert carries_community("SELECT community_id, period FROM posts")


def test_allows_sql_in_a_constant() -> None:
    text = "GET = 'SELECT * FROM logs'\nBOTH = GET + ' UNION SELECT * FROM cheers'"
    assert not list(loose_sql(Source.of("storage/logs.py", text)))
