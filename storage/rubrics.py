"""A community's own rubrics, each with its versions; shipped ones have no rows.

Rubrics are the community's, written by its moderators: deleting somebody's data leaves them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, RubricId, RubricVersionId
from bot.domain.names import name_key
from bot.domain.rubrics import Criterion, Rubric, RubricVersion
from storage.times import to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue

OF_COMMUNITY = "SELECT * FROM rubrics WHERE community_id = :community_id ORDER BY name_key"
NEWEST = """
SELECT * FROM rubric_versions v
WHERE v.community_id = :community_id AND v.number = (
    SELECT MAX(n.number) FROM rubric_versions n
    WHERE n.community_id = v.community_id AND n.rubric_id = v.rubric_id
)
"""
NEWEST_CRITERIA = """
SELECT c.* FROM rubric_criteria c JOIN rubric_versions v ON v.version_id = c.version_id
WHERE c.community_id = :community_id AND v.number = (
    SELECT MAX(n.number) FROM rubric_versions n
    WHERE n.community_id = v.community_id AND n.rubric_id = v.rubric_id
)
ORDER BY c.position
"""
VERSION = """
SELECT * FROM rubric_versions WHERE community_id = :community_id AND version_id = :version_id
"""
CRITERIA = """
SELECT * FROM rubric_criteria
WHERE community_id = :community_id AND version_id = :version_id ORDER BY position
"""
ADD = """
INSERT INTO rubrics (rubric_id, community_id, name, name_key, listed)
VALUES (:rubric_id, :community_id, :name, :name_key, :listed)
ON CONFLICT (rubric_id) DO NOTHING
"""
SAVE = """
UPDATE rubrics SET name = :name, name_key = :name_key, listed = :listed
WHERE community_id = :community_id AND rubric_id = :rubric_id
"""
ADD_VERSION = """
INSERT INTO rubric_versions (version_id, community_id, rubric_id, number, name, made_at)
VALUES (:version_id, :community_id, :rubric_id, :number, :name, :made_at)
ON CONFLICT (version_id) DO NOTHING
"""
ADD_CRITERION = """
INSERT INTO rubric_criteria (
    community_id, version_id, position, name, level_1, level_2, level_3, level_4
) VALUES (:community_id, :version_id, :position, :name, :level_1, :level_2, :level_3, :level_4)
ON CONFLICT (version_id, position) DO NOTHING
"""


async def of_community(conn: Connection, community_id: CommunityId) -> tuple[Rubric, ...]:
    """Return the community's own rubrics in their newest versions, by name."""
    whose = {"community_id": community_id}
    rubrics, newest, criteria = await conn.fetch_each(
        (OF_COMMUNITY, whose), (NEWEST, whose), (NEWEST_CRITERIA, whose)
    )
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in criteria:
        rows[row["version_id"]].append(row)
    versions = {row["rubric_id"]: _version(row, rows[row["version_id"]]) for row in newest}
    return tuple(_from_row(row, versions.get(row["rubric_id"])) for row in rubrics)


async def version(
    conn: Connection, community_id: CommunityId, version_id: RubricVersionId
) -> RubricVersion | None:
    """Return one version of a rubric of the community's own, however old; None where unknown."""
    key = {"community_id": community_id, "version_id": version_id}
    found, criteria = await conn.fetch_each((VERSION, key), (CRITERIA, key))
    return _version(found[0], criteria) if found else None


async def add(tx: Connection, rubric: Rubric) -> None:
    """Keep a new rubric, without a version; the same interaction keeps it once."""
    await tx.execute(ADD, _to_row(rubric))


async def save(tx: Connection, rubric: Rubric) -> None:
    """Keep a rubric's name and whether it is listed."""
    await tx.execute(SAVE, _to_row(rubric))


async def add_version(
    tx: Connection, community_id: CommunityId, version: RubricVersion, now: datetime
) -> None:
    """Keep a new version, which is the one that holds from now on."""
    values: dict[str, SqlValue] = {
        "version_id": version.id,
        "community_id": community_id,
        "rubric_id": version.rubric_id,
        "number": version.number,
        "name": version.name,
        "made_at": to_seconds(now),
    }
    await tx.execute(ADD_VERSION, values)
    rows = [
        _criterion(community_id, version, position) for position in range(len(version.criteria))
    ]
    await tx.execute_many(ADD_CRITERION, rows)


def _criterion(
    community_id: CommunityId, version: RubricVersion, position: int
) -> dict[str, SqlValue]:
    name, levels = version.criteria[position]
    return {
        "community_id": community_id,
        "version_id": version.id,
        "position": position,
        "name": name,
        **{f"level_{level}": text for level, text in enumerate(levels, 1)},
    }


def _to_row(rubric: Rubric) -> dict[str, SqlValue]:
    return {
        "rubric_id": rubric.id,
        "community_id": rubric.community_id,
        "name": rubric.name,
        "name_key": name_key(rubric.name),
        "listed": int(rubric.listed),
    }


def _from_row(row: Row, newest: RubricVersion | None) -> Rubric:
    return Rubric(
        id=RubricId(row["rubric_id"]),
        community_id=CommunityId(row["community_id"]),
        name=row["name"],
        version=newest,
        listed=bool(row["listed"]),
    )


def _version(row: Row, criteria: Iterable[Row]) -> RubricVersion:
    return RubricVersion(
        id=RubricVersionId(row["version_id"]),
        rubric_id=RubricId(row["rubric_id"]),
        community_id=CommunityId(row["community_id"]),
        number=row["number"],
        name=row["name"],
        criteria=tuple(
            Criterion(
                each["name"],
                (each["level_1"], each["level_2"], each["level_3"], each["level_4"]),
            )
            for each in criteria
        ),
    )
