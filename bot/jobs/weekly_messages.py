"""What the weekly posts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.messages import Message
from bot.render import streak_posts
from bot.render import weekly as render

if TYPE_CHECKING:
    from bot.domain.posts import Post
    from bot.services.container import Services


class Streaks:
    """The streak post, with the thanks of the week."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        return render.marker(post.kind, post.week)

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message:
        """Return what it says as of its weekly time."""
        told = await services.streak_posts.of_week(post.community_id, post.week, post.due_at)
        thanks = await services.digests.thanks(post.community_id, post.due_at)
        return Message(streak_posts.streaks(told, thanks, late=late))


class Reflection:
    """The reflection prompt, with what members have for each other."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        return render.marker(post.kind, post.week)

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message:
        """Return what it says; an idea is told in no other week."""
        digest = await services.digests.tell(post.community_id, post.week, post.due_at)
        return Message(render.prompt(post.week, post.question, digest, late=late))
