"""Reporting: what a member tells the moderators, once for each piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.ids import ReportId
from bot.domain.names import clean_text
from bot.domain.pieces import Piece, PieceKind, Written
from bot.domain.reports import (
    LONGEST_REASON,
    LONGEST_SAID,
    NothingToReport,
    OwnPiece,
    Report,
    Reported,
)
from bot.services.moderation import case_of
from storage import communities, pieces, reports

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.places import Place
    from bot.domain.reports import Message
    from storage.connections import Connection
    from storage.database import Database


class Reports:
    """Takes reports from everybody; those who are kept out may report as well."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def at(self, caller: Caller, place: Place) -> Piece | None:
        """Return the piece whose public card this is; None for any other message."""
        async with self._db.reading() as conn:
            return await pieces.at(conn, caller.community_id, place)

    async def check(self, caller: Caller, piece: Piece) -> None:
        """Let a form open only for what can be reported.

        Raises:
            NothingToReport, OwnPiece: where there is nothing to tell.
        """
        async with self._db.reading() as conn:
            await _require(conn, caller, piece)

    async def piece(self, caller: Caller, piece: Piece, reason: str) -> Reported:
        """Tell the moderators about a piece.

        Raises:
            NothingToReport, OwnPiece: where there is nothing to tell.
            EmptyName, NameTooLong, HiddenCharacters: for a reason that cannot be kept.
        """
        async with self._db.reading() as conn:
            written = await _require(conn, caller, piece)
        return await self._report(caller, written, reason)

    async def message(self, caller: Caller, message: Message, reason: str) -> Reported:
        """Tell the moderators about any other message of a person.

        Raises:
            OwnPiece: for the caller's own.
            EmptyName, NameTooLong, HiddenCharacters: for a reason that cannot be kept.
        """
        if message.author == caller.user_id:
            raise OwnPiece
        written = Written(
            piece=Piece(PieceKind.MESSAGE, message.place.message_id),
            author=message.author,
            text=message.said,
            place=message.place,
            hidden=False,
        )
        return await self._report(caller, written, reason)

    async def stands(self, report: Report, card: Place) -> None:
        """Remember where the moderators' card of a report stands."""
        async with self._db.transaction() as tx:
            await reports.stand(tx, report, card)

    async def _report(self, caller: Caller, written: Written, reason: str) -> Reported:
        now = self._clock.now()
        report = Report(
            id=ReportId(caller.interaction_id),
            community_id=caller.community_id,
            user_id=caller.user_id,
            piece=written.piece,
            reported=written.author,
            said=written.text[:LONGEST_SAID],
            link=written.place,
            reason=clean_text(reason, "reason", LONGEST_REASON),
            reported_at=now,
        )
        async with self._db.transaction() as tx:
            community = await communities.get(tx, caller.community_id)
            if community is None:
                community = Community(caller.community_id)
                await communities.add(tx, community, now)
            is_new = await reports.add(tx, report)
            whose = caller.community_id, caller.user_id
            kept = await reports.of_reporter(tx, *whose, written.piece)
            case = await case_of(tx, kept or report)
        return Reported(case, is_new, community.moderator_channel_id)


async def _require(conn: Connection, caller: Caller, piece: Piece) -> Written:
    written = await pieces.read(conn, caller.community_id, piece)
    if written is None:
        raise NothingToReport
    if written.author == caller.user_id:
        if piece.kind is PieceKind.FEEDBACK:
            # To whoever gave it, its card shows what came back.
            return await _require(conn, caller, Piece(PieceKind.REPLY, piece.id))
        raise OwnPiece
    if not written.text:
        raise NothingToReport
    return written
