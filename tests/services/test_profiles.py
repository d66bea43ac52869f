"""A remembered profile must never differ from what the database says."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.goals import GoalWords
from bot.domain.practice_details import PracticeWords
from bot.domain.settings import Visibility
from bot.services.communities import Communities
from bot.services.histories import Histories
from bot.services.members import Members
from bot.services.pictures import Pictures
from bot.services.practices import Practices
from bot.services.privacy import Privacy
from bot.services.skills import Skills
from storage import communities, profiles
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.profiles import Profile
    from storage.database import Database
    from tests.support.clock import FakeClock

NAME = "Guitar"


class Life:
    """Everything that changes what a profile is made of."""

    def __init__(self, db: Database, clock: FakeClock) -> None:
        self.members = Members(db, clock)
        self.skills = Skills(db, clock)
        self.practices = Practices(db, clock, self.members, self.skills)
        self.communities = Communities(db, clock)
        self.privacy = Privacy(db, clock, Histories(), Pictures(asyncio.to_thread))

    async def add(self) -> None:
        words = PracticeWords(name=NAME, minimum="20 min", skill="music")
        await self.practices.add(act(), words)

    async def edit(self) -> None:
        await self.practices.edit(act(), NAME, PracticeWords(minimum="10 min", days="weekdays"))

    async def archive(self) -> None:
        await self.practices.archive(act(), NAME)

    async def goal(self) -> None:
        await self.practices.set_goal(act(), NAME, GoalWords(better="slower"))

    async def zone(self) -> None:
        await self.members.choose_zone(act(), "Tokyo")

    async def visibility(self) -> None:
        await self.members.choose_visibility(act(), Visibility.OPEN)

    async def moderate(self) -> None:
        await self.communities.choose_moderator_role(act(manages_server=True), 77)

    async def removal(self) -> None:
        await self.communities.removed(HERE)

    async def forget_skill(self) -> None:
        for skill in (await self.skills.of(act(manages_server=True))).skills:
            await self.skills.remove(act(manages_server=True), skill.id)

    async def erase(self) -> None:
        await self.privacy.erase(act(), everywhere=False)


CHANGES: dict[str, Callable[[Life], Awaitable[None]]] = {
    name: getattr(Life, name)
    for name in (
        *("add", "edit", "goal", "zone", "visibility", "moderate", "removal", "archive"),
        *("forget_skill", "erase"),
    )
}


async def remembered(db: Database) -> Profile | None:
    async with db.reading() as conn:
        return await profiles.get(conn, HERE, ANNA)


async def fresh(db: Database) -> Profile | None:
    async with db.transaction() as tx:
        return await profiles.get(tx, HERE, ANNA)


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "add"])
async def test_after_every_change_it_says_what_the_database_says(
    db: Database, clock: FakeClock, change: str
) -> None:
    life = Life(db, clock)
    await life.add()
    assert await remembered(db) == await fresh(db)
    await CHANGES[change](life)
    assert await remembered(db) == await fresh(db)


async def test_it_is_read_once(db: Database, clock: FakeClock) -> None:
    await Life(db, clock).add()
    assert await remembered(db) is await remembered(db)


async def test_a_transaction_that_fails_leaves_no_trace(db: Database, clock: FakeClock) -> None:
    await Life(db, clock).add()
    before = await remembered(db)
    assert before

    async def fail() -> None:
        async with db.transaction() as tx:
            await communities.save(tx, replace(before.community, backfill_days=0))
            inside = await profiles.get(tx, HERE, ANNA)
            assert inside
            assert inside.community.backfill_days == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await remembered(db) == before
