"""Every word that members read lives in bot/render or in a command's decorators."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from tests.meta.sources import Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sentence or part of one: two words of letters with a space between.
_WORDS = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
_FREE = ("bot/views/", "bot/services/", "bot/jobs/", "bot/delivery.py", "bot/app.py", "cogs/")
# Calls whose words are for operators or for Discord's list of commands, not for answers.
_LOGGING = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
_DESCRIBING = frozenset({"Group", "TypeVar", "TypeAlias"})


def strays(source: Source) -> list[str]:
    """Return the words of a file that a member could read."""
    return [
        f"{source.path}:{node.lineno} {node.value[:60]!r}"
        for node in _read_by_members(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _WORDS.search(node.value)
    ]


def _read_by_members(node: ast.AST) -> Iterator[ast.AST]:
    """Walk a tree without decorators, docstrings, errors for programmers, annotations and logs."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "annotation", "returns"):
            continue
        if isinstance(node, ast.ClassDef) and field == "keywords":
            continue  # a group's name and description
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_for_others(child):
                yield from _read_by_members(child)


def _is_for_others(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Raise | ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        owner = getattr(called.value, "id", "")
        return (owner == "log" and called.attr in _LOGGING) or called.attr in _DESCRIBING
    return isinstance(called, ast.Name) and called.id in _DESCRIBING


def test_words_live_where_they_belong() -> None:
    files = [source for source in sources("bot", "cogs") if source.path.startswith(_FREE)]
    assert len(files) > 20
    found = [stray for source in files for stray in strays(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "await answer(interaction, 'You have no practice yet')",
        "def f():\n    return f'Well done, {name}'",
        "TITLE = 'Your week'",
        "ui.Button(label='Log it now')",
        "app_commands.Choice(name='every day', value='daily')",
        "def f(reason='went badly'):\n    pass",
    ],
)
def test_sees_a_stray_word(text: str) -> None:
    assert strays(Source.of("cogs/log.py", text))


@pytest.mark.parametrize(
    "text",
    [
        '"""What this module holds."""',
        "@command(description='Log what you did')\nasync def log():\n    '''Log it.'''",
        "group = app_commands.Group(name='streak', description='Your streak')",
        "class C(GroupCog, group_description='What you practise'):\n    pass",
        "log.info('told Discord about %d commands', 5)",
        "raise TypeError('two doors for one press')",
        "KEY = 'commands:'\nx = {'day-start': 1}",
        "def f(x: 'Mapping of things') -> 'str or None':\n    pass",
    ],
)
def test_allows_other_words(text: str) -> None:
    assert not strays(Source.of("cogs/log.py", text))
