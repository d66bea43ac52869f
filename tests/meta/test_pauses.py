"""A pause holds everything at once: every cog and every job says what it means for it."""

from __future__ import annotations

import ast

import pytest

from bot.render.pauses import MEANS
from tests.meta.sources import Source, sources

# Helpers of the jobs; none of these wakes by itself or is woken for what is due.
WAKES = frozenset({"run_due", "post_due", "tidy_up"})


def is_asked(source: Source) -> bool:
    """Tell whether a file is a cog, or a job that acts on what is due."""
    if source.module.startswith("cogs."):
        return True
    return source.module.startswith("bot.jobs.") and any(
        isinstance(node, ast.AsyncFunctionDef) and node.name in WAKES for node in source.tree.body
    )


def test_every_cog_and_job_says_what_a_pause_means_for_it() -> None:
    asked = {source.module for source in sources("bot", "cogs") if is_asked(source)}
    assert len(asked) > 20
    assert not asked - MEANS.keys(), "no word on what a pause means for these"
    assert not MEANS.keys() - asked, "these are not there any more"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("cogs/log.py", "", True),
        ("bot/jobs/posts.py", "async def run_due(services):\n    pass", True),
        ("bot/jobs/spread.py", "async def spread(items):\n    pass", False),
        ("bot/views/logs.py", "async def run_due(services):\n    pass", False),
    ],
)
def test_knows_whom_to_ask(path: str, text: str, *, expected: bool) -> None:
    assert is_asked(Source.of(path, text)) is expected
