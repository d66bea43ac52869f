"""What the rows of rubrics and trusted sources promise whichever service asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.communities import Community
from bot.domain.ids import PracticeId, RubricId, RubricVersionId
from bot.domain.practice_details import PracticeWords
from bot.domain.rubric_bank import SHIPPED
from bot.domain.rubrics import Criterion, Rubric, RubricVersion
from bot.domain.trusted import SourceKind, TrustedSource
from bot.services.members import Members
from bot.services.practices import Practices
from bot.services.skills import Skills
from storage import communities, rubrics, trusted
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE, act

if TYPE_CHECKING:
    from bot.domain.practices import Practice
    from storage.database import Database
    from tests.support.clock import FakeClock

ORDER = Criterion("Order", ("a", "b", "c", "d"))
POINT = Criterion("Point", ("e", "f", "g", "h"))
ESSAYS = Rubric(RubricId(7), HERE, "Essays")


def version(number: int, *criteria: Criterion) -> RubricVersion:
    return RubricVersion(
        id=RubricVersionId(5000 + number),
        rubric_id=ESSAYS.id,
        community_id=HERE,
        number=number,
        name="Essays",
        criteria=criteria,
    )


@pytest.fixture(autouse=True)
async def both(db: Database, clock: FakeClock) -> None:
    async with db.transaction() as tx:
        for community_id in (HERE, ELSEWHERE):
            await communities.add(tx, Community(community_id), clock.now())


async def test_the_newest_version_holds_and_old_ones_stay(db: Database, clock: FakeClock) -> None:
    first, second = version(1, ORDER), version(2, POINT, ORDER)
    async with db.transaction() as tx:
        await rubrics.add(tx, ESSAYS)
        assert await rubrics.of_community(tx, HERE) == (ESSAYS,)
        for each in (first, second, replace(second, criteria=(ORDER, POINT))):
            await rubrics.add_version(tx, HERE, each, clock.now())
    async with db.reading() as conn:
        assert await rubrics.of_community(conn, HERE) == (replace(ESSAYS, version=second),)
        assert await rubrics.version(conn, HERE, first.id) == first
        assert await rubrics.version(conn, ELSEWHERE, first.id) is None
        assert await rubrics.of_community(conn, ELSEWHERE) == ()


async def test_a_rubric_changes_its_name_and_leaves_the_list(db: Database) -> None:
    changed = replace(ESSAYS, name="Poems", listed=False)
    async with db.transaction() as tx:
        await rubrics.add(tx, ESSAYS)
        await rubrics.add(tx, changed)
        assert await rubrics.of_community(tx, HERE) == (ESSAYS,)
        await rubrics.save(tx, replace(changed, community_id=ELSEWHERE))
        assert await rubrics.of_community(tx, HERE) == (ESSAYS,)
        await rubrics.save(tx, changed)
        assert await rubrics.of_community(tx, HERE) == (changed,)


@pytest.fixture
async def practice(db: Database, clock: FakeClock) -> Practice:
    practices = Practices(db, clock, Members(db, clock), Skills(db, clock))
    return (await practices.add(act(), PracticeWords(name="Writing", minimum="1 page"))).practice


async def test_a_practice_has_one_trusted_source(db: Database, practice: Practice) -> None:
    peer = TrustedSource(practice.id, HERE, ANNA, SourceKind.PEER, peer=BEN)
    mine = TrustedSource(practice.id, HERE, ANNA, SourceKind.VERSIONS)
    own = replace(mine, kind=SourceKind.RUBRIC, rubric_id=ESSAYS.id)
    shipped = replace(own, rubric_id=SHIPPED[0].rubric_id)
    async with db.transaction() as tx:
        await rubrics.add(tx, ESSAYS)
        for source, name in ((peer, ""), (mine, ""), (own, "Essays"), (shipped, "Writing")):
            await trusted.put(tx, source)
            found = replace(source, rubric_name=name)
            assert await trusted.of_practice(tx, HERE, practice.id) == found
            assert await trusted.of_member(tx, HERE, ANNA) == {practice.id: found}
        assert await trusted.of_practice(tx, ELSEWHERE, practice.id) is None
        assert await trusted.of_practice(tx, HERE, PracticeId(1)) is None
        assert await trusted.of_member(tx, ELSEWHERE, ANNA) == {}
        await trusted.remove(tx, ELSEWHERE, practice.id)
        assert await trusted.of_member(tx, HERE, ANNA)
        await trusted.remove(tx, HERE, practice.id)
        assert await trusted.of_member(tx, HERE, ANNA) == {}
