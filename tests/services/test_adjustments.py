from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Outcome
from bot.domain.days import Week
from bot.domain.reflections import LookBackWords, ReflectionWords
from tests.support.callers import act
from tests.support.reflecting import Desk

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

WEEK = Week(2026, 47)
FULL = ReflectionWords("slow scales", "early", "phone away", "both hands")


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Desk:
    return Desk.of(db, clock)


async def said(desk: Desk, week: Week, outcome: Outcome) -> None:
    await desk.look_backs.keep(act(), week, LookBackWords(outcome))


@pytest.mark.parametrize("outcome", [Outcome.KEPT, Outcome.DROPPED])
async def test_an_ended_adjustment_makes_room(desk: Desk, outcome: Outcome) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(days=7))
    await said(desk, WEEK.next(), outcome)
    ended = await desk.reflections.write(act(), WEEK.next(), ReflectionWords("x"))
    assert ended.running is None
    latest = (await desk.look_backs.open(act())).adjustment
    assert latest is not None
    assert (latest.outcome, latest.ended_at) == (outcome, desk.clock.now())
    again = await desk.reflections.write(
        act(), WEEK.next(), ReflectionWords("x", adjustment="other")
    )
    assert again.running is not None
    assert again.running.change == "other"


async def test_a_running_one_goes_on(desk: Desk) -> None:
    first = (await desk.reflections.write(act(), WEEK, FULL)).running
    desk.clock.advance(timedelta(days=7))
    await said(desk, WEEK.next(), Outcome.RUNNING)
    for typed in ("", "Phone  AWAY"):
        what = await desk.reflections.write(
            act(), WEEK.next(), ReflectionWords("x", adjustment=typed)
        )
        assert (what.running, what.rival) == (first, None)


async def test_never_two_the_old_one_is_kept(desk: Desk) -> None:
    first = (await desk.reflections.write(act(), WEEK, FULL)).running
    desk.clock.advance(timedelta(days=7))
    words = ReflectionWords("x", adjustment="other")
    what = await desk.reflections.write(act(), WEEK.next(), words)
    assert what.rival == what.running == first
    kept = await desk.reflections.keep_adjustment(act(), WEEK.next())
    assert (kept.running, kept.rival) == (first, None)


async def test_never_two_the_new_one_is_taken_up(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(days=7))
    words = ReflectionWords("x", adjustment="other")
    await desk.reflections.write(act(), WEEK.next(), words)
    what = await desk.reflections.switch_adjustment(act(), WEEK.next())
    assert what.rival is None
    assert what.running is not None
    assert (what.running.change, what.running.week) == ("other", WEEK.next())
    await desk.reflections.switch_adjustment(act(), WEEK.next())
    assert await desk.running() == what.running


async def test_revising_rewords_the_adjustment_that_it_adopted(desk: Desk) -> None:
    first = (await desk.reflections.write(act(), WEEK, FULL)).running
    revised = await desk.reflections.write(act(), WEEK, ReflectionWords("x", adjustment="other"))
    assert first is not None
    assert revised.running is not None
    assert (revised.running.id, revised.running.change) == (first.id, "other")
    emptied = await desk.reflections.write(act(), WEEK, ReflectionWords("x"))
    assert emptied.running is None


async def test_what_was_said_of_the_old_one_does_not_end_the_new_one(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(days=7))
    await said(desk, WEEK.next(), Outcome.DROPPED)
    words = ReflectionWords("x", adjustment="other")
    await desk.reflections.write(act(), WEEK.next(), words)
    again = await desk.reflections.write(act(), WEEK.next(), words)
    assert again.running is not None
    assert again.running.change == "other"


async def test_with_nothing_running_the_typed_one_is_taken_up(desk: Desk) -> None:
    await desk.reflections.write(act(), WEEK, FULL)
    desk.clock.advance(timedelta(days=7))
    words = ReflectionWords("x", adjustment="other")
    await desk.reflections.write(act(), WEEK.next(), words)
    await said(desk, WEEK.next(), Outcome.KEPT)
    what = await desk.reflections.write(act(), WEEK.next(), words)
    assert what.running is not None
    assert what.running.change == "other"
