"""What members gave and took lately; one function of the domain computes it for every surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.domain.standings import WATCHED_FOR, Standing, next_change, standings, suspects
from storage import standings as storage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.ids import CommunityId, UserId
    from storage.connections import Connection


class Everybodys(NamedTuple):
    """Standings by member, true until an instant unless something is given or rated before."""

    by_member: Mapping[UserId, Standing]
    until: datetime | None


class Standings:
    """Reads standings, within somebody else's read or transaction."""

    async def of_member(
        self, conn: Connection, community_id: CommunityId, user_id: UserId, now: datetime
    ) -> Standing:
        """Return one member's standing; its cost does not grow with the community."""
        since = now - WATCHED_FOR
        own = await storage.exchanges_of(conn, community_id, user_id, since)
        # Whether somebody trades favours depends on what the other one gave to everybody else.
        others = suspects(own, now) - {user_id}
        theirs = await storage.given_to_others(conn, community_id, others, user_id, since)
        return standings((*own, *theirs), now).get(user_id, Standing())

    async def of_community(
        self, conn: Connection, community_id: CommunityId, now: datetime
    ) -> Everybodys:
        """Return the standing of everybody who gave or took anything, and how long it holds."""
        exchanges = await storage.exchanges(conn, community_id, now - WATCHED_FOR)
        return Everybodys(standings(exchanges, now), next_change(exchanges, now))
