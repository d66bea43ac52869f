"""One post on its way from claim to channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.posts import Kind, State
from bot.jobs import challenge_messages, session_messages, weekly_messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery import Delivery
    from bot.domain.posts import Post
    from bot.jobs.messages import Composer
    from bot.services.container import Services

COMPOSERS: Mapping[Kind, Composer] = {
    Kind.STREAKS: weekly_messages.Streaks(),
    Kind.REFLECTION: weekly_messages.Reflection(),
    Kind.CHALLENGE: challenge_messages.Announcement(),
    Kind.TERMS: challenge_messages.NewTerms(),
    Kind.RESULTS: challenge_messages.Results(),
    Kind.MEETING: session_messages.Invitation(),
    Kind.SUMMARY: session_messages.Summary(),
}
"""Who knows what a post says, and how it is known again in its channel."""


async def publish(services: Services, delivery: Delivery, post: Post) -> None:
    """Bring a claimed post to its channel, or have it tried again after what nobody foresaw."""
    try:
        await _bring(services, delivery, post)
    except Exception:
        # With the same patience as when Discord is silent, so that no other claim waits behind it.
        await services.posts.finish(post, Undeliverable(Trouble.UNREACHABLE))
        raise


async def _bring(services: Services, delivery: Delivery, post: Post) -> None:
    """Send a claimed post, or find out that it was sent, and note what came of it."""
    begun = await services.posts.begin(post)
    if begun is None:
        return
    ready = await _look(services, delivery, begun.post) if begun.must_look else begun.post
    if ready is None or ready.channel_id is None:
        return
    message = await COMPOSERS[ready.kind].compose(services, ready, late=begun.late)
    if message is None:
        await services.posts.drop(ready)
        return
    outcome = await delivery.send(ready.channel_id, message.card, ready.nonce, ping=message.ping)
    await services.posts.finish(ready, outcome)


async def _look(services: Services, delivery: Delivery, post: Post) -> Post | None:
    """Look for the post in its channel; give it back where it is still to be sent."""
    marker = COMPOSERS[post.kind].marker(post)
    found = await delivery.find(post.channel_id or 0, marker, post.claimed_at)
    if found is not None:
        await services.posts.finish(post, found, looked=True)
        return None
    claimed = await services.posts.not_found(post)
    return claimed if claimed.state is State.CLAIMED else None
