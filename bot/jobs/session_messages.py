"""What the posts about meetings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.jobs.messages import Message
from bot.render import session_cards as render

if TYPE_CHECKING:
    from bot.domain.posts import Post
    from bot.services.container import Services


class Invitation:
    """Invites to one meeting."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        session_id, number = post.subject
        return render.Attend(session_id=session_id, number=number).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return what it says; None where the meeting is over or cancelled."""
        session_id, number = post.subject
        events = services.session_events
        shown = await events.invitation(post.community_id, session_id, number)
        return Message(render.meeting_card(shown, late=late)) if shown else None


class Summary:
    """Tells what came of one meeting."""

    def marker(self, post: Post) -> str:
        """Give the custom id by which it is found again."""
        session_id, number = post.subject
        return render.correct(session_id, number).custom_id

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return what it says; None where there is none."""
        session_id, number = post.subject
        shown = await services.session_events.summary(post.community_id, session_id, number)
        return Message(render.summary_card(shown, late=late)) if shown else None
