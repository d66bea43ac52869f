"""Arrows point one way: doors → services and words → rules, and services → storage → rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.meta.sources import Source, imports, sources

if TYPE_CHECKING:
    from collections.abc import Mapping

DOMAIN = frozenset({"bot.domain"})
DOORS = frozenset({"bot.services", "bot.render", "bot.domain"})
EVERYTHING = frozenset({"bot", "cogs", "storage"})

# Longest prefix wins. A layer may import itself and what stands here.
LAYERS: Mapping[str, frozenset[str]] = {
    "bot.domain": frozenset(),
    "bot.clock": frozenset(),
    "bot.config": frozenset(),
    "bot.logging_setup": frozenset({"bot.config"}),
    "bot.endpoints": frozenset(),
    "bot.runner": frozenset({"bot.endpoints"}),
    "bot.pictures": DOMAIN,
    "bot.render": DOMAIN,
    "bot.services": frozenset({"bot.domain", "bot.clock", "bot.pictures", "storage"}),
    "bot.delivery": frozenset({"bot.domain", "bot.render", "bot.events", "bot.troubles"}),
    "bot.events": DOMAIN,
    "bot.troubles": DOMAIN,
    "bot.views": DOORS | {"bot.delivery"},
    "bot.jobs": DOORS | {"bot.delivery", "bot.clock"},
    "bot.app": DOORS | {"bot.delivery", "bot.clock", "bot.jobs", "bot.views"},
    "cogs": DOORS | {"bot.delivery", "bot.views", "bot.app"},
    "storage": DOMAIN,
    # The composition root, and what stands beside it.
    "bot.__main__": EVERYTHING,
    "bot.cli": EVERYTHING,
    "bot.demo": EVERYTHING,
}
# Layers that only these may import, although they see everything.
RESERVED: Mapping[str, frozenset[str]] = {"bot.demo": frozenset({"bot.demo", "bot.cli"})}

DISCORD = frozenset(
    {
        *("cogs", "bot.views", "bot.render", "bot.demo", "bot.delivery", "bot.events", "bot.app"),
        *("bot.endpoints", "bot.troubles"),
    }
)
# Libraries that only some layers know.
LIBRARIES: Mapping[str, frozenset[str]] = {
    "aiosqlite": frozenset({"storage"}),
    "sqlite3": frozenset({"storage"}),
    "apscheduler": frozenset({"bot.jobs"}),
    "aiolimiter": frozenset({"bot.delivery"}),
    "matplotlib": frozenset({"bot.pictures"}),
    "PIL": frozenset({"bot.pictures"}),
    "discord": DISCORD,
    "aiohttp": DISCORD,
    "simcord": frozenset({"bot.demo"}),
    "typer": frozenset({"bot.cli", "bot.demo"}),
    "pydantic_settings": frozenset({"bot.config"}),
}
_PURE = sys.stdlib_module_names | {"pydantic", "bot"}


def layer(module: str, layers: Mapping[str, object] = LAYERS) -> str | None:
    """Return the longest layer that the module belongs to."""
    fitting = (name for name in layers if f"{module}.".startswith(f"{name}."))
    return max(fitting, key=len, default=None)


def violations(source: Source) -> set[str]:
    """Return every import of this file that points the wrong way."""
    home = layer(source.module)
    if home is None:
        # The package's own __init__ imports nothing, so that importing a layer loads no other.
        return {f"{source.path} stands in no layer"} if list(imports(source)) else set()
    return {f"{source.path} imports {module}" for module in imports(source) if _wrong(home, module)}


def _wrong(home: str, module: str) -> bool:
    library = module.split(".", maxsplit=1)[0]
    if home == "bot.domain" and library not in _PURE:
        return True
    if home not in LIBRARIES.get(library, {home}):
        return True
    target = layer(module)
    if target is None or target == home:
        # Where no layer stands is either a library or something that is found to stand in none.
        return False
    if home not in RESERVED.get(target, {home}):
        return True
    return not any(f"{target}.".startswith(f"{allowed}.") for allowed in LAYERS[home])


def test_every_import_points_the_right_way() -> None:
    files = sources("bot", "cogs", "storage")
    assert len(files) > 50
    assert sum(len(list(imports(source))) for source in files) > 100
    found = set[str]().union(*(violations(source) for source in files))
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/domain/streaks.py", "import discord"),
        ("bot/domain/streaks.py", "from storage import logs"),
        ("bot/domain/streaks.py", "import httpx"),
        ("bot/domain/streaks.py", "from bot.clock import SystemClock"),
        ("bot/domain/streaks.py", "from bot import services"),
        ("bot/domain/streaks.py", "from .. import services"),
        ("bot/domain/streaks.py", "from ..services import streaks"),
        ("bot/services/streaks.py", "import sqlite3"),
        ("bot/services/streaks.py", "from bot.render.streaks import card"),
        ("bot/services/streaks.py", "from discord import Embed"),
        ("bot/pictures/draw.py", "from bot.render.pictures import gallery"),
        ("bot/render/pictures.py", "from matplotlib.figure import Figure"),
        ("bot/render/streaks.py", "def f():\n    from bot.services import streaks"),
        ("bot/render/streaks.py", "from bot.views import streaks"),
        ("bot/views/streaks.py", "from storage.logs import add"),
        ("bot/views/streaks.py", "import cogs.streak"),
        ("bot/jobs/wake.py", "import discord"),
        ("cogs/streak.py", "from storage.logs import add"),
        ("cogs/streak.py", "import aiosqlite"),
        ("cogs/streak.py", "from apscheduler.triggers.cron import CronTrigger"),
        ("cogs/streak.py", "import bot.demo.history"),
        ("storage/logs.py", "from bot.services.logs import Logs"),
        ("storage/logs.py", "if TYPE_CHECKING:\n    from bot.render import card"),
        ("bot/app.py", "from bot.demo import main"),
        ("bot/app.py", "from bot.cli import main"),
        ("bot/new_thing.py", "import json"),
    ],
)
def test_sees_a_wrong_import(path: str, text: str) -> None:
    assert violations(Source.of(path, text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "bot/domain/streaks.py",
            "import math\nfrom pydantic import BaseModel\nfrom bot.domain import days",
        ),
        (
            "bot/services/streaks.py",
            "from bot.services.members import Members\nimport storage.logs",
        ),
        ("bot/render/streaks.py", "import discord\nfrom bot.domain.streaks import Streak"),
        ("cogs/streak.py", "from bot.views.answers import answer\nfrom bot.render import streaks"),
        ("bot/cli.py", "from bot.demo import main\nfrom storage.backup import back_up"),
        ("storage/logs.py", "import sqlite3\nfrom bot.domain.ids import LogId"),
        ("bot/__init__.py", ""),
    ],
)
def test_allows_a_right_import(path: str, text: str) -> None:
    assert violations(Source.of(path, text)) == set()
