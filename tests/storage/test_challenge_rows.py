"""Challenges, their terms and rotations, as they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.challenges import Challenge, Draw, Measure, Mode, Ranking, State, Terms
from bot.domain.communities import Community
from bot.domain.ids import ChallengeId, CommunityId, UserId
from bot.domain.rotations import Rotation
from storage import challenges, communities, rotations

if TYPE_CHECKING:
    from storage.database import Database

HERE, THERE, ANNA = CommunityId(7), CommunityId(8), UserId(11)
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
CHALLENGE = Challenge(
    id=ChallengeId(1),
    community_id=HERE,
    created_by=ANNA,
    title="Run",
    story="Outside",
    measure=Measure.AMOUNT,
    mode=Mode.TEAMS,
    ranking=Ranking.TARGET,
    first_day=MONDAY,
    last_day=date(2026, 11, 29),
    join_until=date(2026, 11, 25),
    terms=(Terms(1, 12_000, 1, MONDAY),),
    created_at=NOW,
    template="show-up",
    unit="km",
    teams=3,
    draw=Draw.CHOSEN,
    grace_days=2,
    ping_role_id=5,
)


@pytest.fixture(autouse=True)
async def two_communities(db: Database) -> None:
    async with db.transaction() as tx:
        for community_id in (HERE, THERE):
            await communities.add(tx, Community(community_id), NOW)


async def keep(db: Database, *kept: Challenge, look_at: datetime = NOW) -> list[bool]:
    async with db.transaction() as tx:
        return [await challenges.add(tx, each, look_at) for each in kept]


def numbered(number: int, **changes: object) -> Challenge:
    made = replace(CHALLENGE, id=ChallengeId(number), title=f"Run {number}")
    return replace(made, created_at=NOW + number * DAY, **changes)


async def test_a_challenge_is_kept_once(db: Database) -> None:
    assert await keep(db, CHALLENGE, replace(CHALLENGE, title="Other")) == [True, False]
    async with db.reading() as conn:
        assert await challenges.get(conn, HERE, CHALLENGE.id) == CHALLENGE
        assert await challenges.get(conn, THERE, CHALLENGE.id) is None
        assert await challenges.get(conn, HERE, ChallengeId(2)) is None


async def test_what_may_change_is_saved(db: Database) -> None:
    await keep(db, CHALLENGE)
    changed = replace(
        CHALLENGE,
        title="Walk",
        story="",
        last_day=MONDAY,
        join_until=MONDAY,
        grace_days=0,
        state=State.ENDED,
        ended_at=NOW + DAY,
        drawn_at=NOW,
    )
    harder = Terms(2, 15_000, 1, MONDAY)
    async with db.transaction() as tx:
        await challenges.save(tx, changed)
        await challenges.save_terms(tx, changed, harder, ANNA, NOW)
    expected = replace(changed, terms=(*CHALLENGE.terms, harder))
    async with db.reading() as conn:
        assert await challenges.get(conn, HERE, CHALLENGE.id) == expected
        assert await challenges.by_title(conn, HERE, " WALK ") == expected
        assert await challenges.by_title(conn, HERE, "Run") is None
    put_right = replace(harder, target=9_000)
    async with db.transaction() as tx:
        await challenges.save_terms(tx, changed, put_right, ANNA, NOW)
    async with db.reading() as conn:
        found = await challenges.get(conn, HERE, CHALLENGE.id)
    assert found is not None
    assert found.terms == (*CHALLENGE.terms, put_right)


async def test_open_ones_come_first_then_the_newest(db: Database) -> None:
    ended = [numbered(number, state=State.ENDED, ended_at=NOW) for number in (3, 4)]
    later = numbered(1, first_day=MONDAY + DAY)
    await keep(db, later, numbered(2), *ended, numbered(9, community_id=THERE))
    async with db.reading() as conn:
        shown = await challenges.of_community(conn, HERE, 3)
        rest = await challenges.of_community(conn, HERE, 3, 3)
        assert [each.id for each in (*shown, *rest)] == [2, 1, 4, 3]
        assert await challenges.count(conn, HERE) == 4
        assert await challenges.open_in(conn, HERE) == (numbered(2), later)
        assert await challenges.open_in(conn, CommunityId(99)) == ()


async def test_a_title_means_the_open_one(db: Database) -> None:
    ended = replace(numbered(5, state=State.ENDED), title="Run 1")
    await keep(db, numbered(1), ended)
    async with db.reading() as conn:
        found = await challenges.by_title(conn, HERE, "run 1")
        assert found is not None
        assert found.id == 1
        assert await challenges.by_title(conn, THERE, "run 1") is None


async def test_what_is_due_comes_in_pages(db: Database) -> None:
    for number in (3, 1, 2):
        await keep(db, numbered(number), look_at=NOW - number * DAY)
    await keep(db, numbered(4, community_id=THERE), look_at=NOW + DAY)
    async with db.reading() as conn:
        page = await challenges.due(conn, NOW, None, 2)
        assert [each[1:] for each in page] == [(HERE, 3), (HERE, 2)]
        rest = await challenges.due(conn, NOW, page[-1], 2)
        assert [each[1:] for each in rest] == [(HERE, 1)]
    async with db.transaction() as tx:
        await challenges.look_again(tx, HERE, ChallengeId(3), None)
        await challenges.look_again(tx, THERE, ChallengeId(1), None)  # of another community
        here = replace(Community(THERE), removed_at=NOW)
        await communities.save(tx, here)
    async with db.reading() as conn:
        due = await challenges.due(conn, NOW + 9 * DAY, None, 9)
    assert [each[2] for each in due] == [2, 1]


async def test_rotations_are_kept_and_found_when_due(db: Database) -> None:
    here = Rotation(community_id=HERE, set_by=ANNA, themes=("a", "b"), next_at=NOW)
    there = replace(here, community_id=THERE, themes=(), next_theme=0, next_at=NOW - DAY)
    async with db.transaction() as tx:
        await rotations.save(tx, here)
        await rotations.save(tx, there)
    async with db.reading() as conn:
        assert await rotations.get(conn, HERE) == here
        assert await rotations.get(conn, CommunityId(99)) is None
        page = await rotations.due(conn, NOW, None, 1)
        assert page == ((NOW - DAY, THERE),)
        assert await rotations.due(conn, NOW, page[0], 1) == ((NOW, HERE),)
        assert await rotations.due(conn, NOW - 2 * DAY, None, 1) == ()
    turned = here.turned("a", NOW + DAY).stopped(UserId(12))
    async with db.transaction() as tx:
        await rotations.save(tx, turned)
    async with db.reading() as conn:
        assert await rotations.get(conn, HERE) == turned
