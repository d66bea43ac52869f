"""What counts in a challenge, of everybody who takes part in it, in one trip.

A thousand participants have tens of thousands of days, so each of them is read from the rows only
when they are asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.challenge_days import Mark
from bot.domain.challenges import Challenge, Measure
from bot.domain.days import Week, block_of, block_start, day_then, week_of
from bot.domain.names import name_key
from storage import members, practices
from storage.logs import day_logs
from storage.participants import from_row
from storage.times import from_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.challenges import Participant
    from bot.domain.ids import PracticeId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.verdicts import DayLog
    from storage.connections import Connection, Row, SqlValue

ZONE = "SELECT zone FROM communities WHERE community_id = :community_id"
PARTICIPANTS = """
SELECT * FROM participants
WHERE community_id = :community_id AND challenge_id = :challenge_id AND left_at IS NULL
ORDER BY joined_at, user_id
"""
# CROSS JOIN: from the participants to what is theirs. Left to itself, SQLite would begin with all
# that the community has.
MEMBERS = """
SELECT m.*, c.since, c.zone, c.day_start, c.zone_chosen
FROM participants p
CROSS JOIN clock_settings c
JOIN members m ON m.community_id = c.community_id AND m.user_id = c.user_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND c.community_id = p.community_id AND c.user_id = p.user_id
ORDER BY c.since, c.interaction_id
"""
PRACTICES = """
SELECT r.* FROM participants p
CROSS JOIN practices r
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
ORDER BY r.created_at, r.practice_id
"""
STANDARDS = """
SELECT s.*, p.user_id FROM participants p
CROSS JOIN practices r
JOIN practice_standards s ON s.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
ORDER BY s.valid_from
"""
SCHEDULES = """
SELECT s.*, p.user_id FROM participants p
CROSS JOIN practices r
JOIN practice_schedules s ON s.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
ORDER BY s.valid_from
"""
ARCHIVES = """
SELECT a.*, p.user_id FROM participants p
CROSS JOIN practices r
JOIN practice_archives a ON a.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
ORDER BY a.ordinal
"""
RESTS = """
SELECT r.* FROM participants p
CROSS JOIN rests r
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
ORDER BY r.first_day, r.rest_id
"""
LOGGED = """
SELECT l.practice_id, l.day, SUM(l.amount) AS amount, MIN(l.backfilled) AS all_backfilled,
    MAX(l.backfilled) AS backfilled
FROM participants p
CROSS JOIN practices r
JOIN logs l ON l.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
    AND l.day >= :first
GROUP BY l.practice_id, l.day
"""
# Whoever did not ask to be grouped keeps their start to themselves.
SINCE = """
SELECT s.user_id, MIN(s.since) AS since FROM participants p
CROSS JOIN starting_conditions s
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND s.community_id = p.community_id AND s.user_id = p.user_id
    AND p.grouped = 1 AND s.since IS NOT NULL
GROUP BY s.user_id
"""
FOCUSES = """
SELECT DISTINCT p.user_id, l.day, '' AS what FROM participants p
CROSS JOIN practices r
JOIN logs l ON l.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
    AND l.day >= :first_day AND l.day <= :last_day AND l.focus <> ''
"""
PLACES = """
SELECT DISTINCT p.user_id, l.day, l.context AS what FROM participants p
CROSS JOIN practices r
JOIN logs l ON l.practice_id = r.practice_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
    AND l.day >= :first_day AND l.day <= :last_day AND l.context <> ''
"""
REFLECTIONS = """
SELECT p.user_id, r.week FROM participants p
CROSS JOIN reflections r
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND r.community_id = p.community_id AND r.user_id = p.user_id
    AND r.week >= :first_week AND r.week <= :last_week
"""
# Not one's own self-score, and not what its author called problematic or moderators hid.
FEEDBACK = """
SELECT p.user_id, f.given_at FROM participants p
CROSS JOIN feedback f
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND f.community_id = p.community_id AND f.given_by = p.user_id
    AND f.given_at >= :since AND f.given_at < :until
    AND f.asked_by <> f.given_by AND f.problematic = 0
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
"""
IDEAS = """
SELECT p.user_id, a.day, '' AS what FROM participants p
CROSS JOIN applications a
JOIN ideas i ON i.idea_id = a.idea_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND a.community_id = p.community_id AND a.user_id = p.user_id
    AND a.day >= :first_day AND a.day <= :last_day AND i.user_id <> a.user_id
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = i.community_id AND h.kind = 'idea' AND h.piece_id = i.idea_id
    )
"""
# The first time that somebody tried an idea, and what came of it.
EXPERIMENTS = """
SELECT p.user_id, a.day, '' AS what FROM participants p
CROSS JOIN applications a
JOIN ideas i ON i.idea_id = a.idea_id
WHERE p.community_id = :community_id AND p.challenge_id = :challenge_id AND p.left_at IS NULL
    AND a.community_id = p.community_id AND a.user_id = p.user_id
    AND a.day >= :first_day AND a.day <= :last_day AND i.user_id <> a.user_id AND a.happened <> ''
    AND NOT EXISTS (
        SELECT 1 FROM applications e
        WHERE e.community_id = a.community_id AND e.idea_id = a.idea_id AND e.user_id = a.user_id
            AND e.day < a.day
    )
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = i.community_id AND h.kind = 'idea' AND h.piece_id = i.idea_id
    )
"""
_MARKS = {
    Measure.FOCUS: FOCUSES,
    Measure.PLACES: PLACES,
    Measure.REFLECTIONS: REFLECTIONS,
    Measure.FEEDBACK: FEEDBACK,
    Measure.IDEAS: IDEAS,
    Measure.EXPERIMENTS: EXPERIMENTS,
}
_ALWAYS = (MEMBERS, PRACTICES, STANDARDS, SCHEDULES, ARCHIVES, RESTS, SINCE)
# A local day may begin more than a day before or after it does in UTC.
_MARGIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One participant as they were read."""

    participant: Participant
    member: Member
    practices: tuple[Practice, ...]
    logs: Mapping[PracticeId, dict[date, DayLog]]
    marks: tuple[Mark, ...]
    since: date | None


class Found:
    """What was read about everybody; ``participants`` are in the order of joining."""

    def __init__(
        self, challenge: Challenge, zone: str, people: list[Row], results: list[list[Row]]
    ) -> None:
        self.zone = zone
        self.participants = tuple(from_row(row) for row in people)
        self._measure = challenge.measure
        *always, logged, marks = results
        self._always = [_by(rows, "user_id") for rows in always]
        self._logged = _by(logged, "practice_id")
        self._marks = _by(marks, "user_id")

    def somebody(self, participant: Participant) -> Somebody:
        """Read one of the participants."""
        clock, *rows, since = (found[participant.user_id] for found in self._always)
        member = members.from_rows(clock)
        owned = practices.from_results(*rows)
        marks = self._marks[participant.user_id]
        return Somebody(
            participant=participant,
            member=member,
            practices=owned,
            logs={each.id: day_logs(self._logged[each.id]) for each in owned},
            marks=tuple(_mark(self._measure, row, member) for row in marks),
            since=date.fromisoformat(since[0]["since"]) if since else None,
        )


async def read(conn: Connection, challenge: Challenge, first: date) -> Found:
    """Read everybody who takes part, with logs from the four-week block of ``first`` on."""
    midnight = from_seconds(0)
    since = midnight + (challenge.first_day - midnight.date()) - _MARGIN
    until = midnight + (challenge.last_day - midnight.date()) + _MARGIN
    about: dict[str, SqlValue] = {
        "community_id": challenge.community_id,
        "challenge_id": challenge.id,
        "first": block_start(block_of(first)).isoformat(),
        "first_day": challenge.first_day.isoformat(),
        "last_day": challenge.last_day.isoformat(),
        "first_week": str(week_of(challenge.first_day)),
        "last_week": str(week_of(challenge.last_day)),
        "since": int(since.timestamp()),
        "until": int(until.timestamp()),
    }
    wanted = [ZONE, PARTICIPANTS, *_ALWAYS, LOGGED]
    if challenge.measure in _MARKS:
        wanted.append(_MARKS[challenge.measure])
    zone, people, *results = await conn.fetch_each(*((statement, about) for statement in wanted))
    if challenge.measure not in _MARKS:
        results.append([])
    return Found(challenge, zone[0]["zone"], people, results)


def _by(rows: list[Row], column: str) -> defaultdict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


def _mark(measure: Measure, row: Row, member: Member) -> Mark:
    if measure is Measure.REFLECTIONS:
        return Mark(Week.parse(row["week"]).monday, "")
    if measure is Measure.FEEDBACK:
        return Mark(day_then(member.clock, from_seconds(int(row["given_at"]))), "")
    return Mark(date.fromisoformat(row["day"]), name_key(row["what"]))
