"""A community's list of skills; synonyms point at the skill that they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, SkillId
from bot.domain.names import name_key
from bot.domain.skills import Skill

if TYPE_CHECKING:
    from storage.connections import Connection, Row

OF_COMMUNITY = "SELECT * FROM skills WHERE community_id = :community_id ORDER BY name_key"
ADD = """
INSERT INTO skills (skill_id, community_id, name, name_key, approved)
VALUES (:skill_id, :community_id, :name, :name_key, :approved)
ON CONFLICT DO NOTHING
"""
APPROVE = """
UPDATE skills SET approved = 1 WHERE community_id = :community_id AND skill_id = :skill_id
"""
REMOVE = "DELETE FROM skills WHERE community_id = :community_id AND skill_id = :skill_id"
# Other words for the joined one follow it, so that a synonym never points at a synonym.
JOIN = """
UPDATE skills SET synonym_of = :into, approved = 1
WHERE community_id = :community_id AND (skill_id = :skill_id OR synonym_of = :skill_id)
"""
MOVE_PRACTICES = """
UPDATE practices SET skill_id = :into
WHERE community_id = :community_id AND skill_id = :skill_id
"""
MOVE_REQUESTS = """
UPDATE requests SET skill_id = :into
WHERE community_id = :community_id AND skill_id = :skill_id
"""
MOVE_EXAMPLES = """
UPDATE examples SET skill_id = :into
WHERE community_id = :community_id AND skill_id = :skill_id
"""
MOVE_IDEAS = """
UPDATE ideas SET skill_id = :into
WHERE community_id = :community_id AND skill_id = :skill_id
"""
MOVES = (MOVE_PRACTICES, MOVE_REQUESTS, MOVE_EXAMPLES, MOVE_IDEAS)


async def of_community(conn: Connection, community_id: CommunityId) -> tuple[Skill, ...]:
    """Return every word of a community, proposals and synonyms too, by name."""
    rows = await conn.fetch_all(OF_COMMUNITY, {"community_id": community_id})
    return tuple(_from_row(row) for row in rows)


async def add(tx: Connection, skill: Skill) -> None:
    """Keep a word; one of the same name that is there stays as it is."""
    values = {
        "skill_id": skill.id,
        "community_id": skill.community_id,
        "name": skill.name,
        "name_key": name_key(skill.name),
        "approved": int(skill.approved),
    }
    await tx.execute(ADD, values)


async def approve(tx: Connection, skill: Skill) -> None:
    """Take a proposed word into the list."""
    await tx.execute(APPROVE, _key(skill))


async def remove(tx: Connection, skill: Skill) -> None:
    """Take a word and its synonyms out of the list; practices that carried it carry none."""
    await tx.execute(REMOVE, _key(skill))


async def join(tx: Connection, skill: Skill, into: Skill) -> None:
    """Make a word mean another; whatever carried it carries the other from now on."""
    values = {**_key(skill), "into": into.id}
    await tx.execute(JOIN, values)
    for move in MOVES:
        await tx.execute(move, values)


def _key(skill: Skill) -> dict[str, int]:
    return {"community_id": skill.community_id, "skill_id": skill.id}


def _from_row(row: Row) -> Skill:
    synonym_of = row["synonym_of"]
    return Skill(
        id=SkillId(row["skill_id"]),
        community_id=CommunityId(row["community_id"]),
        name=row["name"],
        approved=bool(row["approved"]),
        synonym_of=None if synonym_of is None else SkillId(synonym_of),
    )
