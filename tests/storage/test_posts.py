from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.days import Week
from bot.domain.deliveries import Sent
from bot.domain.ids import CommunityId
from bot.domain.posts import Kind, Post, Reason, State
from storage import communities, posts

if TYPE_CHECKING:
    from storage.database import Database

HERE, THERE, WEEK = CommunityId(7), CommunityId(8), Week(2026, 47)
DUE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
POST = Post(
    HERE,
    Kind.REFLECTION,
    str(WEEK),
    DUE,
    DUE,
    DUE,
    question="What helped?",
    channel_id=3,
    attempts=2,
)
STREAKS = replace(POST, kind=Kind.STREAKS, question="")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
async def two_communities(db: Database) -> None:
    async with db.transaction() as tx:
        for community_id in (HERE, THERE):
            community = Community(community_id, moderator_channel_id=community_id * 10)
            await communities.add(tx, community, DUE)
            await communities.save(tx, community)


async def keep(db: Database, *kept: Post) -> list[bool]:
    async with db.transaction() as tx:
        return [await posts.add(tx, post) for post in kept]


async def of_week(db: Database, community_id: CommunityId = HERE) -> dict[Kind, Post]:
    async with db.reading() as conn:
        return await posts.of_period(conn, community_id, WEEK)


async def test_a_post_is_claimed_once(db: Database) -> None:
    assert await keep(db, POST, replace(POST, channel_id=4), STREAKS) == [True, False, True]
    assert await of_week(db) == {Kind.REFLECTION: POST, Kind.STREAKS: STREAKS}
    assert await of_week(db, THERE) == {}


async def test_a_claim_is_settled_once(db: Database) -> None:
    await keep(db, POST)
    sent = POST.after(Sent(99), DUE + timedelta(hours=1))
    failed = POST.closed(State.FAILED, Reason.GONE, DUE)
    async with db.transaction() as tx:
        await posts.save(tx, sent)
        await posts.save(tx, failed)
    assert await of_week(db) == {Kind.REFLECTION: sent}


async def test_claims_come_up_when_their_time_has_come_oldest_first(db: Database) -> None:
    later = replace(STREAKS, community_id=THERE, retry_at=DUE + MINUTE)
    settled = replace(POST, community_id=THERE, state=State.SENT)
    await keep(db, later, POST, STREAKS, settled)
    async with db.reading() as conn:
        assert await posts.unsettled(conn, DUE - MINUTE, 9) == ()
        assert await posts.unsettled(conn, DUE, 9) == (STREAKS, POST)
        assert await posts.unsettled(conn, DUE + MINUTE, 9) == (STREAKS, POST, later)
        assert await posts.unsettled(conn, DUE + MINUTE, 1) == (STREAKS,)


async def test_due_communities_come_in_pages(db: Database) -> None:
    async with db.transaction() as tx:
        for number in range(1, 6):
            community = Community(CommunityId(100 + number))
            await communities.add(tx, community, DUE)
            due_at = DUE - (6 - number) * MINUTE if number < 4 else DUE
            removed_at = DUE if number == 2 else None
            due = replace(community, next_weekly_at=due_at, removed_at=removed_at)
            await communities.save(tx, due)
    async with db.reading() as conn:
        first = await posts.due(conn, DUE, None, 3)
        second = await posts.due(conn, DUE, first[-1], 3)
        assert [[each for _, each in page] for page in (first, second)] == [[101, 103, 104], [105]]
        assert await posts.due(conn, DUE, second[-1], 3) == ()
        assert [each for _, each in await posts.due(conn, DUE - 2 * MINUTE, None, 9)] == [101, 103]


async def test_failures_are_told_by_week_and_kept_for_moderators(db: Database) -> None:
    failed = [post.closed(State.FAILED, Reason.GONE, DUE) for post in (POST, STREAKS)]
    skipped = replace(POST, community_id=THERE).closed(State.SKIPPED, Reason.TOO_LATE, DUE)
    unwanted = replace(STREAKS, community_id=THERE)
    unwanted = unwanted.closed(State.SKIPPED, Reason.BY_MODERATOR, DUE)
    sent = replace(STREAKS, period=str(WEEK.next()), state=State.SENT)
    await keep(db, *failed, skipped, unwanted, sent)
    async with db.transaction() as tx:
        assert await posts.untold(tx, None, 9) == ((HERE, 70), (THERE, 80))
        assert set(await posts.untold_in(tx, HERE)) == set(failed)
        assert await posts.untold(tx, None, 1) == ((HERE, 70),)
        assert await posts.untold(tx, HERE, 1) == ((THERE, 80),)
        assert await posts.untold_in(tx, THERE) == (skipped,)
        await posts.told(tx, HERE, failed, DUE)
        assert await posts.untold(tx, None, 9) == ((THERE, 80),)
        assert set(await posts.failures(tx, HERE, DUE)) == set(failed)
        assert await posts.failures(tx, HERE, DUE + MINUTE) == ()
        assert await posts.failures(tx, THERE, DUE) == (skipped,)


async def test_looking_for_what_is_untold_reads_no_other_posts(db: Database) -> None:
    async with db.reading() as conn:
        values = {"after_id": 0, "most": 1}
        first, *more = await conn.fetch_all(f"EXPLAIN QUERY PLAN {posts.UNTOLD}", values)
    assert "posts_untold" in first["detail"]
    assert not any("ORDER BY" in row["detail"] for row in more), "in the order of the index"


async def test_nobody_is_told_of_a_community_that_removed_the_bot(db: Database) -> None:
    await keep(db, POST.closed(State.FAILED, Reason.GONE, DUE))
    async with db.transaction() as tx:
        await communities.save(tx, Community(HERE, removed_at=DUE))
        assert await posts.untold(tx, None, 9) == ()


async def test_what_was_skipped_or_failed_can_be_claimed_again(db: Database) -> None:
    failed = STREAKS.closed(State.FAILED, Reason.GONE, DUE)
    elsewhere = replace(failed, community_id=THERE)
    await keep(db, POST, failed, elsewhere)
    async with db.transaction() as tx:
        await posts.reopen(tx, HERE, WEEK)
    assert await of_week(db) == {Kind.REFLECTION: POST}
    assert await of_week(db, THERE) == {Kind.STREAKS: elsewhere}
    assert await keep(db, STREAKS) == [True]


async def test_an_earlier_post_counts_where_it_was_sent(db: Database) -> None:
    await keep(db, STREAKS, POST.after(Sent(1), DUE))

    async def was_sent(community_id: CommunityId, kind: Kind, week: Week) -> bool:
        async with db.reading() as conn:
            return await posts.was_sent_before(conn, community_id, kind, week)

    assert await was_sent(HERE, Kind.REFLECTION, WEEK.next())
    assert not await was_sent(HERE, Kind.REFLECTION, WEEK)
    assert not await was_sent(HERE, Kind.STREAKS, WEEK.next())
    assert not await was_sent(THERE, Kind.REFLECTION, WEEK.next())
