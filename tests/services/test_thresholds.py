"""Limits of one's own: set beside a practice, read where one is touched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.entries import Entry
from bot.domain.logs import Felt
from bot.domain.practice_details import PracticeWords
from bot.domain.rest_rules import RestWords
from bot.domain.thresholds import Limits, LimitWords, NoSuchLimit
from tests.support.callers import BEN, HERE, act
from tests.support.day_facts import facts_of

if TYPE_CHECKING:
    from bot.domain.ids import PracticeId
    from bot.services.container import Services
    from storage.database import Database
    from tests.support.clock import FakeClock

SIGN = LimitWords(sign="I skip lunch")


async def limit(services: Services, guitar: PracticeId, words: LimitWords) -> Limits:
    change = await services.practices.edit(act(), str(guitar), PracticeWords(limits=words))
    return change.after.limits


async def test_limits_are_set_with_the_practice(services: Services, guitar: PracticeId) -> None:
    assert (await services.practices.details(act(), "Guitar")).limits == Limits(guitar)
    assert await limit(services, guitar, LimitWords(recovery="5")) == Limits(guitar, 5)
    assert await limit(services, guitar, SIGN) == Limits(guitar, 5, 1, "I skip lunch")
    with pytest.raises(NoSuchLimit):
        await limit(services, guitar, LimitWords("3", "9"))
    assert (await services.practices.details(act(), "Guitar")).limits == Limits(
        guitar, 5, 1, "I skip lunch"
    )


async def test_the_same_click_sets_them_once(services: Services, guitar: PracticeId) -> None:
    once = act()
    words = PracticeWords(limits=LimitWords(cancelled="3"))
    first = await services.practices.edit(once, str(guitar), words)
    assert first.before.limits != first.after.limits
    await limit(services, guitar, LimitWords(cancelled="4"))
    again = await services.practices.edit(once, str(guitar), words)
    assert again.after.limits.cancelled_blocks == 4


async def test_a_practice_edited_otherwise_keeps_them(
    services: Services, guitar: PracticeId
) -> None:
    await limit(services, guitar, SIGN)
    change = await services.practices.edit(act(), "Guitar", PracticeWords(minimum="10"))
    assert change.before.limits == change.after.limits == Limits(guitar, pause_sign="I skip lunch")


async def test_more_cancelled_than_the_limit_is_touched(
    services: Services, guitar: PracticeId, db: Database, clock: FakeClock
) -> None:
    # Saturday of a week without a log: five planned days are over.
    await limit(services, guitar, LimitWords(cancelled="5"))
    async with db.reading() as conn:
        assert await services.thresholds.today(conn, await facts_of(db, clock)) is None
    limits = await limit(services, guitar, LimitWords(cancelled="4", sign="I skip lunch"))
    async with db.reading() as conn:
        touched = await services.thresholds.today(conn, await facts_of(db, clock))
    assert touched
    assert (touched.practice.id, touched.cancelled, touched.limits) == (guitar, 5, limits)
    await services.pauses.take(act(), 1)
    async with db.reading() as conn:
        assert await services.thresholds.today(conn, await facts_of(db, clock)) is None


async def test_a_practice_that_rests_touches_no_limit(
    services: Services, guitar: PracticeId, db: Database, clock: FakeClock
) -> None:
    await limit(services, guitar, LimitWords(cancelled="1"))
    await services.rests.take(act(), RestWords("tomorrow", practice="Guitar"))
    async with db.reading() as conn:
        assert await services.thresholds.today(conn, await facts_of(db, clock)) is None


async def test_with_nothing_cancelled_no_limit_is_read(
    services: Services, guitar: PracticeId, db: Database, clock: FakeClock
) -> None:
    clock.advance(timedelta(days=2))  # Monday
    await limit(services, guitar, LimitWords(cancelled="0"))
    async with db.reading() as conn:
        assert await services.thresholds.today(conn, await facts_of(db, clock)) is None


@pytest.mark.parametrize(
    ("felt", "sign"),
    [
        (Felt.TOO_HARD, "I skip lunch"),
        (Felt.WENT_BADLY, "I skip lunch"),
        (Felt.STRETCH, ""),
        (Felt.EASY, ""),
        (None, ""),
    ],
)
async def test_a_hard_log_brings_the_sign(
    services: Services, guitar: PracticeId, felt: Felt | None, sign: str
) -> None:
    await limit(services, guitar, SIGN)
    logged = await services.logs.add(act(), Entry("5", felt=felt))
    assert logged.card.sign == sign
    assert (await services.log_cards.of(HERE, logged.card.log.id)).sign == sign


async def test_limits_are_only_ones_own(services: Services, guitar: PracticeId) -> None:
    await services.practices.add(act(BEN), PracticeWords(name="Guitar", minimum="5 min"))
    await services.practices.edit(act(BEN), "Guitar", PracticeWords(limits=SIGN))
    assert (await services.practices.details(act(), "Guitar")).limits == Limits(guitar)
