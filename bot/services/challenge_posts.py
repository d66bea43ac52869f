"""Posts about challenges, claimed in the transaction of what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.posts import Post, Reason, State

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.communities import Community
    from bot.domain.posts import Kind


def claim(community: Community, kind: Kind, period: str, due_at: datetime, now: datetime) -> Post:
    """Return a claim to be added; it has failed where the community has no channel for it."""
    post = Post(
        community_id=community.community_id,
        kind=kind,
        period=period,
        due_at=due_at,
        claimed_at=now,
        retry_at=now,
        channel_id=community.challenge_place,
    )
    if post.channel_id is None:
        return post.closed(State.FAILED, Reason.NO_CHANNEL, now)
    return post
