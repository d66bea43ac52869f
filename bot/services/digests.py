"""What the weekly posts tell of members for each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.communities import WeeklyPart
from bot.domain.digests import Digest
from bot.domain.months import Month
from bot.domain.streak_posts import SPAN_DAYS
from storage import communities

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.domain.days import Week
    from bot.domain.ids import CommunityId
    from bot.domain.kudos import Roundup
    from bot.services.deadlines import Deadlines
    from bot.services.kudos import Kudos
    from bot.services.wisdom import Wisdom
    from storage.database import Database


class Digests:
    """Reads what others look after: kudos, wisdom and deadlines."""

    def __init__(
        self, db: Database, clock: Clock, kudos: Kudos, wisdom: Wisdom, deadlines: Deadlines
    ) -> None:
        self._db = db
        self._clock = clock
        self._kudos = kudos
        self._wisdom = wisdom
        self._deadlines = deadlines

    async def thanks(
        self, community_id: CommunityId, due_at: datetime | None = None
    ) -> Roundup | None:
        """Return the thanks of the seven days before a post, by default one sent now.

        None where moderators left them out.
        """
        until = due_at or self._clock.now()
        async with self._db.reading() as conn:
            community = await communities.get_or_default(conn, community_id)
            if WeeklyPart.THANKS not in community.weekly_parts:
                return None
            since = until - timedelta(days=SPAN_DAYS)
            return await self._kudos.of_week(conn, community_id, since, until)

    async def preview(
        self, community_id: CommunityId, week: Week, due_at: datetime | None = None
    ) -> Digest:
        """Return what would be told; an idea that is only looked at may still be another's.

        What moderators left out is not there.
        """
        at = due_at or self._clock.now()
        idea = share = None
        async with self._db.reading() as conn:
            community = await communities.get_or_default(conn, community_id)
            if WeeklyPart.IDEA in community.weekly_parts:
                idea = await self._wisdom.idea_of_week(conn, community_id, week, at)
                month = Month.of(at, community.zone)
                share = await self._wisdom.monthly_share(conn, community_id, month)
        if WeeklyPart.NEEDS_EYES not in community.weekly_parts:
            return Digest(idea, share, ())
        return Digest(idea, share, await self._deadlines.needs_eyes(community_id, at))

    async def tell(self, community_id: CommunityId, week: Week, due_at: datetime) -> Digest:
        """Return what a week's post tells; its idea is told in no other week."""
        digest = await self.preview(community_id, week, due_at)
        if digest.idea:
            async with self._db.transaction() as tx:
                await self._wisdom.tell(tx, community_id, digest.idea.idea.id, week)
        return digest
