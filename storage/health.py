"""What a health report reads, by itself: it runs in the worker process, beside the open database.

Only members who agreed to be counted are read, but for who wrote to whom. A report is made of
hundreds of thousands of rows: so they are handed on as they come, as of one moment.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bot.domain.days import Week
from bot.domain.health_facts import Asked, Tried
from bot.domain.ids import UserId
from bot.domain.requests import Audience, RequestState
from storage import members, practices
from storage.errors import translated
from storage.migrations.runner import BUSY_TIMEOUT_S
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.domain.ids import CommunityId
    from bot.domain.members import Member
    from bot.domain.practices import Practice
    from bot.domain.week_patterns import LoggedDay

MEMBERS = """
SELECT m.*, c.since, c.zone, c.day_start, c.zone_chosen
FROM members m
JOIN clock_settings c ON c.community_id = m.community_id AND c.user_id = m.user_id
WHERE m.community_id = :community_id AND m.counted = 1
ORDER BY m.user_id, c.since, c.interaction_id
"""
PRACTICES = """
SELECT p.* FROM practices p
JOIN members m ON m.community_id = p.community_id AND m.user_id = p.user_id
WHERE p.community_id = :community_id AND m.counted = 1
"""
STANDARDS = """
SELECT s.* FROM practices p JOIN practice_standards s ON s.practice_id = p.practice_id
WHERE p.community_id = :community_id ORDER BY s.valid_from
"""
SCHEDULES = """
SELECT s.* FROM practices p JOIN practice_schedules s ON s.practice_id = p.practice_id
WHERE p.community_id = :community_id ORDER BY s.valid_from
"""
ARCHIVES = """
SELECT a.* FROM practices p JOIN practice_archives a ON a.practice_id = p.practice_id
WHERE p.community_id = :community_id ORDER BY a.ordinal
"""
RESTS = """
SELECT r.* FROM rests r
JOIN members m ON m.community_id = r.community_id AND m.user_id = r.user_id
WHERE r.community_id = :community_id AND m.counted = 1 ORDER BY r.first_day, r.rest_id
"""
# By member, since that is an index's order, and so hardly anything is left to sort.
LOGS = """
SELECT l.practice_id, l.day, l.amount, l.backfilled
FROM members m
JOIN practices p ON p.community_id = m.community_id AND p.user_id = m.user_id
JOIN logs l ON l.practice_id = p.practice_id
WHERE m.community_id = :community_id AND m.counted = 1 AND l.day >= :first AND l.day < :until
ORDER BY p.user_id, p.practice_id, l.day
"""
LOGS_OF = """
SELECT practice_id, day, amount, backfilled FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id ORDER BY day
"""
# Whoever has logged, and not lately.
SILENT = """
SELECT user_id FROM (
    SELECT m.community_id, m.user_id, (
        SELECT max(l.logged_at) FROM logs l
        WHERE l.community_id = m.community_id AND l.user_id = m.user_id
    ) AS last_at
    FROM members m WHERE m.community_id = :community_id AND m.counted = 1
) AS known WHERE known.community_id = :community_id AND last_at >= :since AND last_at < :until
"""
LOGGED_DAYS = """
SELECT l.day FROM practices p JOIN logs l ON l.practice_id = p.practice_id
WHERE p.community_id = :community_id AND p.user_id = :user_id AND l.day >= :first
"""
REFLECTED = """
SELECT r.user_id, r.week FROM reflections r
WHERE r.community_id = :community_id AND r.week >= :week
"""
GAVE = """
SELECT f.given_by AS user_id, f.given_at FROM feedback f
WHERE f.community_id = :community_id AND f.given_at >= :since AND f.given_by <> f.asked_by
UNION ALL SELECT k.user_id, k.given_at FROM kudos k
WHERE k.community_id = :community_id AND k.given_at >= :since
"""
# Not what was answered anonymously: whoever is alone no longer at that moment asked for it.
RECEIVED = """
SELECT f.asked_by AS user_id, f.given_at FROM feedback f
WHERE f.community_id = :community_id AND f.given_at >= :since AND f.given_by <> f.asked_by
    AND NOT EXISTS (
        SELECT 1 FROM requests r
        WHERE r.community_id = f.community_id AND r.request_id = f.request_id AND r.anonymous = 1
    )
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = f.community_id AND h.kind = 'feedback' AND h.piece_id = f.feedback_id
    )
UNION ALL SELECT k.thanked_user_id, k.given_at FROM kudos k
WHERE k.community_id = :community_id AND k.given_at >= :since
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = k.community_id AND h.kind = 'kudos' AND h.piece_id = k.kudos_id
    )
UNION ALL SELECT l.user_id, c.cheered_at FROM cheers c JOIN logs l ON l.log_id = c.log_id
WHERE c.community_id = :community_id AND c.cheered_at >= :since AND c.user_id <> l.user_id
"""
# What suspended members ask is not in the queue, so it does not wait.
REQUESTS = """
SELECT r.user_id, r.state, r.asked_at, r.closed_at, r.anonymous, r.audience
FROM requests r JOIN members m ON m.community_id = r.community_id AND m.user_id = r.user_id
WHERE r.community_id = :community_id AND m.counted = 1 AND r.kind IN ('work', 'stuck')
    AND r.state IN ('open', 'answered', 'lapsed')
    AND (r.closed_at IS NULL OR r.closed_at >= :since)
    AND NOT EXISTS (
        SELECT 1 FROM hidden_pieces h
        WHERE h.community_id = r.community_id AND h.kind = 'request' AND h.piece_id = r.request_id
    )
    AND (r.state <> 'open' OR NOT EXISTS (
        SELECT 1 FROM suspensions u
        WHERE u.community_id = r.community_id AND u.user_id = r.user_id
    ))
"""
APPLIED = """
SELECT DISTINCT a.user_id FROM applications a
WHERE a.community_id = :community_id AND a.applied_at >= :since AND a.applied_at < :until
"""
# Active as in the share that everybody sees (`storage.applications`), of the counted members.
ACTIVE = """
SELECT m.user_id FROM members m
WHERE m.community_id = :community_id AND m.counted = 1 AND (EXISTS (
    SELECT 1 FROM logs l WHERE l.community_id = m.community_id AND l.user_id = m.user_id
    AND l.logged_at >= :since AND l.logged_at < :until
) OR EXISTS (
    SELECT 1 FROM reflections r WHERE r.community_id = m.community_id AND r.user_id = m.user_id
    AND r.reflected_at >= :since AND r.reflected_at < :until
) OR EXISTS (
    SELECT 1 FROM feedback f WHERE f.community_id = m.community_id AND f.given_by = m.user_id
    AND f.given_at >= :since AND f.given_at < :until AND f.given_by <> f.asked_by
) OR EXISTS (
    SELECT 1 FROM applications a WHERE a.community_id = m.community_id AND a.user_id = m.user_id
    AND a.applied_at >= :since AND a.applied_at < :until
))
"""


class HealthReader:
    """Reads about one community, as of one moment; made by `reading`."""

    def __init__(self, raw: sqlite3.Connection, community_id: CommunityId) -> None:
        self._raw = raw
        self._here = {"community_id": int(community_id)}

    def members(self) -> tuple[Member, ...]:
        """Return everybody who agreed to be counted."""
        rows = groupby(self._rows(MEMBERS), key=lambda row: row["user_id"])
        return tuple(members.from_rows(list(each)) for _, each in rows)

    def practices(self) -> tuple[Practice, ...]:
        """Return their practices, archived ones too."""
        wanted = (PRACTICES, STANDARDS, SCHEDULES, ARCHIVES, RESTS)
        return practices.from_results(*(list(self._rows(sql)) for sql in wanted))

    def logs(self, first: date, until: date) -> Iterator[LoggedDay]:
        """Give the logs of their practices, for days from one to before another.

        A practice's logs follow each other, and so do those of one day.
        """
        return self._logged(LOGS, first=first.isoformat(), until=until.isoformat())

    def logs_of(self, practice: Practice) -> Iterator[LoggedDay]:
        """Give all logs of one practice, day by day."""
        return self._logged(LOGS_OF, practice_id=practice.id)

    def silent(self, since: datetime, until: datetime) -> tuple[UserId, ...]:
        """Return who logged last between two instants."""
        return tuple(UserId(row["user_id"]) for row in self._rows(SILENT, **_span(since, until)))

    def logged_days(self, user_id: UserId, first: date) -> list[date]:
        """Return the local days from a day on for which somebody logged anything."""
        rows = self._rows(LOGGED_DAYS, user_id=user_id, first=first.isoformat())
        return [date.fromisoformat(row["day"]) for row in rows]

    def reflected(self, first: Week) -> list[tuple[UserId, Week]]:
        """Return who reflected on which week."""
        rows = list(self._rows(REFLECTED, week=str(first)))
        weeks = {text: Week.parse(text) for text in {row["week"] for row in rows}}
        return [(UserId(row["user_id"]), weeks[row["week"]]) for row in rows]

    def gave(self, since: datetime) -> list[tuple[UserId, datetime]]:
        """Return who gave feedback or thanks, and when."""
        return self._moments(GAVE, since)

    def received(self, since: datetime) -> list[tuple[UserId, datetime]]:
        """Return who was answered, thanked or cheered, and when."""
        return self._moments(RECEIVED, since)

    def requests(self, since: datetime, open_members: frozenset[UserId]) -> tuple[Asked, ...]:
        """Return requests that wait, or ended since an instant, but for what is hidden."""
        return tuple(
            Asked(
                UserId(row["user_id"]),
                # Whose it is, is also theirs to keep who ask anonymously, or one person alone.
                row["user_id"] in open_members
                and not row["anonymous"]
                and row["audience"] == Audience.ANYONE.value,
                RequestState(row["state"]),
                from_seconds(int(row["asked_at"])),
                from_nullable(row["closed_at"]),
            )
            for row in self._rows(REQUESTS, since=to_seconds(since))
        )

    def tried(self, since: datetime, until: datetime) -> Tried:
        """Return who applied an idea and who was active, from one instant to before another."""
        active = self._ids(ACTIVE, since, until)
        return Tried(self._ids(APPLIED, since, until) & active, active)

    def _ids(self, sql: str, since: datetime, until: datetime) -> frozenset[UserId]:
        return frozenset(UserId(row["user_id"]) for row in self._rows(sql, **_span(since, until)))

    def _moments(self, sql: str, since: datetime) -> list[tuple[UserId, datetime]]:
        rows = self._rows(sql, since=to_seconds(since))
        return [(UserId(row["user_id"]), from_seconds(int(row["given_at"]))) for row in rows]

    def _logged(self, sql: str, **values: int | str) -> Iterator[Any]:
        rows = self._raw.cursor()
        rows.row_factory = None  # plain tuples, since there are so many
        return rows.execute(sql, {**self._here, **values})

    def _rows(self, sql: str, **values: int | str) -> Iterator[Any]:
        return self._raw.execute(sql, {**self._here, **values})


@contextmanager
def reading(path: Path, community_id: CommunityId) -> Generator[HealthReader]:
    """Read a community from the file at `path`, which somebody else may be writing.

    Raises a StorageError that says what to do when the file cannot be used.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        translated(path),
        closing(
            sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_S)
        ) as raw,
    ):
        raw.row_factory = sqlite3.Row
        raw.execute("BEGIN")
        yield HealthReader(raw, community_id)


def _span(since: datetime, until: datetime) -> dict[str, int]:
    return {"since": to_seconds(since), "until": to_seconds(until)}
