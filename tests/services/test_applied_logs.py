"""Logs that tell of an idea: the application comes and goes with the log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.entries import Entry
from bot.domain.log_cards import NothingToUndo
from bot.domain.wisdom import OwnIdea, UnknownIdea
from storage import applications
from tests.support.callers import ANNA, BEN, HERE, act
from tests.support.ideas import Ideas

if TYPE_CHECKING:
    from bot.domain.ids import IdeaId
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk

pytestmark = pytest.mark.usefixtures("guitar")


@pytest.fixture
def ideas(db: Database, clock: FakeClock) -> Ideas:
    return Ideas.of(db, clock)


async def applied(ideas: Ideas, idea_id: IdeaId) -> int:
    return (await ideas.wisdom.get(HERE, idea_id)).applied


async def test_a_log_tells_of_an_idea(desk: Desk, ideas: Ideas) -> None:
    idea = await ideas.share(user=BEN)
    caller = act()
    logged = await desk.logs.add(caller, Entry("25", applied=str(idea.id), note="secret"))
    assert logged.applied == idea.id
    noted = await ideas.wisdom.noted_today(act(), idea.id)
    assert noted.application.log_id == logged.card.log.id
    # Nothing of the log itself is told with the idea.
    assert (noted.shown.applied, noted.shown.outcomes) == (1, ())
    assert (await desk.logs.add(caller, Entry("25", applied=str(idea.id)))).applied is None
    assert await applied(ideas, idea.id) == 1


async def test_undo_takes_the_application_back(desk: Desk, ideas: Ideas) -> None:
    idea = await ideas.share(user=BEN)
    await desk.logs.add(act(), Entry("25", applied="slow first"))
    undone = await desk.logs.undo(act())
    assert undone.applied == (idea.id,)
    assert await applied(ideas, idea.id) == 0
    await desk.logs.add(act(), Entry("25"))
    assert (await desk.logs.undo(act())).applied == ()


async def test_correcting_a_log_keeps_its_application(desk: Desk, ideas: Ideas) -> None:
    idea = await ideas.share(user=BEN)
    logged = await desk.logs.add(act(), Entry("25", applied=str(idea.id)))
    await desk.logs.correct(act(), logged.card.log.id, Entry("30"))
    assert await applied(ideas, idea.id) == 1


async def test_two_logs_of_a_day_tell_once(desk: Desk, ideas: Ideas, clock: FakeClock) -> None:
    idea = await ideas.share(user=BEN)
    first = await desk.logs.add(act(), Entry("10", applied=str(idea.id)))
    second = await desk.logs.add(act(), Entry("10", applied=str(idea.id)))
    assert second.applied == idea.id
    noted = await ideas.wisdom.noted_today(act(), idea.id)
    assert noted.application.log_id == first.card.log.id
    clock.advance(timedelta(days=1))
    # A log for yesterday tells of it today.
    await desk.logs.add(act(), Entry("10", day="yesterday", applied=str(idea.id)))
    assert (await ideas.wisdom.noted_today(act(), idea.id)).application.log_id is not None


async def test_nothing_is_logged_where_the_idea_is_refused(desk: Desk, ideas: Ideas) -> None:
    own = await ideas.share(user=ANNA)
    with pytest.raises(OwnIdea):
        await desk.logs.add(act(), Entry("25", applied=str(own.id)))
    with pytest.raises(UnknownIdea):
        await desk.logs.add(act(), Entry("25", applied="nonsense"))
    with pytest.raises(NothingToUndo):
        await desk.logs.undo(act())


async def test_an_idea_taken_down_meanwhile_costs_no_log(
    desk: Desk, ideas: Ideas, db: Database
) -> None:
    await ideas.share("Other", user=BEN)
    idea = await ideas.share(user=BEN)
    logged = await desk.logs.add(act(), Entry("25", applied=str(idea.id)))
    noted = await ideas.wisdom.noted_today(act(), idea.id)
    await ideas.wisdom.take_down(act(BEN), idea.id)
    async with db.transaction() as tx:
        await applications.add(tx, noted.application)
        assert await applications.of_log(tx, HERE, logged.card.log.id) == ()
