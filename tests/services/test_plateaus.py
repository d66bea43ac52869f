"""What helps on a plateau: one's own past, others counted in fives, and who came through."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.domain.advice import AdviceKind
from bot.domain.days import DAY, WEEK, Span
from bot.domain.ids import RestId, UserId
from bot.domain.members import NotStarted
from bot.domain.pictures import WorkFailed
from bot.domain.plateau_help import CameThrough, Ending
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.rests import Rest
from bot.domain.settings import Visibility
from bot.services.container import Services
from storage import practices, rests
from tests.support.advising import advised, each_day, log_days
from tests.support.callers import ANNA, BEN, HERE, act

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.ids import PracticeId
    from storage.database import Database
    from tests.support.clock import FakeClock

T = TypeVar("T")

MONDAY = date(2026, 11, 23)
WEEKS = 12


class Counting:
    """Runs the work at once; ``failing`` is how often its process dies first."""

    def __init__(self) -> None:
        self.calls = 0
        self.failing = 0

    async def __call__(self, function: Callable[..., T], /, *args: object) -> T:
        self.calls += 1
        self.failing -= 1
        if self.failing >= 0:
            raise WorkFailed
        return function(*args)


@pytest.fixture
def offload() -> Counting:
    return Counting()


@pytest.fixture
def services(db: Database, clock: FakeClock, offload: Counting) -> Services:
    clock.set(clock.now().replace(day=MONDAY.day))
    return Services(db, clock, offload)


async def begin(
    services: Services, db: Database, user: UserId = ANNA, weeks: tuple[int, ...] = (2000,) * WEEKS
) -> PracticeId:
    """Let somebody begin on the Monday, with these amounts on each day of the weeks since."""
    words = PracticeWords(name="Guitar", minimum="20 min")
    practice_id = (await services.practices.add(act(user), words)).practice.id
    for week, amount in enumerate(weeks):
        days = each_day(MONDAY + week * WEEK, MONDAY + week * WEEK + 5 * DAY, amount)
        await log_days(db, practice_id, days, user_id=user)
    return practice_id


async def open_and_willing(services: Services, user: UserId) -> None:
    await services.members.choose_visibility(act(user), Visibility.OPEN)
    await services.members.choose_nudges(act(user), on=True)


async def test_looking_at_it_follows_the_advice(
    services: Services, db: Database, clock: FakeClock
) -> None:
    guitar = await begin(services, db)
    clock.advance(WEEKS * WEEK)
    found = await advised(services, db, clock)
    assert found is not None
    assert found.kind is AdviceKind.PLATEAU
    for _ in range(2):
        shown = await services.plateaus.what_helps(act(), guitar)
        assert (shown.is_now, shown.earlier, shown.others) == (True, (), 0)
        assert shown.came_through == ()
    assert await advised(services, db, clock) is None


async def test_another_advice_is_not_followed_so(
    services: Services, db: Database, clock: FakeClock
) -> None:
    guitar = await begin(services, db, weeks=(2000,) * 4 + (4000,))
    clock.advance(4 * WEEK + 5 * DAY)
    found = await advised(services, db, clock)
    assert found is not None
    assert found.kind is AdviceKind.OVERLOAD
    shown = await services.plateaus.what_helps(act(), guitar)
    assert not shown.is_now
    assert await advised(services, db, clock)


async def test_own_earlier_plateaus_are_told(
    services: Services, db: Database, clock: FakeClock
) -> None:
    guitar = await begin(services, db, weeks=(2000,) * 8 + (4000,) * 4)
    clock.advance(WEEKS * WEEK)
    (earlier,) = (await services.plateaus.what_helps(act(), guitar)).earlier
    assert (earlier.first, earlier.ending) == (MONDAY, Ending.UP)


async def test_only_those_who_agreed_are_counted_and_in_fives(
    services: Services, db: Database, clock: FakeClock, offload: Counting
) -> None:
    level = (2000,) * (WEEKS + 1)
    guitar = await begin(services, db, weeks=level)
    for number in range(21, 30):
        await begin(services, db, UserId(number), level)
        if number < 28:
            await services.members.choose_counted(act(UserId(number)), on=True)
    # Two who agreed, and are in none: one does less and less, one has begun late.
    await begin(services, db, UserId(30), tuple(range(2000, 800, -100)))
    await services.members.choose_counted(act(UserId(30)), on=True)
    clock.advance(6 * WEEK)
    await services.practices.add(act(UserId(31)), PracticeWords(name="Late", minimum="20 min"))
    await services.members.choose_counted(act(UserId(31)), on=True)
    clock.advance(6 * WEEK)
    assert (await services.plateaus.what_helps(act(), guitar)).others == 5
    for number in (28, 29, 11):
        await services.members.choose_counted(act(UserId(number)), on=True)
    # It is worked out once a week.
    clock.advance(timedelta(days=6))
    assert (await services.plateaus.what_helps(act(), guitar)).others == 5
    assert offload.calls == 1
    clock.advance(timedelta(days=1))
    asked = (services.plateaus.what_helps(act(), guitar) for _ in range(2))
    assert [shown.others for shown in await asyncio.gather(*asked)] == [10, 10]
    assert offload.calls == 2


async def test_the_rest_is_told_where_counting_fails(
    services: Services, db: Database, clock: FakeClock, offload: Counting
) -> None:
    guitar = await begin(services, db)
    clock.advance(WEEKS * WEEK)
    offload.failing = 1
    shown = await services.plateaus.what_helps(act(), guitar)
    assert (shown.is_now, shown.others) == (True, None)
    assert (await services.plateaus.what_helps(act(), guitar)).others == 0


async def test_those_who_came_through_are_named_where_they_may_be(
    services: Services, db: Database, clock: FakeClock
) -> None:
    through = (2000,) * 9 + (4000,) * 3
    guitar = await begin(services, db)
    for number in range(21, 29):
        await begin(services, db, UserId(number), through)
        if number not in {21, 22}:
            await open_and_willing(services, UserId(number))
    await services.members.choose_nudges(act(UserId(21)), on=True)  # private
    await services.members.choose_visibility(act(UserId(22)), Visibility.OPEN)  # asks for peace
    await begin(services, db, BEN)  # open and willing, and still in one
    await open_and_willing(services, BEN)
    clock.advance(WEEKS * WEEK)
    today = clock.now().date()
    pause = Rest(
        RestId(7), HERE, UserId(23), None, Span(today, today), is_pause=True, taken_at=clock.now()
    )
    async with db.transaction() as tx:
        await rests.add(tx, pause)
    await services.members.toggle_block(act(), UserId(24))
    named = (await services.plateaus.what_helps(act(), guitar)).came_through
    assert named == tuple(CameThrough(UserId(number), "Guitar") for number in (25, 26, 27))


async def test_the_practice_with_the_skill_speaks_first(
    services: Services, db: Database, clock: FakeClock
) -> None:
    through = (2000,) * 9 + (4000,) * 3
    mine = await begin(services, db)
    await begin(services, db, BEN, through)
    words = PracticeWords(name="Scales", minimum="20 min", skill="Music")
    scales = (await services.practices.add(act(BEN), words)).practice.id
    for week, amount in enumerate(through):
        days = each_day(MONDAY + week * WEEK, MONDAY + week * WEEK + 5 * DAY, amount)
        await log_days(db, scales, days, user_id=BEN)
    await open_and_willing(services, BEN)
    clock.advance(WEEKS * WEEK)
    assert (await services.plateaus.what_helps(act(), mine)).came_through[0].practice == "Guitar"
    async with db.transaction() as tx:
        (guitar,) = await practices.of_member(tx, HERE, ANNA)
        (_, theirs) = await practices.of_member(tx, HERE, BEN)
        await practices.save(tx, replace(guitar, skill_id=theirs.skill_id))
    assert (await services.plateaus.what_helps(act(), mine)).came_through[0].practice == "Scales"


async def test_it_is_about_a_practice_of_ones_own(services: Services, db: Database) -> None:
    guitar = await begin(services, db, weeks=())
    with pytest.raises(NotStarted):
        await services.plateaus.what_helps(act(BEN), guitar)
    await begin(services, db, BEN, weeks=())
    with pytest.raises(UnknownPractice):
        await services.plateaus.what_helps(act(BEN), guitar)
