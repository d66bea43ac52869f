from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.adjustments import Adjustment
from bot.domain.days import Week
from bot.domain.entries import Entry
from bot.domain.goals import GoalWords
from bot.domain.ids import AdjustmentId
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.verdicts import Verdict
from storage import adjustments
from tests.support.callers import ANNA, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk


async def test_home_shows_active_practices_with_goal_and_state(desk: Desk) -> None:
    for name in ("Guitar", "Piano", "Old"):
        await desk.practices.add(act(), PracticeWords(name=name, minimum="20 min"))
    await desk.practices.archive(act(), "Old")
    await desk.practices.set_goal(act(), "Piano", GoalWords("play slower"))
    await desk.logs.add(act(), Entry("20", practice="Guitar"))
    home = await desk.today.home(act())
    assert home.today == date(2026, 11, 18)
    names = [each.practice.name for each in home.practices]
    goals = [each.goal and each.goal.better for each in home.practices]
    states = [each.summary.today and each.summary.today.verdict for each in home.practices]
    assert (names, goals) == (["Guitar", "Piano"], [None, "play slower"])
    assert states == [Verdict.DONE, Verdict.OPEN]
    assert home.adjustment is None


async def test_home_shows_the_running_adjustment(
    db: Database, desk: Desk, clock: FakeClock
) -> None:
    caller = act()
    await desk.practices.add(caller, PracticeWords(name="Guitar", minimum="20 min"))
    adjustment = Adjustment(AdjustmentId(5), HERE, ANNA, "phone away", Week(2026, 46), clock.now())
    async with db.transaction() as tx:
        await adjustments.adopt(tx, adjustment)
    assert (await desk.today.home(act())).adjustment == adjustment


async def test_the_look_back_waits_from_the_day_of_the_posts_on(
    desk: Desk, clock: FakeClock
) -> None:
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    assert (await desk.today.home(act())).reflect_on is None
    clock.advance(timedelta(days=3))
    assert (await desk.today.home(act())).reflect_on is None
    clock.advance(timedelta(days=1))  # Sunday
    assert (await desk.today.home(act())).reflect_on == Week(2026, 47)
    clock.advance(timedelta(days=1))
    assert (await desk.today.home(act())).reflect_on is None


async def test_there_must_be_something_to_come_home_to(desk: Desk) -> None:
    with pytest.raises(NotStarted):
        await desk.today.home(act())
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await desk.practices.archive(act(), "Guitar")
    with pytest.raises(NoPractice):
        await desk.today.home(act())
