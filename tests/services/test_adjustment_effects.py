"""A look back tells what the logs say before and after the adjustment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adherence import Adherence
from bot.domain.adjustments import Outcome
from bot.domain.days import Week, week_of
from bot.domain.reflections import LookBackWords, ReflectionWords
from tests.support.advising import each_day, log_days
from tests.support.callers import BEN, act
from tests.support.reflecting import Desk

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock

START = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.fixture
def desk(db: Database, clock: FakeClock) -> Desk:
    return Desk.of(db, clock)


async def adopted(desk: Desk) -> None:
    """Let Anna practise every other day for four weeks, adopt, and keep every day since."""
    writing = await desk.practice()
    odd = {START + 2 * step * DAY: 1000 for step in range(14)}
    since = each_day(START + 28 * DAY, START + 40 * DAY, 1500)
    await log_days(desk.db, writing, odd | since)
    desk.clock.advance(28 * DAY)
    words = ReflectionWords("x", adjustment="phone away")
    await desk.reflections.write(act(), week_of(START + 28 * DAY), words)


async def test_before_and_since(desk: Desk) -> None:
    await adopted(desk)
    assert (await desk.look_backs.open(act())).effects == ()
    desk.clock.advance(6 * DAY)
    assert (await desk.look_backs.open(act())).effects == ()  # six days are too few to tell
    desk.clock.advance(DAY)
    (effect,) = (await desk.look_backs.open(act())).effects
    assert effect.practice.name == "Writing"
    assert (effect.before, effect.since) == (Adherence(14, 28), Adherence(7, 7))
    assert (effect.weekly_before, effect.weekly_since) == (3500, 10500)
    assert (await desk.look_backs.open(act(BEN))).effects == ()


async def test_it_stands_beside_what_was_said(desk: Desk) -> None:
    await adopted(desk)
    desk.clock.advance(9 * DAY)
    week = week_of(desk.clock.now().date())
    look = await desk.look_backs.keep(act(), week, LookBackWords(Outcome.DROPPED))
    assert look.effects[0].since == Adherence(9, 9)
    await desk.reflections.write(act(), week, ReflectionWords("x"))
    desk.clock.advance(4 * DAY)
    # What was dropped is not judged by the days after it.
    assert (await desk.look_backs.open(act())).effects == look.effects


async def test_a_prompt_of_the_week_of_adoption_tells_nothing_yet(desk: Desk) -> None:
    await adopted(desk)
    desk.clock.advance(7 * DAY)
    adopted_in: Week = week_of(START + 28 * DAY)
    assert (await desk.look_backs.open(act(), adopted_in)).effects == ()
