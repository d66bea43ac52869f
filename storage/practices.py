"""Practices with the history of their standards, schedules and archive spans."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.amounts import Standard
from bot.domain.ids import CommunityId, PracticeId, SkillId, UserId
from bot.domain.practices import Archive, Practice, ScheduleFrom, StandardFrom
from bot.domain.schedules import decode, encode
from storage import rests
from storage.times import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row

OF_MEMBER = """
SELECT * FROM practices WHERE community_id = :community_id AND user_id = :user_id
ORDER BY created_at, practice_id
"""
STANDARDS_OF_MEMBER = """
SELECT s.* FROM practice_standards s
JOIN practices p ON p.practice_id = s.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id ORDER BY s.valid_from
"""
SCHEDULES_OF_MEMBER = """
SELECT s.* FROM practice_schedules s
JOIN practices p ON p.practice_id = s.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id ORDER BY s.valid_from
"""
ARCHIVES_OF_MEMBER = """
SELECT a.* FROM practice_archives a
JOIN practices p ON p.practice_id = a.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id ORDER BY a.ordinal
"""
OWNER = """
SELECT user_id FROM practices WHERE community_id = :community_id AND practice_id = :practice_id
"""
OWNERS = """
SELECT DISTINCT user_id FROM practices WHERE community_id = :community_id ORDER BY user_id
"""
ADD = """
INSERT INTO practices (
    practice_id, community_id, user_id, name, why, skill_id, started_on, created_at
) VALUES (
    :practice_id, :community_id, :user_id, :name, :why, :skill_id, :started_on, :created_at
)
"""
SAVE = """
UPDATE practices SET name = :name, why = :why, skill_id = :skill_id
WHERE community_id = :community_id AND practice_id = :practice_id
"""
CLEAR_STANDARDS = """
DELETE FROM practice_standards WHERE community_id = :community_id AND practice_id = :practice_id
"""
CLEAR_SCHEDULES = """
DELETE FROM practice_schedules WHERE community_id = :community_id AND practice_id = :practice_id
"""
CLEAR_ARCHIVES = """
DELETE FROM practice_archives WHERE community_id = :community_id AND practice_id = :practice_id
"""
ADD_STANDARD = """
INSERT INTO practice_standards (community_id, practice_id, valid_from, minimum, unit)
VALUES (:community_id, :practice_id, :valid_from, :minimum, :unit)
"""
ADD_SCHEDULE = """
INSERT INTO practice_schedules (community_id, practice_id, valid_from, schedule)
VALUES (:community_id, :practice_id, :valid_from, :schedule)
"""
ADD_ARCHIVE = """
INSERT INTO practice_archives (community_id, practice_id, ordinal, archived_on, restored_on)
VALUES (:community_id, :practice_id, :ordinal, :archived_on, :restored_on)
"""


async def of_member(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[Practice, ...]:
    """Return all practices of a member, oldest first, archived ones too."""
    return from_results(*await conn.fetch_each(*queries_of_member(community_id, user_id)))


async def owners(conn: Connection, community_id: CommunityId) -> tuple[UserId, ...]:
    """Return everybody in a community who has or had a practice."""
    rows = await conn.fetch_all(OWNERS, {"community_id": community_id})
    return tuple(UserId(row["user_id"]) for row in rows)


def queries_of_member(
    community_id: CommunityId, user_id: UserId
) -> tuple[tuple[str, dict[str, int]], ...]:
    """Give the queries whose results `from_results` takes, to be run in one trip."""
    whose: dict[str, int] = {"community_id": community_id, "user_id": user_id}
    wanted = (
        OF_MEMBER,
        STANDARDS_OF_MEMBER,
        SCHEDULES_OF_MEMBER,
        ARCHIVES_OF_MEMBER,
        rests.OF_MEMBER,
    )
    return tuple((statement, whose) for statement in wanted)


def from_results(
    rows: list[Row],
    standards: list[Row],
    schedules: list[Row],
    archives: list[Row],
    rested: list[Row],
) -> tuple[Practice, ...]:
    """Put practices together from the results of the queries of `queries_of_member`."""
    of_standard, of_schedule, of_archive = (
        _by(results, "practice_id") for results in (standards, schedules, archives)
    )
    theirs = _by(rested, "user_id")
    return tuple(
        _from_rows(
            row,
            of_standard[row["practice_id"]],
            of_schedule[row["practice_id"]],
            of_archive[row["practice_id"]],
            rests.rows_for(row, theirs[row["user_id"]]),
        )
        for row in rows
    )


async def owner(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId
) -> UserId | None:
    """Return whose practice it is, or None where it is not of this community."""
    row = await conn.fetch_one(OWNER, {"community_id": community_id, "practice_id": practice_id})
    return UserId(row["user_id"]) if row else None


async def add(tx: Connection, practice: Practice, now: datetime) -> None:
    """Keep a new practice."""
    values = {
        **_to_row(practice),
        "user_id": practice.user_id,
        "started_on": practice.started_on.isoformat(),
        "created_at": to_seconds(now),
    }
    await tx.execute(ADD, values)
    await _add_history(tx, practice)


async def save(tx: Connection, practice: Practice) -> None:
    """Replace a practice's words and its history of standards, schedules and archive spans."""
    key = {"community_id": practice.community_id, "practice_id": practice.id}
    await tx.execute(SAVE, _to_row(practice))
    for statement in (CLEAR_STANDARDS, CLEAR_SCHEDULES, CLEAR_ARCHIVES):
        await tx.execute(statement, key)
    await _add_history(tx, practice)


async def _add_history(tx: Connection, practice: Practice) -> None:
    key = {"community_id": practice.community_id, "practice_id": practice.id}
    for each in practice.standards:
        standard = {"minimum": each.standard.minimum, "unit": each.standard.unit}
        start = {"valid_from": each.valid_from.isoformat()}
        await tx.execute(ADD_STANDARD, {**key, **start, **standard})
    for planned in practice.schedules:
        start = {"valid_from": planned.valid_from.isoformat()}
        await tx.execute(ADD_SCHEDULE, {**key, **start, "schedule": encode(planned.schedule)})
    for ordinal, span in enumerate(practice.archives):
        restored = span.restored_on.isoformat() if span.restored_on else None
        values = {"archived_on": span.archived_on.isoformat(), "restored_on": restored}
        await tx.execute(ADD_ARCHIVE, {**key, "ordinal": ordinal, **values})


def _to_row(practice: Practice) -> dict[str, int | str | None]:
    return {
        "practice_id": practice.id,
        "community_id": practice.community_id,
        "name": practice.name,
        "why": practice.why,
        "skill_id": practice.skill_id,
    }


def _by(rows: list[Row], column: str) -> defaultdict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


def _from_rows(
    row: Row,
    standards: list[Row],
    schedules: list[Row],
    archives: list[Row],
    rested: list[Row],
) -> Practice:
    return Practice(
        id=PracticeId(row["practice_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        name=row["name"],
        why=row["why"],
        skill_id=None if row["skill_id"] is None else SkillId(row["skill_id"]),
        started_on=date.fromisoformat(row["started_on"]),
        standards=tuple(
            StandardFrom(
                date.fromisoformat(each["valid_from"]), Standard(each["minimum"], each["unit"])
            )
            for each in standards
        ),
        schedules=tuple(
            ScheduleFrom(date.fromisoformat(each["valid_from"]), decode(each["schedule"]))
            for each in schedules
        ),
        archives=tuple(_archive(each) for each in archives),
        rests=tuple(rests.days_of(each) for each in rested),
    )


def _archive(row: Row) -> Archive:
    restored = row["restored_on"]
    return Archive(
        date.fromisoformat(row["archived_on"]), date.fromisoformat(restored) if restored else None
    )
