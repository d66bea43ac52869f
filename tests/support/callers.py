"""Somebody who acts, each time through another interaction."""

from __future__ import annotations

import itertools

from bot.domain.callers import Caller
from bot.domain.ids import CommunityId, InteractionId, UserId

HERE, ELSEWHERE = CommunityId(1), CommunityId(2)
ANNA, BEN = UserId(11), UserId(12)

_interactions = itertools.count(1000)


def act(
    user: UserId = ANNA, community: CommunityId = HERE, *, manages_server: bool = False
) -> Caller:
    """Return the user, acting anew."""
    return Caller(
        community_id=community,
        user_id=user,
        interaction_id=InteractionId(next(_interactions)),
        manages_server=manages_server,
    )
