from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.amounts import Standard
from bot.domain.communities import Community
from bot.domain.days import ClockSetting
from bot.domain.ids import InteractionId, LogId, PracticeId
from bot.domain.log_cards import PostedCard
from bot.domain.logs import Felt, Log
from bot.domain.members import Member
from bot.domain.places import Place
from bot.domain.practices import Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import TimesAWeek
from bot.domain.settings import Visibility
from bot.domain.verdicts import DayLog
from storage import cheers, communities, log_cards, logs, members, practices, profiles
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE

if TYPE_CHECKING:
    from storage.database import Database

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = date(2026, 11, 18)
GUITAR, PIANO = PracticeId(100), PracticeId(101)
PLACE = Place(channel_id=70, message_id=80)
MEMBER = Member(
    community_id=HERE,
    user_id=ANNA,
    visibility=Visibility.OPEN,
    on_boards=False,
    share_conditions=False,
    joined_at=NOW,
    clock=(ClockSetting(NOW, "UTC", 0, zone_chosen=False),),
)
BARE = Log(
    id=LogId(1),
    community_id=HERE,
    user_id=ANNA,
    practice_id=GUITAR,
    day=DAY,
    amount=2500,
    note=None,
    where=None,
    focus=None,
    felt=None,
    lesson=None,
    link=None,
    proof=None,
    logged_at=NOW,
    backfilled=False,
)
FULL = dataclasses.replace(
    BARE,
    note="slow\nand even",
    where="kitchen",
    focus="bar 4",
    felt=Felt.WENT_BADLY,
    lesson="start earlier",
    link="https://example.org",
    proof="take.png",
)


def practice(practice_id: PracticeId) -> Practice:
    return Practice(
        id=practice_id,
        community_id=HERE,
        user_id=ANNA,
        name="Guitar",
        why="",
        skill_id=None,
        started_on=DAY,
        standards=(StandardFrom(DAY, Standard(2000, "min")),),
        schedules=(ScheduleFrom(DAY, TimesAWeek(3)),),
        archives=(),
    )


@pytest.fixture(autouse=True)
async def _anna(db: Database) -> None:
    async with db.transaction() as tx:
        await communities.add(tx, Community(HERE), NOW)
        await members.add(tx, MEMBER, InteractionId(1))
        for each in (GUITAR, PIANO):
            await practices.add(tx, practice(each), NOW)


async def add(db: Database, log: Log = BARE, **changes: object) -> Log:
    kept = dataclasses.replace(log, **changes)
    async with db.transaction() as tx:
        is_new, days = await logs.add(tx, kept, kept.day)
    assert is_new
    assert kept.day in days
    return kept


@pytest.mark.parametrize("log", [BARE, FULL])
async def test_a_log_comes_back_as_it_was(db: Database, log: Log) -> None:
    await add(db, log)
    async with db.reading() as conn:
        assert await logs.get(conn, HERE, log.id) == log
        assert await logs.get(conn, ELSEWHERE, log.id) is None
        assert await logs.get(conn, HERE, LogId(2)) is None


async def test_the_same_log_is_kept_once(db: Database) -> None:
    await add(db)
    added_up = {DAY: DayLog(BARE.amount, same_day=True, backfilled=False)}
    async with db.single() as tx:
        again = await logs.add(tx, dataclasses.replace(BARE, amount=1), DAY)
    assert again == (False, added_up)
    async with db.reading() as conn:
        assert await logs.get(conn, HERE, BARE.id) == BARE


async def test_correcting_keeps_day_and_practice(db: Database) -> None:
    await add(db)
    moved = dataclasses.replace(FULL, amount=1, day=date(2026, 1, 1), practice_id=PIANO)
    async with db.transaction() as tx:
        await logs.correct(tx, dataclasses.replace(moved, community_id=ELSEWHERE))
        assert await logs.get(tx, HERE, BARE.id) == BARE
        await logs.correct(tx, moved)
        kept = await logs.get(tx, HERE, BARE.id)
    assert kept == dataclasses.replace(FULL, amount=1)


async def test_the_latest_come_newest_first(db: Database) -> None:
    for number in (1, 2, 3):
        await add(db, id=LogId(number), logged_at=NOW + timedelta(seconds=number // 3))
    async with db.reading() as conn:
        found = await logs.latest(conn, HERE, ANNA, 2)
        assert [log.id for log in found] == [3, 2]
        assert await logs.latest(conn, HERE, BEN, 2) == ()
        assert await logs.latest(conn, ELSEWHERE, ANNA, 2) == ()


async def test_days_add_up_practice_by_practice(db: Database) -> None:
    await add(db, id=LogId(1), amount=500)
    await add(db, id=LogId(2), amount=700, backfilled=True)
    await add(db, id=LogId(3), day=DAY - timedelta(days=1), amount=900, backfilled=True)
    await add(db, id=LogId(4), day=DAY - timedelta(days=9))
    await add(db, id=LogId(5), practice_id=PIANO)
    first = DAY - timedelta(days=1)
    guitar = {
        first: DayLog(900, same_day=False, backfilled=True),
        DAY: DayLog(1200, same_day=True, backfilled=True),
    }
    async with db.single() as tx:
        _, with_it = await logs.add(tx, dataclasses.replace(BARE, id=LogId(6), amount=1), DAY)
    assert with_it == {DAY: DayLog(1201, same_day=True, backfilled=True)}
    guitar[DAY] = with_it[DAY]
    async with db.reading() as conn:
        assert await logs.days(conn, HERE, GUITAR, first) == guitar
        assert await logs.days_of_each(conn, HERE, (PIANO, GUITAR), first) == {
            PIANO: {DAY: DayLog(2500, same_day=True, backfilled=False)},
            GUITAR: guitar,
        }
        assert await logs.days(conn, ELSEWHERE, GUITAR, first) == {}
        on_day = await logs.on_day(conn, HERE, GUITAR, DAY)
    assert [log.id for log in on_day] == [1, 2, 6]


async def test_a_log_takes_its_card_and_cheers_along(db: Database) -> None:
    await add(db)
    async with db.transaction() as tx:
        assert await log_cards.add(tx, HERE, BARE.id, PLACE)
        assert await cheers.add(tx, HERE, BARE.id, BEN, NOW)
        assert not await cheers.add(tx, HERE, BARE.id, BEN, NOW)
        await logs.remove(tx, ELSEWHERE, BARE.id)
        assert await logs.get(tx, HERE, BARE.id)
        assert await cheers.of_log(tx, HERE, BARE.id) == (BEN,)
        assert await cheers.of_log(tx, ELSEWHERE, BARE.id) == ()
        await logs.remove(tx, HERE, BARE.id)
        assert await log_cards.get(tx, HERE, BARE.id) is None
        assert await cheers.of_log(tx, HERE, BARE.id) == ()


async def test_a_card_is_found_by_its_log(db: Database) -> None:
    await add(db)
    async with db.transaction() as tx:
        assert not await log_cards.add(tx, HERE, LogId(2), PLACE)
        assert not await log_cards.add(tx, ELSEWHERE, BARE.id, PLACE)
        assert await log_cards.get(tx, HERE, BARE.id) is None
        assert await log_cards.add(tx, HERE, BARE.id, PLACE)
        assert await log_cards.get(tx, HERE, BARE.id) == PostedCard(PLACE, hidden=False)
        await log_cards.hide(tx, ELSEWHERE, BARE.id, BEN)
        assert await log_cards.get(tx, HERE, BARE.id) == PostedCard(PLACE, hidden=False)
        await log_cards.hide(tx, HERE, BARE.id, BEN)
        assert await log_cards.add(tx, HERE, BARE.id, Place(1, 2))
        assert await log_cards.get(tx, HERE, BARE.id) == PostedCard(PLACE, hidden=True)
        assert await log_cards.get(tx, ELSEWHERE, BARE.id) is None


async def test_a_profile_is_all_there_is_about_a_member(db: Database) -> None:
    async with db.reading() as conn:
        profile = await profiles.get(conn, HERE, ANNA)
        assert profile
        assert (profile.community, profile.member) == (Community(HERE), MEMBER)
        assert profile.practices == (practice(GUITAR), practice(PIANO))
        assert profile.practice(PIANO) == practice(PIANO)
        assert await profiles.get(conn, HERE, BEN) is None
        assert await profiles.get(conn, ELSEWHERE, ANNA) is None
        assert await practices.owner(conn, HERE, GUITAR) == ANNA
        assert await practices.owner(conn, ELSEWHERE, GUITAR) is None
