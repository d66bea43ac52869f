from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.days import Week
from bot.domain.facts import FactKind
from bot.domain.goals import GoalWords
from bot.domain.ids import PracticeId
from bot.domain.names import EmptyName
from bot.domain.places import Place
from bot.domain.reflections import (
    GoalOutcome,
    Help,
    LookBackWords,
    ReflectionGone,
    ReflectionWords,
)
from tests.support.callers import ANNA, BEN, ELSEWHERE, act
from tests.support.reflecting import Desk

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
FULL = ReflectionWords("slow scales", "early", "phone away", "both hands", share=True)


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Desk:
    return Desk.of(db, clock)


async def test_a_reflection_needs_no_practice(desk: Desk) -> None:
    what = await desk.reflections.write(act(), WEEK, FULL)
    reflection = what.reflection
    assert (reflection.behaviour, reflection.conditions) == ("slow scales", "early")
    assert (reflection.goal, reflection.goal_practice_id) == ("both hands", None)
    assert not what.asks_practice
    assert what.running is not None
    assert what.running.change == "phone away"
    assert reflection.reflected_at == desk.clock.now()


async def test_nothing_is_shared_before_setup(desk: Desk) -> None:
    what = await desk.reflections.write(act(), WEEK, FULL)
    assert (what.reflection.shared, what.is_set_up) == (False, False)
    what = await desk.reflections.share(act(), WEEK, shared=True)
    assert not what.reflection.shared


async def test_shared_only_where_the_member_says_so(desk: Desk) -> None:
    await desk.set_up(channel_id=500)
    what = await desk.reflections.write(act(), WEEK, ReflectionWords("x"))
    assert (what.reflection.shared, what.is_set_up, what.channel_id) == (False, True, 500)
    assert (await desk.reflections.share(act(), WEEK, shared=True)).reflection.shared
    assert not (await desk.reflections.share(act(), WEEK, shared=False)).reflection.shared


async def test_what_the_first_step_said_is_kept_with_it(desk: Desk) -> None:
    said = LookBackWords(goals={PracticeId(7): GoalOutcome.NOT_YET}, answer="Ben did")
    look = await desk.look_backs.keep(act(), WEEK, said)
    reflection = (await desk.reflections.write(act(), WEEK, FULL)).reflection
    assert reflection.question == look.question.text
    assert (reflection.answer, reflection.goal_outcomes) == ("Ben did", said.goals)


async def test_one_reflection_a_week_a_second_revises_it(desk: Desk) -> None:
    first = await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(hours=1))
    second = await desk.reflections.write(act(), WEEK, ReflectionWords("other", "late"))
    assert second.reflection.id == first.reflection.id
    assert (second.reflection.behaviour, second.reflection.goal) == ("other", "")
    assert (await desk.reflections.what_helps(act())) == (Help("late", (WEEK,)),)


async def test_the_same_interaction_writes_once(desk: Desk) -> None:
    caller = act()
    await desk.reflections.write(caller, WEEK, FULL)
    await desk.reflections.write(act(), WEEK, ReflectionWords("newer"))
    again = await desk.reflections.write(caller, WEEK, FULL)
    assert again.reflection.behaviour == "newer"


async def test_a_refused_form_changes_nothing(desk: Desk) -> None:
    with pytest.raises(EmptyName):
        await desk.reflections.write(act(), WEEK, ReflectionWords(" "))
    with pytest.raises(ReflectionGone):
        await desk.reflections.get(act(), WEEK)


async def test_each_reflection_is_its_authors_alone(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    for other in (act(BEN), act(community=ELSEWHERE)):
        with pytest.raises(ReflectionGone):
            await desk.reflections.share(other, WEEK, shared=True)
        assert await desk.reflections.what_helps(other) == ()


async def test_conditions_left_empty_are_asked_for_once_more(desk: Desk) -> None:
    what = await desk.reflections.write(act(), WEEK, ReflectionWords("x"))
    assert what.reflection.lacks_conditions
    named = await desk.reflections.name_conditions(act(), WEEK, "a quiet hour")
    assert named.reflection.conditions == "a quiet hour"
    assert not named.reflection.lacks_conditions


async def test_i_do_not_know_yet_is_an_answer(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, ReflectionWords("x"))
    unknown = await desk.reflections.do_not_know(act(), WEEK)
    assert unknown.reflection.unknown_conditions
    assert not unknown.reflection.lacks_conditions
    revised = await desk.reflections.write(act(), WEEK, ReflectionWords("y"))
    assert not revised.reflection.lacks_conditions
    named = await desk.reflections.name_conditions(act(), WEEK, "a quiet hour")
    assert not named.reflection.unknown_conditions
    assert not (await desk.reflections.do_not_know(act(), WEEK)).reflection.unknown_conditions


async def test_three_facts_come_from_the_members_own_logs(desk: Desk) -> None:
    await desk.practice("Silent")
    practice = str(await desk.practice())
    for number in range(14):
        hour = 6 if number % 7 != 6 else 13
        desk.clock.set(desk.clock.now().replace(hour=hour) + timedelta(days=1))
        amount, where = ("10 min", "desk") if hour == 6 else ("1 min", "bus")
        await desk.log(amount, practice=practice, where=where)
    desk.clock.advance(timedelta(days=1))
    await desk.log(practice=practice)
    week = (await desk.look_backs.open(act())).week
    what = await desk.reflections.write(act(), week, ReflectionWords("x"))
    assert what.facts_of is not None
    assert what.facts_of.name == "Writing"
    assert [fact.kind for fact in what.facts] == [
        FactKind.HOUR,
        FactKind.WEEKDAY,
        FactKind.WHERE,
    ]
    hour_, _, where_ = what.facts
    assert (hour_.value, hour_.hits, hour_.total, hour_.other_hits, hour_.other_total) == (
        ("morning", 12, 12, 0, 2)
    )
    assert (where_.value, where_.other_total) == ("desk", 2)


async def test_without_logs_there_are_no_facts(desk: Desk) -> None:
    await desk.practice()
    what = await desk.reflections.write(act(), WEEK, ReflectionWords("x"))
    assert what.facts == ()


async def test_backfilled_logs_tell_no_hour(desk: Desk) -> None:
    await desk.practice()
    desk.clock.advance(timedelta(days=4))
    for day in ("yesterday", "2 days ago", "3 days ago"):
        await desk.log(day=day, where="desk")
    week = (await desk.look_backs.open(act())).week
    what = await desk.reflections.write(act(), week, ReflectionWords("x"))
    assert {fact.kind for fact in what.facts} <= {FactKind.WEEKDAY}


async def test_the_goal_becomes_that_of_the_only_practice(desk: Desk) -> None:
    practice = await desk.practice()
    await desk.practices.set_goal(
        act(), str(practice), GoalWords("win", in_own_hands=False, process="play daily")
    )
    what = await desk.reflections.write(act(), WEEK, FULL)
    assert what.goal_practice is not None
    assert what.goal_practice.id == practice
    goal = (await desk.practices.details(act(), str(practice))).goal
    assert goal is not None
    assert (goal.better, goal.wish) == ("both hands", "win")


async def test_with_several_practices_the_member_chooses(desk: Desk) -> None:
    await desk.practice()
    piano = await desk.practice("Piano")
    what = await desk.reflections.write(act(), WEEK, FULL)
    assert what.asks_practice
    other = await desk.reflections.choose_practice(act(), WEEK, PracticeId(1))
    assert other.asks_practice
    chosen = await desk.reflections.choose_practice(act(), WEEK, piano)
    assert chosen.goal_practice is not None
    assert chosen.goal_practice.name == "Piano"
    await desk.reflections.write(act(), WEEK, ReflectionWords("x", goal="left hand"))
    goal = (await desk.practices.details(act(), str(piano))).goal
    assert goal is not None
    assert goal.better == "left hand"


async def test_an_unchanged_goal_is_not_set_again(desk: Desk) -> None:
    practice = await desk.practice()
    await desk.reflections.write(act(), WEEK, FULL)
    await desk.goal(practice, "mine")
    await desk.reflections.write(act(), WEEK, FULL)
    goal = (await desk.practices.details(act(), str(practice))).goal
    assert goal is not None
    assert goal.better == "mine"


async def test_the_place_of_the_card_survives_a_revision(desk: Desk) -> None:
    await desk.set_up()
    what = await desk.reflections.write(act(), WEEK, FULL)
    assert await desk.reflections.stands(what.reflection, Place(5, 6))
    revised = await desk.reflections.write(act(), WEEK, FULL)
    assert revised.reflection.card == Place(5, 6)
    await desk.reflections.fell(what.reflection)
    gone = (await desk.reflections.get(act(), WEEK)).reflection
    assert (gone.card, gone.shared) == (None, False)


async def test_a_card_that_is_not_wanted_any_more_finds_no_place(desk: Desk) -> None:
    await desk.set_up()
    what = await desk.reflections.write(act(), WEEK, FULL)
    await desk.reflections.share(act(), WEEK, shared=False)
    assert not await desk.reflections.stands(what.reflection, Place(5, 6))


async def test_a_card_of_a_deleted_reflection_has_no_place(desk: Desk) -> None:
    what = await desk.reflections.write(act(), WEEK, FULL)
    async with desk.db.transaction() as tx:
        whose = {"community_id": what.reflection.community_id, "user_id": ANNA}
        await tx.execute(
            "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id", whose
        )
    assert not await desk.reflections.stands(what.reflection, Place(5, 6))


async def test_what_helps_is_gathered_over_the_weeks(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(days=7))
    await desk.reflections.write(act(), WEEK.next(), ReflectionWords("x", "Early"))
    assert await desk.reflections.what_helps(act()) == (Help("Early", (WEEK.next(), WEEK)),)


async def test_a_written_reflection_leaves_no_form_behind(desk: Desk) -> None:
    said = LookBackWords(answer="Ben did")
    await desk.look_backs.keep(act(), WEEK, said)
    await desk.look_backs.keep(act(), WEEK, said)
    await desk.look_backs.keep(act(), WEEK.previous(), said)
    await desk.look_backs.keep(act(BEN), WEEK, said)
    await desk.reflections.write(act(), WEEK, FULL)
    async with desk.db.reading() as conn:
        rows = await conn.fetch_all("SELECT user_id, press FROM drafts")
    left = {(row["user_id"], row["press"]) for row in rows}
    assert left == {(ANNA, f"look-back:{WEEK.previous()}"), (BEN, f"look-back:{WEEK}")}
    # What was answered is found in the reflection from now on.
    assert (await desk.look_backs.open(act(), WEEK)).said.answer == "Ben did"
