"""Communities with weekly posts, on services with a clock that stands still."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.communities import Community
from bot.domain.days import Week
from bot.domain.entries import Entry
from bot.domain.ids import CommunityId, UserId
from bot.domain.practice_details import PracticeWords
from bot.domain.settings import Visibility
from bot.jobs.posts import run_due
from bot.services.container import Services
from storage import communities, posts
from storage.database import Database
from tests.support.callers import act
from tests.support.channels import Channels

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from bot.domain.posts import Kind, Notice, Post
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
DUE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # the Sunday of that week
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def weekly_channel(number: int) -> int:
    return number * 100 + 1


def moderator_channel(number: int) -> int:
    return number * 100 + 2


class Scene:
    """Services on a file, channels that outlive them, and communities numbered from 1 on."""

    def __init__(self, path: Path, clock: FakeClock) -> None:
        self.path = path
        self.clock = clock
        self.channels = Channels(clock)
        self.db: Database
        self.services: Services

    async def start(self) -> None:
        self.db = await Database.open(self.path)
        self.services = Services(self.db, self.clock)

    async def restart(self) -> None:
        await self.db.close()
        await self.start()

    async def run(self) -> None:
        """Do what the job does each minute."""
        await run_due(self.services, self.channels, self.clock.now())

    async def community(self, number: int = 1, **changes: Any) -> Community:
        """Set a community up, with its posts due at ``DUE`` unless told otherwise."""
        community = Community(
            CommunityId(number),
            weekly_channel_id=weekly_channel(number),
            moderator_channel_id=moderator_channel(number),
            set_up_at=self.clock.now(),
            next_weekly_at=DUE,
        )
        changed = replace(community, **changes)
        async with self.db.transaction() as tx:
            await communities.add(tx, changed, self.clock.now())
            await communities.save(tx, changed)
        return changed

    async def get(self, number: int = 1) -> Community:
        async with self.db.reading() as conn:
            found = await communities.get(conn, CommunityId(number))
        assert found is not None
        return found

    async def posts(self, week: Week = WEEK, number: int = 1) -> dict[Kind, Post]:
        async with self.db.reading() as conn:
            return await posts.of_period(conn, CommunityId(number), week)

    async def untold(self) -> list[Notice]:
        return [notice async for notice in self.services.posts.untold()]

    async def member(
        self,
        user: int,
        *,
        number: int = 1,
        name: str = "Guitar",
        is_open: bool = True,
        on_boards: bool = True,
    ) -> int:
        """Let somebody begin a practice of twenty minutes a day; return its id."""
        who = (UserId(user), CommunityId(number))
        words = PracticeWords(name=name, minimum="20 min")
        added = await self.services.practices.add(act(*who), words)
        level = Visibility.OPEN if is_open else Visibility.PRIVATE
        await self.services.members.choose_visibility(act(*who), level)
        await self.services.members.choose_boards(act(*who), on=on_boards)
        return added.practice.id

    async def log(self, user: int, amount: str = "20 min", *, number: int = 1) -> None:
        await self.services.logs.add(act(UserId(user), CommunityId(number)), Entry(amount))


@asynccontextmanager
async def open_scene(path: Path, clock: FakeClock) -> AsyncGenerator[Scene]:
    scene = Scene(path, clock)
    await scene.start()
    try:
        yield scene
    finally:
        await scene.db.close()


@pytest.fixture
async def scene(db_path: Path, clock: FakeClock) -> AsyncGenerator[Scene]:
    """Wednesday, 18 November 2026, noon: four days before the posts of week 47."""
    async with open_scene(db_path, clock) as opened:
        yield opened
