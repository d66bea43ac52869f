"""What counts is read of everybody who takes part, and of nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenge_days import Mark
from bot.domain.challenges import Measure
from bot.domain.feedback import Feedback
from bot.domain.ids import FeedbackId
from bot.domain.pieces import PieceKind
from storage import challenge_facts, feedback, participants
from tests.support.boards import Play
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act
from tests.support.hiding import hide
from tests.support.ideas import Ideas

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import UserId
    from storage.challenge_facts import Found, Somebody
    from storage.database import Database
    from tests.support.clock import FakeClock

REFLECT = """
INSERT INTO reflections (
    reflection_id, community_id, user_id, week, question, answer, goal_outcomes, behaviour,
    conditions, unknown_conditions, adjustment, goal, three_weeks, shared, reflected_at
) VALUES (:id, :community_id, :user_id, :week, '', '', '', '', '', 0, '', '', 0, 0, 0)
"""
CONDITIONS = """
INSERT INTO starting_conditions (community_id, user_id, practice_id, since)
VALUES (1, 11, :practice_id, :since)
"""
GROUPED = "UPDATE participants SET grouped = 1"
APPLY = """
INSERT INTO applications (
    application_id, community_id, idea_id, user_id, day, happened, applied_at
) VALUES (1, 1, :idea_id, 11, :day, 'worked', 0)
"""
PROBLEMATIC = "UPDATE feedback SET problematic = 1 WHERE feedback_id = 4"


async def read(play: Play) -> Found:
    async with play.db.reading() as conn:
        return await challenge_facts.read(conn, play.challenge, play.challenge.first_day)


async def anna(play: Play) -> Somebody:
    found = await read(play)
    (one,) = (each for each in found.participants if each.user_id == ANNA)
    return found.somebody(one)


async def test_everybody_is_read_with_practices_and_days(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.practise(ANNA, "Chess", "2 games")
    await play.practise(BEN)
    await play.log(ANNA, "20 min", practice="Guitar")
    await play.log(ANNA, "10 min", practice="Guitar")
    await play.log(BEN)
    clock.advance(timedelta(minutes=1))
    await play.join(BEN)
    found = await read(play)
    assert found.zone == "UTC"
    assert [each.user_id for each in found.participants] == [ANNA, BEN]
    one = await anna(play)
    assert one.participant == found.participants[0]
    assert one.member == await play.services.members.get(act())
    assert one.practices == await play.services.practices.of(act())
    guitar, chess = one.practices
    today = clock.now().date()
    assert {day: log.amount for day, log in one.logs[guitar.id].items()} == {today: 3000}
    assert one.logs[chess.id] == {}
    assert (one.marks, one.since) == ((), None)


async def test_practices_come_with_all_their_history(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.services.practices.archive(act(), "Guitar")
    clock.advance(timedelta(days=2))
    await play.services.practices.restore(act(), "Guitar")
    (guitar,) = (await anna(play)).practices
    assert guitar.archives
    assert (guitar,) == await play.services.practices.of(act())


async def test_who_left_and_who_is_elsewhere_is_not_read(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.services.members.choose_boards(act(ANNA, ELSEWHERE), on=True)
    await play.practise(BEN)
    await play.log(BEN)
    left = await play.join(BEN, left_at=clock.now())
    found = await read(play)
    assert [each.user_id for each in found.participants] == [ANNA]
    async with db.transaction() as tx:
        await participants.add(tx, left)
    assert len((await read(play)).participants) == 1


async def test_logs_are_read_from_the_block_of_the_first_day(
    db: Database, clock: FakeClock
) -> None:
    # Four-week blocks began on 26 October and 23 November 2026.
    play = await Play.open(
        db, clock, first_day=clock.now().date() + timedelta(days=7), last_day=clock.now().date()
    )
    await play.log()
    (guitar,) = (await anna(play)).practices
    assert (await anna(play)).logs[guitar.id] == {}
    async with db.reading() as conn:
        earlier = await challenge_facts.read(
            conn, play.challenge, clock.now().date() + timedelta(days=2)
        )
    assert earlier.somebody(earlier.participants[0]).logs[guitar.id]


async def test_since_is_told_by_who_wants_to_be_grouped(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    await play.practise(ANNA, "Chess")
    async with db.transaction() as tx:
        for practice, since in zip((await anna(play)).practices, (None, "2020-05-01"), strict=True):
            await tx.execute(CONDITIONS, {"practice_id": practice.id, "since": since})
    assert (await anna(play)).since is None
    async with db.transaction() as tx:
        await tx.execute(GROUPED)
    since = (await anna(play)).since
    assert since
    assert since.isoformat() == "2020-05-01"


@pytest.mark.parametrize(
    ("measure", "marks"),
    [(Measure.FOCUS, [(0, ""), (1, "")]), (Measure.PLACES, [(0, "park"), (1, "park")])],
)
async def test_words_of_logs(
    db: Database, clock: FakeClock, measure: Measure, marks: list[tuple[int, str]]
) -> None:
    play = await Play.open(db, clock, measure=measure)
    today = clock.now().date()
    await play.log(focus="bar 12", where="Park")
    await play.log(focus="bar 13", where=" park")
    await play.log()
    clock.advance(timedelta(days=1))
    await play.log(focus="bar 12", where="PARK")
    clock.advance(timedelta(days=6))
    await play.log(focus="too late", where="pool")
    found = set((await anna(play)).marks)
    assert found == {Mark(today + timedelta(days=number), what) for number, what in marks}


async def test_reflections_of_the_weeks_that_it_touches(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock, measure=Measure.REFLECTIONS)  # Wednesday to Tuesday
    async with db.transaction() as tx:
        for number, week in enumerate(("2026-W46", "2026-W47", "2026-W48", "2026-W49")):
            row = {"id": number, "community_id": HERE, "user_id": ANNA, "week": week}
            await tx.execute(REFLECT, row)
    days = sorted(mark.day.isoformat() for mark in (await anna(play)).marks)
    assert days == ["2026-11-16", "2026-11-23"]


def answer(number: int, asked_by: UserId, given_by: UserId, at: datetime) -> Feedback:
    return Feedback(
        id=FeedbackId(number),
        community_id=HERE,
        request_id=None,
        asked_by=asked_by,
        given_by=given_by,
        given_at=at,
        works="",
        change="",
    )


async def test_feedback_by_the_clock_that_held_then(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock, measure=Measure.FEEDBACK)
    start = clock.now()  # Wednesday noon
    async with db.transaction() as tx:
        await feedback.add(tx, answer(1, BEN, ANNA, start))
        await feedback.add(tx, answer(2, ANNA, ANNA, start))
        await feedback.add(tx, answer(3, BEN, ANNA, start))
        await feedback.add(tx, answer(4, BEN, ANNA, start))
        await feedback.add(tx, answer(5, BEN, ANNA, start + timedelta(hours=13)))
        await feedback.add(tx, answer(6, ANNA, BEN, start))
        await feedback.add(tx, answer(7, BEN, ANNA, start + timedelta(days=1)))
        await tx.execute(PROBLEMATIC)
    await hide(db, PieceKind.FEEDBACK, 3)
    clock.advance(timedelta(hours=14))
    await play.services.members.choose_zone(act(), "Pacific/Kiritimati")  # 14 hours ahead
    days = [(mark.day - start.date()).days for mark in (await anna(play)).marks]
    assert sorted(days) == [0, 1, 2]


@pytest.mark.parametrize(
    ("measure", "days"), [(Measure.IDEAS, [0, 0, 1]), (Measure.EXPERIMENTS, [0])]
)
async def test_ideas(db: Database, clock: FakeClock, measure: Measure, days: list[int]) -> None:
    play = await Play.open(
        db, clock, measure=measure, first_day=clock.now().date() + timedelta(days=1)
    )
    start = play.challenge.first_day
    ideas = Ideas.of(db, clock)
    wisdom = ideas.wisdom
    for title in ("Tried", "Known"):
        await ideas.share(title, user=BEN)
    hidden = await ideas.share("Hidden", user=BEN)
    await wisdom.apply(act(), "Known", "worked")  # before it begins
    clock.advance(timedelta(days=1))
    await wisdom.apply(act(), "Tried", "slower, and clean")
    await wisdom.apply(act(), "Hidden", "what?")
    await wisdom.apply(act(), "Known", "worked again")
    clock.advance(timedelta(days=1))
    await wisdom.apply(act(), "Tried", "still clean")
    await ideas.hide(hidden.id)
    assert sorted((mark.day - start).days for mark in (await anna(play)).marks) == days


async def test_an_idea_without_an_outcome_is_no_experiment(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock, measure=Measure.EXPERIMENTS)
    await Ideas.of(db, clock).share("Tried", user=BEN)
    await play.services.wisdom.apply(act(), "Tried", "")
    assert not (await anna(play)).marks
    clock.advance(timedelta(days=1))
    # What is told the second time comes of an approach that was tried before.
    await play.services.wisdom.apply(act(), "Tried", "worked")
    assert not (await anna(play)).marks


@pytest.mark.parametrize("measure", [Measure.IDEAS, Measure.EXPERIMENTS])
async def test_ideas_of_ones_own_do_not_count(
    db: Database, clock: FakeClock, measure: Measure
) -> None:
    own = await Ideas.of(db, clock).share()
    play = await Play.open(db, clock, measure=measure)
    async with db.transaction() as tx:
        await tx.execute(APPLY, {"idea_id": own.id, "day": clock.now().date().isoformat()})
    assert not (await anna(play)).marks


async def test_a_challenge_with_nobody_in_it(db: Database, clock: FakeClock) -> None:
    play = await Play.open(db, clock)
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM participants")
    found = await read(play)
    assert (found.participants, found.zone) == ((), "UTC")
