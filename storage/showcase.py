"""Examples of excellence: shown ones, and those that wait a week for their author's consent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, ExampleId, UserId
from bot.domain.places import Place
from bot.domain.showcase import Example, ExampleState
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import SkillId
    from storage.connections import Connection, Row, SqlValue

GET = "SELECT * FROM examples WHERE community_id = :community_id AND example_id = :example_id"
VISIBLE = """
SELECT * FROM examples AS e
WHERE e.community_id = :community_id AND e.example_id = :example_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces AS h
        WHERE h.community_id = e.community_id AND h.kind = 'example' AND h.piece_id = e.example_id
    )
"""
# What was proposed long ago and has not been thrown away yet is no reason to refuse.
OF_LINK = """
SELECT * FROM examples
WHERE community_id = :community_id AND link = :link AND link <> ''
    AND (state = 'shown' OR added_at > :since)
"""
ADD = """
INSERT INTO examples (
    example_id, community_id, user_id, proposed_by, state, title, link, work, look_at, skill_id,
    practice_id, first_version, weeks, blocks, made_on, file_name, added_at
) VALUES (
    :example_id, :community_id, :user_id, :proposed_by, :state, :title, :link, :work, :look_at,
    :skill_id, :practice_id, :first_version, :weeks, :blocks, :made_on, :file_name, :added_at
)
ON CONFLICT DO NOTHING
"""
AGREE = """
UPDATE examples SET state = 'shown', added_at = :added_at
WHERE community_id = :community_id AND example_id = :example_id AND state = 'proposed'
"""
STAND = """
UPDATE examples SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND example_id = :example_id
"""
WITHOUT_FILE = """
UPDATE examples SET file_name = ''
WHERE community_id = :community_id AND example_id = :example_id
"""
REMOVE = "DELETE FROM examples WHERE community_id = :community_id AND example_id = :example_id"
# Without a skill (NULL) all are meant; no example carries a synonym.
SHOWN = """
SELECT * FROM examples AS e
WHERE e.community_id = :community_id AND e.state = 'shown'
    AND (:skill_id IS NULL OR e.skill_id = :skill_id)
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces AS h
        WHERE h.community_id = e.community_id AND h.kind = 'example' AND h.piece_id = e.example_id
    )
    AND NOT EXISTS (
        SELECT 1 FROM blocks AS b
        WHERE b.community_id = e.community_id AND (
            (b.user_id = :user_id AND b.blocked_user_id = e.user_id)
            OR (b.user_id = e.user_id AND b.blocked_user_id = :user_id)
        )
    )
ORDER BY e.added_at DESC, e.example_id DESC
"""
PAGE = SHOWN + "LIMIT 1 OFFSET :number"
COUNT = SHOWN.replace("SELECT *", "SELECT COUNT(*) AS shown", 1).partition("ORDER BY")[0]
# Maintenance over all communities: nobody has agreed in time.
DELETE_EXPIRED = """
DELETE FROM examples WHERE state = 'proposed' AND added_at <= :before
RETURNING channel_id, message_id
"""


async def get(conn: Connection, community_id: CommunityId, example_id: ExampleId) -> Example | None:
    """Return an example in any state, hidden ones too, or None where it is gone."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "example_id": example_id})
    return _from_row(row) if row else None


async def visible(
    conn: Connection, community_id: CommunityId, example_id: ExampleId
) -> Example | None:
    """Return an example that no moderator has hidden, or None."""
    row = await conn.fetch_one(VISIBLE, {"community_id": community_id, "example_id": example_id})
    return _from_row(row) if row else None


async def of_link(
    conn: Connection, community_id: CommunityId, link: str, since: datetime
) -> Example | None:
    """Return the example with this link that is shown, or was proposed after ``since``."""
    key: dict[str, SqlValue] = {
        "community_id": community_id,
        "link": link,
        "since": to_seconds(since),
    }
    row = await conn.fetch_one(OF_LINK, key)
    return _from_row(row) if row else None


async def add(tx: Connection, example: Example) -> None:
    """Keep a new example; the same interaction's is kept once."""
    values: dict[str, SqlValue] = {
        "example_id": example.id,
        "community_id": example.community_id,
        "user_id": example.user_id,
        "proposed_by": example.proposed_by,
        "state": example.state.value,
        "title": example.title,
        "link": example.link,
        "work": example.work,
        "look_at": example.look_at,
        "skill_id": example.skill_id,
        "practice_id": example.practice_id,
        "first_version": example.first_version,
        "weeks": example.weeks,
        "blocks": example.blocks,
        "made_on": example.made_on.isoformat() if example.made_on else None,
        "file_name": example.file_name,
        "added_at": to_seconds(example.added_at),
    }
    await tx.execute(ADD, values)


async def agree(tx: Connection, example: Example, now: datetime) -> None:
    """Show what was proposed; it counts as added now."""
    await tx.execute(AGREE, {**_key(example), "added_at": to_seconds(now)})


async def stand(tx: Connection, example: Example, place: Place) -> bool:
    """Remember where our card stands; False where the example is gone."""
    where = {"channel_id": place.channel_id, "message_id": place.message_id}
    return bool(await tx.execute(STAND, {**_key(example), **where}))


async def without_file(tx: Connection, example: Example) -> None:
    """Keep an example without its file, which could not be fetched."""
    await tx.execute(WITHOUT_FILE, _key(example))


async def remove(tx: Connection, example: Example) -> None:
    """Delete an example."""
    await tx.execute(REMOVE, _key(example))


async def page(
    conn: Connection,
    community_id: CommunityId,
    reader: UserId,
    skill_id: SkillId | None,
    number: int,
) -> tuple[Example | None, int]:
    """Return one of the examples that a reader may see, newest first, and how many there are.

    The newest is number 0; None past the last one.
    """
    key = {"community_id": community_id, "user_id": reader, "skill_id": skill_id}
    rows, counted = await conn.fetch_each((PAGE, {**key, "number": number}), (COUNT, key))
    return (_from_row(rows[0]) if rows else None), int(counted[0]["shown"])


async def delete_expired(tx: Connection, before: datetime) -> tuple[Place, ...]:
    """Delete what was proposed up to ``before`` and not agreed to; return where its cards stand."""
    rows = await tx.fetch_all(DELETE_EXPIRED, {"before": to_seconds(before)})
    return tuple(
        Place(row["channel_id"], row["message_id"]) for row in rows if row["message_id"] is not None
    )


def _key(example: Example) -> dict[str, int]:
    return {"community_id": example.community_id, "example_id": example.id}


def _from_row(row: Row) -> Example:
    made_on, message_id = row["made_on"], row["message_id"]
    return Example(
        id=ExampleId(row["example_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        proposed_by=row["proposed_by"],
        state=ExampleState(row["state"]),
        title=row["title"],
        link=row["link"],
        work=row["work"],
        look_at=row["look_at"],
        skill_id=row["skill_id"],
        practice_id=row["practice_id"],
        first_version=row["first_version"],
        weeks=row["weeks"],
        blocks=row["blocks"],
        made_on=date.fromisoformat(made_on) if made_on else None,
        file_name=row["file_name"],
        added_at=from_seconds(int(row["added_at"])),
        place=None if message_id is None else Place(row["channel_id"], message_id),
    )
