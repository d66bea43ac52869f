"""What stands beside the practices on `/today`: one thing at a time, and at times nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.advice import AdviceKind
from bot.domain.checkins import CheckinWords
from bot.domain.entries import Entry
from bot.domain.journal import EntryKind, EntryWords
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestWords
from bot.services.container import Services
from tests.support.advising import log_days
from tests.support.callers import act

if TYPE_CHECKING:
    from bot.domain.beside import Beside
    from bot.domain.ids import PracticeId
    from storage.database import Database
    from tests.support.clock import FakeClock

DAY = timedelta(days=1)
MINUTES = 20


@pytest.fixture
def services(db: Database, clock: FakeClock) -> Services:
    return Services(db, clock)


@pytest.fixture
async def guitar(services: Services, clock: FakeClock, db: Database) -> PracticeId:
    """Ten weeks of twenty minutes a day, of which none was a rest."""
    words = PracticeWords(name="Guitar", minimum="20 min")
    practice = (await services.practices.add(act(), words)).practice
    clock.advance(70 * DAY)
    today = (await services.members.get(act())).today(clock.now())
    days = {today - DAY * back: MINUTES * 100 for back in range(1, 71)}
    await log_days(db, practice.id, days)
    return practice.id


async def beside(services: Services) -> Beside:
    return (await services.today.home(act())).beside


@pytest.mark.usefixtures("guitar")
async def test_advice_comes_once_and_stays(services: Services) -> None:
    first, again = await beside(services), await beside(services)
    assert first.advice
    assert first.advice.kind is AdviceKind.NO_REST
    assert (first.advice.is_new, again.advice and again.advice.is_new) == (True, False)
    assert first.checkin is None, "one thing at a time"
    await services.advice.wave_off(act())
    later = await beside(services)
    assert (later.advice, later.checkin is not None) == (None, True)
    await services.checkins.save(act(), CheckinWords("works", "", ""))
    assert (await beside(services)).checkin is None


@pytest.mark.usefixtures("guitar")
async def test_nobody_who_rests_from_everything_is_advised(services: Services) -> None:
    await services.rests.take(act(), RestWords(until="tomorrow"))
    found = await beside(services)
    assert found.rest
    assert (found.rest.is_from_everything, found.is_paused) == (True, False)
    assert (found.advice, found.checkin, found.restart) == (None, None, None)


@pytest.mark.usefixtures("guitar")
async def test_a_pause_holds_all_that_presses(services: Services) -> None:
    await services.month_plans.start(act(), "Guitar")
    assert (await beside(services)).plan
    await services.pauses.take(act(), 1)
    found = await beside(services)
    assert found.is_paused
    assert (found.plan, found.advice, found.checkin, found.restart) == (None, None, None, None)


@pytest.mark.usefixtures("guitar")
async def test_the_day_of_an_outcome_is_for_it_alone(services: Services) -> None:
    await services.journal.write(act(), EntryWords(EntryKind.GRIEVE, "Not taken"))
    found = await beside(services)
    assert found.is_quiet
    assert (found.advice, found.checkin) == (None, None)


async def test_whoever_finds_back_in_gets_the_first_step_and_no_advice(
    services: Services, guitar: PracticeId, clock: FakeClock
) -> None:
    clock.advance(2 * DAY)
    found = await beside(services)
    assert found.restart
    assert found.restart.practice.id == guitar
    assert (found.advice, found.checkin) == (None, None)
    await services.logs.add(act(), Entry("5 min"))
    back = await beside(services)
    assert back.restart is None, "what was remembered is forgotten with the log"


@pytest.mark.usefixtures("guitar")
async def test_whoever_was_long_away_hears_of_no_limit(
    services: Services, clock: FakeClock
) -> None:
    clock.advance(4 * DAY)
    found = await beside(services)
    assert found.touched
    clock.advance(7 * DAY)
    found = await beside(services)
    assert found.journal
    assert (found.journal.broken, found.touched) == (True, None)


@pytest.mark.usefixtures("guitar")
async def test_a_practice_left_lying_keeps_no_advice_from_whoever_logs(
    services: Services, clock: FakeClock
) -> None:
    await services.practices.add(act(), PracticeWords(name="Piano", minimum="20 min"))
    clock.advance(2 * DAY)
    for day in ("today", "yesterday", (clock.now() - 2 * DAY).date().isoformat()):
        await services.logs.add(act(), Entry("20 min", practice="Guitar", day=day))
    found = await beside(services)
    assert found.restart
    assert found.restart.practice.name == "Piano"
    assert found.advice
    assert found.advice.practice.name == "Guitar"


@pytest.mark.usefixtures("guitar")
async def test_the_day_after_an_outcome_brings_one_step_and_no_more(
    services: Services, clock: FakeClock
) -> None:
    await services.journal.write(act(), EntryWords(EntryKind.GRIEVE, "Not taken"))
    clock.advance(DAY)
    await services.logs.add(act(), Entry("20 min", day="yesterday"))
    found = await beside(services)
    assert found.journal
    assert (found.journal.step is not None, found.restart) == (True, None)
    assert (found.advice, found.checkin) == (None, None)
    clock.advance(3 * DAY)
    await services.journal.write(act(), EntryWords(EntryKind.GRIEVE, "Not taken either"))
    clock.advance(DAY)
    found = await beside(services)
    assert found.journal
    assert found.restart, "that is the step: another one would be one too many"
    assert (found.journal.after is not None, found.journal.step) == (True, None)
    assert found.touched is None
