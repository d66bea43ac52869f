"""What deleting a person leaves of the moderators' desk: the community's own, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.ids import NOBODY
from tests.support.callers import ANNA, BEN, HERE, act
from tests.support.exporting import change
from tests.support.lives import live

if TYPE_CHECKING:
    from bot.services.container import Services
    from storage.database import Database
    from storage.memory import Written
    from tests.support.clock import FakeClock


@pytest.fixture
async def annas(db: Database) -> dict[str, int]:
    """Both have one of everything; Ben takes part in what Anna made."""
    made = await live(db, HERE, ANNA, 100)
    await live(db, HERE, BEN, 500)
    await change(
        db,
        """
        INSERT INTO participants (
            community_id, challenge_id, user_id, joined_on, joined_at, terms, grouped, removed_by
        ) VALUES (1, :challenge, :ben, '2026-01-05', 1, 1, 0, :anna)
        """,
        "INSERT INTO attendances VALUES (1, :session, 1, :ben, 1)",
        challenge=made["challenges"],
        session=made["sessions"],
        anna=ANNA,
        ben=BEN,
    )
    return made


async def rows(db: Database, sql: str, **values: int) -> list[tuple[Any, ...]]:
    async with db.reading() as conn:
        return [tuple(row) for row in await conn.fetch_all(sql, values)]


async def test_what_they_made_stays_the_communitys(
    services: Services, db: Database, annas: dict[str, int]
) -> None:
    await services.privacy.erase(act(), everywhere=False)
    key = {"challenge": annas["challenges"], "session": annas["sessions"], "norms": annas["norms"]}
    for sql in (
        "SELECT created_by FROM challenges WHERE challenge_id = :challenge AND title <> ''",
        "SELECT set_by FROM challenge_terms WHERE challenge_id = :challenge AND target > 0",
        "SELECT created_by FROM sessions WHERE session_id = :session AND title <> ''",
        "SELECT summarised_by FROM meetings WHERE session_id = :session AND agreed <> ''",
        "SELECT set_by FROM norms WHERE norms_id = :norms AND text <> ''",
        "SELECT set_by FROM rotations",
    ):
        assert await rows(db, sql, **key) == [(NOBODY,)], sql
    changes = await rows(db, "SELECT changed_by FROM setting_changes ORDER BY changed_by")
    assert changes == [(NOBODY,), (BEN,)]


async def test_what_they_took_part_in_loses_them_and_nobody_else(
    services: Services, db: Database, annas: dict[str, int]
) -> None:
    await services.privacy.erase(act(), everywhere=False)
    key = {"challenge": annas["challenges"], "session": annas["sessions"]}
    sql = "SELECT user_id, removed_by FROM participants WHERE challenge_id = :challenge"
    assert await rows(db, sql, **key) == [(BEN, NOBODY)]
    sql = "SELECT user_id FROM attendances WHERE session_id = :session"
    assert await rows(db, sql, **key) == [(BEN,)]
    for sql in ("SELECT user_id FROM rota", "SELECT user_id FROM agreements"):
        assert await rows(db, sql) == [(BEN,)]


@pytest.mark.parametrize(("hours", "left"), [(-1, NOBODY), (1, None)])
async def test_whoever_is_next_may_present_at_what_is_still_to_come(
    services: Services,
    db: Database,
    clock: FakeClock,
    annas: dict[str, int],
    hours: int,
    left: int | None,
) -> None:
    starts = int(clock.now().timestamp()) + 3600 * hours
    await change(db, "UPDATE meetings SET starts_at = :starts", starts=starts)
    await services.privacy.erase(act(), everywhere=False)
    sql = "SELECT presenter_user_id FROM meetings WHERE session_id = :session"
    assert await rows(db, sql, session=annas["sessions"]) == [(left,)]


async def test_boards_and_cards_that_name_them_are_mended(
    services: Services, db: Database, annas: dict[str, int]
) -> None:
    heard: list[Written] = []
    db.listen(heard.extend)
    erased = await services.privacy.erase(act(), everywhere=False)
    assert ("participants", HERE, ANNA, None) in [tuple(each) for each in heard]
    assert erased.meetings == ((HERE, annas["sessions"], 1),)
    # Ben came to Anna's meeting, and presents at his own.
    of_ben = (await services.privacy.erase(act(BEN), everywhere=False)).meetings
    assert (HERE, annas["sessions"], 1) in of_ben
    assert len(of_ben) == 2
