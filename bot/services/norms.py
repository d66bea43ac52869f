"""Norms: set by moderators, agreed to by members."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.ids import NormsId
from bot.domain.norms import Norms, NormsChanged, NormsShown, clean_norms
from bot.domain.setting_changes import Setting, differences
from bot.services.communities import clean_resources
from bot.services.moderators import require_moderator
from bot.services.setting_changes import record
from storage import communities, norms, receipts

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.communities import Community
    from bot.domain.norms import NormsWords
    from bot.services.members import Members
    from storage.connections import Connection, Transaction
    from storage.database import Database


class CommunityNorms:
    """How people treat each other in a community, and where they find help in hard times."""

    def __init__(self, db: Database, clock: Clock, members: Members) -> None:
        self._db = db
        self._clock = clock
        self._members = members

    async def show(self, caller: Caller) -> NormsShown:
        """Return what holds.

        Raises:
            ModeratorsOnly: for anybody but a moderator.
        """
        async with self._db.reading() as conn:
            return await self._shown(conn, await require_moderator(conn, caller))

    async def write(self, caller: Caller, words: NormsWords) -> NormsShown:
        """Set the norms and the resources; members are asked anew where the norms have changed.

        Raises:
            ModeratorsOnly: for anybody but a moderator.
            NameTooLong, HiddenCharacters: for words that cannot be kept.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            community = await require_moderator(tx, caller)
            text, resources = clean_norms(words.norms), clean_resources(words.resources)
            await communities.add(tx, community, now)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                await self._replace(tx, caller, text)
                after = replace(community, resources=resources)
                await communities.save(tx, after)
                await record(tx, caller, differences(community, after), now)
                community = after
            return await self._shown(tx, community)

    async def agree(self, caller: Caller, norms_id: int) -> None:
        """Note that the caller agrees to the norms that they were shown.

        Raises:
            NormsChanged: where others hold by now, or none.
        """
        async with self._db.transaction() as tx:
            current = await norms.current(tx, caller.community_id)
            if current is None or current.id != norms_id:
                raise NormsChanged
            member = await self._members.ensure(tx, caller)
            await norms.agree(tx, current, member.user_id, self._clock.now())

    async def _replace(self, tx: Transaction, caller: Caller, text: str) -> None:
        was = await norms.current(tx, caller.community_id)
        if text == (was.text if was else ""):
            return
        now = self._clock.now()
        version = Norms(
            NormsId(caller.interaction_id), caller.community_id, text, caller.user_id, now
        )
        await norms.add(tx, version)
        versions = (str(was.id) if was else "", str(version.id) if text else "")
        await record(tx, caller, {Setting.NORMS: versions}, now)

    async def _shown(self, conn: Connection, community: Community) -> NormsShown:
        current = await norms.current(conn, community.community_id)
        agreed = await norms.agreed(conn, current) if current else 0
        return NormsShown(current, community.resources, agreed)
