"""Every row about a person: the statements that hand them over and those that delete them.

`tests/meta/test_privacy.py` walks the schema and fails where a table with personal rows is missing
here. Deleting a person deletes their logs with all cheers on them and their own cheers on others'
logs; a card that they hid as a moderator stays hidden, without their name. Skills that they
proposed, and posts of the community, hold no name and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, LogId, PracticeId, UserId
from bot.domain.places import Place
from bot.domain.privacy import Holdings
from storage.times import from_seconds

if TYPE_CHECKING:
    from bot.domain.privacy import Record
    from storage.connections import Connection, Row

MEMBER = """
SELECT * FROM members
WHERE community_id = :community_id AND user_id = :user_id
"""
CLOCK_SETTINGS = """
SELECT * FROM clock_settings
WHERE community_id = :community_id AND user_id = :user_id ORDER BY since, interaction_id
"""
PRACTICES = """
SELECT p.*, s.name AS skill
FROM practices p LEFT JOIN skills s ON s.skill_id = p.skill_id
WHERE p.community_id = :community_id AND p.user_id = :user_id ORDER BY p.practice_id
"""
STANDARDS = """
SELECT s.*
FROM practice_standards s JOIN practices p ON p.practice_id = s.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id
ORDER BY s.practice_id, s.valid_from
"""
SCHEDULES = """
SELECT s.*
FROM practice_schedules s JOIN practices p ON p.practice_id = s.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id
ORDER BY s.practice_id, s.valid_from
"""
ARCHIVES = """
SELECT a.*
FROM practice_archives a JOIN practices p ON p.practice_id = a.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id
ORDER BY a.practice_id, a.ordinal
"""
CONDITIONS = """
SELECT * FROM starting_conditions
WHERE community_id = :community_id AND user_id = :user_id ORDER BY practice_id
"""
GOALS = """
SELECT * FROM goals
WHERE community_id = :community_id AND user_id = :user_id ORDER BY set_at, goal_id
"""
LOGS = """
SELECT * FROM logs
WHERE community_id = :community_id AND user_id = :user_id ORDER BY logged_at, log_id
"""
# Which moderator hid a card is that person's own.
LOG_CARDS = """
SELECT c.log_id, c.channel_id, c.message_id, c.hidden_by IS NOT NULL AS hidden
FROM log_cards c JOIN logs l ON l.log_id = c.log_id
WHERE l.community_id = :community_id AND l.user_id = :user_id ORDER BY c.log_id
"""
HIDDEN_CARDS = """
SELECT log_id, channel_id, message_id FROM log_cards
WHERE community_id = :community_id AND hidden_by = :user_id ORDER BY log_id
"""
CHEERS = """
SELECT * FROM cheers
WHERE community_id = :community_id AND user_id = :user_id ORDER BY cheered_at, log_id
"""
REFLECTIONS = """
SELECT * FROM reflections
WHERE community_id = :community_id AND user_id = :user_id ORDER BY week
"""
ADJUSTMENTS = """
SELECT * FROM adjustments
WHERE community_id = :community_id AND user_id = :user_id ORDER BY adopted_at, adjustment_id
"""
DRAFTS = """
SELECT * FROM drafts
WHERE community_id = :community_id AND user_id = :user_id ORDER BY draft_id
"""
# What is handed over, by the name under which it is handed over.
HOLDINGS = {
    "member": MEMBER,
    "clock_settings": CLOCK_SETTINGS,
    "practices": PRACTICES,
    "practice_standards": STANDARDS,
    "practice_schedules": SCHEDULES,
    "practice_archives": ARCHIVES,
    "starting_conditions": CONDITIONS,
    "goals": GOALS,
    "logs": LOGS,
    "log_cards": LOG_CARDS,
    "hidden_cards": HIDDEN_CARDS,
    "cheers": CHEERS,
    "reflections": REFLECTIONS,
    "adjustments": ADJUSTMENTS,
    "drafts": DRAFTS,
}

# One person in all communities: they may ask about every place that knows them.
COMMUNITIES_OF = """
SELECT community_id FROM members WHERE user_id = :user_id
UNION SELECT community_id FROM cheers WHERE user_id = :user_id
UNION SELECT community_id FROM drafts WHERE user_id = :user_id
UNION SELECT community_id FROM log_cards WHERE hidden_by = :user_id
ORDER BY community_id
"""
REMOVE_LOG_CARDS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT c.community_id, c.channel_id, c.message_id
FROM log_cards c JOIN logs l ON l.log_id = c.log_id
WHERE c.community_id = :community_id AND l.user_id = :user_id
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
REMOVE_REFLECTIONS = """
INSERT INTO card_removals (community_id, channel_id, message_id)
SELECT community_id, channel_id, message_id FROM reflections
WHERE community_id = :community_id AND user_id = :user_id AND message_id IS NOT NULL
ON CONFLICT (message_id) DO NOTHING
RETURNING channel_id, message_id
"""
ERASE_CHEERS = "DELETE FROM cheers WHERE community_id = :community_id AND user_id = :user_id"
ERASE_DRAFTS = "DELETE FROM drafts WHERE community_id = :community_id AND user_id = :user_id"
# Nobody has the id 0: the card stays hidden.
FORGET_MODERATOR = """
UPDATE log_cards SET hidden_by = 0
WHERE community_id = :community_id AND hidden_by = :user_id
"""
# All else hangs on the member and goes along.
ERASE_MEMBER = "DELETE FROM members WHERE community_id = :community_id AND user_id = :user_id"
ERASURE = (ERASE_CHEERS, ERASE_DRAFTS, FORGET_MODERATOR, ERASE_MEMBER)

# All communities that have not removed the bot: cards that still stand.
CARDS_LEFT = """
SELECT r.community_id, r.channel_id, r.message_id
FROM card_removals r JOIN communities c ON c.community_id = r.community_id
WHERE c.removed_at IS NULL AND r.message_id > :after
ORDER BY r.message_id LIMIT :most
"""
CARD_IS_DOWN = """
DELETE FROM card_removals WHERE community_id = :community_id AND message_id = :message_id
"""

_SAID_ABOVE = frozenset({"community_id", "user_id"})
_HUNDREDTHS = frozenset({"amount", "level", "minimum", "weekly_hours"})
_FLAGS = frozenset(
    {
        "backfilled",
        "hidden",
        "on_boards",
        "share_conditions",
        "shared",
        "three_weeks",
        "unknown_conditions",
        "zone_chosen",
    }
)


async def holdings(conn: Connection, community_id: CommunityId, user_id: UserId) -> Holdings:
    """Return all that is stored about a person in one community, in units that people know."""
    whose = {"community_id": community_id, "user_id": user_id}
    found = await conn.fetch_each(*((sql, whose) for sql in HOLDINGS.values()))
    return Holdings(
        community_id,
        {
            name: tuple(_to_record(row) for row in rows)
            for name, rows in zip(HOLDINGS, found, strict=True)
        },
    )


async def communities_of(conn: Connection, user_id: UserId) -> tuple[CommunityId, ...]:
    """Return the communities that store anything about a person."""
    rows = await conn.fetch_all(COMMUNITIES_OF, {"user_id": user_id})
    return tuple(CommunityId(row["community_id"]) for row in rows)


async def practice_ids(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[PracticeId, ...]:
    """Return a person's practices, archived ones too."""
    rows = await conn.fetch_all(PRACTICES, {"community_id": community_id, "user_id": user_id})
    return tuple(PracticeId(row["practice_id"]) for row in rows)


async def cheered(
    conn: Connection, community_id: CommunityId, user_id: UserId
) -> tuple[LogId, ...]:
    """Return the logs that a person cheered."""
    rows = await conn.fetch_all(CHEERS, {"community_id": community_id, "user_id": user_id})
    return tuple(LogId(row["log_id"]) for row in rows)


async def erase(tx: Connection, community_id: CommunityId, user_id: UserId) -> tuple[Place, ...]:
    """Delete all rows about a person in one community; return the cards that must come down."""
    whose = {"community_id": community_id, "user_id": user_id}
    rows = await tx.fetch_all(REMOVE_LOG_CARDS, whose)
    rows += await tx.fetch_all(REMOVE_REFLECTIONS, whose)
    for sql in ERASURE:
        await tx.execute(sql, whose)
    return tuple(Place(row["channel_id"], row["message_id"]) for row in rows)


async def cards_left(
    conn: Connection, after: int, most: int
) -> tuple[tuple[CommunityId, Place], ...]:
    """Return cards of deleted data that still stand, by message id from ``after`` on."""
    rows = await conn.fetch_all(CARDS_LEFT, {"after": after, "most": most})
    return tuple(
        (CommunityId(row["community_id"]), Place(row["channel_id"], row["message_id"]))
        for row in rows
    )


async def card_is_down(tx: Connection, community_id: CommunityId, place: Place) -> None:
    """Forget a card that stands no longer."""
    key = {"community_id": community_id, "message_id": place.message_id}
    await tx.execute(CARD_IS_DOWN, key)


def _to_record(row: Row) -> Record:
    """Turn instants into ISO text, hundredths into numbers, and flags into true or false."""
    names = (name for name in row.keys() if name not in _SAID_ABOVE)  # noqa: SIM118 - a Row
    return {name: _to_value(name, row[name]) for name in names}


def _to_value(name: str, value: str | int | None) -> str | int | float | bool | None:
    if not isinstance(value, int):
        return value
    if name == "since" or name.endswith("_at"):
        return from_seconds(value).isoformat()
    if name in _HUNDREDTHS:
        return value / 100
    return bool(value) if name in _FLAGS else value
