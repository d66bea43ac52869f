"""Small files and small functions; a budget that is reached asks for a cut, not for a raise."""

from __future__ import annotations

import ast

import pytest

from tests.meta.sources import Source, sources

LONGEST_FILE, LONGEST_COG, LONGEST_FUNCTION = 300, 150, 40


def over_budget(source: Source) -> list[str]:
    """Return what is too long in a file; decorators do not count."""
    found: list[str] = []
    lines = len(source.text.splitlines())
    most = LONGEST_COG if source.path.startswith("cogs/") else LONGEST_FILE
    if lines > most:
        found.append(f"{source.path} has {lines} lines, at most {most}")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{source.path}: {node.name} has {length} lines, at most 40")
    return found


def test_everything_is_within_its_budget() -> None:
    files = sources("bot", "cogs", "storage", "tests")
    functions = [
        node
        for source in files
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(files) > 50
    assert len(functions) > 200
    found = [excess for source in files for excess in over_budget(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/long.py", "x = 1\n" * 301),
        ("cogs/long.py", "x = 1\n" * 151),
        ("bot/function.py", "def f():\n" + "    x = 1\n" * 40),
        ("bot/method.py", "class C:\n    async def f(self):\n" + "        x = 1\n" * 40),
    ],
)
def test_sees_what_is_too_long(path: str, text: str) -> None:
    assert over_budget(Source.of(path, text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/long.py", "x = 1\n" * 300),
        ("cogs/long.py", "x = 1\n" * 150),
        ("bot/function.py", "def f():\n" + "    x = 1\n" * 39),
    ],
)
def test_allows_what_just_fits(path: str, text: str) -> None:
    assert over_budget(Source.of(path, text)) == []
