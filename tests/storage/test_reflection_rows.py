from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Adjustment, Outcome
from bot.domain.days import Week
from bot.domain.drafts import Draft
from bot.domain.ids import AdjustmentId, InteractionId, PracticeId, ReflectionId
from bot.domain.places import Place
from bot.domain.reflections import GoalOutcome, Reflection
from bot.services.members import Members
from storage import adjustments, drafts, reflections
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
REFLECTION = Reflection(
    id=ReflectionId(5),
    community_id=HERE,
    user_id=ANNA,
    week=WEEK,
    question="What?",
    answer="This",
    goal_outcomes={PracticeId(7): GoalOutcome.PARTLY, PracticeId(8): GoalOutcome.NOT_YET},
    behaviour="slow scales",
    conditions="early",
    unknown_conditions=False,
    adjustment="phone away",
    goal="both hands",
    goal_practice_id=None,
    three_weeks=True,
    shared=True,
    card=None,
    reflected_at=NOW,
)
ADJUSTMENT = Adjustment(AdjustmentId(9), HERE, ANNA, "phone away", WEEK, NOW)


@pytest.fixture(autouse=True)
async def people(db: Database, clock: FakeClock) -> None:
    members = Members(db, clock)
    async with db.transaction() as tx:
        for caller in (act(), act(BEN), act(community=ELSEWHERE)):
            await members.ensure(tx, caller)


async def test_a_reflection_comes_back_as_it_was_kept(db: Database) -> None:
    async with db.transaction() as tx:
        await reflections.save(tx, REFLECTION)
        assert await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 2))
        assert await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 2)), "delivered again"
        assert not await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 3)), (
            "it stands already"
        )
        assert not await reflections.stand(tx, ELSEWHERE, REFLECTION.id, Place(3, 4))
    async with db.reading() as conn:
        placed = replace(REFLECTION, card=Place(1, 2))
        assert await reflections.of_week(conn, HERE, ANNA, WEEK) == placed
        assert await reflections.of_week(conn, HERE, ANNA, WEEK.next()) is None
        assert await reflections.of_week(conn, HERE, BEN, WEEK) is None
        assert await reflections.of_week(conn, ELSEWHERE, ANNA, WEEK) is None


async def test_saving_again_replaces_all_but_the_place(db: Database) -> None:
    newer = replace(REFLECTION, behaviour="b", goal_outcomes={}, shared=False, goal="", answer="")
    async with db.transaction() as tx:
        await reflections.save(tx, REFLECTION)
        await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 2))
        await reflections.save(tx, newer)
        found = await reflections.of_week(tx, HERE, ANNA, WEEK)
    assert found == replace(newer, card=Place(1, 2))


async def test_a_card_stands_only_while_it_is_shared(db: Database) -> None:
    async with db.transaction() as tx:
        await reflections.save(tx, REFLECTION)
        await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 2))
        await reflections.fall(tx, ELSEWHERE, REFLECTION.id)
        found = await reflections.of_week(tx, HERE, ANNA, WEEK)
        assert found == replace(REFLECTION, card=Place(1, 2))
        await reflections.fall(tx, HERE, REFLECTION.id)
        found = await reflections.of_week(tx, HERE, ANNA, WEEK)
        assert found == replace(REFLECTION, shared=False)
        assert not await reflections.stand(tx, HERE, REFLECTION.id, Place(1, 2))


async def test_one_week_holds_one_reflection(db: Database) -> None:
    with pytest.raises(Exception, match="UNIQUE"):
        async with db.transaction() as tx:
            await reflections.save(tx, REFLECTION)
            await reflections.save(tx, replace(REFLECTION, id=ReflectionId(6)))


async def test_earlier_weeks_are_counted_across_the_year(db: Database) -> None:
    async with db.transaction() as tx:
        for number, week in enumerate((Week(2026, 53), Week(2027, 1), Week(2027, 2))):
            await reflections.save(tx, replace(REFLECTION, id=ReflectionId(number), week=week))
        assert await reflections.count_before(tx, HERE, ANNA, Week(2027, 2)) == 2
        assert await reflections.count_before(tx, HERE, BEN, Week(2027, 2)) == 0


async def test_named_conditions_by_week(db: Database) -> None:
    async with db.transaction() as tx:
        await reflections.save(tx, REFLECTION)
        bare = replace(REFLECTION, id=ReflectionId(6), week=WEEK.next(), conditions="")
        await reflections.save(tx, bare)
        assert await reflections.conditions(tx, HERE, ANNA) == {WEEK: "early"}
        assert await reflections.conditions(tx, HERE, BEN) == {}


async def test_an_adjustment_runs_until_it_is_ended(db: Database) -> None:
    later = NOW + timedelta(days=7)
    async with db.transaction() as tx:
        await adjustments.adopt(tx, ADJUSTMENT)
        await adjustments.adopt(tx, ADJUSTMENT)
        assert await adjustments.running(tx, HERE, ANNA) == ADJUSTMENT
        assert await adjustments.running(tx, HERE, BEN) is None
        assert await adjustments.running(tx, ELSEWHERE, ANNA) is None
        await adjustments.reword(tx, ADJUSTMENT, "phone in the hall")
        await adjustments.end(tx, ADJUSTMENT, Outcome.KEPT, later)
        await adjustments.end(tx, ADJUSTMENT, Outcome.DROPPED, later + timedelta(days=1))
        assert await adjustments.running(tx, HERE, ANNA) is None
        assert await adjustments.latest(tx, HERE, ANNA) == replace(
            ADJUSTMENT, change="phone in the hall", outcome=Outcome.KEPT, ended_at=later
        )
        assert await adjustments.latest(tx, HERE, BEN) is None


async def test_the_database_itself_holds_to_the_rule_of_one(db: Database) -> None:
    with pytest.raises(Exception, match="UNIQUE"):
        async with db.transaction() as tx:
            await adjustments.adopt(tx, ADJUSTMENT)
            await adjustments.adopt(tx, replace(ADJUSTMENT, id=AdjustmentId(10)))


async def test_the_running_one_is_the_latest_whatever_the_second(db: Database) -> None:
    async with db.transaction() as tx:
        await adjustments.adopt(tx, replace(ADJUSTMENT, id=AdjustmentId(10)))
        await adjustments.end(tx, replace(ADJUSTMENT, id=AdjustmentId(10)), Outcome.DROPPED, NOW)
        await adjustments.adopt(tx, ADJUSTMENT)
        assert await adjustments.latest(tx, HERE, ANNA) == ADJUSTMENT


async def test_the_latest_draft_of_a_step(db: Database) -> None:
    def draft(number: int, press: str, minutes: int) -> Draft:
        expires = NOW + timedelta(minutes=minutes)
        return Draft(InteractionId(number), HERE, ANNA, press, {"n": str(number)}, expires)

    async with db.transaction() as tx:
        for each in (draft(1, "a", 1), draft(2, "a", 2), draft(3, "b", 3)):
            await drafts.keep(tx, each)
        assert await drafts.latest(tx, HERE, ANNA, "a") == draft(2, "a", 2)
        assert await drafts.latest(tx, HERE, BEN, "a") is None
        assert await drafts.latest(tx, ELSEWHERE, ANNA, "a") is None
