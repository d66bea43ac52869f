"""Logs: the truth from which streaks, posts and reports are derived."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, LogId, PracticeId, UserId
from bot.domain.logs import Felt, Log
from bot.domain.verdicts import DayLog
from storage.times import from_seconds, to_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.connections import Connection, Row, Transaction

GET = "SELECT * FROM logs WHERE community_id = :community_id AND log_id = :log_id"
ADD = """
INSERT INTO logs (
    log_id, community_id, user_id, practice_id, day, amount, note, context, focus, felt, lesson,
    link, proof, backfilled, logged_at
) VALUES (
    :log_id, :community_id, :user_id, :practice_id, :day, :amount, :note, :context, :focus, :felt,
    :lesson, :link, :proof, :backfilled, :logged_at
)
ON CONFLICT (log_id) DO NOTHING
"""
CORRECT = """
UPDATE logs SET amount = :amount, note = :note, context = :context, focus = :focus, felt = :felt,
    lesson = :lesson, link = :link, proof = :proof
WHERE community_id = :community_id AND log_id = :log_id
"""
REMOVE = "DELETE FROM logs WHERE community_id = :community_id AND log_id = :log_id"
LATEST = """
SELECT * FROM logs WHERE community_id = :community_id AND user_id = :user_id
ORDER BY logged_at DESC, log_id DESC LIMIT :most
"""
ON_DAY = """
SELECT * FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND day = :day
ORDER BY logged_at, log_id
"""
SINCE = """
SELECT * FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND day >= :first
ORDER BY logged_at, log_id
"""
DAYS = """
SELECT day, SUM(amount) AS amount, MIN(backfilled) AS all_backfilled, MAX(backfilled) AS backfilled
FROM logs
WHERE community_id = :community_id AND practice_id = :practice_id AND day >= :first
GROUP BY day
"""


async def get(conn: Connection, community_id: CommunityId, log_id: LogId) -> Log | None:
    """Return one log, or None where it is not of this community or was taken back."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "log_id": log_id})
    return from_row(row) if row else None


async def add(tx: Transaction, log: Log, first: date) -> tuple[bool, dict[date, DayLog]]:
    """Keep a log; False where this interaction has logged already.

    Beside it stands what each local day of its practice from ``first`` on adds up to now.
    """
    since = {**_to_row(log), "first": first.isoformat()}
    changed, rows = await tx.execute_then_fetch(ADD, DAYS, since)
    return bool(changed), day_logs(rows)


async def correct(tx: Connection, log: Log) -> None:
    """Replace a log's amount and words; its day and practice stay."""
    await tx.execute(CORRECT, _to_row(log))


async def remove(tx: Connection, community_id: CommunityId, log_id: LogId) -> None:
    """Take a log back, with its cheers and the place of its card."""
    await tx.execute(REMOVE, {"community_id": community_id, "log_id": log_id})


async def latest(
    conn: Connection, community_id: CommunityId, user_id: UserId, most: int
) -> tuple[Log, ...]:
    """Return a member's last logs, newest first."""
    whose = {"community_id": community_id, "user_id": user_id, "most": most}
    return tuple(from_row(row) for row in await conn.fetch_all(LATEST, whose))


async def on_day(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId, day: date
) -> tuple[Log, ...]:
    """Return the logs of one practice on one local day, oldest first."""
    key = {"community_id": community_id, "practice_id": practice_id, "day": day.isoformat()}
    return tuple(from_row(row) for row in await conn.fetch_all(ON_DAY, key))


async def since(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId, first: date
) -> tuple[Log, ...]:
    """Return the logs of one practice for local days from ``first`` on, in the order made."""
    key = {"community_id": community_id, "practice_id": practice_id, "first": first.isoformat()}
    return tuple(from_row(row) for row in await conn.fetch_all(SINCE, key))


async def days(
    conn: Connection, community_id: CommunityId, practice_id: PracticeId, first: date
) -> dict[date, DayLog]:
    """Return what each local day from ``first`` on adds up to; days without a log are left out."""
    return (await days_of_each(conn, community_id, (practice_id,), first))[practice_id]


async def days_of_each(
    conn: Connection, community_id: CommunityId, practice_ids: Sequence[PracticeId], first: date
) -> dict[PracticeId, dict[date, DayLog]]:
    """Return for each practice what its local days from ``first`` on add up to, in one trip."""
    since = {"community_id": community_id, "first": first.isoformat()}
    found = await conn.fetch_each(
        *((DAYS, {**since, "practice_id": practice_id}) for practice_id in practice_ids)
    )
    return {
        practice_id: day_logs(rows) for practice_id, rows in zip(practice_ids, found, strict=True)
    }


def day_logs(rows: list[Row]) -> dict[date, DayLog]:
    """Read days from the rows of `DAYS`, for queries of other modules that add days up alike."""
    return {date.fromisoformat(row["day"]): _day_log(row) for row in rows}


def _day_log(row: Row) -> DayLog:
    return DayLog(
        amount=row["amount"],
        same_day=not row["all_backfilled"],
        backfilled=bool(row["backfilled"]),
    )


def _to_row(log: Log) -> dict[str, int | str | None]:
    return {
        "log_id": log.id,
        "community_id": log.community_id,
        "user_id": log.user_id,
        "practice_id": log.practice_id,
        "day": log.day.isoformat(),
        "amount": log.amount,
        "note": log.note or "",
        "context": log.where or "",
        "focus": log.focus or "",
        "felt": log.felt.value if log.felt else None,
        "lesson": log.lesson or "",
        "link": log.link or "",
        "proof": log.proof or "",
        "backfilled": int(log.backfilled),
        "logged_at": to_seconds(log.logged_at),
    }


def from_row(row: Row) -> Log:
    """Read a log."""
    return Log(
        id=LogId(row["log_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        practice_id=PracticeId(row["practice_id"]),
        day=date.fromisoformat(row["day"]),
        amount=row["amount"],
        note=row["note"] or None,
        where=row["context"] or None,
        focus=row["focus"] or None,
        felt=Felt(row["felt"]) if row["felt"] else None,
        lesson=row["lesson"] or None,
        link=row["link"] or None,
        proof=row["proof"] or None,
        backfilled=bool(row["backfilled"]),
        logged_at=from_seconds(int(row["logged_at"])),
    )
