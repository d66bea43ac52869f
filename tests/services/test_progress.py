"""Progress is read like every other number, and shown to those who may see it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.audits import KeptPrivate, PracticeGone
from bot.domain.days import Span, monday_of
from bot.domain.entries import Entry as LogEntry
from bot.domain.ids import EntryId, PracticeId, RestId
from bot.domain.journal import Entry, EntryKind
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.progress import (
    Heat,
    NoPracticeThere,
    OthersLater,
    Period,
    ProgressShown,
    progress,
)
from bot.domain.rests import Rest
from bot.domain.settings import Visibility
from bot.services.container import Services
from storage import journal, rests
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.domain.ids import UserId
    from storage.database import Database
    from tests.support.clock import FakeClock

GUITAR = PracticeWords(name="Guitar", minimum="20 min")


async def keep(services: Services, clock: FakeClock, plan: str) -> None:
    """Let Anna live a day for each letter: x keeps the plan, a dot leaves it out."""
    for letter in plan:
        if letter == "x":
            await services.logs.add(act(), LogEntry("25", practice="Guitar"))
        clock.advance(timedelta(days=1))


@pytest.fixture
async def guitar(services: Services, clock: FakeClock) -> PracticeId:
    """Anna's practice of five weeks."""
    added = await services.practices.add(act(), GUITAR)
    await keep(services, clock, "xxxx.xx" * 5)
    return added.practice.id


async def show(
    services: Services, caller: UserId, user: UserId, text: str = "", period: Period = Period.YEAR
) -> ProgressShown:
    """Return what nobody has to wait for."""
    shown = await services.progress.show(act(caller), text, user, period)
    assert isinstance(shown, ProgressShown)
    return shown


async def of(
    services: Services,
    caller: UserId,
    practice: PracticeId,
    period: Period = Period.YEAR,
    **anyway: bool,
) -> ProgressShown:
    """Return what nobody has to wait for."""
    shown = await services.progress.of(act(caller), practice, period, **anyway)
    assert isinstance(shown, ProgressShown)
    return shown


async def write(db: Database, user: UserId, kind: EntryKind, day: date, number: int = 1) -> None:
    entry = Entry(
        id=EntryId(number),
        community_id=HERE,
        user_id=user,
        kind=kind,
        text="…",
        day=day,
        written_at=datetime.combine(day, time(12), UTC),
        lesson="…" if kind is EntryKind.SETBACK else "",
    )
    async with db.transaction() as tx:
        await journal.add(tx, entry)


async def test_it_says_what_streaks_say(services: Services, guitar: PracticeId) -> None:
    shown = await show(services, ANNA, ANNA)
    assert shown.practice.id == guitar
    assert shown.own
    (numbers,) = (await services.streaks.show(act(), ANNA)).practices
    assert shown.progress.summary == numbers.summary
    audit = await services.streaks.audit_of(act(), guitar, 52)
    counted = sum(day.judged.counted for week in audit.weeks for day in week.days)
    assert shown.progress.days_reached == counted == 30
    assert await of(services, ANNA, guitar) == shown


async def test_it_is_worked_out_off_the_event_loop(
    db: Database, clock: FakeClock, guitar: PracticeId
) -> None:
    asked: list[Callable[..., Any]] = []

    async def offload(function: Callable[..., Any], /, *args: object) -> Any:
        asked.append(function)
        return await asyncio.to_thread(function, *args)

    await Services(db, clock, offload).progress.of(act(), guitar, Period.ALL)
    assert asked == [progress]


async def test_rests_are_on_it(
    db: Database, services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    monday = monday_of(clock.now().date()) - timedelta(weeks=1)
    resting = Rest(
        id=RestId(1),
        community_id=HERE,
        user_id=ANNA,
        practice_id=None,
        days=Span(monday, monday + timedelta(days=40)),
        is_pause=False,
        taken_at=clock.now(),
    )
    async with db.transaction() as tx:
        await rests.add(tx, resting)
    found = (await of(services, ANNA, guitar, Period.FOUR_WEEKS)).progress
    assert found.rests == (monday,)
    assert Heat.REST in found.heat
    # A rest day that reached the minimum is none.
    assert [week.is_rest for week in found.weeks] == [False] * len(found.weeks)


async def test_setbacks_are_the_authors_own(
    db: Database, services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    today = clock.now().date()
    for number, ago in enumerate((3, 400), 1):
        await write(db, ANNA, EntryKind.SETBACK, today - timedelta(days=ago), number)
    await write(db, ANNA, EntryKind.WIN, today, 3)
    await services.practices.add(act(BEN), GUITAR)
    await write(db, BEN, EntryKind.SETBACK, today, 4)
    await services.members.choose_visibility(act(), Visibility.OPEN)
    mine = await of(services, ANNA, guitar, Period.ALL)
    assert mine.setbacks == (today - timedelta(days=3),)
    theirs = await of(services, BEN, guitar, Period.ALL)
    assert theirs.setbacks == ()
    assert not theirs.own
    assert theirs.progress == mine.progress


async def test_others_see_that_of_open_members_only(services: Services, guitar: PracticeId) -> None:
    for hidden in (
        services.progress.show(act(BEN), "", ANNA, Period.YEAR),
        services.progress.of(act(BEN), guitar, Period.YEAR),
    ):
        with pytest.raises(KeptPrivate):
            await hidden
    assert await services.progress.practices_of(act(BEN), ANNA) == ()
    for unknown in (
        services.progress.of(act(BEN, ELSEWHERE), guitar, Period.YEAR),
        services.progress.of(act(BEN), PracticeId(5), Period.YEAR),
    ):
        with pytest.raises(PracticeGone):
            await unknown
    await services.members.choose_visibility(act(), Visibility.OPEN)
    shown = await show(services, BEN, ANNA, "guitar")
    assert shown.practice.id == guitar
    (listed,) = await services.progress.practices_of(act(BEN), ANNA)
    assert listed.id == guitar
    with pytest.raises(UnknownPractice):
        await services.progress.show(act(BEN), "Flute", ANNA, Period.YEAR)
    await services.practices.archive(act(), "Guitar")
    with pytest.raises(NoPracticeThere):
        await services.progress.show(act(BEN), "", ANNA, Period.YEAR)
    assert (await show(services, BEN, ANNA, "guitar")).practice


async def test_others_wait_on_the_day_of_an_outcome(
    db: Database, services: Services, clock: FakeClock, guitar: PracticeId
) -> None:
    await services.members.choose_visibility(act(), Visibility.OPEN)
    await services.practices.add(act(BEN), GUITAR)
    await write(db, BEN, EntryKind.GRIEVE, clock.now().date())
    later = await services.progress.show(act(BEN), "", ANNA, Period.YEAR)
    assert isinstance(later, OthersLater)
    assert (later.practice_id, later.period) == (guitar, Period.YEAR)
    assert later.outcome.kind is EntryKind.GRIEVE
    shown = await of(services, BEN, guitar, anyway=True)
    assert shown.anyway
    assert (await show(services, BEN, BEN)).own
    clock.advance(timedelta(days=1))
    assert not (await show(services, BEN, ANNA)).own


async def test_without_a_practice_the_way_in_is_shown(services: Services) -> None:
    with pytest.raises(NotStarted):
        await services.progress.show(act(), "", ANNA, Period.YEAR)
    assert await services.progress.practices_of(act(), ANNA) == ()
    await services.practices.add(act(), GUITAR)
    shown = await show(services, ANNA, ANNA)
    assert shown.progress.first_logged is None
    await services.practices.add(act(), replace(GUITAR, name="Piano"))
    for name in ("Guitar", "Piano"):
        await services.practices.archive(act(), name)
    with pytest.raises(NoPractice):
        await services.progress.show(act(), "", ANNA, Period.YEAR)
    assert (await show(services, ANNA, ANNA, "Piano")).others
