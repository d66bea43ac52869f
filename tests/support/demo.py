"""The demo for tests: its people, and the posts in its channel."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.demo.theatre import opened
from bot.render.weekly import MyWeek
from tests.support.conformance import require_conformance
from tests.support.members import Member, walk
from tests.support.world import calls_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import discord

    from bot.demo.theatre import Theatre

THURSDAY = datetime(2026, 11, 19, 17, 40, tzinfo=UTC)


@asynccontextmanager
async def played(folder: Path) -> AsyncIterator[Theatre]:
    """Play the whole story; at its end nothing may have gone wrong."""
    async with opened(folder / "demo.db", THURSDAY) as theatre:
        yield theatre
        assert not theatre.env.errors_since(0)
        require_conformance(calls_of(theatre.env))


def member(theatre: Theatre, name: str) -> Member:
    return Member(theatre.stage.actor(name), theatre.stage.channel)


def posts(theatre: Theatre) -> list[discord.Message]:
    """Return the weekly posts in the channel; each carries a button of its own."""
    return [each for each in theatre.stage.channel.history() if _has_own_week(each)]


def _has_own_week(message: discord.Message) -> bool:
    components: list[Any] = [each.to_dict() for each in message.components]
    ids = (each.get("custom_id") or "" for each in walk(components))
    return any(custom_id.split(":")[0] == MyWeek.tag for custom_id in ids)
