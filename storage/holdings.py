"""What is handed over to a person: every row about them, in units that people know.

What would tell about somebody else is left out, each time for the reason that stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.privacy import Holdings
from storage import desk_holdings as desk
from storage import process_holdings as process
from storage import shared_holdings as shared
from storage.times import from_seconds

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, UserId
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
    **shared.HOLDINGS,
    **desk.HOLDINGS,
    **process.HOLDINGS,
}

_SAID_ABOVE = frozenset({"community_id", "user_id"})
_HUNDREDTHS = frozenset({"amount", "counted_amount", "minimum", "weekly_hours"})
# Minutes after midnight.
_TIMES_OF_DAY = frozenset({"minute", "quiet_from", "quiet_until"})
_INSTANTS = frozenset({"held_until", "since"})
_FLAGS = frozenset(
    {
        "anonymous",
        "backfilled",
        "counted",
        "grouped",
        "hidden",
        "is_pause",
        "on_boards",
        "problematic",
        "removed",
        "share_conditions",
        "shared",
        "three_weeks",
        "unknown_conditions",
        "zone_chosen",
    }
)


async def of(conn: Connection, community_id: CommunityId, user_id: UserId) -> Holdings:
    """Return all that is stored about a person in one community, in units that people know."""
    whose = {"community_id": community_id, "user_id": user_id}
    found = await conn.fetch_each(*((sql, whose) for sql in HOLDINGS.values()))
    return Holdings(
        community_id,
        {
            name: tuple(_to_record(name, row) for row in rows)
            for name, rows in zip(HOLDINGS, found, strict=True)
        },
    )


def _to_record(kind: str, row: Row) -> Record:
    """Turn instants and times into text, hundredths into numbers, flags into true or false."""
    names = (name for name in row.keys() if name not in _SAID_ABOVE)  # noqa: SIM118 - a Row
    return {name: _to_value(kind, name, row[name]) for name in names}


def _to_value(kind: str, name: str, value: str | int | None) -> str | int | float | bool | None:
    if not isinstance(value, int):
        return value
    if name in _INSTANTS or name.endswith("_at"):
        return from_seconds(value).isoformat()
    # A level of a rubric is a level; where a practice began it is an amount.
    if name in _HUNDREDTHS or (kind, name) == ("starting_conditions", "level"):
        return value / 100
    if name in _TIMES_OF_DAY:
        return f"{value // 60:02}:{value % 60:02}"
    return bool(value) if name in _FLAGS else value
