"""Yours is yours: what is stored about a person, shown, handed over and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import trouble_mending
from bot.domain.privacy import Erased, Export, Stored
from bot.domain.settings import Visibility
from storage import holdings, members, privacy, receipts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.deliveries import Outcome
    from bot.domain.ids import CommunityId, LogId, PracticeId, SessionId
    from bot.domain.pieces import Piece
    from bot.domain.places import Place
    from bot.services.histories import Histories
    from bot.services.pictures import Pictures
    from storage.connections import Connection
    from storage.database import Database

PAGE = 100


class Privacy:
    """Answers for every table with rows about a person; `storage.privacy` names them all."""

    def __init__(
        self, db: Database, clock: Clock, histories: Histories, pictures: Pictures
    ) -> None:
        self._db = db
        self._clock = clock
        self._histories = histories
        self._pictures = pictures

    async def show(self, caller: Caller) -> Stored:
        """Tell what this community stores about the caller."""
        async with self._db.reading() as conn:
            member = await members.get(conn, caller.community_id, caller.user_id)
            known = await privacy.communities_of(conn, caller.user_id)
            return Stored(
                here=await holdings.of(conn, caller.community_id, caller.user_id),
                visibility=member.visibility if member else Visibility.PRIVATE,
                counted=member is not None and member.counted,
                elsewhere=len(set(known) - {caller.community_id}),
            )

    async def export(self, caller: Caller, *, everywhere: bool) -> Export:
        """Return all that is stored about the caller, here or in every community."""
        async with self._db.reading() as conn:
            found = [
                await holdings.of(conn, community_id, caller.user_id)
                for community_id in await _communities(conn, caller, everywhere=everywhere)
            ]
        return Export(caller.user_id, self._clock.now(), tuple(found))

    async def erase(self, caller: Caller, *, everywhere: bool) -> Erased:
        """Delete all that is stored about the caller, here or in every community.

        The public cards of what was deleted are remembered until `take_cards_down`.
        """
        records = 0
        cards: list[Place] = []
        cheered: list[tuple[CommunityId, LogId]] = []
        told_on: list[tuple[CommunityId, Piece, Place]] = []
        threads: list[int] = []
        meetings: list[tuple[CommunityId, SessionId, int]] = []
        gone: list[PracticeId] = []
        now = self._clock.now()
        async with self._db.transaction() as tx:
            if not await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                return Erased(0, (), ())
            for community_id in await _communities(tx, caller, everywhere=everywhere):
                whose = (community_id, caller.user_id)
                held = await holdings.of(tx, *whose)
                gone += await privacy.practice_ids(tx, *whose)
                cheered += [(community_id, log) for log in await privacy.cheered(tx, *whose)]
                told_on += [(community_id, *each) for each in await privacy.told_on(tx, *whose)]
                meetings += [
                    (community_id, *each) for each in await privacy.meetings_of(tx, *whose)
                ]
                threads += await privacy.threads_of(tx, *whose)
                cards += await privacy.erase(tx, *whose, now)
                records += held.total - (await holdings.of(tx, *whose)).total
        # Only now: until the commit, somebody may still read and remember what is deleted.
        for practice_id in gone:
            self._histories.forget(practice_id)
        self._pictures.forget(caller.user_id)
        return Erased(
            records=records,
            cards=tuple(cards),
            cheered=tuple(cheered),
            told_on=tuple(told_on),
            threads=tuple(threads),
            meetings=tuple(meetings),
        )

    async def take_cards_down(
        self,
        delete: Callable[[int, int], Awaitable[Outcome]],
        only: Collection[Place] | None = None,
    ) -> int:
        """Take down the public cards of deleted data; return how many could not be.

        ``delete`` takes the ids of channel and message. What fails is tried again by the next call.
        ``only`` leaves out all other cards, those of other people say.
        """
        left = 0
        async for community_id, place in self._cards_left():
            if only is not None and place not in only:
                continue
            outcome = await delete(place.channel_id, place.message_id)
            if trouble_mending(outcome):
                left += 1
            else:
                async with self._db.transaction() as tx:
                    await privacy.card_is_down(tx, community_id, place)
        return left

    async def _cards_left(self) -> AsyncIterator[tuple[CommunityId, Place]]:
        after = 0
        while True:
            async with self._db.reading() as conn:
                page = await privacy.cards_left(conn, after, PAGE)
            for found in page:
                yield found
            if len(page) < PAGE:
                return
            after = page[-1][1].message_id


async def _communities(
    conn: Connection, caller: Caller, *, everywhere: bool
) -> tuple[CommunityId, ...]:
    if not everywhere:
        return (caller.community_id,)
    return await privacy.communities_of(conn, caller.user_id)
