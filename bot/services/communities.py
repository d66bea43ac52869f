"""Communities: set-up and settings by their moderators, panels, and removal of the bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.communities import (
    KEPT_AFTER_REMOVAL,
    LONGEST_RESOURCES,
    Community,
    Overview,
    UnclearZone,
    parse_backfill_days,
)
from bot.domain.names import clean_text
from bot.domain.setting_changes import MOST_SHOWN, differences
from bot.domain.weekly_times import WeeklyTime
from bot.domain.zones import UnknownZone, find_zone
from bot.services.moderators import require_moderator
from bot.services.setting_changes import record
from storage import communities, panels, posts, receipts, setting_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.clock import Clock
    from bot.domain.callers import Caller
    from bot.domain.communities import ChannelUse, CommunityWords, WeeklyPart
    from bot.domain.ids import CommunityId
    from bot.domain.places import Place
    from bot.domain.settings import Visibility
    from storage.connections import Connection, Transaction
    from storage.database import Database

# So long a post that could not be delivered is shown to moderators.
FAILURES_SHOWN = timedelta(days=28)


class Communities:
    """Reads settings for everybody, and changes them for moderators."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    async def get(self, caller: Caller) -> Community:
        """Return the caller's community; one that nobody has set up has the defaults."""
        async with self._db.reading() as conn:
            return await communities.get_or_default(conn, caller.community_id)

    async def require_moderator(self, caller: Caller) -> Community:
        """Return the caller's community.

        Raises:
            ModeratorsOnly: for a caller who is no moderator there.
        """
        async with self._db.reading() as conn:
            return await require_moderator(conn, caller)

    async def overview(self, caller: Caller) -> Overview:
        """Return all settings, and which posts could not be delivered lately.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        async with self._db.reading() as conn:
            community = await require_moderator(conn, caller)
            return await self._overview(conn, community)

    async def choose_channel(
        self, caller: Caller, use: ChannelUse, channel_id: int | None
    ) -> Overview:
        """Name a channel for something, or none.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        return await self.choose_channels(caller, {use: channel_id})

    async def choose_channels(
        self, caller: Caller, channels: Mapping[ChannelUse, int | None]
    ) -> Overview:
        """Name several channels at once.

        Raises:
            ModeratorsOnly: for anybody else.
        """

        def change(was: Community) -> Community:
            for use, channel_id in channels.items():
                was = was.with_channel(use, channel_id)
            return was

        return await self._change(caller, change)

    async def choose_moderator_role(self, caller: Caller, role_id: int | None) -> Overview:
        """Name the role whose members are moderators here, or none.

        Raises:
            ModeratorsOnly: for anybody else.
            ManageServerOnly: for a moderator without it.
            EverybodyModerates: for the role that every member has.
        """
        return await self._change(caller, lambda was: was.with_moderator_role(role_id, caller))

    async def choose_zone(self, caller: Caller, text: str) -> Overview:
        """Choose the community's time zone, which holds from the next ISO week.

        Raises:
            ModeratorsOnly: for anybody else.
            UnclearZone: with the nearest names, for a text that names no zone.
        """

        def change(was: Community) -> Community:
            return was.with_weekly_time(was.weekly_time, _find_zone(text), self._clock.now())

        return await self._change(caller, change)

    async def choose_offered(self, caller: Caller, level: Visibility) -> Overview:
        """Choose which level of visibility newcomers are offered first.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        return await self._change(caller, lambda was: replace(was, offered_visibility=level))

    async def choose_parts(self, caller: Caller, parts: frozenset[WeeklyPart]) -> Overview:
        """Choose what the weekly posts contain.

        Raises:
            ModeratorsOnly: for anybody else.
        """
        return await self._change(caller, lambda was: replace(was, weekly_parts=parts))

    async def describe(self, caller: Caller, words: CommunityWords) -> Overview:
        """Set what is typed rather than chosen.

        A new weekly time or zone holds from the next ISO week. Members keep the zone they have.

        Raises:
            ModeratorsOnly: for anybody else.
            UnclearZone, UnknownWeeklyTime, UnsafeWeeklyTime, BadBackfillDays: for words that
                cannot be read.
            NameTooLong, HiddenCharacters: for resources that cannot be kept.
        """

        def change(was: Community) -> Community:
            zone = _find_zone(words.zone)
            weekly_time = WeeklyTime.parse(words.weekly_time)
            backfill_days = parse_backfill_days(words.backfill_days)
            resources = clean_resources(words.resources)
            described = replace(was, backfill_days=backfill_days, resources=resources)
            return described.with_weekly_time(weekly_time, zone, self._clock.now())

        return await self._change(caller, change)

    async def finish_set_up(self, caller: Caller) -> Overview:
        """Begin with the weekly posts; a second time changes nothing.

        Raises:
            ModeratorsOnly: for anybody else.
            NoWeeklyChannel: before a channel for them was chosen.
        """
        return await self._change(caller, lambda was: was.set_up(self._clock.now()))

    async def panel_stands(self, caller: Caller, place: Place) -> tuple[Place, ...]:
        """Remember a panel; return the others in its channel, which are forgotten."""
        async with self._db.transaction() as tx:
            await self._ensure(tx, caller.community_id)
            earlier = [
                panel
                for panel in await panels.in_channel(tx, caller.community_id, place.channel_id)
                if panel != place
            ]
            await panels.add(tx, caller.community_id, place)
            for panel in earlier:
                await panels.remove(tx, caller.community_id, panel)
        return tuple(earlier)

    async def removed(self, community_id: CommunityId) -> None:
        """Note that the bot was removed: nothing is posted any more, data is kept for 30 days."""
        await self._mark_removed(community_id, is_removed=True)

    async def came_back(self, community_id: CommunityId) -> None:
        """Note that the bot is back: all is as it was."""
        await self._mark_removed(community_id, is_removed=False)

    async def reconcile(
        self, present: Collection[CommunityId], is_ours: Callable[[CommunityId], bool]
    ) -> None:
        """Catch up with removals and returns that happened while the bot was away.

        ``present`` are the servers that the bot is in, of those that ``is_ours`` (this process)
        hears of.
        """
        async with self._db.reading() as conn:
            known = await communities.presence(conn)
        for community_id, is_here in known.items():
            if is_ours(community_id) and is_here != (community_id in present):
                await self._mark_removed(community_id, is_removed=is_here)

    async def delete_removed(self) -> None:
        """Delete all data of communities that the bot was removed from 30 days ago."""
        before = self._clock.now() - KEPT_AFTER_REMOVAL
        async with self._db.reading() as conn:
            gone = await communities.removed(conn, before)
        for community_id in gone:
            # One by one, so that members elsewhere never wait for more than one to be deleted.
            async with self._db.transaction() as tx:
                await communities.delete_removed(tx, community_id, before)

    async def _mark_removed(self, community_id: CommunityId, *, is_removed: bool) -> None:
        async with self._db.transaction() as tx:
            community = await communities.get(tx, community_id)
            if community is not None and (community.removed_at is not None) != is_removed:
                removed_at = self._clock.now() if is_removed else None
                await communities.save(tx, replace(community, removed_at=removed_at))

    async def _change(self, caller: Caller, change: Callable[[Community], Community]) -> Overview:
        async with self._db.transaction() as tx:
            community = await self._ensure(tx, caller.community_id)
            community.require_moderator(caller)
            now = self._clock.now()
            if await receipts.claim(tx, caller.community_id, caller.interaction_id, now):
                was, community = community, change(community)
                await communities.save(tx, community)
                await record(tx, caller, differences(was, community), now)
            return await self._overview(tx, community)

    async def _ensure(self, tx: Transaction, community_id: CommunityId) -> Community:
        community = await communities.get(tx, community_id)
        if community is None:
            community = Community(community_id)
            await communities.add(tx, community, self._clock.now())
        return community

    async def _overview(self, conn: Connection, community: Community) -> Overview:
        here, since = community.community_id, self._clock.now() - FAILURES_SHOWN
        return Overview(
            community,
            await posts.failures(conn, here, since),
            await setting_changes.newest(conn, here, MOST_SHOWN),
        )


def clean_resources(typed: str) -> str:
    """Give a community's own help stripped; nothing typed takes it away.

    Raises:
        NameTooLong, HiddenCharacters: for words that cannot be kept.
    """
    return typed.strip() and clean_text(typed, "help", LONGEST_RESOURCES)


def _find_zone(text: str) -> str:
    try:
        return find_zone(text)
    except UnknownZone as unclear:
        raise UnclearZone(unclear.text, unclear.nearest) from None
