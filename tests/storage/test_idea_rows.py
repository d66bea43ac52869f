from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import Week
from bot.domain.ids import ApplicationId, IdeaId
from bot.domain.places import Place
from bot.domain.wisdom import Application, Idea, IdeaKind, Share, ShownIdea
from bot.services.members import Members
from storage import applications, wisdom
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
IDEA = Idea(
    id=IdeaId(5),
    community_id=HERE,
    user_id=ANNA,
    kind=IdeaKind.SHORTCUT,
    shared_at=NOW,
    title="Slow first",
    text="Half the speed",
    leaves_out="the why",
    source="A book",
    leaves_at=LATER,
)
APPLICATION = Application(ApplicationId(9), HERE, IDEA.id, BEN, date(2026, 11, 18), "fine", NOW)
WEEK = Week(2026, 47)


@pytest.fixture(autouse=True)
async def people(db: Database, clock: FakeClock) -> None:
    members = Members(db, clock)
    async with db.transaction() as tx:
        for caller in (act(), act(community=ELSEWHERE)):
            await members.ensure(tx, caller)
        await wisdom.add(tx, IDEA, None)


async def test_an_idea_comes_back_as_it_was_kept(db: Database) -> None:
    async with db.transaction() as tx:
        await wisdom.add(tx, replace(IDEA, title="Other"), None)
        shown = ShownIdea(IDEA, 0, 0, (), has_left=False)
        assert await wisdom.get(tx, HERE, IDEA.id, NOW) == shown
        assert await wisdom.get(tx, HERE, IDEA.id, LATER) == replace(shown, has_left=True)
        assert await wisdom.get(tx, ELSEWHERE, IDEA.id, NOW) is None
        assert await wisdom.stand(tx, HERE, IDEA.id, Place(1, 2))
        assert await wisdom.stand(tx, HERE, IDEA.id, Place(3, 4))
        assert not await wisdom.stand(tx, ELSEWHERE, IDEA.id, Place(3, 4))
        placed = await wisdom.get(tx, HERE, IDEA.id, NOW)
        assert placed is not None
        assert placed.idea == replace(IDEA, card=Place(1, 2))


async def test_other_communities_change_nothing(db: Database) -> None:
    async with db.transaction() as tx:
        await applications.toggle_mark(tx, HERE, IDEA.id, BEN, NOW)
        await applications.add(tx, APPLICATION)
        before = await wisdom.get(tx, HERE, IDEA.id, NOW)
        await wisdom.tell(tx, ELSEWHERE, IDEA.id, WEEK)
        await wisdom.remove(tx, ELSEWHERE, IDEA.id)
        await applications.say(tx, replace(APPLICATION, community_id=ELSEWHERE), "other")
        assert await applications.take_back(tx, ELSEWHERE, APPLICATION.id, BEN) is None
        assert await applications.take_back(tx, HERE, APPLICATION.id, ANNA) is None
        assert await applications.on_day(tx, ELSEWHERE, IDEA.id, BEN, APPLICATION.day) is None
        assert await applications.share(tx, ELSEWHERE, NOW, LATER) == Share(0, 0)
        assert await wisdom.get(tx, HERE, IDEA.id, NOW) == before
        assert await wisdom.of_week(tx, ELSEWHERE, WEEK, NOW) is None
        told = await wisdom.of_week(tx, HERE, WEEK.next(), NOW)
        assert told is not None  # not told yet


async def test_told_once_an_idea_keeps_its_week(db: Database) -> None:
    async with db.transaction() as tx:
        await wisdom.tell(tx, HERE, IDEA.id, WEEK)
        await wisdom.tell(tx, HERE, IDEA.id, WEEK.next())
        told = await wisdom.of_week(tx, HERE, WEEK, NOW)
        assert told is not None
        assert await wisdom.of_week(tx, HERE, WEEK.next(), NOW) is None


async def test_an_application_of_one_day_is_kept_once(db: Database) -> None:
    async with db.transaction() as tx:
        await applications.add(tx, APPLICATION)
        await applications.add(tx, replace(APPLICATION, id=ApplicationId(10), happened="other"))
        assert await applications.on_day(tx, HERE, IDEA.id, BEN, APPLICATION.day) == APPLICATION
        assert await applications.share(tx, HERE, NOW, LATER) == Share(1, 1)
        assert await applications.share(tx, HERE, LATER, LATER) == Share(0, 0)
        assert await applications.take_back(tx, HERE, APPLICATION.id, BEN) == IDEA.id
        assert await applications.on_day(tx, HERE, IDEA.id, BEN, APPLICATION.day) is None


async def test_what_hangs_on_an_idea_goes_with_it(db: Database) -> None:
    async with db.transaction() as tx:
        await applications.toggle_mark(tx, HERE, IDEA.id, BEN, NOW)
        await applications.add(tx, APPLICATION)
        await wisdom.remove(tx, HERE, IDEA.id)
        assert await applications.on_day(tx, HERE, IDEA.id, BEN, APPLICATION.day) is None
        assert await tx.fetch_all("SELECT 1 FROM idea_marks WHERE community_id = 1") == []
