"""Kudos: thanking another member in the open, and the week's thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import KudosId
from bot.domain.kudos import (
    MOST_A_DAY,
    CannotThank,
    EnoughThanks,
    ThankedOneself,
    ThankedToday,
    Thanks,
    clean_reason,
    next_day_at,
)
from bot.services.welcome import require_welcome
from storage import blocks, kudos, suspensions

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, UserId
    from bot.domain.kudos import Roundup
    from bot.domain.members import Member
    from bot.domain.places import Place
    from bot.services.members import Members
    from storage.connections import Connection
    from storage.database import Database

MOST_TOLD = 5


class Kudos:
    """Gives thanks, and reads them for the weekly post."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def give(self, caller: Caller, thanked: UserId, for_what: str) -> Thanks:
        """Thank somebody; the same interaction thanks once.

        Raises:
            Suspended, CannotThank: where one of the two is kept out, or they are kept apart.
            ThankedOneself, ThankedToday, EnoughThanks: where there is nothing more to give today.
            ReasonTooShort, EmptyName, NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await require_welcome(tx, caller)
            known = await kudos.get(tx, caller.community_id, KudosId(caller.interaction_id))
            if known:
                return known
            await _require_thankable(tx, caller, thanked)
            reason = clean_reason(for_what)
            member = await self._members.ensure(tx, caller)
            await _require_left(tx, member, thanked, now)
            thanks = Thanks(
                id=KudosId(caller.interaction_id),
                community_id=caller.community_id,
                user_id=caller.user_id,
                thanked=thanked,
                for_what=reason,
                day=member.today(now),
                given_at=now,
            )
            await kudos.add(tx, thanks)
            return thanks

    async def stands(self, thanks: Thanks, place: Place) -> bool:
        """Remember where the public card stands; False where the kudos are gone."""
        async with self._db.transaction() as tx:
            return await kudos.stand(tx, thanks.community_id, thanks.id, place)

    async def find(self, community_id: CommunityId, kudos_id: int) -> Thanks | None:
        """Return the kudos whose card is to be shown again, or None where they are gone."""
        async with self._db.reading() as conn:
            return await kudos.get(conn, community_id, KudosId(kudos_id))

    async def of_week(
        self, conn: Connection, community_id: CommunityId, since: datetime, until: datetime
    ) -> Roundup:
        """Return what the weekly post tells: the newest five, and how many there were."""
        return await kudos.between(conn, community_id, since, until, MOST_TOLD)


async def _require_thankable(conn: Connection, caller: Caller, thanked: UserId) -> None:
    if thanked == caller.user_id:
        raise ThankedOneself
    here = caller.community_id
    if await suspensions.is_suspended(conn, here, thanked):
        raise CannotThank
    if thanked in await blocks.apart(conn, here, caller.user_id):
        raise CannotThank


async def _require_left(conn: Connection, member: Member, thanked: UserId, now: datetime) -> None:
    """Refuse what is over the limits of a day."""
    today = member.today(now)
    given = await kudos.of_day(conn, member.community_id, member.user_id, today)
    again_at = next_day_at(member, today)
    if any(each.thanked == thanked for each in given):
        raise ThankedToday(thanked, again_at)
    if len(given) >= MOST_A_DAY:
        raise EnoughThanks(MOST_A_DAY, again_at)
