"""What moderators may take along, and all that they may not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.ids import UserId
from storage.exports import LOGS
from tests.support.callers import ELSEWHERE, HERE
from tests.support.exporting import STANDING, change, export
from tests.support.lives import live

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database
    from tests.support.clock import FakeClock

ANNA, BEN, CLEO, DORA = UserId(7_000_011), UserId(7_000_012), UserId(7_000_013), UserId(7_000_014)
# Tables about the community, whoever made what stands in them.
OF_ALL = {
    "community",
    "setting_changes",
    "norms",
    "challenges",
    "challenge_terms",
    "sessions",
    "meetings",
}
HIDE = (
    "INSERT INTO hidden_pieces (community_id, kind, piece_id, hidden_by, hidden_at) "
    "SELECT 1, '{kind}', {kind}_id, 1, 1 FROM {table}"
)


@pytest.fixture
async def rows(db: Database) -> dict[str, int]:
    """Anna shares all she has; Ben is private, Cleo did not agree, Dora is elsewhere."""
    made = await live(db, HERE, ANNA, 100)
    await live(db, HERE, BEN, 500)
    await live(db, HERE, CLEO, 900)
    await live(db, ELSEWHERE, DORA, 1300)
    await change(
        db,
        *STANDING,
        "UPDATE members SET visibility = 'private' WHERE user_id = :ben",
        "UPDATE members SET counted = 0 WHERE user_id = :cleo",
        ben=BEN,
        cleo=CLEO,
    )
    return made


def numbers(rows: list[dict[str, Any]]) -> set[int]:
    """Return all numbers of a table, ids among them."""
    values = {str(value) for row in rows for value in row.values()}
    return {int(value) for value in values if value.isdecimal()}


async def test_all_that_is_shared_is_there(
    db: Database, clock: FakeClock, tmp_path: Path, rows: dict[str, int]
) -> None:
    tables = export(db, clock, tmp_path)
    assert not tables.pop("private_weeks"), "there is one private member alone"
    assert all(tables.values()), tables
    assert tables["members"] == [{"user_id": str(ANNA), "joined_at": "1970-01-01T00:00:01+00:00"}]
    (log,) = tables["logs"]
    assert log["log_id"] == str(rows["logs"])
    assert (log["amount"], log["unit"], log["note"]) == (0.01, "2026-01-05", "2026-01-05")


async def test_nothing_of_anybody_else_is_there(
    db: Database, clock: FakeClock, tmp_path: Path, rows: dict[str, int]
) -> None:
    tables = export(db, clock, tmp_path)
    assert max(rows.values()) < 500
    for table, found in tables.items():
        strangers = {number for number in numbers(found) if number >= 500} - {ANNA}
        if table not in OF_ALL:
            assert not strangers, table
        elif table not in {"setting_changes", "norms"}:  # who set something is the moderators'
            assert not strangers & {BEN, CLEO}, table
        assert not any(number >= 1300 for number in strangers - {BEN, CLEO}), table
    (meeting, *others) = sorted(tables["meetings"], key=lambda row: row["session_id"])
    assert (meeting["presenter_user_id"], meeting["open_attended"]) == (str(ANNA), 1)
    assert [each["presenter_user_id"] for each in others] == [None, None]
    assert [each["open_attended"] for each in others] == [0, 0]
    assert [each["private_attended"] for each in others] == [None, None]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("reflections", "UPDATE reflections SET shared = 0"),
        ("reflections", "UPDATE reflections SET message_id = NULL"),
        ("requests", "UPDATE requests SET anonymous = 1"),
        ("requests", "UPDATE requests SET state = 'withdrawn'"),
        ("requests", "UPDATE requests SET kind = 'self'"),
        ("requests", "UPDATE requests SET message_id = NULL"),
        ("requests", HIDE.format(kind="request", table="requests")),
        ("answers", "UPDATE requests SET anonymous = 1"),
        ("answers", "UPDATE requests SET user_id = :ben WHERE community_id = 1"),
        ("answers", "UPDATE feedback SET given_by = :ben"),
        ("answers", "UPDATE feedback SET given_by = :cleo"),
        ("answers", "UPDATE feedback SET message_id = NULL"),
        ("answers", HIDE.format(kind="feedback", table="feedback")),
        ("answers", HIDE.format(kind="request", table="requests")),
        ("ideas", "UPDATE ideas SET leaves_at = 1"),
        ("ideas", "UPDATE ideas SET message_id = NULL"),
        ("ideas", HIDE.format(kind="idea", table="ideas")),
        ("examples", "UPDATE examples SET state = 'proposed'"),
        ("examples", "UPDATE examples SET message_id = NULL"),
        ("examples", HIDE.format(kind="example", table="examples")),
        ("kudos", "UPDATE kudos SET thanked_user_id = :ben WHERE user_id = :anna"),
        ("kudos", "UPDATE kudos SET user_id = :cleo WHERE user_id = :anna"),
        ("kudos", "UPDATE kudos SET message_id = NULL"),
        ("kudos", HIDE.format(kind="kudos", table="kudos")),
    ],
)
@pytest.mark.usefixtures("rows")
async def test_what_does_not_stand_in_public_is_left_out(
    db: Database, clock: FakeClock, tmp_path: Path, table: str, statement: str
) -> None:
    assert export(db, clock, tmp_path)[table]
    await change(db, statement, anna=ANNA, ben=BEN, cleo=CLEO)
    assert export(db, clock, tmp_path)[table] == []


@pytest.mark.parametrize(
    "statement", ["UPDATE log_cards SET hidden_by = 1", "DELETE FROM log_cards"]
)
@pytest.mark.usefixtures("rows")
async def test_words_of_a_log_go_with_its_card(
    db: Database, clock: FakeClock, tmp_path: Path, statement: str
) -> None:
    await change(db, statement)
    (log,) = export(db, clock, tmp_path)["logs"]
    assert (log["note"], log["place"], log["focus"]) == ("", "", "")
    assert log["amount"] == 0.01


@pytest.mark.usefixtures("rows")
async def test_amounts_and_targets_are_in_their_units(
    db: Database, clock: FakeClock, tmp_path: Path
) -> None:
    await change(
        db,
        "UPDATE logs SET amount = 2500",
        "UPDATE challenges SET measure = 'amount'",
        "UPDATE challenge_terms SET target = 250",
    )
    tables = export(db, clock, tmp_path)
    assert tables["logs"][0]["amount"] == 25
    assert {each["target"] for each in tables["challenge_terms"]} == {2.5}
    await change(db, "UPDATE challenges SET measure = 'days'")
    assert {each["target"] for each in export(db, clock, tmp_path)["challenge_terms"]} == {250}


async def test_private_members_are_in_sums_of_five(
    db: Database, clock: FakeClock, tmp_path: Path
) -> None:
    for user in range(1, 7):
        made = await live(db, HERE, UserId(user), 100 * user)
        day = "2026-01-04" if user == 6 else f"2026-01-{4 + user:02}"
        await change(
            db, "UPDATE logs SET day = :day WHERE log_id = :log", day=day, log=made["logs"]
        )
    await change(db, "UPDATE members SET visibility = 'private'")
    tables = export(db, clock, tmp_path)
    # One who practised in the week before stands alone there.
    assert tables["private_weeks"] == [{"week": "2026-W02", "members": 5, "logs": 5}]
    assert tables["members"] == tables["logs"] == []
    await change(db, "UPDATE members SET counted = 0 WHERE user_id = 1")
    assert export(db, clock, tmp_path)["private_weeks"] == []


async def test_sums_of_private_members_are_whole_fives_of_weeks_that_are_over(
    db: Database, clock: FakeClock, tmp_path: Path
) -> None:
    """Two exports, before and after one of them logged, tell of nobody."""
    for user in range(1, 8):
        made = await live(db, HERE, UserId(user), 100 * user)
        day = "2026-11-12" if user < 7 else "2026-11-16"
        await change(
            db, "UPDATE logs SET day = :day WHERE log_id = :log", day=day, log=made["logs"]
        )
    await change(db, "UPDATE members SET visibility = 'private'")
    before = export(db, clock, tmp_path)["private_weeks"]
    assert before == [{"week": "2026-W46", "members": 5, "logs": 5}]
    await change(db, "UPDATE logs SET day = '2026-11-13' WHERE user_id = 7")
    assert export(db, clock, tmp_path)["private_weeks"] == before
    # The same days in the week that runs are told once it is over, wherever somebody lives.
    await change(db, "UPDATE logs SET day = '2026-11-19'")
    assert export(db, clock, tmp_path)["private_weeks"] == []
    clock.advance(timedelta(days=5))
    assert export(db, clock, tmp_path)["private_weeks"] == []
    clock.advance(timedelta(days=1))
    assert [each["week"] for each in export(db, clock, tmp_path)["private_weeks"]] == ["2026-W47"]


async def test_who_came_is_counted_in_whole_fives_of_private_ones(
    db: Database, clock: FakeClock, tmp_path: Path
) -> None:
    made = await live(db, HERE, ANNA, 100)
    for user in range(1, 8):
        await live(db, HERE, UserId(user), 1_000 * user)
        await change(
            db,
            "INSERT INTO attendances VALUES (1, :session, 1, :user, 1)",
            "UPDATE members SET visibility = 'private' WHERE user_id = :user",
            session=made["sessions"],
            user=user,
        )

    def attended() -> tuple[int, int | None]:
        (met,) = (
            each
            for each in export(db, clock, tmp_path)["meetings"]
            if each["session_id"] == str(made["sessions"])
        )
        return met["open_attended"], met["private_attended"]

    assert attended() == (1, 5)
    await change(db, "UPDATE members SET counted = 0 WHERE user_id IN (1, 2, 3)")
    assert attended() == (1, None)


async def test_logs_come_as_an_index_holds_them(db: Database) -> None:
    async with db.reading() as conn:
        steps = await conn.fetch_all(f"EXPLAIN QUERY PLAN {LOGS}", {"community_id": HERE})
    plan = [row["detail"] for row in steps]
    assert any("logs_member_latest" in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan), plan
