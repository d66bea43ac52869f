from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Adjustment
from bot.domain.days import Week
from bot.domain.entries import Entry
from bot.domain.ids import AdjustmentId, InteractionId, PlanId
from bot.domain.month_plans import MonthPlan, PlanNote
from bot.domain.practice_details import PracticeWords
from bot.services.container import Services
from storage import adjustments, feedback, month_plans
from tests.support.answering import an_answer
from tests.support.asking import ask
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from storage.database import Database
    from tests.support.clock import FakeClock

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
async def guitar(db: Database, clock: FakeClock) -> Practice:
    words = PracticeWords(name="Guitar", minimum="20 min", skill="Music")
    return (await Services(db, clock).practices.add(act(), words)).practice


def a_plan(guitar: Practice, number: int = 5) -> MonthPlan:
    return MonthPlan(PlanId(number), HERE, ANNA, guitar.id, TODAY)


async def test_a_plan_comes_back_as_it_was_kept(db: Database, guitar: Practice) -> None:
    plan = a_plan(guitar)
    async with db.transaction() as tx:
        assert await month_plans.held(tx, HERE, ANNA) is None
        assert await month_plans.latest(tx, HERE, ANNA) is None
        await month_plans.add(tx, plan)
        await month_plans.add(tx, replace(plan, outcome="of a repeated delivery"))
        assert await month_plans.get(tx, HERE, ANNA, plan.id) == plan
        assert await month_plans.held(tx, HERE, ANNA) == plan
        for whose in ((HERE, BEN), (ELSEWHERE, ANNA)):
            assert await month_plans.get(tx, *whose, plan.id) is None
            assert await month_plans.held(tx, *whose) is None
    told = replace(
        plan,
        confidence_before=2,
        confidence_after=4,
        outcome="It went well",
        outcome_on=TODAY + 25 * DAY,
        learnt="Slow first",
        stopped_on=TODAY + 26 * DAY,
        closed_on=TODAY + 27 * DAY,
    )
    async with db.transaction() as tx:
        await month_plans.save(tx, replace(told, user_id=BEN))
        assert await month_plans.get(tx, HERE, ANNA, plan.id) == plan
        await month_plans.save(tx, told)
        assert await month_plans.get(tx, HERE, ANNA, plan.id) == told
        assert await month_plans.held(tx, HERE, ANNA) is None
        assert await month_plans.latest(tx, HERE, ANNA) == told


async def test_notes_newest_first(db: Database, guitar: Practice) -> None:
    plan = a_plan(guitar)
    first = PlanNote(TODAY, "Slow first", NOW)
    second = PlanNote(TODAY + DAY, "Both hands", NOW + DAY)
    async with db.transaction() as tx:
        await month_plans.add(tx, plan)
        await month_plans.add_note(tx, plan, InteractionId(70), first)
        await month_plans.add_note(tx, plan, InteractionId(70), second)
        await month_plans.add_note(tx, plan, InteractionId(71), second)
    async with db.reading() as conn:
        assert await month_plans.notes(conn, plan) == (second, first)
        assert await month_plans.notes(conn, replace(plan, id=PlanId(6))) == ()


async def test_what_happened_for_a_practice(
    db: Database, clock: FakeClock, guitar: Practice
) -> None:
    words = PracticeWords(name="Essays", minimum="1 page", skill="Writing")
    essays = (await Services(db, clock).practices.add(act(), words)).practice
    requests = [
        await ask(db, ANNA, NOW, practice_id=guitar.id),
        await ask(db, ANNA, NOW, skill_id=guitar.skill_id),
        await ask(db, ANNA, NOW, skill_id=essays.skill_id),
        await ask(db, ANNA, NOW, practice_id=essays.id, skill_id=guitar.skill_id),
        await ask(db, ANNA, NOW),
        await ask(db, ANNA, NOW - 3 * DAY, practice_id=guitar.id),
    ]
    adopted = Adjustment(AdjustmentId(9), HERE, ANNA, "phone away", Week(2026, 47), NOW)
    async with db.transaction() as tx:
        for number, request in enumerate(requests):
            answer = an_answer(
                request, BEN, given_at=request.asked_at + number * timedelta(hours=1)
            )
            await feedback.add(tx, answer)
        await adjustments.adopt(tx, adopted)
    async with db.reading() as conn:
        found = await month_plans.happened(conn, guitar, NOW - DAY)
        assert found.answered == (NOW, NOW + timedelta(hours=1))
        assert found.adopted == (NOW,)
        bare = await month_plans.happened(conn, replace(guitar, skill_id=None), NOW - DAY)
        assert bare.answered == (NOW,)
        bens = await month_plans.happened(conn, replace(guitar, user_id=BEN), NOW - DAY)
        assert bens == ((), ())
        later = await month_plans.happened(conn, guitar, NOW + DAY)
        assert later == ((), ())


async def test_the_first_day_of_every_place(
    db: Database, clock: FakeClock, guitar: Practice
) -> None:
    services = Services(db, clock)
    for where in ("Home", "", "Café", "home", "CAFÉ"):
        await services.logs.add(act(), Entry("20 min", where=where))
        clock.advance(DAY)
    async with db.reading() as conn:
        found = await month_plans.first_used(conn, guitar)
    assert found == {"home": TODAY, "café": TODAY + 2 * DAY}
