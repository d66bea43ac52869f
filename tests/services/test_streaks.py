from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.audits import KeptPrivate, PracticeGone
from bot.domain.days import week_of
from bot.domain.entries import Entry
from bot.domain.ids import PracticeId, UserId
from bot.domain.log_cards import NoPractice
from bot.domain.members import NotStarted
from bot.domain.practice_details import PracticeWords
from bot.domain.practices import UnknownPractice
from bot.domain.settings import Visibility
from bot.domain.verdicts import Verdict
from storage import members
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from storage.database import Database
    from tests.support.clock import FakeClock
    from tests.support.desks import Desk

WEEKS = 4


async def keep(desk: Desk, clock: FakeClock, plan: str) -> None:
    """Live one day for each letter: x keeps the plan, s is small, a dot leaves it out."""
    for letter in plan:
        if letter != ".":
            await desk.logs.add(act(), Entry("25" if letter == "x" else "5", practice="Guitar"))
        clock.advance(timedelta(days=1))


@pytest.fixture
async def guitar(desk: Desk) -> PracticeId:
    return (
        await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    ).practice.id


async def test_the_number_shown_is_the_one_that_the_audit_counts(
    desk: Desk, clock: FakeClock, guitar: PracticeId
) -> None:
    for plan in ("xxx", ".x", "..", "sxx.x", "x" * 20):
        await keep(desk, clock, plan)
        (shown,) = (await desk.streaks.show(act(), ANNA)).practices
        audit = await desk.streaks.audit(act(), "", WEEKS)
        newest = audit.weeks[0].days[-1]
        assert shown.practice.id == guitar
        assert shown.summary.streak == audit.streak
        assert newest.streak == shown.summary.streak.current
    counted = 0
    for day in (day for week in reversed(audit.weeks) for day in week.days):
        counted = 0 if day.judged.verdict is Verdict.MISSED else counted + day.judged.counted
    assert counted == shown.summary.streak.current > 20


async def test_weeks_come_newest_first_and_as_many_as_asked(
    desk: Desk, clock: FakeClock, guitar: PracticeId
) -> None:
    await keep(desk, clock, "x" * 21)
    audit = await desk.streaks.audit(act(), "guitar", 2)
    this_week = week_of(clock.now().date())
    assert [week.week for week in audit.weeks] == [this_week, this_week.previous()]
    days = [day.judged.day for week in reversed(audit.weeks) for day in week.days]
    assert days == sorted(days)
    assert days[-1] == audit.today == clock.now().date()
    assert len((await desk.streaks.audit_of(act(), guitar, 52)).weeks) == 4


async def test_a_missed_week_ends_the_streak_with_its_sunday(desk: Desk, clock: FakeClock) -> None:
    clock.advance(timedelta(days=5))  # a Monday
    await desk.practices.add(
        act(), PracticeWords(name="Guitar", minimum="20 min", days="3x a week")
    )
    await keep(desk, clock, "xxx....x......x......")
    audit = await desk.streaks.audit(act(), "", WEEKS)
    verdicts = [week.judged and week.judged.verdict for week in audit.weeks]
    assert verdicts == [Verdict.OPEN, Verdict.MISSED, Verdict.MISSED, Verdict.KEPT]
    assert [week.days[-1].streak for week in audit.weeks] == [0, 1, 4, 3]


async def test_others_see_the_numbers_of_open_members_only(
    db: Database, desk: Desk, guitar: PracticeId
) -> None:
    await desk.practices.add(act(BEN), PracticeWords(name="Chess", minimum="1 problem"))
    for hidden in (
        desk.streaks.show(act(BEN), ANNA),
        desk.streaks.audit_of(act(BEN), guitar, WEEKS),
    ):
        with pytest.raises(KeptPrivate):
            await hidden
    with pytest.raises(KeptPrivate):  # says as much of a stranger
        await desk.streaks.show(act(BEN), UserId(99))
    async with db.transaction() as tx:
        anna = await members.get(tx, HERE, ANNA)
        assert anna
        await members.save(tx, dataclasses.replace(anna, visibility=Visibility.OPEN))
    assert (await desk.streaks.show(act(BEN), ANNA)).user_id == ANNA
    assert (await desk.streaks.audit_of(act(BEN), guitar, WEEKS)).practice.id == guitar
    for unknown in (
        desk.streaks.audit_of(act(BEN, ELSEWHERE), guitar, WEEKS),
        desk.streaks.audit_of(act(BEN), PracticeId(5), WEEKS),
    ):
        with pytest.raises(PracticeGone):
            await unknown
    with pytest.raises(UnknownPractice):
        await desk.streaks.audit(act(BEN), "Guitar", WEEKS)


async def test_without_a_practice_the_way_in_is_shown(desk: Desk) -> None:
    for asked in (desk.streaks.show(act(), ANNA), desk.streaks.audit(act(), "", WEEKS)):
        with pytest.raises(NotStarted):
            await asked
    await desk.practices.add(act(), PracticeWords(name="Guitar", minimum="20 min"))
    await desk.practices.add(act(), PracticeWords(name="Piano", minimum="20 min"))
    audit = await desk.streaks.audit(act(), "", WEEKS)
    assert (audit.practice.name, [each.name for each in audit.others]) == ("Guitar", ["Piano"])
    await desk.practices.archive(act(), "Guitar")
    assert (await desk.streaks.audit(act(), "", WEEKS)).practice.name == "Piano"
    assert (await desk.streaks.audit(act(), "Guitar", WEEKS)).practice.name == "Guitar"
    await desk.practices.archive(act(), "Piano")
    for asked in (desk.streaks.show(act(), ANNA), desk.streaks.audit(act(), "", WEEKS)):
        with pytest.raises(NoPractice):
            await asked
