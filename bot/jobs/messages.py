"""What a post is made of, and who makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot.domain.deliveries import NOBODY_PINGED

if TYPE_CHECKING:
    from bot.domain.deliveries import Pings
    from bot.domain.posts import Post
    from bot.render.card import Card
    from bot.services.container import Services


class Message(NamedTuple):
    """A card, and whom it notifies."""

    card: Card
    ping: Pings = NOBODY_PINGED


class Composer(Protocol):
    """Makes the messages of one kind of post."""

    def marker(self, post: Post) -> str:
        """Give the custom id that no other message carries, to find this one in its channel."""
        ...

    async def compose(self, services: Services, post: Post, *, late: bool) -> Message | None:
        """Return what the post says now; None where there is nothing to say any more."""
        ...
