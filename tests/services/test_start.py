from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.domain.conditions import Conditions, NotANumber, UnknownSince
from bot.domain.goals import GoalWords
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.settings import Visibility
from bot.domain.start import ConditionsWords, NotBegun, Onboarding, Step
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.skills import Skills
from bot.services.start import Start
from storage import communities
from tests.support.callers import BEN, act

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from storage.database import Database
    from tests.support.clock import FakeClock

TOLD = ConditionsWords(since="2 years", weekly_hours="2,5", level="38")


@pytest.fixture
def members(db: Database, clock: FakeClock) -> Members:
    return Members(db, clock)


@pytest.fixture
def practices(db: Database, clock: FakeClock, members: Members) -> Practices:
    return Practices(db, clock, members, Skills(db, clock))


@pytest.fixture
def start(db: Database, clock: FakeClock, members: Members, practices: Practices) -> Start:
    return Start(db, clock, members, practices)


async def begin(practices: Practices, name: str = "Writing") -> PracticeId:
    added = await practices.add(act(), PracticeWords(name=name, minimum="10 min"))
    return added.practice.id


async def where_i_stand(start: Start) -> Onboarding:
    found = await start.progress(act())
    assert isinstance(found, Onboarding)
    return found


async def test_a_stranger_has_not_begun(start: Start) -> None:
    assert await start.progress(act()) == NotBegun("")


async def test_who_archived_everything_may_begin_again(start: Start, practices: Practices) -> None:
    await begin(practices)
    await practices.archive(act(), "Writing")
    assert await start.progress(act()) == NotBegun("")


async def test_the_communitys_own_help_is_told(
    start: Start, practices: Practices, db: Database
) -> None:
    await begin(practices)
    async with db.transaction() as tx:
        community = await communities.get(tx, act().community_id)
        assert community is not None
        await communities.save(tx, replace(community, resources="Call Ada"))
    assert (await where_i_stand(start)).resources == "Call Ada"
    assert await start.progress(act(BEN)) == NotBegun("Call Ada")


async def test_only_what_was_not_told_is_open(
    start: Start, practices: Practices, members: Members
) -> None:
    practice_id = await begin(practices)
    found = await where_i_stand(start)
    assert found.open_steps == (
        Step.CONDITIONS,
        Step.ZONE,
        Step.VISIBILITY,
        Step.COUNTED,
        Step.GOAL,
    )
    assert found.next_after(Step.PRACTICE) is Step.CONDITIONS
    await members.choose_zone(act(), "berlin")
    await start.record_conditions(act(), practice_id, TOLD)
    found = await where_i_stand(start)
    assert found.open_steps == (Step.VISIBILITY, Step.COUNTED, Step.GOAL)
    assert found.next_after(Step.PRACTICE) is Step.VISIBILITY
    await members.choose_visibility(act(), Visibility.OPEN)
    await members.choose_counted(act(), on=True)
    await practices.set_goal(act(), "Writing", GoalWords("A calm first hour"))
    found = await where_i_stand(start)
    assert found.open_steps == ()
    assert found.next_after(Step.ZONE) is None


async def test_conditions_are_kept_as_they_were_told(start: Start, practices: Practices) -> None:
    practice_id = await begin(practices)
    await start.record_conditions(act(), practice_id, TOLD)
    told = (await where_i_stand(start)).conditions
    assert told == Conditions(
        community_id=act().community_id,
        user_id=act().user_id,
        practice_id=practice_id,
        since=date(2024, 11, 18),
        weekly_hours=250,
        level=3800,
    )


async def test_every_answer_may_stay_empty(start: Start, practices: Practices) -> None:
    practice_id = await begin(practices)
    await start.record_conditions(act(), practice_id, ConditionsWords())
    told = (await where_i_stand(start)).conditions
    assert told is not None
    assert (told.since, told.weekly_hours, told.level) == (None, None, None)


async def test_what_is_told_again_takes_the_place_of_what_was(
    start: Start, practices: Practices
) -> None:
    practice_id = await begin(practices)
    caller = act()
    await start.record_conditions(caller, practice_id, TOLD)
    await start.record_conditions(act(), practice_id, ConditionsWords(level="40"))
    await start.record_conditions(caller, practice_id, TOLD)
    told = (await where_i_stand(start)).conditions
    assert told is not None
    assert (told.since, told.level) == (None, 4000)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (ConditionsWords(since="long ago"), UnknownSince),
        (ConditionsWords(weekly_hours="169"), NotANumber),
        (ConditionsWords(level="good"), NotANumber),
    ],
)
async def test_what_cannot_be_read_is_refused(
    start: Start, practices: Practices, words: ConditionsWords, refused: type[Exception]
) -> None:
    practice_id = await begin(practices)
    with pytest.raises(refused):
        await start.record_conditions(act(), practice_id, words)
    assert (await where_i_stand(start)).conditions is None


async def test_conditions_belong_to_ones_own_practice(start: Start, practices: Practices) -> None:
    practice_id = await begin(practices)
    with pytest.raises(NotStarted):
        await start.record_conditions(act(BEN), practice_id, TOLD)
    await practices.add(act(BEN), PracticeWords(name="Reading", minimum="1 page"))
    with pytest.raises(UnknownPractice):
        await start.record_conditions(act(BEN), practice_id, TOLD)
    assert (await where_i_stand(start)).conditions is None
