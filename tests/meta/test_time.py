"""Only the clock asks what time it is; everything else is told."""

from __future__ import annotations

import ast

import pytest

from tests.meta.sources import Source, sources

CLOCK = "bot/clock.py"
_ASKS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
        "time.gmtime",
        "utils.utcnow",
    }
)


def questions(source: Source) -> list[str]:
    """Return where a file asks the machine for the time of day."""
    return [
        f"{source.path}:{node.lineno} uses {name}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute | ast.ImportFrom)
        for name in _names(node)
        if name in _ASKS
    ]


def _names(node: ast.Attribute | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    before = getattr(node.value, "attr", None) or getattr(node.value, "id", "")
    return [f"{before}.{node.attr}"]


def test_only_the_clock_asks_for_the_time() -> None:
    files = sources("bot", "cogs", "storage")
    assert len(files) > 50
    assert any(questions(source) for source in files if source.path == CLOCK)
    found = [where for source in files if source.path != CLOCK for where in questions(source)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "import datetime\nnow = datetime.datetime.now(datetime.UTC)",
        "from datetime import datetime\nnow = datetime.utcnow()",
        "from datetime import date\ntoday = date.today()",
        "import time\nnow = time.time()",
        "from time import time",
        "import discord\nnow = discord.utils.utcnow()",
        "from datetime import datetime\nDEFAULT = datetime.now",
    ],
)
def test_sees_a_question(text: str) -> None:
    assert questions(Source.of("bot/services/logs.py", text))


def test_allows_a_duration_and_a_clock() -> None:
    text = "import time\nstarted = time.monotonic()\nnow = self._clock.now()"
    assert questions(Source.of("bot/services/logs.py", text)) == []
