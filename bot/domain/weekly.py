"""This week's posts as moderators see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.posts import Reason, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.communities import Community
    from bot.domain.days import Week
    from bot.domain.posts import Kind, Post
    from bot.domain.questions import OwnQuestion


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """This week's posts as moderators see them.

    ``due_at`` is None once their time has passed; ``own`` are the community's own questions.
    """

    community: Community
    week: Week
    due_at: datetime | None
    posts: Mapping[Kind, Post]
    question: str
    own: tuple[OwnQuestion, ...]

    @property
    def can_send(self) -> bool:
        """Tell whether anything is left that could be sent now."""
        if any(post.state is State.CLAIMED for post in self.posts.values()):
            return False
        return any(self._state(kind) is not State.SENT for kind in self.community.weekly_kinds)

    @property
    def can_skip(self) -> bool:
        """Tell whether anything is still to come."""
        return self.due_at is not None and not self.posts and bool(self.community.weekly_kinds)

    @property
    def is_skipped(self) -> bool:
        """Tell whether a moderator skipped what is still to come."""
        return self.due_at is not None and any(
            post.reason is Reason.BY_MODERATOR for post in self.posts.values()
        )

    def _state(self, kind: Kind) -> State | None:
        post = self.posts.get(kind)
        return post.state if post else None
