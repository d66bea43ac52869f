from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community, ModeratorsOnly
from bot.domain.days import Week
from bot.domain.names import EmptyName, HiddenCharacters, NameTooLong
from bot.domain.posts import Kind, Post, State
from bot.domain.question_bank import SHIPPED
from bot.domain.questions import MOST_WAITING, Question, TooManyQuestions
from bot.services.questions import Questions
from storage import communities, posts
from tests.support.callers import ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.callers import Caller
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)


@pytest.fixture
def questions(db: Database, clock: FakeClock) -> Questions:
    return Questions(db, clock)


def moderator() -> Caller:
    return act(manages_server=True)


async def of_week(db: Database, questions: Questions, week: Week = WEEK) -> Question:
    async with db.reading() as conn:
        return await questions.of_week(conn, HERE, week)


async def post(
    db: Database, clock: FakeClock, question: str, week: Week = WEEK, state: State = State.SENT
) -> None:
    now = clock.now()
    row = Post(HERE, Kind.REFLECTION, str(week), now, now, now, state=state, question=question)
    async with db.transaction() as tx:
        await communities.add(tx, Community(HERE), now)
        await posts.add(tx, row)


async def test_own_questions_are_asked_once_each_the_oldest_first(
    db: Database, clock: FakeClock, questions: Questions
) -> None:
    await questions.add(moderator(), "  What surprised\tyou?  ".replace("\t", " "))
    clock.advance(timedelta(minutes=1))
    await questions.add(moderator(), "And whom?")
    assert await of_week(db, questions) == Question("What surprised you?")
    await post(db, clock, "What surprised you?")
    assert await of_week(db, questions) == Question("What surprised you?")
    assert await of_week(db, questions, WEEK.next()) == Question("And whom?")
    own = await questions.of_community(moderator())
    assert [(each.text, each.is_asked) for each in own] == [
        ("What surprised you?", True),
        ("And whom?", False),
    ]


async def test_then_the_shipped_ones_and_none_twice(
    db: Database, clock: FakeClock, questions: Questions
) -> None:
    first = await of_week(db, questions)
    assert first in SHIPPED
    await post(db, clock, first.text)
    assert await of_week(db, questions) == first
    assert (await of_week(db, questions, WEEK.next())) not in {first, None}


async def test_what_failed_or_was_skipped_was_not_asked(
    db: Database, clock: FakeClock, questions: Questions
) -> None:
    await questions.add(moderator(), "Ours?")
    await post(db, clock, "Ours?", WEEK.previous(), State.FAILED)
    await post(db, clock, "Ours?", WEEK, State.SKIPPED)
    assert await of_week(db, questions) == Question("Ours?")


async def test_a_question_added_anew_is_asked_anew(
    db: Database, clock: FakeClock, questions: Questions
) -> None:
    await post(db, clock, "Ours?")
    clock.advance(timedelta(days=1))
    await questions.add(moderator(), "Ours?")
    assert await of_week(db, questions, WEEK.next()) == Question("Ours?")


async def test_a_retired_question_is_not_asked(db: Database, questions: Questions) -> None:
    (own,) = await questions.add(moderator(), "Ours?")
    assert await questions.retire(moderator(), own.id) == ()
    assert await of_week(db, questions) in SHIPPED


async def test_a_question_is_retired_where_it_belongs_only(questions: Questions) -> None:
    (own,) = await questions.add(moderator(), "Ours?")
    await questions.retire(act(community=ELSEWHERE, manages_server=True), own.id)
    assert await questions.of_community(moderator()) == (own,)


async def test_the_same_interaction_adds_once(questions: Questions) -> None:
    who = moderator()
    assert await questions.add(who, "Ours?") == await questions.add(who, "Ours?")


async def test_questions_are_for_moderators(questions: Questions) -> None:
    with pytest.raises(ModeratorsOnly):
        await questions.of_community(act())
    with pytest.raises(ModeratorsOnly):
        await questions.add(act(), "Ours?")
    with pytest.raises(ModeratorsOnly):
        await questions.add(act(), " ")
    with pytest.raises(ModeratorsOnly):
        await questions.retire(act(), 1)


@pytest.mark.parametrize(
    ("text", "refused"),
    [(" ", EmptyName), ("x" * 151, NameTooLong), ("a\u202eb", HiddenCharacters)],
)
async def test_questions_that_cannot_be_kept(
    questions: Questions, text: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        await questions.add(moderator(), text)


async def test_only_so_many_may_wait(questions: Questions) -> None:
    for number in range(MOST_WAITING):
        await questions.add(moderator(), f"Number {number}?")
    with pytest.raises(TooManyQuestions):
        await questions.add(moderator(), "One more?")
