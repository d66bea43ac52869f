"""What the rows around a practice promise whichever service asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.conditions import Conditions
from bot.domain.goals import Goal
from bot.domain.ids import CommunityId, SkillId
from bot.domain.practice_details import PracticeWords
from bot.domain.skills import Skill
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.skills import Skills
from storage import conditions, goals, skills
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from storage.database import Database
    from tests.support.clock import FakeClock


@pytest.fixture
async def practice(db: Database, clock: FakeClock) -> Practice:
    """Anna's, who practises the same elsewhere; Ben has begun as well."""
    practices = Practices(db, clock, Members(db, clock), Skills(db, clock))
    words = PracticeWords(name="Writing", minimum="1 page")
    await practices.add(act(BEN), words)
    await practices.add(act(community=ELSEWHERE), words)
    return (await practices.add(act(), words)).practice


def goal(practice: Practice, number: int, clock: FakeClock) -> Goal:
    return Goal(number, HERE, ANNA, practice.id, f"goal {number}", "", clock.now())


async def test_of_two_goals_in_one_second_the_later_interaction_holds(
    db: Database, clock: FakeClock, practice: Practice
) -> None:
    async with db.transaction() as tx:
        assert await goals.add(tx, goal(practice, 2, clock))
        assert await goals.add(tx, goal(practice, 1, clock))
        assert not await goals.add(tx, goal(practice, 2, clock))
    async with db.reading() as conn:
        assert await goals.of_member(conn, HERE, ANNA) == {practice.id: goal(practice, 2, clock)}


async def test_an_older_goal_that_arrives_late_does_not_hold(
    db: Database, clock: FakeClock, practice: Practice
) -> None:
    late = goal(practice, 9, clock)
    clock.advance(timedelta(seconds=1))
    async with db.transaction() as tx:
        await goals.add(tx, goal(practice, 1, clock))
        await goals.add(tx, late)
        assert (await goals.of_member(tx, HERE, ANNA))[practice.id].id == 1


async def test_goals_and_conditions_are_found_by_their_member_alone(
    db: Database, clock: FakeClock, practice: Practice
) -> None:
    told = Conditions(HERE, ANNA, practice.id, None, 250, None)
    async with db.transaction() as tx:
        await goals.add(tx, goal(practice, 1, clock))
        await conditions.save(tx, told)
        assert await conditions.of_member(tx, HERE, ANNA) == {practice.id: told}
        for community, user in ((HERE, BEN), (ELSEWHERE, ANNA)):
            assert await goals.of_member(tx, community, user) == {}
            assert await conditions.of_member(tx, community, user) == {}


async def test_a_skill_is_changed_in_its_own_community_only(
    db: Database, practice: Practice
) -> None:
    prose = Skill(SkillId(1), HERE, "Prose", approved=False, synonym_of=None)
    stranger = replace(prose, community_id=CommunityId(ELSEWHERE))
    async with db.transaction() as tx:
        await skills.add(tx, prose)
        await skills.add(tx, replace(prose, id=SkillId(2), name="PROSE"))
        await skills.approve(tx, stranger)
        await skills.join(tx, stranger, replace(stranger, id=SkillId(1)))
        await skills.remove(tx, stranger)
        assert await skills.of_community(tx, practice.community_id) == (prose,)
