"""Every table with rows about a person hands them over and deletes them: the schema is the witness.

Everybody gets a row in every table; a new table is thereby looked at before anybody thinks of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.render.privacy import KINDS
from storage import holdings, privacy
from tests.support.callers import ANNA, BEN, ELSEWHERE, HERE
from tests.support.lives import Column, live, personal, schema

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection
    from storage.database import Database
    from tests.support.clock import FakeClock

# Rows about nobody, each with its reason.
NOBODY = {
    "card_removals": "places of messages whose author is deleted",
    "communities": "settings of a server",
    "panels": "places of messages of the community",
    "posts": "posts of the community",
    "program_state": "what the program remembers about itself",
    "questions": "the community's questions, without who added them",
    "receipts": "ids of interactions, for a day",
    "rubric_criteria": "the community's rubrics, without who wrote them",
    "rubric_versions": "the community's rubrics, without who wrote them",
    "rubrics": "the community's rubrics, without who wrote them",
    "skills": "the community's words, without who proposed them",
}
# Columns that are not handed over, each with its reason.
KEPT_BACK = {
    ("imports", "file"): "its author's own file, told by its name",
    ("log_cards", "hidden_by"): "another person: the moderator",
    ("participants", "removed_by"): "another person: the moderator",
    ("practices", "skill_id"): "handed over as the skill's name",
    ("reports", "reported_user_id"): "another person, who may have asked anonymously",
    ("recoveries", "token"): "Discord's key to the card, for a quarter of an hour",
    ("request_files", "content"): "its author's own file, told by its size",
    ("suspensions", "suspended_by"): "another person: the moderator",
}
# What stays after a deletion, each with its reason.
KEPT = {"suspensions": "whom moderators keep out would otherwise come back by deleting"}
# Tables in which a community has one row, the first member's.
ONE_EACH = {"rotations"}
# What one member leaves on what belongs to another.
ON_OTHERS = (
    "INSERT INTO cheers VALUES (:community, :log, :user, 1)",
    "UPDATE log_cards SET hidden_by = :user WHERE community_id = :community AND log_id = :log",
    """
    UPDATE requests SET held_by = :user
    WHERE community_id = :community AND request_id = :requests
    """,
    """
    UPDATE feedback SET asked_by = :user
    WHERE community_id = :community AND feedback_id = :feedback
    """,
    """
    UPDATE examples SET proposed_by = :user
    WHERE community_id = :community AND example_id = :examples
    """,
    """
    UPDATE suspensions SET suspended_by = :user
    WHERE community_id = :community AND user_id <> :user
    """,
    "UPDATE acts SET about_user_id = :user WHERE community_id = :community AND act_id = :acts",
    """
    UPDATE reports SET user_id = :user
    WHERE community_id = :community AND report_id = :reports
    """,
    "INSERT INTO agreements VALUES (:community, :norms, :user, 1)",
    """
    UPDATE participants SET removed_by = :user
    WHERE community_id = :community AND challenge_id = :challenges
    """,
    """
    INSERT INTO participants
    VALUES (:community, :challenges, :user, '2026-01-05', 1, 1, NULL, 0, NULL, NULL)
    """,
    """
    UPDATE meetings SET presenter_user_id = :user
    WHERE community_id = :community AND session_id = :sessions
    """,
    "INSERT INTO attendances VALUES (:community, :sessions, 1, :user, 1)",
    "INSERT INTO rota VALUES (:community, :sessions, :user, 1, 0)",
)


async def test_every_table_is_about_somebody_or_known_not_to_be(db: Database) -> None:
    async with db.reading() as conn:
        tables = await schema(conn)
    assert len(tables) > 20
    assert personal(tables) == set(tables) - set(NOBODY)


async def test_everything_personal_is_handed_over(db: Database) -> None:
    await live(db, HERE, ANNA, 100)
    async with db.reading() as conn:
        tables = await schema(conn)
        held = (await holdings.of(conn, HERE, ANNA)).tables
    assert all(held.values()), "a kind that nobody can have"
    told = {frozenset(records[0]) for records in held.values()}
    for table in personal(tables):
        wanted = {
            column.name
            for column in tables[table]
            if column.name not in {"community_id", "user_id"}
            and (table, column.name) not in KEPT_BACK
        }
        assert any(wanted <= names for names in told), table


async def test_every_kind_has_words() -> None:
    assert set(KINDS) == set(holdings.HOLDINGS)


async def test_deleting_somebody_leaves_nothing_of_them(db: Database, clock: FakeClock) -> None:
    await live(db, ELSEWHERE, ANNA, 1100)
    await live(db, ELSEWHERE, BEN, 1500)
    await live(db, HERE, ANNA, 100)
    bens = await live(db, HERE, BEN, 500)
    async with db.reading() as conn:
        before = await census(conn, HERE, BEN), await census(conn, ELSEWHERE, ANNA)
        assert {table for table, rows in before[0].items() if not rows} == ONE_EACH
    async with db.transaction() as tx:
        for trace in ON_OTHERS:
            whose = {"community": HERE, "log": bens["logs"], "user": ANNA}
            await tx.execute(trace, {**bens, **whose})
    async with db.transaction() as tx:
        await privacy.erase(tx, HERE, ANNA, clock.now())
    async with db.reading() as conn:
        left = {table for table, rows in (await census(conn, HERE, ANNA)).items() if rows}
        assert left == set(KEPT)
        after = await census(conn, HERE, BEN), await census(conn, ELSEWHERE, ANNA)
        assert after == before
        assert (await holdings.of(conn, HERE, ANNA)).counts == {"suspension": 1}
        assert await privacy.communities_of(conn, ANNA) == (HERE, ELSEWHERE)


async def census(conn: Connection, community: CommunityId, user: UserId) -> dict[str, int]:
    """Count the rows that name somebody, and those keyed to them, with SQL of its own."""
    tables = await schema(conn)
    whose = {"community": community, "user": user}
    counts: dict[str, int] = {}
    for table in sorted(personal(tables)):
        columns = tables[table]
        people = [column.name for column in columns if column.is_person]
        links = [
            f"{column.name} IN (SELECT {column.name} FROM {column.parent} WHERE {owned})"  # noqa: S608
            for column in columns
            if column.parent
            and column.name.endswith("_id")
            and (owned := _owned(tables[column.parent], column))
        ]
        about = " OR ".join([f"{name} = :user" for name in people] + links)
        rows = await conn.fetch_all(
            f"SELECT 1 FROM {table} WHERE community_id = :community AND ({about})",  # noqa: S608
            whose,
        )
        counts[table] = len(rows)
    return counts


def _owned(parent: tuple[Column, ...], key: Column) -> str:
    """Say in SQL whose a row is that a key points at; nothing where it is nobody's."""
    if key.is_person or key.name not in {each.name for each in parent} - {"community_id"}:
        return ""
    return " OR ".join(f"{column.name} = :user" for column in parent if column.is_person)


@pytest.mark.parametrize("columns", [("user_id",), ("seen_by",)])
def test_sees_a_new_table_about_a_person(columns: tuple[str, ...]) -> None:
    made = tuple(Column(name, "BIGINT", None) for name in columns)
    keyed = (Column("thing_id", "BIGINT", "things"),)
    assert personal({"things": made, "parts": keyed, "posts": ()}) == {"things", "parts"}
