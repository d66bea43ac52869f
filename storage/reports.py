"""Reports, each once for a piece and its reporter.

Deleting the reporter leaves the report without their name and reason; deleting whoever was
reported deletes it, with what they said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import CommunityId, ReportId, UserId
from bot.domain.pieces import Piece, PieceKind
from bot.domain.places import Place
from bot.domain.reports import Report, ReportState
from storage.times import from_nullable, from_seconds, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from storage.connections import Connection, Row, SqlValue

GET = "SELECT * FROM reports WHERE community_id = :community_id AND report_id = :report_id"
OF_REPORTER = """
SELECT * FROM reports
WHERE community_id = :community_id AND user_id = :user_id AND kind = :kind AND piece_id = :piece_id
"""
OF_PIECE = """
SELECT * FROM reports
WHERE community_id = :community_id AND kind = :kind AND piece_id = :piece_id
    AND reported_user_id = :reported_user_id
ORDER BY reported_at, report_id
"""
OPEN = """
SELECT * FROM reports
WHERE community_id = :community_id AND state = 'open'
ORDER BY reported_at, report_id LIMIT :most
"""
ADD = """
INSERT INTO reports (
    report_id, community_id, user_id, kind, piece_id, reported_user_id, said, link_channel_id,
    link_message_id, reason, state, reported_at
) VALUES (
    :report_id, :community_id, :user_id, :kind, :piece_id, :reported_user_id, :said,
    :link_channel_id, :link_message_id, :reason, 'open', :reported_at
)
ON CONFLICT DO NOTHING
"""
STAND = """
UPDATE reports SET channel_id = :channel_id, message_id = :message_id
WHERE community_id = :community_id AND report_id = :report_id
"""
CLOSE = """
UPDATE reports SET state = :state, closed_at = :closed_at
WHERE community_id = :community_id AND kind = :kind AND piece_id = :piece_id
    AND reported_user_id = :reported_user_id AND state = 'open'
"""


async def get(conn: Connection, community_id: CommunityId, report_id: ReportId) -> Report | None:
    """Return a report, or None where there is none."""
    row = await conn.fetch_one(GET, {"community_id": community_id, "report_id": report_id})
    return _from_row(row) if row else None


async def of_reporter(
    conn: Connection, community_id: CommunityId, user_id: UserId, piece: Piece
) -> Report | None:
    """Return what a member has reported about a piece, or None."""
    key = {"community_id": community_id, "user_id": user_id, **_piece(piece)}
    row = await conn.fetch_one(OF_REPORTER, key)
    return _from_row(row) if row else None


async def like(conn: Connection, report: Report) -> tuple[Report, ...]:
    """Return all reports of the same words, the first one first; this one is among them."""
    rows = await conn.fetch_all(OF_PIECE, _subject(report))
    return tuple(_from_row(row) for row in rows)


async def open_ones(conn: Connection, community_id: CommunityId, most: int) -> tuple[Report, ...]:
    """Return the reports that nobody has decided on, the oldest first."""
    rows = await conn.fetch_all(OPEN, {"community_id": community_id, "most": most})
    return tuple(_from_row(row) for row in rows)


async def add(tx: Connection, report: Report) -> bool:
    """Keep a new report; False where its reporter has told of the piece before."""
    values = {
        "report_id": report.id,
        "user_id": report.user_id,
        **_subject(report),
        "said": report.said,
        "link_channel_id": report.link.channel_id if report.link else None,
        "link_message_id": report.link.message_id if report.link else None,
        "reason": report.reason,
        "reported_at": to_seconds(report.reported_at),
    }
    return bool(await tx.execute(ADD, values))


async def stand(tx: Connection, report: Report, card: Place) -> None:
    """Remember where the moderators' card stands."""
    values = {
        "community_id": report.community_id,
        "report_id": report.id,
        "channel_id": card.channel_id,
        "message_id": card.message_id,
    }
    await tx.execute(STAND, values)


async def close(tx: Connection, report: Report, state: ReportState, now: datetime) -> None:
    """Close all open reports of the same words."""
    values = {**_subject(report), "state": state.value, "closed_at": to_seconds(now)}
    await tx.execute(CLOSE, values)


def _piece(piece: Piece) -> dict[str, SqlValue]:
    return {"kind": piece.kind.value, "piece_id": piece.id}


def _subject(report: Report) -> dict[str, SqlValue]:
    return {
        "community_id": report.community_id,
        "reported_user_id": report.reported,
        **_piece(report.piece),
    }


def _from_row(row: Row) -> Report:
    return Report(
        id=ReportId(row["report_id"]),
        community_id=CommunityId(row["community_id"]),
        user_id=UserId(row["user_id"]),
        piece=Piece(PieceKind(row["kind"]), row["piece_id"]),
        reported=UserId(row["reported_user_id"]),
        said=row["said"],
        link=_place(row["link_channel_id"], row["link_message_id"]),
        reason=row["reason"],
        reported_at=from_seconds(int(row["reported_at"])),
        state=ReportState(row["state"]),
        closed_at=from_nullable(row["closed_at"]),
        card=_place(row["channel_id"], row["message_id"]),
    )


def _place(channel_id: int | None, message_id: int | None) -> Place | None:
    if channel_id is None or message_id is None:
        return None
    return Place(channel_id, message_id)
