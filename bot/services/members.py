"""Members: who they are here, what they chose, and which day it is for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.communities import Community
from bot.domain.days import ClockSetting
from bot.domain.members import Member, NotStarted
from bot.domain.profiles import Bearings, Profile
from bot.domain.settings import (
    Choices,
    ClockChange,
    Nudges,
    OwnBlock,
    Visibility,
    parse_day_start,
)
from bot.domain.zones import find_zone
from storage import blocks, communities, members, profiles, receipts, reminders, rests

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection
    from storage.database import Database


class Members:
    """Reads and changes a member's own choices."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def get(self, caller: Caller) -> Member:
        """Return the caller as a member here.

        Raises:
            NotStarted: before their first practice, choice or reflection here.
        """
        async with self._db.reading() as conn:
            return await self.require(conn, caller)

    async def require(self, conn: Connection, caller: Caller) -> Member:
        """Return the caller as a member, within somebody else's read or transaction.

        Raises:
            NotStarted: before their first practice, choice or reflection here.
        """
        member = await members.get(conn, caller.community_id, caller.user_id)
        if member is None:
            raise NotStarted
        return member

    async def ensure(self, tx: Connection, caller: Caller) -> Member:
        """Return the caller as a member, made on the spot: private, in the community's zone."""
        member = await members.get(tx, caller.community_id, caller.user_id)
        if member is None:
            member = await self._newcomer(tx, caller)
            await members.add(tx, member, caller.interaction_id)
        return member

    async def bearings(self, caller: Caller) -> Bearings:
        """Tell where the caller stands here, a stranger too."""
        async with self._db.reading() as conn:
            profile = await profiles.get(conn, caller.community_id, caller.user_id)
            if profile:
                community = profile.community
            else:
                community = await communities.get_or_default(conn, caller.community_id)
        return Bearings(community, profile, community.is_moderator(caller))

    async def choices(self, caller: Caller) -> Choices:
        """Return what the caller chose; a stranger's are those that everybody begins with."""
        async with self._db.reading() as conn:
            member = await members.get(conn, caller.community_id, caller.user_id)
            if member is None:
                community = await communities.get_or_default(conn, caller.community_id)
                member = self._beginner(caller, community)
            blocked = await blocks.of_member(conn, caller.community_id, caller.user_id)
        return Choices(member, self._clock.now(), blocked)

    async def choose_zone(self, caller: Caller, text: str) -> ClockChange:
        """Let the caller's days follow another time zone from now on.

        Raises:
            UnknownZone: with the nearest names, for a text that names no zone.
        """
        zone = find_zone(text)
        return await self._choose_clock(
            caller, lambda setting: replace(setting, zone=zone, zone_chosen=True)
        )

    async def choose_day_start(self, caller: Caller, text: str) -> ClockChange:
        """Let the caller's days begin at another hour from now on.

        Raises:
            BadDayStart: for anything but an hour from 0 to 6.
        """
        hour = parse_day_start(text)
        return await self._choose_clock(caller, lambda setting: replace(setting, day_start=hour))

    async def choose_visibility(self, caller: Caller, level: Visibility) -> Choices:
        """Choose who sees the caller's cards and numbers from now on."""
        return await self._choose(caller, lambda member: replace(member, visibility=level))

    async def choose_boards(self, caller: Caller, *, on: bool) -> Choices:
        """Choose whether weekly posts may name the caller with numbers."""
        return await self._choose(caller, lambda member: replace(member, on_boards=on))

    async def choose_nudges(self, caller: Caller, *, on: bool) -> Choices:
        """Choose whether the bot may write to the caller directly."""
        choice = Nudges.ON if on else Nudges.OFF
        return await self._choose(caller, lambda member: replace(member, nudges=choice))

    async def choose_counted(self, caller: Caller, *, on: bool) -> Choices:
        """Choose whether the moderators' report and export may count the caller."""
        return await self._choose(caller, lambda member: replace(member, counted=on))

    async def close_nudges(self, community_id: CommunityId, user_id: UserId) -> None:
        """Note that Discord takes no messages for a member: nobody writes to them any more."""
        async with self._db.transaction() as tx:
            member = await members.get(tx, community_id, user_id)
            if member and member.nudges is Nudges.ON:
                await members.save(tx, replace(member, nudges=Nudges.CLOSED))

    async def toggle_block(self, caller: Caller, other: UserId) -> Choices:
        """Keep the caller apart from somebody, or no longer; nobody is told.

        Raises:
            OwnBlock: for the caller themselves.
        """
        whose = caller.community_id, caller.user_id
        async with self._db.reading() as conn:
            is_apart = other in await blocks.of_member(conn, *whose)
        return await self.choose_block(caller, other, on=not is_apart)

    async def choose_block(self, caller: Caller, other: UserId, *, on: bool) -> Choices:
        """Keep the caller apart from somebody, whose hold on a request of the other ends, or not.

        Raises:
            OwnBlock: for the caller themselves.
        """
        if other == caller.user_id:
            raise OwnBlock
        now = self._clock.now()
        whose = caller.community_id, caller.user_id
        async with self._db.transaction() as tx:
            member = await self.ensure(tx, caller)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                if on:
                    await blocks.add(tx, *whose, other, now)
                else:
                    await blocks.remove(tx, *whose, other)
            return Choices(member, now, await blocks.of_member(tx, *whose))

    async def _choose(self, caller: Caller, change: Callable[[Member], Member]) -> Choices:
        now = self._clock.now()
        async with self._db.transaction() as tx:
            member = await self.ensure(tx, caller)
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                member = change(member)
                await members.save(tx, member)
            blocked = await blocks.of_member(tx, caller.community_id, caller.user_id)
        return Choices(member, now, blocked)

    async def _choose_clock(
        self, caller: Caller, change: Callable[[ClockSetting], ClockSetting]
    ) -> ClockChange:
        now = self._clock.now()
        async with self._db.transaction() as tx:
            known = await members.get(tx, caller.community_id, caller.user_id)
            before = known or await self._newcomer(tx, caller)
            setting = replace(change(before.clock[-1]), since=now)
            is_new = await receipts.claim(tx, caller.community_id, caller.interaction_id, now)
            if known is None:
                after = replace(before, clock=(setting,))
                await members.add(tx, after, caller.interaction_id)
            elif is_new and _differs(setting, before.clock[-1]):
                after = replace(before, clock=(*before.clock, setting))
                await members.add_clock(tx, after, setting, caller.interaction_id)
                await reminders.move_all(tx, after, now)
                await rests.move_told(tx, after)
            else:
                after = before
            blocked = await blocks.of_member(tx, caller.community_id, caller.user_id)
        return ClockChange(Choices(before, now, blocked), Choices(after, now, blocked))

    async def _newcomer(self, tx: Connection, caller: Caller) -> Member:
        """Return whom the caller will be here; the community is kept with its defaults."""
        community = await communities.get(tx, caller.community_id)
        if community is None:
            community = Community(caller.community_id)
            await communities.add(tx, community, self._clock.now())
        return self._beginner(caller, community)

    def _beginner(self, caller: Caller, community: Community) -> Member:
        now = self._clock.now()
        return Member(
            community_id=caller.community_id,
            user_id=caller.user_id,
            visibility=Visibility.PRIVATE,
            on_boards=False,
            share_conditions=False,
            joined_at=now,
            clock=(ClockSetting(since=now, zone=community.zone, day_start=0, zone_chosen=False),),
        )


def _differs(setting: ClockSetting, other: ClockSetting) -> bool:
    """Tell whether two settings say different things, whenever they were made."""
    return setting != replace(other, since=setting.since)


async def require_profile(conn: Connection, caller: Caller) -> Profile:
    """Return the caller with their practices and rests.

    Raises:
        NotStarted: for a stranger.
    """
    profile = await profiles.get(conn, caller.community_id, caller.user_id)
    if profile is None:
        raise NotStarted
    return profile
