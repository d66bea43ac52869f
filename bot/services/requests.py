"""Requests as they stand: what their cards show, where those stand, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.asking import Shown
from bot.domain.ids import RequestId, read_id
from bot.domain.requests import (
    NothingOpen,
    NotWaiting,
    RequestState,
    UnknownRequest,
    WhichRequest,
)
from storage import receipts, request_files, requests

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId
    from bot.domain.places import Place
    from bot.domain.requests import Request
    from bot.services.rubrics import Rubrics
    from bot.services.versions import Versions
    from storage.connections import Connection, Transaction
    from storage.database import Database


class Requests:
    """Reads requests for their cards, and keeps what their authors and Discord do with them."""

    def __init__(self, db: Database, clock: Clock, rubrics: Rubrics, versions: Versions) -> None:
        self._db = db
        self._clock = clock
        self._rubrics = rubrics
        self._versions = versions

    async def shown(self, community_id: CommunityId, request_id: RequestId) -> Shown:
        """Return what a request's card shows now.

        Raises:
            UnknownRequest: where it is gone.
        """
        async with self._db.reading() as conn:
            return await self.show(conn, community_id, request_id)

    async def show(
        self, conn: Connection, community_id: CommunityId, request_id: RequestId
    ) -> Shown:
        """Return what a card shows, within somebody else's read or transaction.

        Raises:
            UnknownRequest: where it is gone.
        """
        found = await requests.shown(conn, community_id, request_id)
        if found is None:
            raise UnknownRequest
        request = found.request
        rubric = None
        if request.rubric_version_id is not None:
            version = await self._rubrics.version(conn, community_id, request.rubric_version_id)
            rubric = version.name if version else None
        is_held = request.holder(self._clock.now()) is not None
        return Shown(
            request=request,
            skill=found.skill,
            rubric=rubric,
            comparison=await self._versions.compare(conn, request),
            hidden=found.hidden,
            held_until=request.hold.until if request.hold and is_held else None,
        )

    async def open_of(self, caller: Caller) -> tuple[Request, ...]:
        """Return the caller's requests that wait, the latest first."""
        async with self._db.reading() as conn:
            return await requests.open_of_member(conn, caller.community_id, caller.user_id)

    async def withdraw(self, caller: Caller, text: str) -> Shown:
        """Take a request back, by its id; without one, the only one that waits.

        Whoever holds it holds it no more.

        Raises:
            NothingOpen, WhichRequest: where none, or several, may be meant.
            UnknownRequest: where it is not the caller's.
            NotWaiting: where it is answered or closed.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            request = await self._meant(tx, caller, text)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                if not request.is_open:
                    raise NotWaiting(request.state)
                await requests.close(tx, request.closed(RequestState.WITHDRAWN, now))
            return await self.show(tx, request.community_id, request.id)

    async def stands(self, request: Request, card: Place) -> Shown | None:
        """Remember where a card stands and return what it shows; None where it must go again.

        It must go where the request was closed unanswered on the way, or has a card already.
        """
        gone = {RequestState.WITHDRAWN, RequestState.LAPSED}
        async with self._db.transaction() as tx:
            now = await requests.get(tx, request.community_id, request.id)
            if now is None or now.state in gone:
                return None
            kept = await requests.stand(tx, request.community_id, request.id, card)
            if kept is None or kept.card != card:
                return None
            await request_files.delete(tx, request.community_id, request.id)
            return await self.show(tx, request.community_id, request.id)

    async def fell(self, request: Request, card: Place) -> None:
        """Forget a card that is not there any more."""
        async with self._db.transaction() as tx:
            await requests.fall(tx, request.community_id, request.id, card)

    async def keep_file(self, request: Request, content: bytes) -> None:
        """Keep a file that stands on no card, for as long as its request waits."""
        async with self._db.transaction() as tx:
            await request_files.keep(tx, request.community_id, request.id, content)

    async def without_file(self, request: Request) -> Shown:
        """Let a request stand without its file, which could not be had.

        Raises:
            UnknownRequest: where it is gone.
        """
        async with self._db.transaction() as tx:
            await requests.forget_file(tx, request.community_id, request.id)
            return await self.show(tx, request.community_id, request.id)

    async def _meant(self, tx: Transaction, caller: Caller, text: str) -> Request:
        if text.strip():
            number = read_id(text)
            if number is None:
                raise UnknownRequest
            return await require_own(tx, caller, RequestId(number))
        found = await requests.open_of_member(tx, caller.community_id, caller.user_id)
        match found:
            case ():
                raise NothingOpen
            case (only,):
                return only
            case _:
                raise WhichRequest(found)


async def require_own(conn: Connection, caller: Caller, request_id: RequestId) -> Request:
    """Return a request of the caller's.

    Raises:
        UnknownRequest: where it is not theirs, or gone.
    """
    request = await requests.get(conn, caller.community_id, request_id)
    if request is None or request.user_id != caller.user_id:
        raise UnknownRequest
    return request
