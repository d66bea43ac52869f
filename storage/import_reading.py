"""What an import is compared with, read from the file alone: for another process, and the shell."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.import_standing import FIRST_IMPORTED, Logged
from storage import logs, members, practices
from storage.errors import translated
from storage.migrations.runner import BUSY_TIMEOUT_S

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from bot.domain.ids import CommunityId, PracticeId, UserId
    from bot.domain.import_standing import LogKey
    from bot.domain.logs import Log
    from bot.domain.members import Member
    from bot.domain.practices import Practice

LOGGED = """
SELECT day, amount, note, COUNT(*) AS times FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id GROUP BY day, amount, note
"""
IMPORTED_IDS = """
SELECT log_id FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND log_id >= :first
"""


def member_of(
    path: Path, community_id: CommunityId, user_id: UserId
) -> tuple[Member, tuple[Practice, ...]] | None:
    """Read a member with all practices, or None for a stranger.

    Raises a StorageError that says what to do when the file cannot be used.
    """
    whose = {"community_id": community_id, "user_id": user_id}
    with _reading(path) as raw:
        found = raw.execute(members.GET, whose).fetchall()
        theirs = [
            raw.execute(statement, key).fetchall()
            for statement, key in practices.queries_of_member(community_id, user_id)
        ]
    if not found:
        return None
    rows, standards, schedules, archives, rested = theirs
    known = practices.from_results(rows, standards, schedules, archives, rested)
    return members.from_rows(found), known


def logged(path: Path, community_id: CommunityId, practice_ids: Iterable[PracticeId]) -> Logged:
    """Read what is logged already; for a process that has only the file.

    Raises a StorageError that says what to do when the file cannot be used.
    """
    counts: dict[PracticeId, dict[LogKey, int]] = defaultdict(dict)
    ids: set[int] = set()
    with _reading(path) as raw:
        for practice_id in practice_ids:
            key = {"community_id": community_id, "practice_id": practice_id}
            for day, amount, note, times in raw.execute(LOGGED, key):
                counts[practice_id][date.fromisoformat(day), amount, note] = times
            found = raw.execute(IMPORTED_IDS, {**key, "first": FIRST_IMPORTED})
            ids.update(log_id for (log_id,) in found)
    return Logged(counts, frozenset(ids))


def all_logs(
    path: Path, community_id: CommunityId, practice_ids: Iterable[PracticeId]
) -> list[Log]:
    """Read all logs of these practices; for a process that has only the file.

    Raises a StorageError that says what to do when the file cannot be used.
    """
    found: list[Log] = []
    with _reading(path) as raw:
        for practice_id in practice_ids:
            since = {"community_id": community_id, "first": date.min.isoformat()}
            rows = raw.execute(logs.SINCE, {**since, "practice_id": practice_id})
            found.extend(logs.from_row(row) for row in rows)
    return found


@contextmanager
def _reading(path: Path) -> Generator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    with (
        translated(path),
        closing(sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT_S)) as raw,
    ):
        raw.row_factory = sqlite3.Row
        yield raw
