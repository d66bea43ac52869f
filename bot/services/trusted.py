"""The one source of feedback that a member trusts for each practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rubrics import UnknownRubric
from bot.domain.trusted import (
    CannotTrust,
    Choice,
    SourceKind,
    TrustedOneself,
    TrustedPanel,
    TrustedSource,
)
from bot.services.askable import is_askable
from storage import receipts, trusted

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import UserId
    from bot.domain.practices import Practice
    from bot.services.members import Members
    from bot.services.practices import Practices
    from bot.services.rubrics import Rubrics
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Trusted:
    """Shows and changes the trusted sources of the caller's practices."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        members: Members,
        practices: Practices,
        rubrics: Rubrics,
    ) -> None:
        self._db = db
        self._clock = clock
        self._members = members
        self._practices = practices
        self._rubrics = rubrics

    async def panel(self, caller: Caller, practice_id: int) -> TrustedPanel:
        """Return what is trusted for a practice of the caller, and what could be.

        Raises:
            NotStarted, UnknownPractice: where they have no such practice.
        """
        async with self._db.reading() as conn:
            practice = await self._require(conn, caller, practice_id)
            return await self._panel(conn, practice)

    async def choose(self, caller: Caller, practice_id: int, choice: Choice | None) -> TrustedPanel:
        """Trust this from now on, or nothing in particular; a peer is not told.

        Raises:
            NotStarted, UnknownPractice: where the caller has no such practice.
            TrustedOneself, CannotTrust: for a peer who cannot be asked.
            UnknownRubric: for a rubric that is not on the list.
        """
        async with self._db.transaction() as tx:
            practice = await self._require(tx, caller, practice_id)
            now = self._clock.now()
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await self._keep(tx, caller, practice, choice)
            return await self._panel(tx, practice)

    async def _keep(
        self, tx: Transaction, caller: Caller, practice: Practice, choice: Choice | None
    ) -> None:
        if choice is None:
            await trusted.remove(tx, practice.community_id, practice.id)
            return
        if choice.kind is SourceKind.PEER and choice.peer is not None:
            await _require_askable(tx, caller, choice.peer)
        if choice.kind is SourceKind.RUBRIC:
            listed = await self._rubrics.listed(tx, caller.community_id)
            if choice.rubric_id not in {rubric.rubric_id for rubric in listed}:
                raise UnknownRubric("", ())
        source = TrustedSource(
            practice_id=practice.id,
            community_id=practice.community_id,
            user_id=practice.user_id,
            kind=choice.kind,
            peer=choice.peer,
            rubric_id=choice.rubric_id,
        )
        await trusted.put(tx, source)

    async def _require(self, conn: Connection, caller: Caller, practice_id: int) -> Practice:
        member = await self._members.require(conn, caller)
        return await self._practices.find(conn, member, str(practice_id))

    async def _panel(self, conn: Connection, practice: Practice) -> TrustedPanel:
        return TrustedPanel(
            practice_id=practice.id,
            practice=practice.name,
            source=await trusted.of_practice(conn, practice.community_id, practice.id),
            rubrics=await self._rubrics.listed(conn, practice.community_id),
        )


async def _require_askable(conn: Connection, caller: Caller, peer: UserId) -> None:
    if peer == caller.user_id:
        raise TrustedOneself
    if not await is_askable(conn, caller.community_id, caller.user_id, peer):
        raise CannotTrust
