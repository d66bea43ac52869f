from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.amounts import NotAnAmount, Standard
from bot.domain.goals import GoalWords, ProcessGoalMissing
from bot.domain.members import NotStarted
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.practice_details import LONGEST_WHY, PracticeWords
from bot.domain.practices import (
    AlreadyArchived,
    DuplicateName,
    NotArchived,
    TooManyActive,
    UnknownPractice,
)
from bot.domain.schedules import TimesAWeek, UnknownSchedule, Weekdays
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.skills import Skills
from tests.support.callers import BEN, ELSEWHERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

TODAY = date(2026, 11, 18)  # a Wednesday
WRITING = PracticeWords(name="Writing", minimum="400 words")


@pytest.fixture
def practices(db: Database, clock: FakeClock) -> Practices:
    return Practices(db, clock, Members(db, clock), Skills(db, clock))


def words(name: str = "Writing", minimum: str = "400 words", **others: Any) -> PracticeWords:
    return PracticeWords(name=name, minimum=minimum, **others)


async def test_a_practice_starts_today_and_every_day_unless_told(practices: Practices) -> None:
    added = await practices.add(act(), words(why="  to think\nclearly ", skill="prose"))
    assert added.practice.started_on == added.today == TODAY
    assert added.practice.standard_on(TODAY) == Standard(40_000, "words")
    assert added.practice.schedule_on(TODAY) == Weekdays(frozenset(range(7)))
    assert (added.practice.why, added.skill) == ("to think\nclearly", "prose")
    assert await practices.of(act()) == (added.practice,)


async def test_the_same_interaction_adds_once(practices: Practices) -> None:
    caller = act()
    first = await practices.add(caller, WRITING)
    assert await practices.add(caller, WRITING) == first
    assert len(await practices.of(caller)) == 1


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (words(name=" "), EmptyName),
        (words(name="x" * 41), NameTooLong),
        (words(name="a\u202eb"), HiddenCharacters),
        (words(minimum="abc"), NotAnAmount),
        (words(days="someday"), UnknownSchedule),
        (words(skill="\u202e"), HiddenCharacters),
        (words(why="x" * (LONGEST_WHY + 1)), NameTooLong),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    practices: Practices, given: PracticeWords, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        await practices.add(act(), given)
    with pytest.raises(NotStarted):
        await practices.overview(act())


async def test_a_fourth_practice_waits_until_one_is_archived(practices: Practices) -> None:
    for name in ("one", "two", "three"):
        await practices.add(act(), words(name))
    with pytest.raises(TooManyActive):
        await practices.add(act(), words("four"))
    await practices.archive(act(), "two")
    await practices.add(act(), words("four"))
    with pytest.raises(TooManyActive):
        await practices.restore(act(), "two")


async def test_two_active_practices_never_share_a_name(practices: Practices) -> None:
    await practices.add(act(), words("Writing"))
    with pytest.raises(DuplicateName):
        await practices.add(act(), words("wRITING"))
    await practices.archive(act(), "Writing")
    await practices.add(act(), words("Writing"))
    archived = next(each for each in await practices.of(act()) if each.is_archived)
    with pytest.raises(DuplicateName):
        await practices.restore(act(), str(archived.id))


async def test_restoring_brings_the_practice_back_with_its_history(
    practices: Practices, clock: FakeClock
) -> None:
    await practices.add(act(), WRITING)
    with pytest.raises(NotArchived):
        await practices.restore(act(), "Writing")
    await practices.archive(act(), "Writing")
    with pytest.raises(AlreadyArchived):
        await practices.archive(act(), "Writing")
    clock.advance(timedelta(days=5))
    restored = await practices.restore(act(), "Writing")
    (span,) = restored.practice.archives
    assert (span.archived_on, span.restored_on) == (TODAY, TODAY + timedelta(days=5))
    assert await practices.of(act()) == (restored.practice,)


async def test_archiving_twice_by_one_interaction_archives_once(practices: Practices) -> None:
    await practices.add(act(), WRITING)
    caller = act()
    first = await practices.archive(caller, "Writing")
    assert await practices.archive(caller, "Writing") == first


async def test_an_easier_minimum_holds_today_and_a_harder_one_tomorrow(
    practices: Practices,
) -> None:
    await practices.add(act(), WRITING)
    easier = await practices.edit(act(), "writing", PracticeWords(minimum="200 words"))
    assert easier.before.practice.standard_on(TODAY).minimum == 40_000
    assert easier.after.practice.standard_on(TODAY).minimum == 20_000
    harder = (await practices.edit(act(), "writing", PracticeWords(minimum="500"))).after.practice
    assert harder.standard_on(TODAY).minimum == 20_000
    assert harder.standard_on(TODAY + timedelta(days=1)) == Standard(50_000, "words")


async def test_another_unit_holds_from_tomorrow(practices: Practices) -> None:
    await practices.add(act(), words(minimum="done"))
    other = (await practices.edit(act(), "writing", PracticeWords(minimum="2"))).after.practice
    assert other.standard_on(TODAY) == Standard(100, "done")
    assert other.standard_on(TODAY + timedelta(days=1)) == Standard(200, "times")


async def test_a_unit_typed_in_another_number_stays_the_unit(practices: Practices) -> None:
    await practices.add(act(), words(minimum="1 words"))
    change = await practices.edit(act(), "Writing", PracticeWords(minimum="1 word"))
    assert change.before == change.after


async def test_a_schedule_holds_from_next_monday(practices: Practices, clock: FakeClock) -> None:
    await practices.add(act(), WRITING)
    clock.advance(timedelta(days=1))
    change = await practices.edit(act(), "Writing", PracticeWords(days="3x a week"))
    after = change.after.practice
    assert isinstance(after.schedule_on(date(2026, 11, 22)), Weekdays)
    assert after.schedule_on(date(2026, 11, 23)) == TimesAWeek(3)


async def test_a_form_sent_back_as_it_was_keeps_what_is_to_come(
    practices: Practices, clock: FakeClock
) -> None:
    await practices.add(act(), WRITING)
    clock.advance(timedelta(days=1))
    coming = PracticeWords(minimum="500 words", days="weekdays")
    decided = await practices.edit(act(), "Writing", coming)
    again = await practices.edit(act(), "Writing", coming)
    assert again.after.practice == decided.after.practice
    assert len(again.after.practice.standards) == len(again.after.practice.schedules) == 2


async def test_editing_words_and_taking_them_out(practices: Practices) -> None:
    await practices.add(act(), words(why="because", skill="prose"))
    named = await practices.edit(act(), "Writing", PracticeWords(name="Drafting"))
    assert (named.after.practice.name, named.after.skill) == ("Drafting", "prose")
    bare = await practices.edit(act(), "Drafting", PracticeWords(skill=" ", why=""))
    assert (bare.after.practice.why, bare.after.skill) == ("", None)


async def test_a_practice_keeps_its_name_and_takes_no_others(practices: Practices) -> None:
    await practices.add(act(), words("Writing"))
    await practices.add(act(), words("Reading"))
    await practices.edit(act(), "Writing", PracticeWords(name="WRITING"))
    with pytest.raises(DuplicateName):
        await practices.edit(act(), "Writing", PracticeWords(name="reading"))


async def test_an_edit_delivered_twice_changes_nothing_twice(practices: Practices) -> None:
    await practices.add(act(), WRITING)
    caller = act()
    first = await practices.edit(caller, "Writing", PracticeWords(minimum="300 words"))
    await practices.edit(act(), "Writing", PracticeWords(minimum="200 words"))
    late = await practices.edit(caller, "Writing", PracticeWords(minimum="300 words"))
    assert late.before == late.after
    assert late.after != first.after


async def test_a_practice_is_its_members_alone(practices: Practices) -> None:
    mine = (await practices.add(act(), WRITING)).practice
    await practices.add(act(BEN), words("Reading"))
    await practices.add(act(community=ELSEWHERE), words("Running"))
    for stranger in (act(BEN), act(community=ELSEWHERE)):
        with pytest.raises(UnknownPractice) as caught:
            await practices.archive(stranger, str(mine.id))
        assert mine.name not in caught.value.names
    with pytest.raises(NotStarted):
        await practices.archive(act(BEN, ELSEWHERE), str(mine.id))
    assert await practices.of(act()) == (mine,)


async def test_a_goal_in_my_own_hands(practices: Practices) -> None:
    await practices.add(act(), WRITING)
    set_ = await practices.set_goal(act(), "Writing", GoalWords("A calm first hour"))
    assert set_.goal is not None
    assert (set_.goal.better, set_.goal.wish, set_.goal.in_own_hands) == (
        "A calm first hour",
        "",
        True,
    )


async def test_an_outcome_is_kept_as_a_wish_beside_a_process_goal(practices: Practices) -> None:
    await practices.add(act(), WRITING)
    with pytest.raises(ProcessGoalMissing):
        await practices.set_goal(act(), "Writing", GoalWords("Win", in_own_hands=False))
    assert (await practices.details(act(), "Writing")).goal is None
    given = GoalWords("Win", in_own_hands=False, process="Send one draft")
    goal = (await practices.set_goal(act(), "Writing", given)).goal
    assert goal is not None
    assert (goal.better, goal.wish, goal.in_own_hands) == ("Send one draft", "Win", False)


async def test_the_latest_goal_holds(practices: Practices, clock: FakeClock) -> None:
    await practices.add(act(), WRITING)
    caller = act()
    await practices.set_goal(caller, "Writing", GoalWords("First"))
    clock.advance(timedelta(days=7))
    await practices.set_goal(act(), "Writing", GoalWords("Second"))
    again = await practices.set_goal(caller, "Writing", GoalWords("First"))
    assert again.goal is not None
    assert again.goal.better == "Second"


async def test_active_practices_stand_before_archived_ones(practices: Practices) -> None:
    for name in ("one", "two"):
        await practices.add(act(), words(name))
    await practices.archive(act(), "one")
    assert [each.practice.name for each in await practices.overview(act())] == ["two", "one"]


async def test_a_tick_makes_a_practice_yes_or_no(practices: Practices) -> None:
    await practices.add(act(), WRITING)
    ticked = await practices.edit(act(), "writing", PracticeWords(minimum="✓"))
    assert ticked.after.practice.standards[-1].standard == Standard(100, "done")
    same = await practices.edit(act(), "writing", PracticeWords(minimum="yes"))
    assert same.after.practice == ticked.after.practice
