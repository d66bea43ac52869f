"""What moderators do about reports and people; every act is noted in the same transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.moderation import (
    Act,
    ActKind,
    AlreadyDone,
    Case,
    Desk,
    Judged,
    Moderated,
    ModeratorStays,
    NotHideable,
    OwnCase,
    OwnSuspension,
    Subject,
)
from bot.domain.pieces import AUTHORS_OWN
from bot.domain.reports import ReportState, UnknownReport
from bot.services.moderators import require_moderator
from storage import communities, moderation, pieces, receipts, reports, suspensions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import ReportId, UserId
    from bot.domain.pieces import Piece, Written
    from bot.domain.places import Place
    from bot.domain.reports import Report
    from storage.connections import Connection, Transaction
    from storage.database import Database

MOST_CASES = 100
MOST_ACTS = 100
_CLOSES: Mapping[ActKind, ReportState] = {
    ActKind.HID: ReportState.ACTED,
    ActKind.SUSPENDED: ReportState.ACTED,
    ActKind.DISMISSED: ReportState.DISMISSED,
}


class Moderation:
    """Everything here is for moderators: each method raises ModeratorsOnly for anybody else."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def desk(self, caller: Caller) -> Desk:
        """Return the reports that nobody has decided on, and who is kept out."""
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            found = await reports.open_ones(conn, caller.community_id, MOST_CASES)
            return Desk(
                cases=tuple([await case_of(conn, report) for report in found]),
                suspended=await suspensions.of_community(conn, caller.community_id),
            )

    async def case(self, caller: Caller, report_id: ReportId) -> Case:
        """Return one report as it stands now.

        Raises:
            UnknownReport: where it is gone.
        """
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return await case_of(conn, await _require(conn, caller, report_id))

    async def acts(self, caller: Caller) -> tuple[Act, ...]:
        """Return what was done lately, the latest first."""
        async with self._db.reading() as conn:
            await require_moderator(conn, caller)
            return await moderation.latest(conn, caller.community_id, MOST_ACTS)

    async def decide(
        self, caller: Caller, report_id: ReportId, kind: ActKind, subject: Subject
    ) -> Moderated:
        """Act on a report; ``subject`` is who wrote the piece, as Discord knows them now.

        Hiding and keeping out close all reports of the same words, and so does dismissing.

        Raises:
            UnknownReport: where it is gone.
            AlreadyDone: where somebody was faster.
            OwnCase, OwnSuspension, ModeratorStays, NotHideable: where it cannot be done.
        """
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            report = await _require(tx, caller, report_id)
            if await self._claim(tx, caller):
                if report.reported == caller.user_id:
                    raise OwnCase
                await self._decide(tx, caller, report, kind, subject)
            alike = await reports.like(tx, report)
            cases = {each.id: await case_of(tx, each) for each in alike}
        case = cases.pop(report.id)
        return Moderated(case, tuple(cases.values()))

    async def hide(self, caller: Caller, place: Place) -> Piece:
        """Hide the piece with this public card, which nobody needs to have reported.

        Raises:
            NotHideable: where the message is none of our cards with a member's words.
            AlreadyDone: where it is hidden.
        """
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            piece = await pieces.at(tx, caller.community_id, place)
            if piece is None:
                raise NotHideable
            if await self._claim(tx, caller):
                author = await self._hide(tx, caller, piece)
                await self._note(tx, caller, ActKind.HID, author, piece)
        return piece

    async def restore(self, caller: Caller, piece: Piece) -> Written:
        """Show a piece again that was hidden.

        Raises:
            NotHideable: where it is gone, or its author's alone to share.
            AlreadyDone: where it is shown.
        """
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            if await self._claim(tx, caller):
                author = await self._restore(tx, caller, piece)
                await self._note(tx, caller, ActKind.RESTORED, author, piece)
            written = await pieces.read(tx, caller.community_id, piece)
        if written is None:
            raise NotHideable
        return written

    async def suspend(self, caller: Caller, subject: Subject) -> Judged:
        """Keep somebody out; a second time changes nothing.

        Raises:
            OwnSuspension, ModeratorStays: for the caller, and for moderators.
        """
        return await self._judge(caller, ActKind.SUSPENDED, subject)

    async def readmit(self, caller: Caller, subject: Subject) -> Judged:
        """Let somebody take part again; a second time changes nothing."""
        return await self._judge(caller, ActKind.READMITTED, subject)

    async def _judge(self, caller: Caller, kind: ActKind, subject: Subject) -> Judged:
        wanted = kind is ActKind.SUSPENDED
        async with self._db.transaction() as tx:
            await require_moderator(tx, caller)
            whose = caller.community_id, subject.user_id
            was = await suspensions.is_suspended(tx, *whose)
            if was is not wanted and await self._claim(tx, caller):
                await self._set_suspended(tx, caller, subject, wanted=wanted)
                await self._note(tx, caller, kind, subject.user_id)
            return Judged(
                subject.user_id,
                is_suspended=await suspensions.is_suspended(tx, *whose),
                acts=await moderation.about(tx, *whose),
            )

    async def _decide(
        self, tx: Transaction, caller: Caller, report: Report, kind: ActKind, subject: Subject
    ) -> None:
        done = _last(await moderation.of_piece(tx, caller.community_id, report.piece))
        author = report.reported
        if kind is ActKind.HID:
            await self._hide(tx, caller, report.piece)
        elif kind is ActKind.RESTORED:
            await self._restore(tx, caller, report.piece)
        elif kind is ActKind.DISMISSED:
            if report.state is not ReportState.OPEN:
                raise AlreadyDone(done)
        else:
            wanted = kind is ActKind.SUSPENDED
            if await suspensions.is_suspended(tx, caller.community_id, author) is wanted:
                raise AlreadyDone(_last(await moderation.about(tx, caller.community_id, author)))
            await self._set_suspended(tx, caller, subject, wanted=wanted)
        await self._note(tx, caller, kind, author, report.piece)
        if state := _CLOSES.get(kind):
            await reports.close(tx, report, state, self._clock.now())

    async def _hide(self, tx: Transaction, caller: Caller, piece: Piece) -> UserId:
        """Hide a piece and return its author."""
        written = await pieces.read(tx, caller.community_id, piece)
        if written is None:
            raise NotHideable
        if written.hidden:
            raise AlreadyDone(_last(await moderation.of_piece(tx, caller.community_id, piece)))
        await pieces.hide(tx, caller.community_id, piece, caller.user_id, self._clock.now())
        return written.author

    async def _restore(self, tx: Transaction, caller: Caller, piece: Piece) -> UserId:
        """Show a piece again and return its author."""
        written = await pieces.read(tx, caller.community_id, piece)
        if written is None or piece.kind in AUTHORS_OWN:
            raise NotHideable
        if not written.hidden:
            raise AlreadyDone(_last(await moderation.of_piece(tx, caller.community_id, piece)))
        await pieces.restore(tx, caller.community_id, piece)
        return written.author

    async def _set_suspended(
        self, tx: Transaction, caller: Caller, subject: Subject, *, wanted: bool
    ) -> None:
        whose = caller.community_id, subject.user_id
        if not wanted:
            await suspensions.remove(tx, *whose)
            return
        if subject.user_id == caller.user_id:
            raise OwnSuspension
        community = await communities.get_or_default(tx, caller.community_id)
        if community.is_moderator(_as_caller(caller, subject)):
            raise ModeratorStays
        await suspensions.add(tx, *whose, caller.user_id, self._clock.now())

    async def _note(
        self,
        tx: Transaction,
        caller: Caller,
        kind: ActKind,
        about: UserId,
        piece: Piece | None = None,
    ) -> None:
        act = Act(
            id=caller.interaction_id,
            community_id=caller.community_id,
            by=caller.user_id,
            kind=kind,
            about=about,
            at=self._clock.now(),
            piece=piece,
        )
        await moderation.add(tx, act)

    async def _claim(self, tx: Transaction, caller: Caller) -> bool:
        now = self._clock.now()
        if await communities.get(tx, caller.community_id) is None:
            await communities.add(tx, Community(caller.community_id), now)
        return await receipts.claim(tx, caller.community_id, caller.interaction_id, now)


async def case_of(conn: Connection, report: Report) -> Case:
    """Put together what moderators see of a report."""
    return Case(
        report=report,
        written=await pieces.read(conn, report.community_id, report.piece),
        is_suspended=await suspensions.is_suspended(conn, report.community_id, report.reported),
        acts=await moderation.of_piece(conn, report.community_id, report.piece),
    )


async def _require(conn: Connection, caller: Caller, report_id: ReportId) -> Report:
    report = await reports.get(conn, caller.community_id, report_id)
    if report is None:
        raise UnknownReport
    return report


def _last(acts: tuple[Act, ...]) -> Act | None:
    return acts[-1] if acts else None


def _as_caller(caller: Caller, subject: Subject) -> Caller:
    """See somebody as if they asked, to know whether they moderate."""
    return replace(
        caller,
        user_id=subject.user_id,
        manages_server=subject.manages_server,
        role_ids=subject.role_ids,
    )
