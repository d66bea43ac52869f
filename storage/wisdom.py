"""Ideas that members share, and finding them again.

Deleting their author removes them with all marks and applications on them, and takes their public
cards down; hidden ones are shown nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, IdeaId, UserId
from bot.domain.places import Place
from bot.domain.searches import MOST_WORDS, search_key
from bot.domain.wisdom import LATELY, Idea, IdeaKind, ShownIdea
from storage.applications import OUTCOMES
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.days import Week
    from bot.domain.ids import SkillId
    from storage.connections import Connection, Row, SqlValue

MOST_OUTCOMES = 2

_COLUMNS = """
i.*, s.name AS skill, (
    SELECT COUNT(*) FROM idea_marks m
    WHERE m.community_id = i.community_id AND m.idea_id = i.idea_id
) AS can_now, (
    SELECT COUNT(DISTINCT a.user_id) FROM applications a
    WHERE a.community_id = i.community_id AND a.idea_id = i.idea_id
) AS applied
"""
# Every list of ideas goes on like this.
_VISIBLE = """
FROM ideas i LEFT JOIN skills s ON s.community_id = i.community_id AND s.skill_id = i.skill_id
WHERE i.community_id = :community_id AND NOT EXISTS (
    SELECT 1 FROM hidden_pieces h
    WHERE h.community_id = i.community_id AND h.kind = 'idea' AND h.piece_id = i.idea_id
)
"""
_SHOWN = "SELECT " + _COLUMNS + _VISIBLE
_HERE = "AND (i.leaves_at IS NULL OR i.leaves_at > :now)\n"
# All words occur; of people who are kept apart by a block nothing is found.
_FITS = """
AND i.search_key LIKE :word_0 ESCAPE '!' AND i.search_key LIKE :word_1 ESCAPE '!'
AND i.search_key LIKE :word_2 ESCAPE '!' AND i.search_key LIKE :word_3 ESCAPE '!'
AND i.search_key LIKE :word_4 ESCAPE '!' AND i.search_key LIKE :word_5 ESCAPE '!'
AND i.search_key LIKE :word_6 ESCAPE '!' AND i.search_key LIKE :word_7 ESCAPE '!'
AND i.search_key LIKE :word_8 ESCAPE '!' AND i.search_key LIKE :word_9 ESCAPE '!'
AND NOT EXISTS (
    SELECT 1 FROM blocks b WHERE b.community_id = i.community_id
    AND b.user_id = :user_id AND b.blocked_user_id = i.user_id
) AND NOT EXISTS (
    SELECT 1 FROM blocks b WHERE b.community_id = i.community_id
    AND b.user_id = i.user_id AND b.blocked_user_id = :user_id
)
"""
_NEWEST = "ORDER BY i.shared_at DESC, i.idea_id DESC LIMIT :most OFFSET :skipped"
_TRIED_FIRST = """
ORDER BY CASE WHEN EXISTS (
    SELECT 1 FROM applications a WHERE a.community_id = i.community_id AND a.idea_id = i.idea_id
) THEN 0 ELSE 1 END, i.shared_at DESC, i.idea_id DESC LIMIT :most OFFSET :skipped
"""

# What the week's post told stays its idea; else one that somebody used lately, else the newest.
_FOR_WEEK = """
AND (i.told_week IS NULL OR i.told_week = :week) AND NOT EXISTS (
    SELECT 1 FROM suspensions k WHERE k.community_id = i.community_id AND k.user_id = i.user_id
)
ORDER BY CASE WHEN i.told_week = :week THEN 0 WHEN EXISTS (
    SELECT 1 FROM applications a
    WHERE a.community_id = i.community_id AND a.idea_id = i.idea_id AND a.applied_at >= :lately
) OR EXISTS (
    SELECT 1 FROM idea_marks m
    WHERE m.community_id = i.community_id AND m.idea_id = i.idea_id AND m.marked_at >= :lately
) THEN 1 ELSE 2 END, i.shared_at DESC, i.idea_id DESC LIMIT 1
"""

GET = _SHOWN + "AND i.idea_id = :idea_id"
NUMBER = "SELECT COUNT(*) AS number" + _VISIBLE + _HERE + _FITS
NEWEST = _SHOWN + _HERE + _FITS + _NEWEST
SEARCH = _SHOWN + _HERE + _FITS + _TRIED_FIRST
OF_OTHERS = _SHOWN + _HERE + _FITS + "AND i.user_id <> :user_id " + _NEWEST
OF_WEEK = _SHOWN + _HERE + _FOR_WEEK
ADD = """
INSERT INTO ideas (
    idea_id, community_id, user_id, kind, title, text, leaves_out, source, search_key, skill_id,
    leaves_at, shared_at
) VALUES (
    :idea_id, :community_id, :user_id, :kind, :title, :text, :leaves_out, :source, :search_key,
    :skill_id, :leaves_at, :shared_at
)
ON CONFLICT (idea_id) DO NOTHING
"""
# The first place is kept for good.
STAND = """
UPDATE ideas SET
    channel_id = COALESCE(channel_id, :channel_id), message_id = COALESCE(message_id, :message_id)
WHERE community_id = :community_id AND idea_id = :idea_id
"""
TELL = """
UPDATE ideas SET told_week = :week
WHERE community_id = :community_id AND idea_id = :idea_id AND told_week IS NULL
"""
REMOVE = "DELETE FROM ideas WHERE community_id = :community_id AND idea_id = :idea_id"


async def get(
    conn: Connection, community_id: CommunityId, idea_id: IdeaId, now: datetime
) -> ShownIdea | None:
    """Return an idea with what came of it, one that has left too; None where it is gone."""
    key = {"community_id": community_id, "idea_id": idea_id}
    shown = await _shown(conn, await conn.fetch_all(GET, key), now)
    return shown[0] if shown else None


async def number(
    conn: Connection,
    community_id: CommunityId,
    user_id: UserId,
    words: Sequence[str],
    now: datetime,
) -> int:
    """Count the ideas in which all words occur, as one reader may find them."""
    values = _looked_for(community_id, user_id, words, now)
    (row,) = await conn.fetch_all(NUMBER, values)
    return row["number"]


async def search(  # noqa: PLR0913 - who asks, for what, and which part of it
    conn: Connection,
    community_id: CommunityId,
    user_id: UserId,
    words: Sequence[str],
    now: datetime,
    *,
    most: int,
    skipped: int = 0,
) -> tuple[ShownIdea, ...]:
    """Return ideas in which all words occur, those that were tried first; without words the newest.

    ``words`` are at most ten, as `bot.domain.searches` gives them.
    """
    values = _looked_for(community_id, user_id, words, now)
    part = {"most": most, "skipped": skipped}
    rows = await conn.fetch_all(SEARCH if words else NEWEST, {**values, **part})
    return await _shown(conn, rows, now)


async def of_others(
    conn: Connection,
    community_id: CommunityId,
    user_id: UserId,
    words: Sequence[str],
    now: datetime,
    *,
    most: int,
) -> tuple[Idea, ...]:
    """Return the newest ideas of others in which all words occur."""
    values = _looked_for(community_id, user_id, words, now)
    rows = await conn.fetch_all(OF_OTHERS, {**values, "most": most, "skipped": 0})
    return tuple(_from_row(row) for row in rows)


async def of_week(
    conn: Connection, community_id: CommunityId, week: Week, now: datetime
) -> ShownIdea | None:
    """Return the idea that a week's post told, or would tell now; None where there is none."""
    values: dict[str, SqlValue] = {
        "community_id": community_id,
        "week": str(week),
        "now": to_seconds(now),
        "lately": to_seconds(now - LATELY),
    }
    shown = await _shown(conn, await conn.fetch_all(OF_WEEK, values), now)
    return shown[0] if shown else None


async def add(tx: Connection, idea: Idea, skill_id: SkillId | None) -> None:
    """Keep a new idea; the same interaction keeps it once."""
    values: dict[str, SqlValue] = {
        "idea_id": idea.id,
        "community_id": idea.community_id,
        "user_id": idea.user_id,
        "kind": idea.kind.value,
        "title": idea.title,
        "text": idea.text,
        "leaves_out": idea.leaves_out,
        "source": idea.source,
        "search_key": search_key(f"{idea.title} {idea.text}"),
        "skill_id": skill_id,
        "leaves_at": to_seconds(idea.leaves_at),
        "shared_at": to_seconds(idea.shared_at),
    }
    await tx.execute(ADD, values)


async def stand(tx: Connection, community_id: CommunityId, idea_id: IdeaId, card: Place) -> bool:
    """Remember where an idea's public card stands; False where it was taken down meanwhile."""
    key = {"community_id": community_id, "idea_id": idea_id}
    place = {"channel_id": card.channel_id, "message_id": card.message_id}
    return await tx.execute(STAND, {**key, **place}) > 0


async def tell(tx: Connection, community_id: CommunityId, idea_id: IdeaId, week: Week) -> None:
    """Note that a week's post carries an idea; one that was told before keeps its week."""
    values = {"community_id": community_id, "idea_id": idea_id, "week": str(week)}
    await tx.execute(TELL, values)


async def remove(tx: Connection, community_id: CommunityId, idea_id: IdeaId) -> None:
    """Take an idea away, with all marks and applications on it."""
    await tx.execute(REMOVE, {"community_id": community_id, "idea_id": idea_id})


def _looked_for(
    community_id: CommunityId, user_id: UserId, words: Sequence[str], now: datetime
) -> dict[str, SqlValue]:
    patterns = [f"%{_literal(word)}%" for word in words] + ["%"] * (MOST_WORDS - len(words))
    return {
        "community_id": community_id,
        "user_id": user_id,
        "now": to_seconds(now),
        **{f"word_{place}": pattern for place, pattern in enumerate(patterns)},
    }


def _literal(word: str) -> str:
    """Take the meaning for LIKE from every character of a word."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


async def _shown(conn: Connection, rows: Iterable[Row], now: datetime) -> tuple[ShownIdea, ...]:
    found = [(_from_row(row), row) for row in rows]
    if not found:
        return ()
    said = await conn.fetch_each(
        *(
            (
                OUTCOMES,
                {"community_id": idea.community_id, "idea_id": idea.id, "most": MOST_OUTCOMES},
            )
            for idea, _ in found
        )
    )
    return tuple(
        ShownIdea(
            idea=idea,
            can_now=row["can_now"],
            applied=row["applied"],
            outcomes=tuple(each["happened"] for each in outcomes),
            has_left=idea.has_left(now),
        )
        for (idea, row), outcomes in zip(found, said, strict=True)
    )


def _from_row(row: Row) -> Idea:
    return Idea(
        id=IdeaId(row["idea_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        kind=IdeaKind(row["kind"]),
        title=row["title"],
        text=row["text"],
        shared_at=from_seconds(int(row["shared_at"])),
        leaves_out=row["leaves_out"],
        source=row["source"],
        skill=row["skill"],
        leaves_at=from_nullable(row["leaves_at"]),
        card=Place(row["channel_id"], row["message_id"]) if row["message_id"] else None,
    )
