"""The weekly posts on their way from claim to channel."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, TypeVar

from bot.domain.deliveries import Trouble, Undeliverable
from bot.domain.weekly import Kind, State
from bot.render import streak_posts
from bot.render import weekly as render

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
    from datetime import datetime

    from bot.delivery import Delivery
    from bot.domain.ids import CommunityId
    from bot.domain.weekly import Notice, Post
    from bot.render.card import Card
    from bot.services.container import Services

T = TypeVar("T")

log = logging.getLogger(__name__)

# So many posts may be under way: with more, members wait longer for their answers; with fewer, ten
# silent channels hold up the eleventh.
AT_ONCE = 12


async def run_due(services: Services, delivery: Delivery, now: datetime) -> None:
    """Settle what was left open, post what is due, and tell moderators what failed."""

    async def settle(post: Post) -> None:
        await _publish(services, delivery, post)

    async def post_week(community_id: CommunityId) -> None:
        for post in await services.weekly.claim_due(community_id):
            await _publish(services, delivery, post)

    async def tell(notice: Notice) -> None:
        await _tell(services, delivery, notice)

    async with services.weekly.one_run:
        await _spread(_each(await services.weekly.unsettled()), settle)
        await _spread(services.weekly.due(now), post_week)
        await _spread(services.weekly.untold(), tell)


async def _publish(services: Services, delivery: Delivery, post: Post) -> None:
    """Bring a claimed post to its channel, or have it tried again after what nobody foresaw."""
    try:
        await _bring(services, delivery, post)
    except Exception:
        # With the same patience as when Discord is silent, so that no other claim waits behind it.
        await services.weekly.finish(post, Undeliverable(Trouble.UNREACHABLE))
        raise


async def _bring(services: Services, delivery: Delivery, post: Post) -> None:
    """Send a claimed post, or find out that it was sent, and note what came of it."""
    begun = await services.weekly.begin(post)
    if begun is None:
        return
    ready = await _look(services, delivery, begun.post) if begun.must_look else begun.post
    if ready is None or ready.channel_id is None:
        return
    card = await _card(services, ready, late=begun.late)
    outcome = await delivery.send(ready.channel_id, card, ready.nonce)
    await services.weekly.finish(ready, outcome)


async def _look(services: Services, delivery: Delivery, post: Post) -> Post | None:
    """Look for the post in its channel; give it back where it is still to be sent."""
    marker = render.marker(post.kind, post.week)
    found = await delivery.find(post.channel_id or 0, marker, post.claimed_at)
    if found is not None:
        await services.weekly.finish(post, found, looked=True)
        return None
    claimed = await services.weekly.not_found(post)
    return claimed if claimed.state is State.CLAIMED else None


async def _card(services: Services, post: Post, *, late: bool) -> Card:
    if post.kind is Kind.REFLECTION:
        digest = await services.digests.tell(post.community_id, post.week, post.due_at)
        return render.prompt(post.week, post.question, digest, late=late)
    told = await services.streak_posts.of_week(post.community_id, post.week, post.due_at)
    thanks = await services.digests.thanks(post.community_id, post.due_at)
    return streak_posts.streaks(told, thanks, late=late)


async def _tell(services: Services, delivery: Delivery, notice: Notice) -> None:
    outcome = None
    if notice.channel_id is not None:
        outcome = await delivery.send(notice.channel_id, render.notice(notice), notice.nonce)
    await services.weekly.told(notice, outcome)


async def _spread(items: AsyncIterable[T], act: Callable[[T], Awaitable[None]]) -> None:
    """Act on each item, some at once; one failure does not stop the others."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(item: T) -> None:
        try:
            await act(item)
        except Exception:
            log.exception("incident %s with %s", secrets.token_hex(4), item)
        finally:
            free.release()

    async with asyncio.TaskGroup() as group:
        async for item in items:
            await free.acquire()
            group.create_task(one(item))


async def _each(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item
